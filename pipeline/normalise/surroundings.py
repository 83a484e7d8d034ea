"""What stands round a figure in the report: the line that introduces its list, its paragraph, the figures before it.

Enters: an outline, then its figures in the order of the text. Leaves: for "- Đang giải quyết: 75 hồ sơ" the line "Kết
quả giải quyết thủ tục hành chính:" above the list, and the indicators of the items before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from schemas.base import Span
from schemas.outline import Outline, Paragraph

_CLAUSE_END = re.compile(r"[,.;:()/\n](?!\d)")
_LONGEST = 600


class Surroundings:
    """Finds what introduces a figure, and remembers the indicators found in the same paragraph, list or table."""

    def __init__(self, outline: Outline) -> None:
        self._text = outline.text
        self._paragraphs = tuple(sorted(outline.paragraphs, key=lambda paragraph: paragraph.span))
        self._starts = [paragraph.span[0] for paragraph in self._paragraphs]
        self._tables = tuple(sorted(table.span for table in outline.tables))
        self._lists = _lists(self._paragraphs, outline.text)
        self._codes: dict[int, tuple[str, str]] = {}

    def lead(self, span: Span) -> str:
        """Return the words before a figure: of the line that introduces its list or table, and of its paragraph."""
        table = self._table(span)
        if table is not None:
            return self._text[max(0, table[0] - _LONGEST) : table[0]].rstrip().rpartition("\n")[2]
        at = self._paragraph(span)
        if at is None:
            return ""
        opening = self._lists[at][0]
        above = self._text[slice(*self._paragraphs[opening].span)] if opening is not None else ""
        return f"{above[-_LONGEST:]} {self._text[self._paragraphs[at].body : span[0]][-_LONGEST:]}"

    def beyond(self, span: Span) -> str:
        """Return what follows a figure up to the end of its clause, with the numbers in it."""
        if self._table(span) is not None:
            return ""
        return _CLAUSE_END.split(self._text[span[1] : span[1] + _LONGEST], maxsplit=1)[0]

    def neighbour(self, span: Span) -> tuple[str | None, str]:
        """Return indicator and unit of the last figure before one in its paragraph, list or table."""
        return self._codes.get(self._block(span), (None, ""))

    def remember(self, span: Span, code: str | None, unit: str) -> None:
        """Keep the indicator of a figure for those that follow."""
        if code is not None:
            self._codes[self._block(span)] = (code, unit)

    def _block(self, span: Span) -> int:
        table = self._table(span)
        if table is not None:
            return -1 - table[0]
        at = self._paragraph(span)
        return self._lists[at][1] if at is not None else -1

    def _paragraph(self, span: Span) -> int | None:
        at = bisect_right(self._starts, span[0]) - 1
        return at if at >= 0 and span[0] < self._paragraphs[at].span[1] else None

    def _table(self, span: Span) -> Span | None:
        return next((table for table in self._tables if table[0] <= span[0] < table[1]), None)


def _lists(paragraphs: tuple[Paragraph, ...], text: str) -> list[tuple[int | None, int]]:
    """Return for each paragraph the one that introduces its list, if any, and the first paragraph of its block."""
    found: list[tuple[int | None, int]] = []
    above: list[int] = []
    for at, paragraph in enumerate(paragraphs):
        while above and (
            paragraphs[above[-1]].section != paragraph.section or paragraphs[above[-1]].depth >= paragraph.depth
        ):
            above.pop()
        opening = above[-1] if above and paragraph.depth else None
        if opening is not None and not text[slice(*paragraphs[opening].span)].rstrip().endswith(":"):
            opening = None
        if opening is not None:
            found.append((opening, found[opening][1]))
        elif at and paragraph.depth and _siblings(paragraphs[at - 1], paragraph):
            found.append((None, found[at - 1][1]))
        else:
            found.append((None, at))
        above.append(at)
    return found


def _siblings(one: Paragraph, other: Paragraph) -> bool:
    return one.section == other.section and one.depth == other.depth
