"""The draft's figures set against earlier months: which is this month's, which is cumulative, and what came before.

Enters: a `Context` with a history. Leaves: `Running`s: the cumulative figure of the draft, the one of the month before,
and what the draft says of the month alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.check.history import History, PastFigure, PastReport, following, what
from pipeline.check.tolerance import printed, same
from pipeline.language.text import fold
from schemas.indicator import Indicator, StockFlow
from schemas.period import PeriodKind
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_FLOWS = (PeriodKind.MONTH, PeriodKind.RANGE)
_LONG = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS)
_SEASONAL = "crops"
_RAISED = re.compile(r"nâng (?:tổng|số|diện|sản)|lũy kế|cộng dồn|từ đầu năm|riêng (?:trong )?tháng|trong tháng|đầu năm")


@dataclass(frozen=True, slots=True)
class Running:
    """A cumulative figure, the cumulative figure of an earlier month of the year, and the month's own figure."""

    now: Figure
    before: PastFigure
    month: Figure | None


def cumulative(figure: Figure | PastFigure) -> bool:
    """Return whether a figure is said to run from the first of January."""
    kind = figure.period.kind if isinstance(figure, Figure) else figure.kind
    return kind is PeriodKind.YTD


def since_january(figure: Figure | PastFigure) -> bool:
    """Return whether a figure runs from the first of January, be it as a quarter or half a year."""
    if cumulative(figure):
        return True
    kind = figure.period.kind if isinstance(figure, Figure) else figure.kind
    start = figure.period.start if isinstance(figure, Figure) else figure.start
    return kind in _LONG and start is not None and start.month == 1


def one(figures: Sequence[Figure]) -> Figure | None:
    """Return the figure that all of `figures` repeat, `None` where they differ or there is none."""
    return figures[0] if len({figure.amount for figure in figures}) == 1 else None


def one_past(figures: Sequence[PastFigure]) -> PastFigure | None:
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


def _runs(context: Context, figure: Figure) -> bool:
    """Return whether a figure is one of those that can only grow: no stock, no crop season, no part of another."""
    indicator = context.catalogue.get(figure.indicator)
    if indicator is not None and (indicator.kind is StockFlow.STOCK or indicator.sector == _SEASONAL):
        return False
    return figure.whole is None and (cumulative(figure) or since_january(figure) or _to_date(figure, indicator))


def _to_date(figure: Figure, indicator: Indicator | None) -> bool:
    """Return whether a figure "đến nay" counts what can only grow."""
    return indicator is not None and figure.period.kind is PeriodKind.POINT


def runnings(context: Context, history: History) -> Iterator[Running]:
    """Yield every cumulative figure that an earlier report of the year gave too, beside its latest earlier value."""
    own = context.report.header.period
    end = own.end if own is not None else None
    for figures in actuals(context).values():
        now = one([
            figure
            for figure in figures
            if _runs(context, figure) and figure.period.end is not None and end is not None
            and (figure.period.end.year, figure.period.end.month) == (end.year, end.month)
        ])  # fmt: skip
        latest = None if now is None else _latest(history.of(now), history.month)
        if now is None or latest is None:
            continue
        month = one([figure for figure in figures if _of_month(figure, history.month)])
        if month is None:
            month = _beside(context, history, now)
        if not cumulative(now) and (month is None or not _worked_before(history, now, month)):
            continue
        yield Running(now, latest, month)


def _latest(past: list[PastFigure], month: str) -> PastFigure | None:
    """Return the latest cumulative figure of the same year before `month`."""
    fitting = [
        figure
        for figure in past
        if (since_january(figure) or figure.kind is PeriodKind.POINT)
        and month > figure.report.month >= f"{month[:4]}-01"
        and figure.end is not None and f"{figure.end:%Y-%m}" == figure.report.month
    ]  # fmt: skip
    return one_past([figure for figure in fitting if figure.report is fitting[0].report]) if fitting else None


def _of_month(figure: Figure, month: str) -> bool:
    end = figure.period.end
    return figure.period.kind in _FLOWS and end is not None and f"{end:%Y-%m}" == month


def _beside(context: Context, history: History, now: Figure) -> Figure | None:
    """Return the month's own figure next to the cumulative one, if the last report paired the two in the same way.

    "thu hoạch được 30,7 tấn trong tháng, nâng tổng sản lượng 3 tháng đầu năm lên 76,9 tấn"; the words between say that
    one is part of the other, and the pair of the month before has to come out right.
    """
    line = context.line(now.span[0])
    near = [
        figure
        for figure in context.report.figures
        if line.holds(figure.span) and figure.base_unit == now.base_unit and figure.measure is Measure.ACTUAL
    ]
    at = near.index(now) if now in near else -1
    for month in near[max(at - 1, 0) : at] + near[at + 1 : at + 2]:
        first, second = sorted((month, now), key=lambda figure: figure.span)
        words = fold(context.text[max(first.span[0] - 40, line.start) : second.span[1]])
        if _RAISED.search(words) and month.amount <= now.amount and _worked_before(history, now, month):
            return month
    return None


def _worked_before(history: History, now: Figure, month: Figure) -> bool:
    """Return whether in an earlier report of the year the same two figures and the report before it came out right."""
    for report, earlier in zip(history.reports, history.reports[1:], strict=False):
        if following(earlier.month) != report.month or report.month[:4] != earlier.month[:4]:
            continue
        total, before = _running_in(history, now, report), _running_in(history, now, earlier)
        added = one_past([past for past in history.of(month) if past.report is report and past.kind in _FLOWS])
        if total is not None and added is not None and before is not None:
            return same(printed(total), printed(before) + printed(added))
    return history.reports[0].month.endswith("-01") and _january(history, now, month)


def _running_in(history: History, now: Figure, report: PastReport) -> PastFigure | None:
    """Return what `report` gave from January on, or to date, of the same thing."""
    return one_past([
        past
        for past in history.of(now)
        if past.report is report and (since_january(past) or past.kind is PeriodKind.POINT)
    ])  # fmt: skip


def _january(history: History, now: Figure, month: Figure) -> bool:
    """Return whether the report of January, the only one of the year, gave the month and the year as one."""
    first = history.reports[0]
    total = _running_in(history, now, first)
    added = one_past([past for past in history.of(month) if past.report is first and past.kind in _FLOWS])
    return total is not None and added is not None and same(printed(total), printed(added))


def is_month_before(running: Running, history: History) -> bool:
    """Return whether the earlier figure is that of the month just before."""
    return following(running.before.report.month) == history.month


def months(kind: PeriodKind) -> int:
    """Return how many months a period of that kind has."""
    return {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}.get(kind, 1)
