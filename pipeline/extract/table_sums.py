"""Rows of a table that are parts of a row above them.

Enters: the figures of a table, row by row. Leaves: `whole` set on the parts of "Tổng thu" and of rows that others add
up to.
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.language.text import fold
from schemas.mention import FigureMention
from schemas.report import Measure


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


def link_totals(figures: list[FigureMention]) -> None:
    """Make the rows below "Tổng thu" its parts, column by column, where they are of its kind or add up to it."""
    columns: dict[tuple[Measure, str, bool, str], list[FigureMention]] = {}
    for figure in figures:
        if figure.measure in (Measure.ACTUAL, Measure.TARGET):
            time = "" if figure.period is None else f"{figure.period.shape}{figure.period.number}{figure.period.start}"
            columns.setdefault((figure.measure, figure.unit, figure.last_year, time), []).append(figure)
    for column in columns.values():
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
