"""Percentages with the two figures that they come from.

Enters: a `Context`. Leaves: `Ratio`s. "63.155/103.600 triệu đồng, đạt 60,96%" is one whose whole stands in the fraction;
"236 đối tượng, qua tài khoản 171 người (chiếm 72,5%)" one whose whole is the figure before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.check.relations.tables import tables
from pipeline.check.tolerance import Agreement, Number, compare, percent
from pipeline.language.text import fold
from schemas.report import Against, Figure, Measure, Qualifier

if TYPE_CHECKING:
    from pipeline.check.context import Context

_SLASH = re.compile(r"[^\d,;.()]{0,24}/\s*(?:kế hoạch\s*)?(?:\()?\s*$", re.I)
_SENTENCE = re.compile(r"[.!?;]\s+(?=[^\W\d_])")
_PLANNED = re.compile(r"kế hoạch|(?<!\w)kh(?!\w)|dự toán|nghị quyết|chỉ tiêu|giao(?!\w)|mục tiêu|cùng kỳ|svck|so với")
_SHARE = re.compile(r"chiếm|tỷ lệ|tỉ lệ|\($|\( ?$")
_AFTER = 40
_BEFORE = 24


class Tie(StrEnum):
    """How a percentage is tied to its whole: written as a fraction or in a table's row; the whole of its part; a plan
    stated in the same paragraph; the figure before it."""

    FRACTION = "fraction"
    TABLE = "table"
    WHOLE = "whole"
    PLAN = "plan"
    BEFORE = "before"
    PRIOR = "prior"


@dataclass(frozen=True, slots=True)
class Ratio:
    """`part` in a hundred of `whole` is stated as `percent` and works out as `computed`."""

    percent: Figure
    part: Figure
    whole: Figure
    tie: Tie
    computed: Number
    agreement: Agreement

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The three figures."""
        return (self.percent, self.part, self.whole)


def find_ratios(context: Context) -> Iterator[Ratio]:
    """Yield each percentage with the whole that fits it, else with the one that it most likely goes with."""
    yield from _table_ratios(context)
    places = {figure.id: number for number, figure in enumerate(context.report.figures)}
    for figure in context.report.figures:
        part = context.by_id.get(figure.base or "")
        if figure.unit != "%" or figure.measure is not Measure.RATIO or part is None or figure.upper is not None:
            continue
        made = [
            ratio
            for tie, whole in _wholes(context, figure, part, places)
            for ratio in [_ratio(context, figure, part, whole, tie)]
            if ratio is not None
        ]
        fitting = next((ratio for ratio in made if ratio.agreement is not Agreement.DIFFERENT), None)
        if fitting is not None:
            yield fitting
        elif made:
            yield made[0]


def _ratio(context: Context, stated: Figure, part: Figure, whole: Figure, tie: Tie) -> Ratio | None:
    if whole.amount <= 0 or part.amount < 0:
        return None
    computed = percent(context.number(part), context.number(whole))
    return Ratio(stated, part, whole, tie, computed, compare(context.number(stated), computed))


def _wholes(context: Context, stated: Figure, part: Figure, places: dict[str, int]) -> Iterator[tuple[Tie, Figure]]:
    """Yield what `stated` may be a percentage of, the likeliest first."""
    figures = context.report.figures
    at = places[part.id]
    if at + 1 < len(figures):
        below = figures[at + 1]
        if _SLASH.fullmatch(context.between(part, below)) and below.base_unit == part.base_unit:
            yield Tie.FRACTION, below
            return
    line = context.line(stated.span[0])
    near = [
        figure for figure in figures if line.holds(figure.span) and figure is not part and figure.unit != "%"
    ]
    if stated.against is not None:
        yield from ((Tie.PRIOR, figure) for figure in near if figure.rule == "figure.prior" and _same(figure, part))
        return
    after = fold(context.text[stated.span[1] : stated.span[1] + _AFTER])
    planned = _PLANNED.search(re.split(r"[,;.)]", after)[0]) is not None
    before = [figure for figure in near if figure.span[0] < part.span[0] and _same(figure, part)]
    if planned or part.indicator is not None:
        plans = [figure for figure in before if figure.measure is Measure.TARGET]
        yield from ((Tie.PLAN, figure) for figure in sorted(reversed(plans), key=lambda figure: figure.whole is not None))
    if planned:
        return
    whole = context.by_id.get(part.whole or "")
    if whole is not None and _same(whole, part):
        yield Tie.WHOLE, whole
        upper = context.by_id.get(whole.whole or "")
        if upper is not None and _same(upper, part):
            yield Tie.WHOLE, upper
    sentence = context.text[line.start : part.span[0]]
    cuts = [found.end() for found in _SENTENCE.finditer(sentence)]
    start = line.start + (cuts[-1] if cuts else 0)
    for figure in reversed(before):
        if figure.span[0] >= start and figure is not whole and figure.measure is Measure.ACTUAL:
            yield Tie.BEFORE, figure


def _same(first: Figure, second: Figure) -> bool:
    """Return whether the two are in the same unit, or count people or things of the same kind."""
    return first.base_unit == second.base_unit and first.base_unit != "%" and first.upper is None


def is_share(context: Context, stated: Figure) -> bool:
    """Return whether the words beside a percentage say that it is a share of something, so at most 100."""
    before = fold(context.text[max(stated.span[0] - _BEFORE, 0) : stated.span[0]])
    after = fold(context.text[stated.span[1] : stated.span[1] + _AFTER])
    return _SHARE.search(before) is not None and _PLANNED.search(before + after) is None


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
            if len(plans) == len(results) == len(rates) == 1 and results[0].base_unit == plans[0].base_unit:
                ratio = _ratio(context, rates[0], results[0], plans[0], Tie.TABLE)
                if ratio is not None:
                    yield ratio
