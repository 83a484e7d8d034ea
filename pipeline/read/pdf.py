"""The reader of PDF files, printed to PDF or scanned.

Enters: a .pdf file. Leaves: a `Line` for each line of print, with the places of its words, and a `Table` where rules
make one. "Tổng đàn gia súc hiện có là 1.848 con," is a line that is `full`: its sentence goes on in the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.errors import InputError
from pipeline.read.content import Content, Opened
from pipeline.read.pdf_file import (
    BROKEN,
    faults_of,
    is_lost,
    missing_pages,
    open_pdf,
    pages_of,
    quiet_pdfminer,
    refuse_long,
    stated_pages,
)  # fmt: skip
from pipeline.read.pdf_layout import lines_of
from pipeline.read.pdf_page import PageContent, read_page
from pipeline.read.pdf_running import drop_running
from pipeline.read.pdf_scanned import first_page_lines, may_be_scanned, read_scanned
from pipeline.read.secrecy import refuse_secret
from schemas.document import PageSize

_A4 = PageSize(595.28, 841.89)
# Turned glyphs that go without saying
_FEW_GLYPHS = 20


def read(opened: Opened) -> Content:
    """Read a PDF; raises `InputError` if it is broken or locked, `SecretError` if its first page is stamped."""
    pages: list[PageContent] = []
    sizes: list[PageSize] = []
    warnings: list[str] = []
    with quiet_pdfminer():
        document = open_pdf(opened)
        warnings += faults_of(opened, document)
        refuse_long(opened, stated_pages(document))
        for number, page in enumerate(pages_of(document), 1):
            refuse_long(opened, number)
            content = _read(page, number, pages[-1] if pages else None)
            if content is None:
                warnings.append(f"trang {number} bị hỏng, không đọc được")
                sizes.append(sizes[-1] if sizes else _A4)
                continue
            if not pages:
                refuse_secret(first_page_lines(content), opened.name)
            sizes.append(PageSize(content.width, content.height))
            pages.append(content)
        warnings += missing_pages(document, len(sizes))
    if any(may_be_scanned(page) for page in pages):
        warnings += read_scanned(opened, pages)
    for content in pages:
        sizes[content.number - 1] = PageSize(content.width, content.height, content.onto)
        warnings += _doubts(content)
    warnings += dict.fromkeys(remark for page in pages if (remark := page.recoder.remark()) is not None)
    if not any(page.items for page in pages):
        _refuse_without_text(opened, pages, len(sizes))
    drop_running(pages)
    scanned = tuple(page.number for page in pages if page.scanned)
    return Content(lines_of(pages), tuple(sizes), len(sizes), scanned, tuple(warnings))


def _read(page: Page | None, number: int, before: PageContent | None) -> PageContent | None:
    """Read a page and let go of what pdfplumber keeps of it; `None` if it is broken."""
    if page is None:
        return None
    try:
        content = read_page(page.layout, number, float(page.width), float(page.height), before)
        return content if content.glyphs or content.pictured or not is_lost(page) else None
    except PdfminerException:
        return None
    finally:
        page.close()


def _doubts(page: PageContent) -> Iterator[str]:
    """Yield what is to be said of a page that was read."""
    if page.items and page.unknown:
        yield f"trang {page.number} có {page.unknown} ký tự không giải mã được (phông chữ thiếu bảng mã)"
    if page.items and page.turned > _FEW_GLYPHS:
        yield f"trang {page.number} có {page.turned} ký tự xoay chiều không đọc được"


def _refuse_without_text(opened: Opened, pages: list[PageContent], count: int) -> None:
    """Raise the error for a PDF in which no page has text."""
    if any(page.scanned for page in pages):
        raise InputError(f"{opened.name}: tệp là bản quét nhưng không nhận ra chữ nào; hãy quét lại rõ hơn")
    if len(pages) < count or not count:
        raise InputError(f"{opened.name}: {BROKEN}")
    raise InputError(f"{opened.name}: tệp PDF không có chữ nào; hãy kiểm tra lại tệp")
