"""Percentages with the two figures that they come from.

Enters: a `Context`. Leaves: `Ratio`s. "63.155/103.600 triệu đồng, đạt 60,96%" is one whose whole stands in the
fraction; "đạt 25,08% so với chỉ tiêu 315 lao động" one whose whole follows; "171 người (chiếm 72,5%)" one whose whole
is before. What a percentage may come from is told by `bases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.check.relations.bases import Candidate, Tie, candidates, is_planned, plain_share, shareable
from pipeline.check.relations.tables import tables
from pipeline.check.tolerance import Agreement, Number, as_fine, compare, percent, total
from pipeline.language.text import fold
from schemas.report import Against, Figure, Measure, Qualifier

if TYPE_CHECKING:
    from pipeline.check.context import Context

_SHARE = re.compile(r"chiếm|tỷ lệ|tỉ lệ")
_BEFORE = 24
_NEIGHBOURS = 2
_NEAR = 400


@dataclass(frozen=True, slots=True)
class Ratio:
    """`part` (with `more`) in a hundred of `whole` is stated as `percent` and works out as `computed`."""

    percent: Figure
    part: Figure
    whole: Figure
    tie: Tie
    computed: Number
    agreement: Agreement
    more: tuple[Figure, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures in it."""
        return (self.percent, self.part, *self.more, self.whole)

    @property
    def held(self) -> bool:
        """Whether the percentage is really held against something: a guess that doesn't fit is none."""
        return self.agreement is not Agreement.DIFFERENT or self.tie is not Tie.BEFORE


def find_ratios(context: Context) -> Iterator[Ratio]:
    """Yield each percentage with the figures that fit it, else with those that it most likely goes with."""
    yield from _table_ratios(context)
    found: list[Ratio] = []
    open_ones: list[Figure] = []
    for at, stated in enumerate(context.report.figures):
        if stated.unit != "%" or stated.measure is not Measure.RATIO or stated.upper is not None:
            continue
        made = [
            ratio
            for candidate in candidates(context, at)
            for ratio in [_ratio(context, stated, candidate)]
            if ratio is not None
        ]
        fitting = next((ratio for ratio in made if ratio.agreement is not Agreement.DIFFERENT), None)
        if fitting is not None or (made and made[0].tie is not Tie.BEFORE):
            found.append(fitting or made[0])
        else:
            open_ones.append(stated)
    yield from found
    yield from _shared(context, open_ones)


def _ratio(context: Context, stated: Figure, candidate: Candidate) -> Ratio | None:
    part, whole = candidate.part, candidate.whole
    if whole.amount <= 0 or part.amount < 0:
        return None
    numbers = [context.number(figure) for figure in (part, *candidate.more)]
    below = context.number(whole)
    even = whole.measure is Measure.TARGET and whole.value == whole.value.to_integral_value()
    if even and whole.qualifier is Qualifier.EXACT:  # a plan of 3 km is 3,0 km
        below = as_fine(below, part)
    computed = percent(total(numbers), below)
    agreement = compare(context.number(stated), computed)
    return Ratio(stated, part, whole, candidate.tie, computed, agreement, candidate.more)


def _shared(context: Context, open_ones: list[Figure]) -> Iterator[Ratio]:
    """Yield the percentages in a list that one figure before the list is the whole of.

    "587 học sinh ... giỏi 98 (16,7%), khá 241 (41,1%), trung bình 226 (35,8%)": two that fit tell what the third is of.
    """
    done: set[str] = set()
    for first in open_ones:
        if first.id in done:
            continue
        group = [
            stated
            for stated in open_ones
            if stated.section == first.section and 0 <= stated.span[0] - first.span[0] < _NEAR
            and plain_share(context, stated) and context.by_id.get(stated.base or "") is not None
        ]  # fmt: skip
        best: list[Ratio] = []
        start = context.by_id.get(first.base or "")
        for whole in shareable(context, start) if start is not None else ():
            made = [
                ratio
                for stated in group
                for part in [context.by_id[stated.base or ""]]
                if part is not whole and part.amount < whole.amount
                for ratio in [_ratio(context, stated, Candidate(Tie.SHARED, part, whole))]
                if ratio is not None and part.measure is Measure.ACTUAL
            ]
            fitting = [ratio for ratio in made if ratio.agreement is not Agreement.DIFFERENT]
            if len(fitting) >= _NEIGHBOURS and len(fitting) > sum(
                one.agreement is not Agreement.DIFFERENT for one in best
            ):
                best = made if len(fitting) == len(made) - 1 else fitting
        done.update(ratio.percent.id for ratio in best)
        yield from best


def is_share(context: Context, stated: Figure) -> bool:
    """Return whether the words beside a percentage say that it is a share of something, so at most 100."""
    before = fold(context.text[max(stated.span[0] - _BEFORE, 0) : stated.span[0]])
    return _SHARE.search(before) is not None and not is_planned(context, stated)


def exactly(figure: Figure) -> bool:
    """Return whether the report means a percentage as printed."""
    return figure.qualifier is Qualifier.EXACT


def _table_ratios(context: Context) -> Iterator[Ratio]:
    """Yield the percentages of table rows that hold one plan, one result and one percentage of it."""
    for rows in tables(context):
        for row in rows:
            present = [figure for figure in row.figures if figure is not None]
            plans = [figure for figure in present if figure.measure is Measure.TARGET]
            results = [figure for figure in present if figure.measure is Measure.ACTUAL]
            rates = [
                figure
                for figure in present
                if figure.measure is Measure.RATIO and figure.against in (None, Against.PLAN) and figure.unit == "%"
            ]
            if len(plans) != 1 or len(rates) != 1 or not results:
                continue
            made = [
                ratio
                for result in reversed(results)
                if result.base_unit == plans[0].base_unit
                for ratio in [_ratio(context, rates[0], Candidate(Tie.TABLE, result, plans[0]))]
                if ratio is not None
            ]
            fitting = next((ratio for ratio in made if ratio.agreement is not Agreement.DIFFERENT), None)
            if fitting is not None or made:
                yield fitting or made[0]
