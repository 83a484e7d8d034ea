"""Reading: a file becomes a `Document`, whatever its format.

Enters: a path. Leaves: `schemas.document.Document`, or an `InputError` whose one line says what is wrong with the file
and what to do. "bao-cao-thang-5.docx" becomes lines and tables in reading order. The reader is chosen by what the file
holds; its name only gives a warning when it says otherwise. Libraries are imported by the reader that needs them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.read.content import Content, Opened
from pipeline.read.letters import remark, unmask_items
from pipeline.read.opening import read_bytes
from pipeline.read.several import first_report
from pipeline.read.signature import Kind, kind_of, refusal
from schemas.document import Document, Media, Source

__all__ = ["READERS", "Reader", "read_document"]


def _read_pdf(opened: Opened) -> Content:
    from pipeline.read.pdf import read

    return read(opened)


def _read_docx(opened: Opened) -> Content:
    from pipeline.read.docx import read

    return read(opened)


def _read_office(opened: Opened) -> Content:
    from pipeline.read.office import read

    return read(opened)


def _read_text(opened: Opened) -> Content:
    from pipeline.read.text import read

    return read(opened)


def _read_image(opened: Opened) -> Content:
    from pipeline.read.image import read

    return read(opened)


@dataclass(frozen=True, slots=True)
class Reader:
    """One way of reading: what a file has to hold, the endings such files go by, and the function that reads it."""

    kind: Kind
    media: Media
    suffixes: tuple[str, ...]
    read: Callable[[Opened], Content]


READERS = (
    Reader(Kind.PDF, Media.PDF, (".pdf",), _read_pdf),
    Reader(Kind.IMAGE, Media.IMAGE, (".png", ".jpg", ".jpeg", ".tif", ".tiff"), _read_image),
    Reader(Kind.DOCX, Media.DOCX, (".docx", ".docm", ".dotx"), _read_docx),
    Reader(Kind.DOC, Media.DOCX, (".doc", ".dot"), _read_office),
    Reader(Kind.RTF, Media.DOCX, (".rtf",), _read_office),
    Reader(Kind.ODT, Media.DOCX, (".odt", ".ott"), _read_office),
    Reader(Kind.TEXT, Media.TEXT, (".txt", ".md", ".text", ".markdown"), _read_text),
)


def read_document(path: Path, data: bytes | None = None) -> Document:
    """Read one file, or `data` that was in it; raises `InputError` if that can't be, `SecretError` if it is stamped."""
    opened = Opened(path, read_bytes(path) if data is None else data)
    kind = kind_of(opened.data)
    suffix = path.suffix.lower()
    reader = next((reader for reader in READERS if reader.kind is kind), None)
    known = suffix in {ending for each in READERS for ending in each.suffixes}
    if reader is None or (kind is Kind.TEXT and suffix not in reader.suffixes):
        raise InputError(f"{opened.name}: {refusal(kind, suffix, known)}")
    content = reader.read(opened)
    items, unlike = unmask_items(content.items)
    items, others = first_report(items)
    warnings = (*content.warnings, *(said for said in (remark(unlike), others) if said is not None))
    if suffix not in reader.suffixes:
        named = f"có đuôi “{suffix}”" if suffix else "không có đuôi"
        warnings = (f"tệp {named} nhưng nội dung là {kind.value}; đã đọc theo nội dung", *warnings)
    source = Source(
        path=str(path),
        sha256=hashlib.sha256(opened.data).hexdigest(),
        media=reader.media,
        pages=content.page_count,
        ocr_pages=content.ocr_pages,
        warnings=warnings,
    )
    return Document(source, items, content.pages)
