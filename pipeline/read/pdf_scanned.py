"""The pages of a PDF that have to be read by recognition of print, told and read.

Enters: the pages as read from their text layer. Leaves: the same, those that are scans filled anew. A page is one if
it has no letters, or letters that its fonts don't tell, or if a picture covers it and the layer over it isn't sound:
what an old recognition made of "phường", or nothing but the line of a digital signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.read.content import Opened
from pipeline.read.pdf_page import PageContent, RuledTable
from pipeline.read.pdf_rows import Row
from pipeline.read.scan_tessdata import NoOcrError
from pipeline.read.text_layer import is_sound

# A page with fewer glyphs and a picture is a scan with a stamp or a number on it
_FEW_GLYPHS = 20
_MOSTLY_UNKNOWN = 0.3
_COVERED = 0.6


def may_be_scanned(page: PageContent) -> bool:
    """Tell whether a page is a scan, or has a picture all over it."""
    return _lacks_text(page) or page.covered > _COVERED


def read_scanned(opened: Opened, pages: list[PageContent]) -> Iterator[str]:
    """Fill the pages that lack a text layer worth reading, and yield what is to be said of them.

    Raises `SecretError` if the first page is stamped, `NoOcrError` if it can't be looked at.
    """
    from pipeline.read.scan import read_scans
    from pipeline.read.scan_pdf import page_pictures

    for page in pages:
        page.scanned = _lacks_text(page)
    _judge_layers(opened, pages)
    numbers = [page.number for page in pages if page.scanned]
    if not numbers:
        return
    contents = {page.number: page for page in pages}
    try:
        yield from read_scans(page_pictures(opened, numbers), contents, opened.name, first=pages[0].scanned)
    except NoOcrError as error:
        if pages[0].scanned:
            raise
        for number in numbers:
            contents[number].items, contents[number].scanned = [], False
        reason = str(error).removeprefix(f"{opened.name}: ")
        yield f"không đọc được trang {', '.join(map(str, numbers))}: {reason}"


def _judge_layers(opened: Opened, pages: list[PageContent]) -> None:
    """Mark the pages as scans that are covered by a picture of which their text layer doesn't tell all."""
    covered = {page.number: page for page in pages if page.covered > _COVERED and not page.scanned}
    if not covered:
        return
    from pipeline.read.scan_cover import can_replace
    from pipeline.read.scan_pdf import page_pictures
    from pipeline.read.scan_picture import BadPictureError
    from pipeline.read.scan_secret import refuse_stamped

    for number, picture in page_pictures(opened, covered):
        page = covered[number]
        page.scanned = not is_sound(item.text for item in page.items if isinstance(item, Row))
        if picture is None:
            continue
        try:
            if page is pages[0] and not page.scanned:
                refuse_stamped(picture, opened.name)
            page.scanned = page.scanned or not can_replace(picture, _boxes(page))
        except (BadPictureError, NoOcrError):
            continue


def _lacks_text(page: PageContent) -> bool:
    """Tell whether a page shows something but has no text layer worth reading."""
    if page.unknown > _MOSTLY_UNKNOWN * page.glyphs:
        return True
    return page.pictured and page.glyphs < _FEW_GLYPHS


def _boxes(page: PageContent) -> Iterator[tuple[float, float, float, float]]:
    """Yield where words stand on a page."""
    for item in page.items:
        if isinstance(item, RuledTable):
            words = [word.box for row in item.rows for cell in row for word in cell.words if word.box is not None]
            yield from ((box.x0, box.top, box.x1, box.bottom) for box in words)
        else:
            yield item.x0, item.top, item.x1, item.bottom


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
