"""The draft's figures set against earlier months: which is this month's, which is cumulative, and what came before.

Enters: a `Context` with a history. Leaves: `Running`s: the cumulative figure of the draft, the one of the month before,
and what the draft says of the month alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.check.history import History, PastFigure, following, what
from schemas.period import PeriodKind
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_FLOWS = (PeriodKind.MONTH, PeriodKind.RANGE)


@dataclass(frozen=True, slots=True)
class Running:
    """A cumulative figure, the cumulative figure of an earlier month of the year, and the month's own figure."""

    now: Figure
    before: PastFigure
    month: Figure | None


def cumulative(figure: Figure | PastFigure) -> bool:
    """Return whether a figure is said to run from the first of January."""
    if isinstance(figure, Figure):
        kind, start, end = figure.period.kind, figure.period.start, figure.period.end
    else:
        kind, start, end = figure.kind, figure.start, figure.end
    if kind is PeriodKind.YTD:
        return True
    since_january = start is not None and (start.month, start.day) == (1, 1) and end is not None
    return since_january and kind in (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS)


def one(figures: list[Figure]) -> Figure | None:
    """Return the figure that all of `figures` repeat, `None` where they differ or there is none."""
    return figures[0] if len({figure.amount for figure in figures}) == 1 else None


def one_past(figures: list[PastFigure]) -> PastFigure | None:
    """Return the earlier figure that all of `figures` repeat, `None` where they differ or there is none."""
    return figures[0] if len({figure.amount for figure in figures}) == 1 else None


def actuals(context: Context) -> dict[tuple[object, ...], list[Figure]]:
    """Return what the draft reports as done, by what it tells of."""
    found: dict[tuple[object, ...], list[Figure]] = {}
    for figure in context.report.figures:
        plain = figure.measure is Measure.ACTUAL and figure.against is None and figure.upper is None
        if plain and not context.line(figure.span[0]).plan and context.sure(figure):
            found.setdefault(what(figure), []).append(figure)
    return found


def runnings(context: Context, history: History) -> Iterator[Running]:
    """Yield every cumulative figure that an earlier report of the year gave too, beside its latest earlier value."""
    year = history.month[:4]
    own = context.report.header.period
    end = own.end if own is not None else None
    for figures in actuals(context).values():
        now = one([
            figure
            for figure in figures
            if cumulative(figure) and figure.period.end is not None and end is not None
            and (figure.period.end.year, figure.period.end.month) == (end.year, end.month)
        ])  # fmt: skip
        if now is None:
            continue
        monthly = one([figure for figure in figures if _of_month(figure, history.month)])
        past = [figure for figure in history.of(now) if cumulative(figure) and figure.report.month[:4] == year]
        past = [figure for figure in past if figure.end is not None and f"{figure.end:%Y-%m}" == figure.report.month]
        latest = one_past([figure for figure in past if figure.report is past[0].report])
        if latest is not None:
            yield Running(now, latest, monthly)


def _of_month(figure: Figure, month: str) -> bool:
    end = figure.period.end
    return figure.period.kind in _FLOWS and end is not None and f"{end:%Y-%m}" == month


def is_month_before(running: Running, history: History) -> bool:
    """Return whether the earlier figure is that of the month just before."""
    return following(running.before.report.month) == history.month
