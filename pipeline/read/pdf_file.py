"""A PDF file as a container: opening it, going through its pages, and saying what is wrong with it.

Enters: the bytes of a file. Leaves: its pages one by one, `None` for one that is broken. A file that was cut off in
copying gives one line that says so; one that asks for a password gives another.
"""

from __future__ import annotations

import io
import logging
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from pipeline.errors import InputError
from pipeline.read.content import Opened

BROKEN = "tệp PDF bị hỏng hoặc bị cắt cụt, không mở được; hãy lấy lại bản đầy đủ"
_TAIL = 2048
_MOST_PAGES = 2000
# What pdfminer and pdfplumber raise on damaged files, as found by damaging some in a thousand ways
_FAULTS = (
    PdfminerException, MalformedPDFException, PSException, struct.error, AssertionError, AttributeError, IndexError,
    KeyError, OverflowError, RecursionError, TypeError, ValueError,
)  # fmt: skip


@contextmanager
def quiet_pdfminer() -> Iterator[None]:
    """Keep pdfminer from writing its remarks on a file's faults to the terminal."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def open_pdf(opened: Opened) -> PDF:
    """Open a PDF, or say why it can't be opened."""
    try:
        return PDF.open(io.BytesIO(opened.data))
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            reason = "tệp có mật khẩu; mở bằng mật khẩu rồi lưu lại bản không khóa"
            raise InputError(f"{opened.name}: {reason}") from None
        raise InputError(f"{opened.name}: {BROKEN}") from None


def faults_of(opened: Opened, document: PDF) -> Iterator[str]:
    """Yield what is to be said of a file whose table of contents is lost; raise if its end is lost too."""
    if any(isinstance(table, PDFXRefFallback) for table in document.doc.xrefs):
        if b"%%EOF" not in opened.data[-_TAIL:]:
            raise InputError(f"{opened.name}: tệp PDF bị cắt cụt, thiếu phần cuối; hãy lấy lại bản đầy đủ")
        yield "tệp PDF bị hỏng một phần, đã dựng lại bảng tra cứu; có thể thiếu nội dung"


def pages_of(document: PDF) -> Iterator[Page | None]:
    """Yield the pages of a file; `None` for a page that is broken. What can't be reached is left out."""
    objects = PDFPage.create_pages(document.doc)
    number = 0
    while True:
        number += 1
        try:
            found = next(objects)
        except (StopIteration, *_FAULTS):
            return
        try:
            page = Page(document, found, number)
        except _FAULTS:
            yield None
            continue
        yield page


def is_lost(page: Page) -> bool:
    """Tell whether a page's content is there but can't be unpacked; pdfminer takes it for empty then."""
    streams = [resolve1(stream) for stream in page.page_obj.contents]
    packed = [stream for stream in streams if isinstance(stream, PDFStream) and stream.get("Length") != 0]
    return bool(packed) and not any(stream.get_data() for stream in packed)


def stated_pages(document: PDF) -> int:
    """Return how many pages a file says that it has, 0 if it doesn't say."""
    try:
        stated = resolve1(resolve1(document.doc.catalog["Pages"])["Count"])
    except _FAULTS:
        return 0
    return stated if isinstance(stated, int) else 0


def refuse_long(opened: Opened, pages: int) -> None:
    """Raise `InputError` for a file of more pages than any report has."""
    if pages > _MOST_PAGES:
        raise InputError(
            f"{opened.name}: tệp có hơn {_MOST_PAGES} trang, không phải một báo cáo; hãy tách riêng báo cáo"
        )


def missing_pages(document: PDF, count: int) -> Iterator[str]:
    """Yield a warning if the file says that it has more pages than were found."""
    stated = stated_pages(document)
    if count < stated:
        yield f"tệp ghi có {stated} trang nhưng chỉ đọc được {count} trang"
