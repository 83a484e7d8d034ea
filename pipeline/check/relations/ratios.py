"""Percentages with the two figures that they come from.

Enters: a `Context`. Leaves: `Ratio`s. "63.155/103.600 triệu đồng, đạt 60,96%" is one whose whole stands in the
fraction; "đạt 25,08% so với chỉ tiêu 315 lao động" one whose whole follows; "171 người (chiếm 72,5%)" one whose whole
is before.
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

_SLASH = re.compile(r"[^\d,;.()%]{0,30}(?:/\s*(?:kế hoạch\s*)?\(?|\s(?:trên|trong)(?: tổng số| tổng)?)\s*", re.I)
_BRACKET = re.compile(r"[^\d,;.()%]{0,40}[(:,]?\s*", re.I)
_FOLLOWS = re.compile(r"[^\d,;.()%]{0,60}\(?[^\d,;.()%]{0,30}", re.I)
_CALLED = re.compile(
    r"\s*(?:so với|so|của)?\s*(?:chỉ tiêu|kế hoạch|dự toán|nghị quyết)(?: được giao| giao| năm| là)?\s*"
)
_OF_TOTAL = re.compile(r"\s*(?:trên|của|so với|trong)?\s*(?:tổng|tổng số|toàn bộ)[^\d,;.()%]{0,30}", re.I)
_LEADS = re.compile(r"[^\d;.%]{0,70}")
_SENTENCE = re.compile(r"[.!?;]\s+(?=[^\W\d_])")
_PLANNED = re.compile(r"kế hoạch|(?<!\w)kh(?!\w)|dự toán|nghị quyết|chỉ tiêu|giao(?!\w)|mục tiêu|cùng kỳ|svck|so với")
_SHARE = re.compile(r"chiếm|tỷ lệ|tỉ lệ")
_DONE = re.compile(r"đạt|bằng|=|tỷ lệ|tỉ lệ|\(")
_AFTER = 40
_BEFORE = 24


class Tie(StrEnum):
    """How a percentage is tied to its whole: a fraction; a row of a table; a plan that follows; a share that the
    catalogue knows; the whole of its part; a plan earlier in the paragraph; a figure before; an earlier value."""

    FRACTION = "fraction"
    TABLE = "table"
    FOLLOWS = "follows"
    SHARE = "share"
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


_Candidate = tuple[Tie, Figure, Figure]


def find_ratios(context: Context) -> Iterator[Ratio]:
    """Yield each percentage with the figures that fit it, else with those that it most likely goes with."""
    yield from _table_ratios(context)
    for at, stated in enumerate(context.report.figures):
        if stated.unit != "%" or stated.measure is not Measure.RATIO or stated.upper is not None:
            continue
        made = [
            ratio
            for tie, part, whole in _candidates(context, at)
            for ratio in [_ratio(context, stated, part, whole, tie)]
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


def _candidates(context: Context, at: int) -> Iterator[_Candidate]:
    """Yield what the percentage at `at` may be worked out from, the likeliest first."""
    stated = context.report.figures[at]
    part = context.by_id.get(stated.base or "")
    if stated.against in (Against.SAME_PERIOD_LAST_YEAR, Against.PREVIOUS_PERIOD):
        if part is not None:
            yield from _priors(context, at, part)
        return
    fractions = [*_fraction_after(context, at), *_fraction_before(context, at)]
    if fractions:
        yield from fractions
        return
    yield from _plan_beside(context, at, part)
    yield from _catalogue_share(context, stated)
    if part is None or part.measure is Measure.TARGET or stated.label != part.label:
        return
    yield from _looser(context, stated, part)


def _priors(context: Context, at: int, part: Figure) -> Iterator[_Candidate]:
    """Yield the earlier value in brackets behind "bằng 60% so với cùng kỳ"."""
    for figure in context.report.figures[at + 1 : at + 3]:
        near = context.line(figure.span[0]) == context.line(part.span[0])
        if near and figure.rule == "figure.prior" and _same(figure, part):
            yield Tie.PRIOR, part, figure


def _fraction_after(context: Context, at: int) -> Iterator[_Candidate]:
    """Yield the fraction that stands behind the percentage: "98,3% (742 hồ sơ/765 hồ sơ)"."""
    figures = context.report.figures
    if at + 2 < len(figures) and _together(context, figures[at + 1], figures[at + 2]):
        gap = context.between(figures[at], figures[at + 1])
        if _BRACKET.fullmatch(gap) and "(" in gap:
            yield Tie.FRACTION, figures[at + 1], figures[at + 2]


def _fraction_before(context: Context, at: int) -> Iterator[_Candidate]:
    """Yield the fraction that stands before the percentage: "218/282 = 77,3%"."""
    figures = context.report.figures
    if at < 2:
        return
    top, bottom, stated = figures[at - 2 : at + 1]
    gap = context.between(bottom, stated)
    if _together(context, top, bottom) and _LEADS.fullmatch(gap) and _DONE.search(gap.lower()):
        yield Tie.FRACTION, top, bottom


def _together(context: Context, top: Figure, bottom: Figure) -> bool:
    """Return whether two figures are written as a fraction, or as one of ("trên") the other."""
    if not _same(top, bottom) and top.base_unit and bottom.base_unit:
        return False
    return top.unit != "%" and _SLASH.fullmatch(context.between(top, bottom)) is not None


def _plan_beside(context: Context, at: int, part: Figure | None) -> Iterator[_Candidate]:
    """Yield the plan behind the percentage ("so với chỉ tiêu 315 lao động") or before it ("kế hoạch 873ha, đạt 20%")"""
    figures, stated = context.report.figures, context.report.figures[at]
    if part is not None and part.measure is not Measure.TARGET and at + 1 < len(figures):
        after = figures[at + 1]
        gap = context.between(stated, after)
        called = after.measure is Measure.TARGET or _CALLED.fullmatch(fold(gap)) is not None
        plan = called and _FOLLOWS.fullmatch(gap) is not None
        if _same(after, part) and (plan or _OF_TOTAL.fullmatch(gap)):
            yield Tie.FOLLOWS, part, after
    if part is not None and part.measure is Measure.TARGET and at >= 2:
        before = next((figure for figure in reversed(figures[: at - 1]) if figure.label == part.label), None)
        one_line = before is not None and context.line(before.span[0]) == context.line(part.span[0])
        if before is not None and one_line and before.measure is Measure.ACTUAL and _same(before, part):
            yield Tie.FOLLOWS, before, part


def _catalogue_share(context: Context, stated: Figure) -> Iterator[_Candidate]:
    """Yield what the catalogue says a rate comes from, in the same line."""
    indicator = context.catalogue.get(stated.indicator)
    if indicator is None or indicator.share is None:
        return
    line = context.line(stated.span[0])
    near = [figure for figure in context.report.figures if line.holds(figure.span) and figure.measure is Measure.ACTUAL]
    parts = [figure for figure in near if figure.indicator == indicator.share.part and figure.unit != "%"]
    if not parts:
        near = [figure for figure in _section(context, stated) if figure.measure is Measure.ACTUAL]
        parts = [figure for figure in near if figure.indicator == indicator.share.part and figure.unit != "%"]
    for part in parts[:1] if len({figure.amount for figure in parts}) == 1 else ():
        wholes = [figure for figure in near if figure.indicator == indicator.share.whole and figure.unit != "%"]
        above = context.by_id.get(part.whole or "")
        for whole in wholes[:1] or ([above] if above is not None else []):
            if _same(part, whole) and not _early_apart(near, stated, part):
                yield Tie.SHARE, part, whole


def _section(context: Context, stated: Figure) -> list[Figure]:
    """Return the figures of the percentage's section that aren't planned."""
    return [
        figure
        for figure in context.report.figures
        if figure.section == stated.section and not context.line(figure.span[0]).plan
    ]


def _early_apart(near: list[Figure], stated: Figure, part: Figure) -> bool:
    """Return whether the line counts early and punctual files apart, so that the rate comes from both."""
    return fold(stated.label) != fold(part.label) and any(
        figure is not part and "trước hạn" in fold(figure.label) and "đúng hạn" not in fold(figure.label)
        for figure in near
    )


def _looser(context: Context, stated: Figure, part: Figure) -> Iterator[_Candidate]:
    """Yield plans earlier in the paragraph, the whole of the part, and the figures before it in the sentence."""
    line = context.line(stated.span[0])
    before = [
        figure
        for figure in context.report.figures
        if line.holds(figure.span) and figure.span[0] < part.span[0] and _same(figure, part)
    ]
    after = fold(context.text[stated.span[1] : stated.span[1] + _AFTER])
    planned = _PLANNED.search(re.split(r"[,;.)]", after)[0]) is not None
    indicator = context.catalogue.get(part.indicator)
    codes = {part.indicator, *(limit.code for limit in (indicator.limits if indicator is not None else ()))}
    plans = [figure for figure in before if figure.measure is Measure.TARGET and figure.indicator in codes - {None}]
    yield from (
        (Tie.PLAN, part, plan) for plan in sorted(plans, key=lambda plan: (plan.whole is not None, -plan.span[0]))
    )
    if planned:
        return
    whole = context.by_id.get(part.whole or "")
    if whole is not None and _same(whole, part):
        yield Tie.WHOLE, part, whole
        upper = context.by_id.get(whole.whole or "")
        if upper is not None and _same(upper, part):
            yield Tie.WHOLE, part, upper
    sentence = context.text[line.start : part.span[0]]
    cuts = [found.end() for found in _SENTENCE.finditer(sentence)]
    start = line.start + (cuts[-1] if cuts else 0)
    for figure in reversed(before):
        if figure.span[0] >= start and figure is not whole and figure.measure is Measure.ACTUAL:
            yield Tie.BEFORE, part, figure


def _same(first: Figure, second: Figure) -> bool:
    """Return whether the two are in the same unit, none of them a percentage or a range."""
    return first.base_unit == second.base_unit and first.base_unit != "%" and first.upper is second.upper is None


def is_planned(context: Context, stated: Figure) -> bool:
    """Return whether the words beside a percentage say that it is one of a plan or of an earlier time."""
    around = context.text[max(stated.span[0] - _BEFORE, 0) : stated.span[1] + _AFTER]
    return _PLANNED.search(fold(around)) is not None


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
                for ratio in [_ratio(context, rates[0], result, plans[0], Tie.TABLE)]
                if ratio is not None
            ]
            fitting = next((ratio for ratio in made if ratio.agreement is not Agreement.DIFFERENT), None)
            if fitting is not None or made:
                yield fitting or made[0]
