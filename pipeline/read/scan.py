"""Recognition of print for whole documents: pictures of pages become the `PageContent` that digital pages become.

Enters: numbered pictures, and the page contents that are to be filled. Leaves: rows and tables in them, in reading order.
"Độc lập - Tự do - Hạnh phúc" comes behind the left column of the head, as in a digital file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.errors import SecretError
from pipeline.read.pdf_page import PageContent, RuledTable, arrange
from pipeline.read.pdf_rows import Row
from pipeline.read.scan_layout import LaidOut, lay_out
from pipeline.read.scan_pages import Guard, Numbered, read_pictures
from pipeline.read.scan_picture import Picture
from pipeline.read.scan_secret import is_stamp_read, stamped
from pipeline.read.scan_words import ScanPage
from pipeline.read.secrecy import refuse_secret

_UPPER = 0.5


def read_scans(
    pictures: Iterable[Numbered], contents: dict[int, PageContent], name: str, *, first: bool
) -> Iterator[str]:
    """Fill the pages that are pictures, and yield what is to be said of them.

    `first` says that the first of them is the document's first page; raises `SecretError` if that is stamped, before
    anything is kept.
    """
    found: list[tuple[int, ScanPage]] = []
    for number, page in read_pictures(pictures, _guard(name) if first else None):
        if page is None:
            yield f"trang {number} có ảnh bị hỏng, không đọc được"
        else:
            found.append((number, page))
    laid = lay_out([page for _, page in found])
    for (number, page), even in zip(found, laid, strict=True):
        before = contents.get(number - 1)
        _fill(contents[number], even, before)
        if page.words and page.confidence < 0.75:
            yield f"trang {number} quét quá mờ hoặc bẩn, nhiều chữ và số có thể đọc sai; hãy đối chiếu với bản giấy"


def _fill(content: PageContent, even: LaidOut, before: PageContent | None) -> None:
    """Give a page what was recognised on it."""
    content.width, content.height, content.onto = even.width, even.height, even.onto
    content.items, content.rules = [], []
    content.glyphs, content.unknown, content.turned = sum(len(piece.text) for piece in even.pieces), 0, 0
    arrange(content, even.pieces, even.across, even.upright, before)


def _guard(name: str) -> Guard:
    """Return what refuses a stamped first page."""

    def refuse(picture: Picture, page: ScanPage) -> None:
        content = PageContent(1, page.width, page.height)
        _fill(content, lay_out([page])[0], None)
        refuse_secret(first_page_lines(content), name)
        upper = [line for line in _upper_lines(content, page) if is_stamp_read(line)]
        if upper or stamped(picture):
            refuse_secret(["MẬT"], name)
            raise SecretError(name)

    return refuse


def refuse_stamped(picture: Picture, name: str) -> None:
    """Raise `SecretError` if the picture under a text layer bears a stamp."""
    if stamped(picture):
        refuse_secret(["MẬT"], name)


def _upper_lines(content: PageContent, page: ScanPage) -> Iterator[str]:
    """Yield the lines in the upper half of a page, as laid out and as recognised."""
    content.items = [
        item
        for item in content.items
        if (item.box.top if isinstance(item, RuledTable) else item.top) < _UPPER * content.height
    ]
    yield from first_page_lines(content)
    lines: dict[int, list[str]] = {}
    for word in page.words:
        if word.base < _UPPER * page.height:
            lines.setdefault(word.line, []).append(word.text)
    for words in lines.values():
        yield " ".join(words)


def first_page_lines(page: PageContent) -> Iterator[str]:
    """Yield what may be a stamp on the first page: each row, each cell, and each word that stands far from others."""
    for item in page.items:
        if isinstance(item, RuledTable):
            yield from (cell.text for row in item.rows for cell in row)
            continue
        yield item.text
        yield from _apart(item)


def _apart(row: Row) -> Iterator[str]:
    """Yield the parts of a row between wide gaps."""
    start = 0
    for index, (before, after) in enumerate(pairwise(row.pieces), 1):
        if after.x0 - before.x1 > 1.5 * row.size:
            yield " ".join(piece.text for piece in row.pieces[start:index])
            start = index
    yield " ".join(piece.text for piece in row.pieces[start:])
