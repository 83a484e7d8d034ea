"""What a file is, told by its first bytes and not by its name.

Enters: a file's bytes. Leaves: a `Kind`, and for kinds that can't be read the words that say so. A "bao-cao.txt" that
starts with "%PDF-" is a PDF.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from enum import Enum


class Kind(Enum):
    """What a file holds, by the name that messages give it."""

    PDF = "PDF"
    DOCX = "Word (.docx)"
    TEXT = "văn bản thuần"
    DOC = "Word kiểu cũ (.doc)"
    LOCKED = "tệp Office có mật khẩu"
    RTF = "RTF"
    ODT = "OpenDocument (.odt)"
    SHEET = "bảng tính Excel"
    SLIDES = "trình chiếu PowerPoint"
    IMAGE = "ảnh"
    ZIP = "tệp nén"
    BROKEN_ZIP = "tệp nén bị hỏng"
    HTML = "trang web (HTML)"
    BINARY = "dữ liệu nhị phân"


_PDF_WITHIN = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!")
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_ZIP_MEMBERS = (("word/", Kind.DOCX), ("xl/", Kind.SHEET), ("ppt/", Kind.SLIDES))

_SAVE_AS_DOCX = "mở bằng Word hoặc LibreOffice rồi lưu lại dạng .docx hoặc PDF"
_REFUSALS = {
    Kind.LOCKED: "tệp có mật khẩu; mở bằng mật khẩu rồi lưu lại bản không khóa",
    Kind.SHEET: "đây là bảng tính Excel, không phải báo cáo; hãy chọn tệp Word, PDF hoặc văn bản",
    Kind.SLIDES: "đây là tệp trình chiếu, không phải báo cáo; hãy chọn tệp Word, PDF hoặc văn bản",
    Kind.ZIP: "đây là tệp nén, không phải tài liệu Word; hãy giải nén rồi chọn tệp báo cáo bên trong",
    Kind.BROKEN_ZIP: "tệp bị hỏng hoặc bị cắt cụt, không mở được; hãy lấy lại bản đầy đủ",
    Kind.HTML: f"đây là trang web (HTML); {_SAVE_AS_DOCX}",
    Kind.BINARY: "nội dung là dữ liệu nhị phân, không phải văn bản; hãy kiểm tra lại tệp",
}


def kind_of(data: bytes) -> Kind:
    """Tell what the bytes of a file are; what shows no signature and no binary bytes is text.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of("Số: 12/BC-UBND".encode())
    (<Kind.PDF: 'PDF'>, <Kind.TEXT: 'văn bản thuần'>)
    """
    head = data[:_PDF_WITHIN]
    if b"%PDF-" in head and (head.lstrip().startswith(b"%PDF-") or b"\x00" in head or b" obj" in head):
        return Kind.PDF
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return Kind.LOCKED if "EncryptedPackage".encode("utf-16-le") in data else _kind_of_ole(data)
    if data.startswith(b"{\\rtf"):
        return Kind.RTF
    if data.startswith(_IMAGES[:5]) or (data.startswith(_IMAGES[5]) and b"\x00" in head):
        return Kind.IMAGE
    if data.startswith(_ARCHIVES):
        return Kind.ZIP
    if head.lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return Kind.HTML
    return Kind.TEXT if data.startswith(_BOMS) or not _is_binary(data) else Kind.BINARY


def _kind_of_zip(data: bytes) -> Kind:
    """Tell what a zip file is by the names of its members."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    if member.read(_PDF_WITHIN).startswith(b"application/vnd.oasis"):
                        return Kind.ODT
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return Kind.BROKEN_ZIP
    return next((kind for start, kind in _ZIP_MEMBERS if any(name.startswith(start) for name in names)), Kind.ZIP)


def _kind_of_ole(data: bytes) -> Kind:
    """Tell an old Word file from an old Excel or PowerPoint file by the names of its streams."""
    if "Workbook".encode("utf-16-le") in data:
        return Kind.SHEET
    if "PowerPoint Document".encode("utf-16-le") in data:
        return Kind.SLIDES
    return Kind.DOC


def _is_binary(data: bytes) -> bool:
    """Tell whether the bytes hold zeros or many control characters, as no text does."""
    sample = data[:65536]
    control = sum(sample.count(byte) for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
    return b"\x00" in data or control > len(sample) * 0.02


def refusal(kind: Kind, suffix: str, known: bool) -> str:
    """Say why a file of this kind can't be read, and what to do; `suffix` is its ending, `known` if a reader has it."""
    if kind is Kind.TEXT:
        if suffix == ".pdf":
            return "không phải tệp PDF (thiếu dấu hiệu %PDF ở đầu); hãy lấy lại đúng tệp hoặc xuất lại PDF"
        if known:
            return f"không phải tệp Word như đuôi “{suffix}” cho biết; hãy lấy lại đúng tệp"
        return f"không nhận ra loại tệp “{suffix}”; chỉ đọc được .pdf, .docx, .doc, .odt, .rtf, .txt và .md"
    if suffix == ".pdf":
        return f"không phải tệp PDF mà là {kind.value}; hãy lấy lại đúng tệp hoặc xuất lại PDF"
    return _REFUSALS[kind]
