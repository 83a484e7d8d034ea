"""Changes with the values before and after them.

Enters: a `Context`. Leaves: `Growth`s. "27 ca, bằng 60% so với cùng kỳ (45 ca)", "7.250 con, tăng 320 con (4,6%)",
"giảm từ 321 hộ xuống 286 hộ, giảm 35 hộ": any two of now, before, difference and rate give the others. "45/40 hộ, vượt
12,5%" changes against the plan, "69 ca, gấp 2,3 lần so với cùng kỳ (30 ca)" tells how many times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.check.relations.bases import behind
from pipeline.check.tolerance import Agreement, Number, compare, exact, percent
from pipeline.language.text import fold
from schemas.report import Against, Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_BRACKET = re.compile(r"\s*(?:\(|=|,? ?tương ứng|hay)\s*(?:tăng|giảm|bằng)?\s*")
_FROM = re.compile(r"(?<![^\W_])từ(?: mức)?\s*$")
_TO = re.compile(r"[^\d,;.]{0,30}(?:\([^\d()]{0,20}\) ?)?(?:xuống|lên)(?: chỉ)?(?: còn| đến| tới)?\s*")
_PLAN = re.compile(r"\s*(?:so với |so )?(?:kế hoạch|kh(?!\w)|chỉ tiêu|dự toán)")
_BESIDE = re.compile(r"\s*(?:so với |so )(?:kế hoạch|kh|chỉ tiêu|dự toán)[^\d.;,()]{0,20}\(?[^\d.;,()]{0,20}")
_PRIOR = "figure.prior"
_FRACTION = "figure.fraction"
_REACH = 90
_POINTS = ("%", "điểm phần trăm")


class Kind(StrEnum):
    """What is stated: a difference, a rate of change, how many times, or a percentage of an unsaid plan."""

    DIFFERENCE = "difference"
    RATE = "rate"
    TIMES = "times"
    OF_PLAN = "of_plan"


@dataclass(frozen=True, slots=True)
class Growth:
    """`stated` is a difference or a rate of change; it works out as `computed` from `rests_on`."""

    stated: Figure
    rests_on: tuple[Figure, ...]
    computed: Number
    agreement: Agreement
    kind: Kind

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure in it."""
        return (self.stated, *self.rests_on)


def find_growths(context: Context) -> Iterator[Growth]:
    """Yield every change that can be held against other figures of its line."""
    figures = context.report.figures
    for at, change in enumerate(figures):
        if change.upper is not None or change.rule == _PRIOR:
            continue
        if change.unit == "lần" and change.measure is Measure.RATIO:
            yield from _times(context, at)
        if change.measure is not Measure.CHANGE:
            continue
        if change.unit in _POINTS:
            yield from _between_shares(context, at)
        now = _now(context, at)
        if now is None:
            continue
        if change.against is Against.PLAN:
            yield from _over_plan(context, at, now)
            continue
        prior = _prior(context, at, now) or _start(context, now, change)
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


def _start(context: Context, now: Figure, change: Figure) -> Figure | None:
    """Return the value that `now` came from: "giảm từ 321 hộ xuống còn 286 hộ"; the change has to be of the same way.

    A change against the same time of the year before needn't be the one between the two.
    """
    figures = context.report.figures
    at = figures.index(now)
    if at == 0 or change.against is Against.SAME_PERIOD_LAST_YEAR:
        return None
    start = figures[at - 1]
    line = context.line(now.span[0])
    lead = fold(context.text[line.start : start.span[0]])
    between = context.between(start, now)
    told = line.holds(start.span) and _FROM.search(lead) and _TO.fullmatch(fold(between))
    same = start.base_unit == now.base_unit and start.upper is None
    return start if told and same and (now.value < start.value) == (change.value < 0) else None


