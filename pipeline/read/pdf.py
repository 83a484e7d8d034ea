"""The reader of PDF files that have a text layer.

Enters: a .pdf file. Leaves: a `Line` for each line of print, with the places of its words, and a `Table` where rules
make one. "Tổng đàn gia súc hiện có là 1.848 con," is a line that is `full`: its sentence goes on in the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.errors import InputError
from pipeline.read.content import Content, Opened
from pipeline.read.pdf_file import BROKEN, faults_of, is_lost, missing_pages, open_pdf, pages_of, quiet_pdfminer
from pipeline.read.pdf_layout import lines_of
from pipeline.read.pdf_page import PageContent, RuledTable, read_page
from pipeline.read.pdf_running import drop_running
from pipeline.read.secrecy import refuse_secret
from schemas.document import PageSize

_A4 = PageSize(595.28, 841.89)
# A page with fewer glyphs and a picture is a scan with a stamp or a number on it
_FEW_GLYPHS = 20
_MOSTLY_UNKNOWN = 0.3


def read(opened: Opened) -> Content:
    """Read a PDF; raises `InputError` if it is broken, locked or a scan, `SecretError` if its first page is stamped."""
    pages: list[PageContent] = []
    sizes: list[PageSize] = []
    warnings: list[str] = []
    with quiet_pdfminer():
        document = open_pdf(opened)
        warnings += faults_of(opened, document)
        for number, page in enumerate(pages_of(document), 1):
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
    if any(_may_be_scanned(page) for page in pages):
        warnings += _read_scanned(opened, pages)
    for page in pages:
        sizes[page.number - 1] = PageSize(page.width, page.height, page.onto)
        warnings += _doubts(page)
    warnings += dict.fromkeys(remark for page in pages if (remark := page.recoder.remark()) is not None)
    if not any(page.items for page in pages):
        _refuse_without_text(opened, pages, len(sizes))
    drop_running(pages)
    return Content(lines_of(pages), tuple(sizes), len(sizes), warnings=tuple(warnings))


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


def _read_scanned(opened: Opened, pages: list[PageContent]) -> Iterator[str]:
    """Fill the pages that lack a text layer worth reading, and yield what is to be said of them."""
    from pipeline.read.scan import read_scans, refuse_stamped
    from pipeline.read.scan_pdf import page_pictures

    wanted = {page.number: page for page in pages if _lacks_text(page)}
    covered = [page for page in pages if page.number not in wanted and page.covered > _COVERED]
    for page, (_, picture) in zip(covered, page_pictures(opened, [page.number for page in covered]), strict=True):
        if picture is None or page.onto is not None:
            continue
        if page is pages[0]:
            refuse_stamped(picture, opened.name)
        if not is_sound(_texts(page)) or not says_all(picture, _boxes(page)):
            wanted[page.number] = page
    if not wanted:
        return
    numbers = sorted(wanted)
    for number in numbers:
        wanted[number].scanned = True
    try:
        yield from read_scans(
            page_pictures(opened, numbers), {page.number: page for page in pages}, opened.name, first=pages[0].scanned
        )
    except NoOcrError as error:
        if pages[0].scanned:
            raise
        for number in numbers:
            wanted[number].items, wanted[number].scanned = [], False
        yield f"{_numbered(numbers)} là ảnh, không đọc được: {error}"


def _numbered(numbers: list[int]) -> str:
    return f"trang {', '.join(map(str, numbers))}"


def _lacks_text(page: PageContent) -> bool:
    """Tell whether a page has no text layer worth reading."""
    if not page.glyphs or page.unknown > _MOSTLY_UNKNOWN * page.glyphs:
        return True
    return page.pictured and page.glyphs < _FEW_GLYPHS


def _doubts(page: PageContent) -> Iterator[str]:
    """Yield what is to be said of a page that was read."""
    if page.items and page.unknown:
        yield f"trang {page.number} có {page.unknown} ký tự không giải mã được (phông chữ thiếu bảng mã)"
    if page.items and page.turned > _FEW_GLYPHS:
        yield f"trang {page.number} có {page.turned} ký tự xoay chiều không đọc được"


def _refuse_without_text(opened: Opened, pages: list[PageContent], count: int) -> None:
    """Raise the error for a PDF in which no page has text."""
    if any(page.pictured for page in pages):
        raise InputError(
            f"{opened.name}: tệp là bản quét (scan), không trang nào có lớp chữ, mà nhận dạng chữ (OCR) hiện chưa có; "
            "hãy dùng bản Word hoặc bản PDF xuất từ Word"
        )
    if len(pages) < count or not count:
        raise InputError(f"{opened.name}: {BROKEN}")
    raise InputError(f"{opened.name}: tệp PDF không có chữ nào; hãy kiểm tra lại tệp")
