"""Files of old word processors: by LibreOffice where it is there, with one clear line where it isn't."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import docx
import pytest

from corpus.old.word import set_word
from pipeline.errors import InputError, SecretError
from pipeline.read import office, read_document
from pipeline.read.office import find_office
from pipeline.read.office_stamp import first_lines
from pipeline.read.secrecy import is_stamp
from pipeline.read.signature import Kind
from schemas.document import Line, Media

Write = Callable[..., Path]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LINES = [
    "ỦY BAN NHÂN DÂN",
    "BÁO CÁO",
    "Tổng đàn gia súc hiện có 12.345 con, trong đó lợn 1.238 con; những hộ ở đô thị.",
]
needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice isn't on this machine")


def _odt(text: str, styles: str = "") -> bytes:
    names = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    for short, long in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible")):
        names += f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    kind = 'manifest:media-type="application/vnd.oasis.opendocument.text"'
    entry = '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" {kind}/>'
            f"{entry}</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:text>{text}</office:text></office:body>"
            "</office:document-content>",
        )
        archive.writestr("styles.xml", f"<office:document-styles {names}>{styles}</office:document-styles>")
    return data.getvalue()


def _paragraphs(*lines: str) -> str:
    return "".join(f"<text:p>{line}</text:p>" for line in lines)


def _rtf(*lines: str) -> bytes:
    written = (
        "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in line.replace("\\", "\\\\")) for line in lines
    )
    return ("{\\rtf1\\ansi{\\fonttbl{\\f0 Times New Roman;}}\\pard " + "\\par ".join(written) + "\\par}").encode()


def _doc(*lines: str, wide: bool = True) -> bytes:
    """What only the look for a stamp reads: a header that tells where text begins, and the text."""
    text = "\r".join(lines) + "\r"
    head = bytearray(0x200)
    head[:2] = b"\xec\xa5"
    struct.pack_into("<I", head, 0x18, 0x200)
    return _OLE + bytes(504) + bytes(head) + (text.encode("utf-16-le") if wide else text.encode("latin-1"))


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str | None], Path]:
    """A function that has LibreOffice write the lines as a file of a kind, in an old code if one is named."""
    folder = tmp_path_factory.mktemp("office")
    program = find_office()
    assert program is not None

    def convert(ending: str, code: str | None) -> Path:
        source = folder / f"{code}.docx"
        if not source.exists():
            document = docx.Document()
            for line in LINES:
                document.add_paragraph(line)
            document.save(str(source))
            if code is not None:
                set_word(source, source, code)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            ending,
        ]
        subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)
        return source.with_suffix(f".{ending}")

    return convert


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
@pytest.mark.parametrize("code", [None, "tcvn3", "vni"])
def test_old_files_read_as_word_files(
    converted: Callable[[str, str | None], Path], ending: str, code: str | None
) -> None:
    path = converted(ending, code)
    document = read_document(path)
    assert [item.text for item in document.items if isinstance(item, Line)] == LINES
    source = document.source
    assert (source.path, source.media) == (str(path), Media.DOCX)
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert len(source.warnings) == (code is not None)


@pytest.mark.parametrize(
    ("name", "data"), [("a.doc", _doc("Tổng đàn")), ("a.rtf", _rtf("a")), ("a.odt", _odt("<text:p/>"))]
)
def test_without_libreoffice_one_line_says_so(
    write: Write, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes
) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    with pytest.raises(InputError) as caught:
        read_document(write(data, name))
    assert "hãy cài LibreOffice hoặc lưu lại thành .docx" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A function that puts a shell script in the place of LibreOffice."""

    def put(script: str) -> None:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(office, "find_office", lambda: str(path))

    return put


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize(("script", "says"), [("exit 1", "không chuyển được"), ("sleep 60", "quá")])
def test_a_conversion_that_fails_or_hangs(
    write: Write, monkeypatch: pytest.MonkeyPatch, stand_in: Callable[[str], None], script: str, says: str
) -> None:
    stand_in(script)
    monkeypatch.setattr(office, "_SECONDS", 0.5)
    with pytest.raises(InputError, match=says):
        read_document(write(_rtf("Tổng đàn"), "a.rtf"))


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_a_program_that_does_not_start(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: "/khong/co/soffice")
    with pytest.raises(InputError, match="không chạy được LibreOffice"):
        read_document(write(_rtf("Tổng đàn"), "a.rtf"))


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_each_conversion_has_a_profile_of_its_own_that_goes_afterwards(
    write: Write, tmp_path: Path, stand_in: Callable[[str], None]
) -> None:
    stand_in(f'echo "$@" >> "{tmp_path}/calls"; ls "$HOME/profile/user" >> "{tmp_path}/calls"; exit 1')
    for _ in range(2):
        with pytest.raises(InputError):
            read_document(write(_rtf("Tổng đàn"), "a.rtf"))
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls[1] == calls[3] == "registrymodifications.xcu"
    profiles = [next(part for part in call.split() if part.startswith("-env:")) for call in (calls[0], calls[2])]
    assert profiles[0] != profiles[1]
    assert not any(Path(profile.removeprefix("-env:UserInstallation=file://")).exists() for profile in profiles)


