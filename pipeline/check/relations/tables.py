"""Tables: the rows above a total add up to it, and a column of percentages goes with the two columns before it.

Enters: a `Context`; the rows of a table stand in the text one a line, cells joined by " | ". Leaves: `Column`s, a total
with its parts, and `Rate`s, a percentage with the figures in its row that it may come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.language.text import fold
from schemas.report import Figure

if TYPE_CHECKING:
    from pipeline.check.context import Context, Line

_TOTAL = re.compile(r"^(?:tổng(?: cộng| số)?|cộng|toàn (?:xã|phường|huyện|trường))$")
_RULE = "figure.table"
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A figure and its parts in one column: a total row's, complete, or those of the dashed rows below a row."""

    whole: Figure
    parts: tuple[Figure, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells as written, and the figure of each cell."""

    cells: tuple[str, ...]
    figures: tuple[Figure | None, ...]

    @property
    def label(self) -> str:
        """The first cell with words in it, folded."""
        return next((fold(cell).strip() for cell in self.cells if any(char.isalpha() for char in cell)), "")


def tables(context: Context) -> list[list[Row]]:
    """Return the tables of the draft, each with its rows in order, the heads among them."""
    by_start = {figure.span[0]: figure for figure in context.report.figures if figure.rule == _RULE}
    found: list[list[Row]] = []
    before: Line | None = None
    for line in context.lines:
        if " | " not in line.text:
            before = None
            continue
        if before is None:
            found.append([])
        found[-1].append(_row(line, by_start))
        before = line
    return found


def _row(line: Line, by_start: dict[int, Figure]) -> Row:
    cells, figures, at = [], [], line.start
    for cell in line.text.split("|"):
        inside = at + len(cell) - len(cell.lstrip())
        figures.append(by_start.get(inside))
        cells.append(cell.strip())
        at += len(cell) + 1
    return Row(tuple(cells), tuple(figures))


def table_sums(context: Context) -> Iterator[Column]:
    """Yield each figure of a total row with the figures of its column."""
    for rows in tables(context):
        totals = [number for number, row in enumerate(rows) if _TOTAL.match(row.label)]
        if len(totals) != 1:
            continue
        total = rows[totals[0]]
        others = [row for number, row in enumerate(rows) if number != totals[0] and any(row.figures)]
        for number, whole in enumerate(total.figures):
            if whole is None or whole.unit == "%":
                continue
            parts = [row.figures[number] for row in others if number < len(row.figures)]
            present = tuple(part for part in parts if part is not None)
            if len(present) == len(others) >= _LEAST:
                yield Column(whole, present, complete=True)


def dashed_parts(context: Context) -> Iterator[Column]:
    """Yield each row's figures with those of the dashed rows right below it: "Tổng đàn", "- Trâu", "- Bò"."""
    for rows in tables(context):
        for at, row in enumerate(rows):
            below = list(takewhile(_dashed, rows[at + 1 :]))
            if _dashed(row) or len(below) < _LEAST:
                continue
            for number, whole in enumerate(row.figures):
                parts = [other.figures[number] for other in below if number < len(other.figures)]
                present = tuple(part for part in parts if part is not None)
                if whole is not None and whole.unit != "%" and len(present) == len(below):
                    yield Column(whole, present, complete=False)


def _dashed(row: Row) -> bool:
    return row.label.startswith(("-", "+", "•", "*"))
