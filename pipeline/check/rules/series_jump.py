"""Số liệu khác hẳn các tháng trước của chính nó.

So với các tháng trước theo mức dao động của chính chỉ tiêu; số nhỏ thì không báo; nếu cùng tháng năm trước cũng như thế
thì không báo. Gấp mười, hay bằng một phần mười, thường là thừa, thiếu một chữ số.

Sai: (các tháng trước khoảng 2.400 con) Tổng đàn chó, mèo 24.250 con.
Đúng: (các tháng trước khoảng 2.400 con) Tổng đàn chó, mèo 2.425 con.

Bỏ qua: baocao check --silence series.jump ở đoạn ấy, kèm lý do tăng giảm.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.history import History, PastFigure
from pipeline.check.pasts import past_place
from pipeline.check.progress import actuals, cumulative, months, one
from pipeline.check.tolerance import Bounds
from pipeline.check.wording import in_unit, name, number, said
from schemas.finding import Severity
from schemas.period import PeriodKind
from schemas.report import Figure

SEVERITY = Severity.WARNING

_LEAST_MONTHS = 4
_SMALL = 20
_FAR = Decimal(4)
_SPREAD = 3
_NEAR = Decimal(2)
_SEASON = Decimal(2)


def find(context: Context) -> Iterator[Found]:
    """Yield every figure far outside all that earlier reports gave."""
    history = context.history
    if history is None:
        return
    for figures in actuals(context).values():
        by_kind: dict[PeriodKind, list[Figure]] = {}
        for figure in figures:
            by_kind.setdefault(figure.period.kind, []).append(figure)
        for kind, group in by_kind.items():
            single = one(group)
            if single is not None and not cumulative(single):
                yield from _jump(context, history, single, kind)


def _jump(context: Context, history: History, figure: Figure, kind: PeriodKind) -> Iterator[Found]:
    past = _monthly(history, figure, kind)
    length = 1
    if len(past) < _LEAST_MONTHS and months(kind) > 1:
        past, length = _monthly(history, figure, PeriodKind.MONTH), months(kind)
    values = [item.amount * length for item in past]
    if len(values) < _LEAST_MONTHS:
        return
    if length > 1 and min(values) / length / _NEAR <= figure.amount <= max(values) / length * _NEAR:
        return
    middle, low, high = Decimal(median(values)), min(values), max(values)
    small = max(figure.amount, middle) / _unit(figure) < _SMALL or middle <= 0 or figure.amount <= 0
    if small or low <= 0:
        return
    above, below = figure.amount / high, low / figure.amount
    spread = high / low
    if max(above, below) < _FAR or max(above, below) < spread / _SPREAD or _in_season(history, past, figure):
        return
    times = figure.amount / middle
    yield Found(
        message=(
            f"{name(figure)}: {said(figure)}, gấp {number(round(times, 1))} lần"
            if times >= 1
            else f"{name(figure)}: {said(figure)}, chỉ bằng một phần {number(round(1 / times, 1))}"
        )
        + f" mức thường thấy ({number(round(in_unit(middle, figure), 0))} {figure.unit}; {len(values)} tháng trước từ "
        f"{number(in_unit(low, figure))} đến {number(in_unit(high, figure))}).",
        evidence=(context.figure_place(figure), *[past_place(item) for item in past[:2]]),
        expected=f"{number(in_unit(low, figure))} - {number(in_unit(high, figure))}",
        found=number(figure.value),
        cures={figure.id: Bounds(low, high)},
    )


def _unit(figure: Figure) -> Decimal:
    return figure.amount / figure.value if figure.value else Decimal(1)


def _monthly(history: History, figure: Figure, kind: PeriodKind) -> list[PastFigure]:
    """Return the latest values of two years, one a report, where a report gives one."""
    found: dict[int, list[PastFigure]] = {}
    for item in history.of(figure):
        if item.kind is kind and not item.stated_zero:
            found.setdefault(item.report.id, []).append(item)
    return [items[0] for items in found.values() if len({item.amount for item in items}) == 1][:24]


def _in_season(history: History, past: list[PastFigure], figure: Figure) -> bool:
    """Return whether the same month of an earlier year was as far out."""
    month = history.month[5:]
    return any(
        item.report.month[5:] == month and figure.amount / _SEASON <= item.amount <= figure.amount * _SEASON
        for item in past
    )
