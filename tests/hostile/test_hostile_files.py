"""Files made to bring a reader down: each gets one line or is read, within its limits, and others go on."""

from __future__ import annotations

import http.server
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click.testing
import pytest

from pipeline.cli import cli
from pipeline.errors import BaocaoError, InputError, LimitError
from pipeline.limits import Limits
from pipeline.read import read_document
from pipeline.read.office import find_office
from pipeline.run import read_report
from pipeline.workers import LimitedPool, fenced
from tests.hostile.makers import MAKERS, doubling_forms_pdf, looping_pages_pdf, paragraph, word

LIMITS = Limits(seconds=15, megabytes=900)
SHORT = Limits(seconds=5, megabytes=900)
QUICK = (
    "bom.docx", "thực thể.docx", "thực thể ngoài.docx", "sâu.docx", "bảng lồng.docx", "bảng rộng.docx", "macro.docm",
    "bom kiểu.odt", "trang vòng.pdf", "trang sâu.pdf", "vạn trang.pdf", "mẫu vòng.pdf", "trang rộng.pdf", "rộng.jpg",
)  # fmt: skip
READ = ("thực thể ngoài.docx", "bảng lồng.docx", "bảng rộng.docx", "macro.docm")


@pytest.fixture(scope="module")
def pool() -> Iterator[LimitedPool]:
    pool = LimitedPool(1, LIMITS)
    yield pool
    pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="module")
def short() -> Iterator[LimitedPool]:
    pool = LimitedPool(1, SHORT)
    yield pool
    pool.shutdown(cancel_futures=True)


def told(path: Path, pool: LimitedPool) -> str | None:
    """Return the line that reading a file comes to, `None` if it can be read; the line is one."""
    error = pool.submit(read_report, path).exception()
    if error is None:
        return None
    assert isinstance(error, InputError), (type(error), getattr(error, "trace", error))
    assert "\n" not in str(error)
    return str(error)


