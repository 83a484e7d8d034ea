"""The reader of Word files (.docx).

Enters: a .docx file. Leaves: a `Line` for each paragraph, with the number that Word shows before it, and its tables. A
paragraph "Trồng trọt" of a numbered style becomes the line "3.1. Trồng trọt" with the marker "3.1.".
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.errors import InputError
from pipeline.read.content import Content, Opened
from pipeline.read.docx_body import BodyReader
from pipeline.read.docx_legacy import recode_parts
from pipeline.read.docx_numbering import Numbering
from pipeline.read.docx_package import parts_of
from pipeline.read.docx_styles import Styles
from pipeline.read.docx_xml import w
from pipeline.read.secrecy import refuse_secret

# A first page holds about as many paragraphs, where the file doesn't say where it ends
_FIRST_PAGE = 80


def read(opened: Opened) -> Content:
    """Read a Word file; raises `InputError` if it is broken and `SecretError` if its first page is stamped."""
    parts = parts_of(opened)
    body = parts["document"][0].find(w("body"))
    if body is None:
        raise InputError(f"{opened.name}: tệp Word không có nội dung; mở lại bằng Word, lưu thành tệp mới rồi thử lại")
    styles = Styles(next(iter(parts.get("styles", [])), None))
    recoder = recode_parts(parts, styles)
    refuse_secret(_first_page(body), opened.name)
    for header in parts.get("header", []):
        refuse_secret(_paragraphs(header), opened.name)
    numbering = Numbering(next(iter(parts.get("numbering", [])), None))
    notes = {
        (kind, element.get(w("id"), "")): element
        for kind in ("footnote", "endnote")
        for root in parts.get(f"{kind}s", [])
        for element in root.iterfind(w(kind))
    }
    items = BodyReader(styles, numbering, notes).items(body)
    if not items:
        raise InputError(f"{opened.name}: tệp Word không có chữ nào; nếu là ảnh quét thì hãy dùng bản có chữ")
    remark = recoder.remark()
    return Content(tuple(items), warnings=(remark,) if remark is not None else ())


def _first_page(body: etree._Element) -> Iterator[str]:
    """Yield the texts of the paragraphs of the first page, those in tables and text boxes too."""
    for count, paragraph in enumerate(body.iter(w("p"))):
        if count >= _FIRST_PAGE:
            return
        yield from _lines(paragraph)
        for end in paragraph.iter(w("br"), w("lastRenderedPageBreak")):
            if end.tag == w("lastRenderedPageBreak") or end.get(w("type")) == "page":
                return


def _paragraphs(root: etree._Element) -> Iterator[str]:
    """Yield the texts of all paragraphs of a part."""
    for paragraph in root.iter(w("p")):
        yield from _lines(paragraph)


def _lines(paragraph: etree._Element) -> list[str]:
    """Return the lines of a paragraph, without what stands in text boxes that hang on it."""
    text = ""
    for element in paragraph.iter(w("t"), w("br"), w("cr"), w("tab")):
        if next(element.iterancestors(w("p")), None) is paragraph:
            text += (element.text or "") if element.tag == w("t") else " " if element.tag == w("tab") else "\n"
    return text.split("\n")
