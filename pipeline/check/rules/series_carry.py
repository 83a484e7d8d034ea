"""Số kỳ trước chuyển sang khác số còn lại trong báo cáo tháng trước.

Sai: (tháng 4: đang giải quyết 14 đơn) Kỳ trước chuyển sang 17 đơn.
Đúng: (tháng 4: đang giải quyết 14 đơn) Kỳ trước chuyển sang 14 đơn.

Bỏ qua: baocao check --silence series.carry ở đoạn ấy, nếu kỳ số liệu hai tháng không liền nhau.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.history import History, PastFigure
from pipeline.check.pasts import named, past_place
from pipeline.check.progress import one_past
from pipeline.check.tolerance import Agreement, printed, same
from pipeline.check.wording import name, number, said
from schemas.finding import Severity
from schemas.period import PeriodKind
from schemas.report import Figure, Measure

SEVERITY = Severity.ERROR


def find(context: Context) -> Iterator[Found]:
    """Yield every carried over figure that isn't what the month before left open."""
    history, own = context.history, context.report.header.period
    if history is None or history.last is None or own is None or own.kind is not PeriodKind.MONTH:
        return
    for figure, past in _carried(context, history):
        if past is None or same(context.number(figure), printed(past)) or not context.sure(figure):
            continue
        yield Found(
            message=(
                f"{name(figure)}: báo cáo ghi {said(figure)} chuyển sang, {named(past.report)} "
                f"để lại {said(past)}, lệch {number(abs(figure.amount - past.amount))}."
            ),
            evidence=(context.figure_place(figure), past_place(past)),
            expected=number(past.value),
            found=number(figure.value),
            cures={figure.id: printed(past).rounded},
        )


def _carried(context: Context, history: History) -> Iterator[tuple[Figure, PastFigure | None]]:
    """Yield what the draft carried over, with what the report before left open."""
    told: set[str] = set()
    for figure in context.report.figures:
        indicator = context.catalogue.get(figure.indicator)
        if indicator is not None and indicator.carried_from and figure.measure is Measure.ACTUAL:
            told.add(figure.id)
            yield figure, _left_open(history, indicator.carried_from, figure)
    carried = {indicator.carried_from for indicator in context.catalogue if indicator.carried_from}
    for balance in context.balances:
        if balance.before is None or balance.before.id in told:
            continue
        if balance.open.indicator in carried:
            yield balance.before, _left_open(history, balance.open.indicator or "", balance.before)
        elif balance.open.indicator is None and balance.agreement is not Agreement.DIFFERENT:
            yield balance.before, one_past([past for past in history.of(balance.open) if past.report is history.last])


def _left_open(history: History, code: str, figure: Figure) -> PastFigure | None:
    """Return what the last report left open, where it says so once."""
    last = history.last
    if last is None:
        return None
    found = [
        past
        for past in history.figures[last.id]
        if past.indicator == code and past.measure is Measure.ACTUAL and past.base_unit == figure.base_unit
    ]
    return one_past(found)