@pytest.mark.parametrize("name", QUICK)
def test_quick_ones(name: str, pool: LimitedPool, tmp_path: Path) -> None:
    MAKERS[name](tmp_path / name)
    line = told(tmp_path / name, pool)
    assert (line is None) == (name in READ), line
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(MAKERS) - set(QUICK)))
def test_slow_ones(name: str, short: LimitedPool, tmp_path: Path) -> None:
    MAKERS[name](tmp_path / name)
    told(tmp_path / name, short)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def run(*words: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(cli, words)


@pytest.mark.parametrize("command", ["extract", "check"])
@pytest.mark.parametrize("make", [looping_pages_pdf, doubling_forms_pdf])
def test_commands_tell_one_line(command: str, make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "a.pdf")
    done = run(command, str(tmp_path / "a.pdf"), "--timeout", "2", "--memory", "600")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_ingest_sets_them_aside_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "vào"
    folder.mkdir()
    for name in ("mẫu gấp đôi.pdf", "trang vòng.pdf", "bom.docx"):
        MAKERS[name](folder / name)
    for name in ("a.txt", "z.txt"):
        (folder / name).write_text(
            f"UBND xã {name}\nBÁO CÁO\ntháng 5 năm 2026\nTổng đàn lợn 1.238 con.", encoding="utf-8"
        )
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    db = str(tmp_path / "kho.db")
    done = run("ingest", str(folder), "--db", db, "--timeout", "3", "--jobs", "2")
    assert done.exit_code == 1
    assert done.stdout.startswith("2 báo cáo mới")
    assert done.stderr.count("\n") == 3
    assert "quá 3 giây" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert {path.name for path in tmp_path.iterdir()} <= {"vào", "kho.db", "kho.db-wal", "kho.db-shm"}


def test_limits_may_stand_in_the_settings(tmp_path: Path) -> None:
    doubling_forms_pdf(tmp_path / "a.pdf")
    (tmp_path / "baocao.toml").write_text("[gioi_han]\ngiay = 1\n", encoding="utf-8")
    for command in ("extract", "check"):
        assert "quá 1 giây" in run(command, str(tmp_path / "a.pdf")).stderr
    assert "quá 2 giây" in run("extract", str(tmp_path / "a.pdf"), "--timeout", "2").stderr
    for wrong, line in (
        ("[gioi_han]\nnam = 1", "không có khóa 'nam'"),
        ("[gioi_han]\ngiay = 0", "phải là số lớn hơn 0"),
        ("gioi_han = 3", "phải là một bảng"),
        ("[", "viết sai cú pháp"),
    ):
        (tmp_path / "baocao.toml").write_text(wrong, encoding="utf-8")
        done = run("extract", str(tmp_path / "a.pdf"))
        assert (done.exit_code, line in done.stderr) == (2, True), done.stderr


def _broken(path: Path, data: bytes | None = None) -> None:
    raise ZeroDivisionError("chữ trong báo cáo")


@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_fault_of_the_program_is_one_line_and_its_trace_is_shown_when_asked(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Tổng đàn lợn 1.238 con.", encoding="utf-8")
    name = {"extract": "pipeline.run.read_report", "check": "pipeline.commands.check._checked"}[command]
    monkeypatch.setattr(name, _broken if command == "extract" else _broken_check)
    done = run(command, str(tmp_path / "a.txt"))
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "(ZeroDivisionError)" in done.stderr
    assert "chữ trong báo cáo" not in done.stderr
    shown = run(command, str(tmp_path / "a.txt"), "--debug")
    assert "in _broken" in shown.stderr


def _broken_check(*_: object) -> None:
    raise ZeroDivisionError("chữ trong báo cáo")


def test_a_fault_in_any_command_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.catalogue.load_catalogue", _broken_check)
    done = run("ingest", str(tmp_path), "--db", str(tmp_path / "kho.db"))
    assert (done.exit_code, done.stderr.count("\n"), "(ZeroDivisionError)" in done.stderr) == (2, 1, True)
    monkeypatch.setenv("BAOCAO_DEBUG", "1")
    assert "in _broken_check" in run("ingest", str(tmp_path), "--db", str(tmp_path / "kho.db")).stderr


def test_entities_from_outside_are_never_loaded(tmp_path: Path) -> None:
    (tmp_path / "bí mật.txt").write_text("BÍ MẬT NGOÀI TỆP", encoding="utf-8")
    doctype = f'<!DOCTYPE w:document [<!ENTITY e SYSTEM "{(tmp_path / "bí mật.txt").as_uri()}">]>'
    word(tmp_path / "a.docx", b"<w:p><w:r><w:t>&e;</w:t></w:r></w:p>" + paragraph("Tổng đàn 12 con"), doctype.encode())
    assert "NGOÀI" not in fenced(read_report, Limits(), tmp_path / "a.docx").text


class Listener:
    """A server on the loopback that notes who comes."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        listener = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                listener.asked.append(self.path)
                self.send_response(404)
                self.end_headers()

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the names that the server looks for

            def log_message(self, *_: object) -> None:
                return

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_links_out_of_a_word_file_are_never_followed(tmp_path: Path, listener: Listener) -> None:
    kinds = ("image", "attachedTemplate", "oleObject", "frame", "styles", "numbering", "header", "hyperlink")
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="x{number}" Type="{schema}/{kind}" Target="{listener.url}/{kind}" TargetMode="External"/>'
        for number, kind in enumerate(kinds)
    )
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    word(tmp_path / "a.docx", paragraph("Tổng đàn 12 con"))
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as new, zipfile.ZipFile(tmp_path / "a.docx") as old:
        for name in ("_rels/.rels", "word/document.xml"):
            new.writestr(name, old.read(name))
        new.writestr("word/_rels/document.xml.rels", relations)
    assert len(read_document(tmp_path / "b.docx").items) == 1
    assert listener.asked == []


@pytest.mark.slow
@pytest.mark.skipif(find_office() is None, reason="LibreOffice isn't installed")
def test_links_out_of_an_odt_are_never_followed(tmp_path: Path, listener: Listener) -> None:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"))
    )
    picture = (
        f'<draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="{listener.url}/i.png"/></draw:frame>'
    )
    section = f'<text:section text:name="s"><text:section-source xlink:href="{listener.url}/s.odt"/></text:section>'
    body = f"<text:p>Tổng đàn 12 con{picture}</text:p>{section}"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    assert "Tổng đàn 12 con" in fenced(read_report, Limits(), tmp_path / "a.odt").text
    assert listener.asked == []


def test_limits_end_what_loops(tmp_path: Path) -> None:
    doubling_forms_pdf(tmp_path / "a.pdf")
    with pytest.raises(LimitError, match="quá 2 giây") as error:
        fenced(read_report, Limits(seconds=2), tmp_path / "a.pdf")
    assert isinstance(error.value, BaocaoError)
