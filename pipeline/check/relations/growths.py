"""Changes with the values before and after them.

Enters: a `Context`. Leaves: `Growth`s. "27 ca, bằng 60% so với cùng kỳ (45 ca)", "7.250 con, tăng 320 con (4,6%)",
"giảm từ 321 hộ xuống 286 hộ, giảm 35 hộ": any two of now, before, difference and rate give the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.check.tolerance import Agreement, Number, compare, exact, percent
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_BRACKET = re.compile(r"\s*(?:\(|=|,? ?tương ứng|hay)\s*(?:tăng|giảm|bằng)?\s*")
_PRIOR = "figure.prior"
_REACH = 90


@dataclass(frozen=True, slots=True)
class Growth:
    """`stated` is a difference or a rate of change; it works out as `computed` from `rests_on`, told by `sum`."""

    stated: Figure
    rests_on: tuple[Figure, ...]
    computed: Number
    agreement: Agreement
    rate: bool

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure in it."""
        return (self.stated, *self.rests_on)


def find_growths(context: Context) -> Iterator[Growth]:
    """Yield every change that can be held against other figures of its line."""
    figures = context.report.figures
    for at, change in enumerate(figures):
        if change.measure is not Measure.CHANGE or change.upper is not None or change.rule == _PRIOR:
            continue
        now = _now(context, at)
        if now is None:
            continue
        prior = _prior(context, at, now)
        if change.unit == "%":
            if prior is not None and now.unit != "%":
                yield from _rate_of_two(context, change, now, prior)
            continue
        if prior is not None and prior.base_unit == change.base_unit == now.base_unit:
            yield from _difference(context, change, now, prior)
        beside = figures[at + 1] if at + 1 < len(figures) else None
        if (
            beside is not None
            and beside.unit == "%"
            and beside.measure in (Measure.CHANGE, Measure.RATIO)
            and _BRACKET.fullmatch(context.between(change, beside))
            and now.base_unit == change.base_unit
        ):
            yield from _rate_of_difference(context, beside, change, now)


def _now(context: Context, at: int) -> Figure | None:
    """Return the value that the change at `at` leads to: the nearest before it in its line that it can belong to."""
    change = context.report.figures[at]
    line = context.line(change.span[0])
    for figure in reversed(context.report.figures[:at]):
        if not line.holds(figure.span) or change.span[0] - figure.span[1] > _REACH:
            return None
        if figure.measure is Measure.ACTUAL and figure.rule != _PRIOR and figure.label == change.label:
            return figure if figure.upper is None else None
    return None


def _prior(context: Context, at: int, now: Figure) -> Figure | None:
    """Return the earlier value that stands in brackets beside the change at `at`."""
    figures = context.report.figures
    for figure in (*figures[at + 1 : at + 3],):
        near = figure.span[0] - figures[at].span[1] <= _REACH and "." not in context.between(figures[at], figure)
        if figure.rule == _PRIOR and near and figure.base_unit == now.base_unit:
            return figure
    return None


def _difference(context: Context, change: Figure, now: Figure, prior: Figure) -> Iterator[Growth]:
    after, before = context.number(now), context.number(prior)
    computed = before - after if change.value < 0 else after - before
    yield Growth(change, (now, prior), computed, compare(context.number(change), computed), rate=False)


def _rate_of_two(context: Context, change: Figure, now: Figure, prior: Figure) -> Iterator[Growth]:
    after, before = context.number(now), context.number(prior)
    computed = percent(before - after if change.value < 0 else after - before, before) if before.value else None
    if computed is not None and computed.value >= 0:
        yield Growth(change, (now, prior), computed, compare(context.number(change), computed), rate=True)


def _rate_of_difference(context: Context, rate: Figure, change: Figure, now: Figure) -> Iterator[Growth]:
    after, difference = context.number(now), context.number(change)
    before = after + difference if change.value < 0 else after - difference
    if before.value > 0:
        computed = difference * exact(100) / before
        yield Growth(rate, (change, now), computed, compare(context.number(rate), computed), rate=True)
