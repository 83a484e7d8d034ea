"""Rows of a table that are parts of a row above or below them.

Enters: the figures of a table, row by row, and their columns. Leaves: `whole` set on the parts of "Tổng thu", of
"Cộng" below them, and of rows that others add up to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.language.text import fold
from schemas.mention import FigureMention
from schemas.report import Measure

_SUMMED = re.compile(r"(?:tổng cộng|cộng|tổng số|tổng|cộng chung|tổng chung|toàn (?:xã|phường|huyện))")


def _link_sum(column: list[FigureMention]) -> None:
    """Make the rows right below a row that they add up to its parts."""
    for index, total in enumerate(column):
        running = Decimal(0)
        for count, figure in enumerate(column[index + 1 :], 1):
            running += figure.values[0]
            if running >= total.values[0]:
                if running == total.values[0] and count > 1 and running:
                    for part in column[index + 1 : index + 1 + count]:
                        part.whole = part.whole or total
                break


def _link_sum_below(column: list[FigureMention]) -> None:
    """Make the rows above "Cộng" its parts, back to the "Cộng" before it: those that are no parts of another row."""
    start = 0
    for index, total in enumerate(column):
        if not _SUMMED.fullmatch(fold(total.sentence).strip(" .:*-")):
            continue
        above = [part for part in column[start:index] if part.whole is None]
        fits = all(part.values[0] <= total.values[0] for part in above)
        if len(above) > 1 and fits and all(part.unit == total.unit for part in above):
            for part in above:
                part.whole = total
        start = index + 1


def link_totals(figures: list[FigureMention], places: Sequence[int]) -> None:
    """Make rows parts of their total, column by column; `places` are the columns of `figures`.

    The rows below "Tổng thu" are its parts where they are of its kind or add up to it, those above "Cộng" are its own.
    """
    columns: dict[int, list[FigureMention]] = {}
    for figure, place in zip(figures, places, strict=True):
        if figure.measure in (Measure.ACTUAL, Measure.TARGET):
            columns.setdefault(place, []).append(figure)
    for column in columns.values():
        _link_sum_below(column)
        for unit in dict.fromkeys(figure.unit for figure in column):
            _link_column([figure for figure in column if figure.unit == unit])


def _link_column(column: list[FigureMention]) -> None:
    _link_sum(column)
    total: FigureMention | None = None
    for figure in column:
        words = fold(figure.sentence).split()
        if words[:1] == ["tổng"] and len(words) > 1:
            total = figure
        elif total is not None and figure.whole is None and figure.values[0] <= total.values[0]:
            kind = [word for word in fold(total.sentence).split() if word not in ("tổng", "số", "cộng")]
            if kind and kind[0] in words:
                figure.whole = total
