"""The report's text as the blocks of a page: headings, paragraphs, tables.

Enters: a `Report`. Leaves: `Block`s of spans into its text. "1.1. Thu ngân sách: đạt 12 tỷ đồng" is a heading "1.1. Thu
ngân sách" of its section with the rest of its paragraph behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from schemas.base import Span
from schemas.report import Report, Section

_BAR = " | "
_LOWEST = 6
_LONGEST_HEADING = 240


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of `level` 2 to 6 with the `rest` of its line, a paragraph, or a table with its `rows` of cells."""

    kind: Literal["heading", "paragraph", "table"]
    span: Span
    level: int = 0
    rest: Span | None = None
    rows: tuple[tuple[Span, ...], ...] = ()


def blocks(report: Report) -> list[Block]:
    """Return the blocks in the order of the text; empty lines give none."""
    sections: dict[int, Section] = {}
    for section in report.sections:
        sections.setdefault(section.span[0], section)
    found: list[Block] = []
    rows: list[Span] = []
    for line in _lines(report.text):
        if _BAR in report.text[line[0] : line[1]] and line[0] not in sections:
            rows.append(line)
            continue
        found += _table(report.text, rows)
        rows = []
        if line[0] in sections:
            found.append(_heading(report.text, line, sections[line[0]]))
        elif report.text[line[0] : line[1]].strip():
            found.append(Block("paragraph", line))
    return found + _table(report.text, rows)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _table(text: str, rows: list[Span]) -> list[Block]:
    """Return the rows as a table; a single one is a paragraph."""
    if len(rows) < 2:
        return [Block("paragraph", row) for row in rows]
    return [Block("table", (rows[0][0], rows[-1][1]), rows=tuple(tuple(_cells(text, row)) for row in rows))]


def _cells(text: str, row: Span) -> Iterator[Span]:
    start = row[0]
    for cell in text[row[0] : row[1]].split(_BAR):
        yield start, start + len(cell)
        start += len(cell) + len(_BAR)


def _heading(text: str, line: Span, section: Section) -> Block:
    """Return the heading of a section, parted from the prose that may follow it in its line."""
    level = min(section.level + 1, _LOWEST)
    at = text.find(section.title, line[0], line[1]) if section.title else -1
    end = at + len(section.title) if at >= 0 else line[1]
    if text[end : line[1]].strip(" .:;") == "":
        end = line[1]
    if end - line[0] > _LONGEST_HEADING:
        return Block("paragraph", line)
    return Block("heading", (line[0], end), level, (end, line[1]) if end < line[1] else None)
