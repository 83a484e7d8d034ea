"""The reader of plain text and Markdown.

Enters: a .txt or .md file. Leaves: one `Line` for each line of the file, words without places. "**1. Trồng trọt**"
becomes a bold line "1. Trồng trọt". A form feed ends a page; a blank line shows as the next line's `gap`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.errors import InputError
from pipeline.read.clean import clean
from pipeline.read.content import Content, Opened, words_of
from pipeline.read.markdown import parse_line, table_rows
from pipeline.read.secrecy import refuse_secret
from pipeline.read.text_legacy import recoded, text_of_bytes
from schemas.document import Cell, Line, Table

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COLUMN = re.compile(r"\t|\||\s{3,}")
# A first page holds about as much, where the file doesn't say
_FIRST_PAGE_LINES = 80


def read(opened: Opened) -> Content:
    """Read a text file; raises `InputError` if its code can't be told, `SecretError` if its first page is stamped."""
    text, remark = decode(opened)
    pages = [_BREAK.sub("\n", page).splitlines() for page in text.split("\f")]
    if len(pages) > 1 and not any(line.strip() for line in pages[-1]):
        pages.pop()
    paged = len(pages) > 1
    refuse_secret(_parts(pages[0] if paged else pages[0][:_FIRST_PAGE_LINES]), opened.name)
    items: list[Line | Table] = []
    for number, lines in enumerate(pages, 1):
        items.extend(
            _page_items(["\t".join(map(clean, line.split("\t"))) for line in lines], number if paged else None)
        )
    if not items:
        raise InputError(f"{opened.name}: tệp không có chữ nào; hãy kiểm tra lại tệp")
    warnings = (remark,) if remark is not None else ()
    return Content(tuple(_mark_wrapped(items)), page_count=len(pages) if paged else None, warnings=warnings)


def _parts(lines: list[str]) -> Iterator[str]:
    """Yield lines and, of those laid out in columns or cells, their parts: each may be a stamp."""
    for line in lines:
        yield line
        yield from _COLUMN.split(line)


def decode(opened: Opened) -> tuple[str, str | None]:
    """Return the text of a file in Unicode or in an old code, and what is to be said of it.

    It is in UTF-8, in UTF-16 or UTF-32 that a byte order mark tells, or in a code that makes Vietnamese words of it.
    """
    encoding = next((name for bom, name in _BOMS if opened.data.startswith(bom)), "utf-8")
    try:
        return recoded(opened.data.decode(encoding))
    except UnicodeDecodeError as error:
        found = text_of_bytes(opened.data)
        if found is not None:
            return found
        raise InputError(
            f"{opened.name}: bảng mã không phải Unicode UTF-8 (sai từ byte thứ {error.start + 1}) và cũng không nhận "
            "ra được là TCVN3, VNI hay Windows-1258; hãy mở tệp, chuyển sang Unicode và lưu lại với bảng mã UTF-8"
        ) from None


def _page_items(lines: list[str], page: int | None) -> Iterator[Line | Table]:
    """Yield the lines and Markdown tables of one page."""
    blank = 0
    index = 0
    while index < len(lines):
        rows = table_rows(lines, index)
        if rows is not None:
            cells, index = rows
            yield Table(tuple(tuple(Cell(words_of(cell)) for cell in row) for row in cells), page=page)
            blank = 0
            continue
        parsed = parse_line(lines[index])
        index += 1
        if not parsed.text:
            blank += 1
            continue
        yield Line(
            words_of(parsed.text),
            page=page,
            whole=True,
            bold=parsed.bold,
            italic=parsed.italic,
            gap=float(blank),
            marker=parsed.marker,
            style=parsed.style,
        )
        blank = 0


def _mark_wrapped(items: list[Line | Table]) -> list[Line | Table]:
    """Unset `whole` and set `full` if the file breaks its lines at a width instead of at the end of a paragraph."""
    width = usual_width([(item.text, item.gap) for item in items if isinstance(item, Line)])
    if width is None:
        return items
    return [
        replace(item, whole=False, full=reaches(item.text, width)) if isinstance(item, Line) else item for item in items
    ]


def reaches(text: str, width: int) -> bool:
    """Tell whether a line is about as long as the lines of its file are."""
    return len(text) >= width * 0.8


def usual_width(lines: list[tuple[str, float]]) -> int | None:
    """Return the width in characters at which a text breaks its lines, or `None` if a line is a paragraph.

    `lines` are texts with the blank lines above each. What tells is how often a line goes on in small letters with no
    blank line between, and that lines which go on so are of about one length.

    >>> usual_width([("Trong tháng tổng đàn gia súc của xã là", 0), ("1.848 con, trong đó đàn trâu 21 con và", 0)])
    """
    follows = [(before[0], after[0]) for before, after in pairwise(lines) if not after[1]]
    going_on = [len(before) for before, after in follows if after[:1].islower()]
    if len(going_on) < 3 or len(going_on) < len(follows) * 0.25:
        return None
    lengths = sorted(going_on)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.9))]
    steady = sum(length >= width * 0.7 for length in lengths) >= len(lengths) * 0.7
    return width if steady and 20 <= width <= 160 else None
