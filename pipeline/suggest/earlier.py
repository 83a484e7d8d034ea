"""Ties to the reports before: what was cumulative then with this month's, a plan of the year, what was left open.

Enters: a `Context` with a history. Leaves: `Tie`s; figures of earlier reports are taken as they are. With 50.923 triệu
đồng up to April and 12.232 in May, 63.155 up to May holds and 63.165 doesn't.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.history import History, PastFigure, what
from pipeline.check.pasts import named
from pipeline.check.progress import Running, is_month_before, one_past, runnings
from pipeline.check.tolerance import printed, same
from pipeline.check.wording import said
from pipeline.suggest.ties import Kind, Outcome, Swap, Tie, outcome
from schemas.period import PeriodKind
from schemas.report import Figure, Measure


def earlier_ties(context: Context) -> Iterator[Tie]:
    """Yield what the archive's earlier reports say of the figures; nothing where there is no archive."""
    history = context.history
    if history is None:
        return
    for running in runnings(context, history):
        if running.month is not None and is_month_before(running, history):
            yield _running(context, running, running.month)
    for figure in context.report.figures:
        if context.line(figure.span[0]).plan:
            continue
        plan = _plan(history, figure)
        if plan is not None:
            yield _equal(context, figure, plan, f"khớp kế hoạch năm trong {named(plan.report)}: {said(plan)}")
        left = _left_open(context, history, figure)
        if left is not None:
            yield _equal(context, figure, left, f"khớp số còn lại trong {named(left.report)}: {said(left)}")


def _running(context: Context, running: Running, month: Figure) -> Tie:
    def work(swap: Swap) -> Outcome:
        now, this = context.number(swap(running.now)), context.number(swap(month))
        return outcome(now, printed(running.before) + this)

    told = f"lũy kế đúng bằng {said(running.before)} trong {named(running.before.report)} cộng số trong tháng"
    return Tie(Kind.EARLIER, (running.now, month), True, work, told)


def _equal(context: Context, figure: Figure, past: PastFigure, told: str) -> Tie:
    def work(swap: Swap) -> Outcome:
        now, before = context.number(swap(figure)), printed(past)
        return Outcome(now, before, same(now, before))

    return Tie(Kind.EARLIER, (figure,), False, work, told)


def _plan(history: History, figure: Figure) -> PastFigure | None:
    """Return the plan of the same year that all earlier reports of the year give alike."""
    end = figure.period.end
    if figure.measure is not Measure.TARGET or figure.period.kind is not PeriodKind.YEAR or figure.indicator is None:
        return None
    if end is None or f"{end.year}" != history.month[:4]:
        return None
    past = [one for one in history.of(figure) if one.kind is PeriodKind.YEAR and one.report.month[:4] == f"{end.year}"]
    return one_past(past) if len({one.report.id for one in past}) > 1 else None


def _left_open(context: Context, history: History, figure: Figure) -> PastFigure | None:
    """Return what the last report left open of what this figure says was carried over."""
    indicator = context.catalogue.get(figure.indicator)
    last = history.last
    if indicator is None or not indicator.carried_from or figure.measure is not Measure.ACTUAL or last is None:
        return None
    return one_past([
        past
        for past in history.figures[last.id]
        if past.indicator == indicator.carried_from and what(past)[1:] == what(figure)[1:]
    ])  # fmt: skip