def _between_shares(context: Context, at: int) -> Iterator[Growth]:
    """Yield the change between two shares: "giảm từ 31,4% xuống còn 26,8%, giảm 4,6%", "cao hơn 4,2 điểm % (87,9%)"."""
    figures = context.report.figures
    change = figures[at]
    now = figures[at - 1] if at else None
    line = context.line(change.span[0])
    if now is None or now.unit != "%" or now.measure is not Measure.RATIO or not line.holds(now.span):
        return
    if change.against is Against.PLAN or change.span[0] - now.span[1] > _REACH or now.label != change.label:
        return
    prior = _prior(context, at, now) or _start(context, now, change)
    if prior is None or prior.unit != "%":
        return
    yield from _best(
        [*_difference(context, change, now, prior)]
        + ([*_rate_of_two(context, change, now, prior)] if change.unit == "%" else [])
    )


def _best(made: list[Growth]) -> Iterator[Growth]:
    fitting = [growth for growth in made if growth.agreement is not Agreement.DIFFERENT]
    yield from (fitting or made)[:1]


def _over_plan(context: Context, at: int, now: Figure) -> Iterator[Growth]:
    """Yield what is above a plan, held against the fraction's plan, or the percentage of one that isn't said."""
    figures = context.report.figures
    change = figures[at]
    between = figures[figures.index(now) + 1 : at]
    plan = next((figure for figure in between if figure.measure is Measure.TARGET and figure.rule == _FRACTION), None)
    beside = figures[at + 1] if at + 1 < len(figures) else None
    if plan is None and beside is not None and beside.measure is Measure.TARGET:
        plan = beside if _BESIDE.fullmatch(fold(context.between(change, beside))) else None
    if plan is not None and plan.base_unit == now.base_unit and plan.upper is None:
        if change.unit == "%" and change.value > 0:
            yield from _rate_of_two(context, change, now, plan)
        elif change.base_unit == now.base_unit:
            yield from _difference(context, change, now, plan)
        return
    rate = between[0] if len(between) == 1 else None
    if rate is None or rate.unit != "%" or rate.measure is not Measure.RATIO or change.base_unit != now.base_unit:
        return
    over = context.number(now) - context.number(change)
    if change.value > 0 and over.value > 0 and _PLAN.match(behind(context, rate)):
        computed = percent(context.number(now), over)
        agreement = compare(context.number(rate), computed)
        yield Growth(rate, (now, change), computed, agreement, Kind.OF_PLAN)


def _times(context: Context, at: int) -> Iterator[Growth]:
    """Yield "gấp 2,3 lần" with what it is of: the value before it and the earlier one in brackets behind it."""
    stated = context.report.figures[at]
    now = context.by_id.get(stated.base or "")
    prior = _prior(context, at, now) if now is not None else None
    if now is None or prior is None or prior.value <= 0 or now.label != stated.label:
        return
    computed = context.number(now) / context.number(prior)
    yield Growth(stated, (now, prior), computed, compare(context.number(stated), computed), Kind.TIMES)


def _difference(context: Context, change: Figure, now: Figure, prior: Figure) -> Iterator[Growth]:
    after, before = context.number(now), context.number(prior)
    computed = before - after if change.value < 0 else after - before
    agreement = compare(context.number(change), computed)
    yield Growth(change, (now, prior), computed, agreement, Kind.DIFFERENCE)


def _rate_of_two(context: Context, change: Figure, now: Figure, prior: Figure) -> Iterator[Growth]:
    after, before = context.number(now), context.number(prior)
    computed = percent(before - after if change.value < 0 else after - before, before) if before.value else None
    if computed is not None and computed.value >= 0:
        yield Growth(change, (now, prior), computed, compare(context.number(change), computed), Kind.RATE)


def _rate_of_difference(context: Context, rate: Figure, change: Figure, now: Figure) -> Iterator[Growth]:
    after, difference = context.number(now), context.number(change)
    before = after + difference if change.value < 0 else after - difference
    if before.value > 0:
        computed = difference * exact(100) / before
        yield Growth(rate, (change, now), computed, compare(context.number(rate), computed), Kind.RATE)