STAMPED = [
    ("a.rtf", _rtf("UBND XÃ A", "MẬT", "Số: 1")),
    ("a.rtf", b"{\\rtf1{\\f0 .VnTimeH;}UBND\\par m\\'cbt\\par}"),
    ("a.odt", _odt(_paragraphs("UBND", "TỐI MẬT"))),
    ("a.odt", _odt(_paragraphs("UBND"), _paragraphs("MẬT"))),
    ("a.doc", _doc("UBND", "TUYỆT MẬT", "Số: 1")),
    ("a.doc", _doc("UBND", "M\xcbT", wide=False)),
]


@pytest.mark.parametrize(("name", "data"), STAMPED)
def test_a_stamped_file_is_refused_before_anything_is_written(
    write: Write, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes
) -> None:
    monkeypatch.setattr(office, "_converted", lambda *_: pytest.fail("a stamped file was converted"))
    with pytest.raises(SecretError):
        read_document(write(data, name))


def test_the_word_in_small_letters_is_no_stamp() -> None:
    for data, kind in ((_rtf("Mật"), Kind.RTF), (_odt(_paragraphs("Mật")), Kind.ODT), (_doc("Mật"), Kind.DOC)):
        assert not any(map(is_stamp, first_lines(data, kind)))


def test_what_the_look_for_a_stamp_sees() -> None:
    assert "Bí mật: bảo mật" in list(first_lines(_rtf("Bí mật: bảo mật"), Kind.RTF))
    assert "Bí mật" in list(first_lines(_odt(_paragraphs("Bí mật")), Kind.ODT))
    assert "Bí mật" in list(first_lines(_doc("Bí mật"), Kind.DOC))
    assert list(first_lines(_OLE, Kind.DOC)) == []
    assert list(first_lines(b"PK", Kind.ODT)) == []


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine and the requests that it got."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}", requests
        http.shutdown()
        thread.join()


@needs_office
@pytest.mark.slow
def test_nothing_is_fetched(write: Write, server: tuple[str, list[str]]) -> None:
    address, requests = server
    picture = f'<draw:image xlink:href="{address}/a.png" xlink:type="simple"/>'
    picture = f'<draw:frame svg:width="2cm" svg:height="2cm">{picture}</draw:frame>'
    section = f'<text:section-source xlink:href="{address}/b.odt"/><text:p>Cũ</text:p>'
    section = f'<text:section text:name="S">{section}</text:section>'
    path = write(_odt(f"<text:p>Tổng đàn {picture}</text:p>{section}"), "a.odt")
    assert "Tổng đàn" in [item.text for item in read_document(path).items if isinstance(item, Line)]
    assert requests == []


@needs_office
@pytest.mark.slow
def test_a_broken_file_gives_one_line(write: Write) -> None:
    with pytest.raises(InputError) as caught:
        read_document(write(_OLE + bytes(600), "a.doc"))
    assert "\n" not in str(caught.value)
