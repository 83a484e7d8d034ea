"""Which reader reads a file, and the one line that says why a file can't be read."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from pipeline.errors import InputError, SecretError
from pipeline.read import READERS, read_document
from schemas.document import Media

Write = Callable[..., Path]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _zip(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x")
    return data.getvalue()


def _docx() -> bytes:
    data = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Tổng đàn lợn 1.238 con.")
    document.save(data)
    return data.getvalue()


def test_source_tells_path_hash_and_media(write: Write) -> None:
    path = write("Số: 12/BC-UBND\n")
    source = read_document(path).source
    assert source.path == str(path)
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (source.media, source.pages, source.warnings) == (Media.TEXT, None, ())


def test_importing_the_readers_is_cheap() -> None:
    heavy = "{'pdfplumber', 'pdfminer', 'docx', 'lxml'} & set(sys.modules)"
    command = f"import sys, pipeline.read; sys.exit(1 if {heavy} else 0)"
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0


def test_every_suffix_has_one_reader() -> None:
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "rỗng"),
        ("a.txt", b"\n \n\x0c\n", "không có chữ"),
        ("a.txt", "Tổng đàn".encode("utf-16")[2:] * 40, "nhị phân"),
        ("a.txt", b"T\xe6ng \xf0\xf1\xf2 l\xffn \xe9\xe9\xe9 1.238 con", "UTF-8"),
        ("a.md", bytes(range(256)) * 8, "nhị phân"),
        ("a.pdf", "Tổng đàn lợn", "không phải tệp PDF"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "hỏng"),
        ("a.pdf", _zip("a.txt"), "không phải tệp PDF"),
        ("a.docx", _zip("a.txt"), "tệp nén"),
        ("a.docx", _docx()[:-2000], "cắt cụt"),
        ("a.docx", _docx()[:3000], "cắt cụt"),
        ("a.docx", _zip("word/document.xml"), "hỏng"),
        ("a.docx", "Tổng đàn lợn", "không phải tệp Word"),
        ("a.docx", _OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("a.xlsx", _zip("xl/workbook.xml"), "Excel"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "ảnh bị hỏng"),
        ("a.csv", "a,b\n1,2\n", "không nhận ra"),
        ("a", "Tổng đàn lợn", "không nhận ra"),
        ("a.txt", "<!DOCTYPE html><html></html>", "HTML"),
    ],
)
def test_what_cannot_be_read_says_so_in_one_line(write: Write, name: str, content: str | bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_document(write(content, name))
    message = str(caught.value)
    assert says in message
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    assert not isinstance(caught.value, SecretError)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="không tìm thấy"):
        read_document(tmp_path / "không có.pdf")
    with pytest.raises(InputError, match="thư mục"):
        read_document(tmp_path)
    with pytest.raises(InputError, match="không mở được"):
        read_document(tmp_path / ("a" * 300 + ".pdf"))


def test_file_without_rights(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a")

    def refuse(path: Path, name: str, largest: int) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pipeline.read.opening._whole", refuse)
    with pytest.raises(InputError, match="không có quyền"):
        read_document(path)


@pytest.mark.parametrize(("name", "warned"), [("a.txt", True), ("a.pdf", True), ("a.docx", False), ("a", True)])
def test_content_decides_and_a_wrong_name_warns(write: Write, name: str, warned: bool) -> None:
    document = read_document(write(_docx(), name))
    assert document.source.media is Media.DOCX
    assert [item.text for item in document.items if hasattr(item, "words")] == ["Tổng đàn lợn 1.238 con."]
    assert bool(document.source.warnings) is warned
