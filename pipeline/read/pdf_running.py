"""Running heads and page numbers: what a PDF repeats on its pages and the report doesn't say.

Enters: the pages. Leaves: the same pages without them. A lone "14" in the middle above page 14 goes, and so does
"UBND phường Bắc Kạn - Báo cáo tháng 5" at one height on most pages; "12" that ends a sentence stays.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.read.pdf_page import PageContent
from pipeline.read.pdf_rows import Row

_NUMBER = re.compile(r"[-–—\s]*(?:(?:Trang|trang|Page|page|TRANG)\s*)?(\d{1,4})(?:\s*/\s*\d{1,4})?[-–—.\s]*")
_DIGITS = re.compile(r"\d+")
_EDGE_ROWS = 3
_MARGIN = 0.13
_SAME_HEIGHT = 4.0
# The longest thing that a number is misread as, in characters, and how far from its place it is found, in points
_MISREAD, _BESIDE = 4, 6.0


def drop_running(pages: list[PageContent]) -> None:
    """Take page numbers and running heads off the pages."""
    edges = [_edge_rows(page) for page in pages]
    dropped = _numbers(pages, edges) + _repeated(pages, edges)
    gone = {id(row) for row in dropped}
    for page in pages:
        page.items = [item for item in page.items if id(item) not in gone]


def _edge_rows(page: PageContent) -> list[Row]:
    """Return the rows in the upper and lower margin of a page, if they are its first or last."""
    rows = [item for item in page.items if isinstance(item, Row)]
    by_height = sorted(rows, key=lambda row: row.base)
    top, bottom = _MARGIN * page.height, (1 - _MARGIN) * page.height
    first = [row for row in by_height[:_EDGE_ROWS] if row.base < top]
    return first + [row for row in by_height[-_EDGE_ROWS:] if row.base > bottom and row not in first]


def _numbers(pages: list[PageContent], edges: list[list[Row]]) -> list[Row]:
    """Return the rows that are a page's number: centred or at the right, counting up with the pages."""
    found: list[tuple[int, Row]] = []
    for page, rows in zip(pages, edges, strict=True):
        for row in rows:
            number = _NUMBER.fullmatch(row.text)
            if number and len(row.pieces) <= 5 and _stands_apart(row, page):
                found.append((int(number[1]) - page.number, row))
    offsets = Counter(offset for offset, _ in found)
    sure = [row for offset, row in found if offset == 0 or offsets[offset] >= 2]
    return sure + [
        row
        for page, rows in zip(pages, edges, strict=True)
        if page.scanned and not any(row in sure for row in rows)
        for row in rows
        if len(row.text) <= _MISREAD and _stands_apart(row, page) and _is_where(row, sure)
    ]


def _is_where(row: Row, numbers: list[Row]) -> bool:
    """Tell whether a row stands where several pages have their number; on a scan it may be read as "5)" or "4A"."""
    near = [one for one in numbers if abs(one.base - row.base) < _BESIDE and abs(one.x0 - row.x0) < 3 * _BESIDE]
    return len(near) >= 2


def _stands_apart(row: Row, page: PageContent) -> bool:
    """Tell whether a row is in the middle or at the right of its page, where no line of a paragraph begins."""
    centred = abs(row.x0 + row.x1 - page.width) < 0.12 * page.width
    return centred or row.x0 > 0.6 * page.width


def _repeated(pages: list[PageContent], edges: list[list[Row]]) -> list[Row]:
    """Return the rows that say the same at the same height on most of the pages, and on three at least."""
    places: dict[tuple[str, int], list[Row]] = {}
    for rows in edges:
        for row in rows:
            height = round(row.base / _SAME_HEIGHT)
            text = _DIGITS.sub("0", row.text)
            key = next(((text, near) for near in (height, height - 1, height + 1) if (text, near) in places), None)
            places.setdefault(key or (text, height), []).append(row)
    enough = max(3, 0.5 * len(pages))
    return [row for rows in places.values() if len(rows) >= enough for row in rows]
