"""Which figures a percentage may have been worked out from, the likeliest first.

Enters: a `Context` and the number of a percentage among its figures. Leaves: `Candidate`s. For the 25,5% of "được giao
9.600 triệu đồng, đã giải ngân 2.448 triệu đồng, đạt 25,5%" that is 2.448 of 9.600.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.check.relations.kinds import is_counted, kind_of
from pipeline.check.words import words
from pipeline.language.text import fold
from schemas.report import Against, Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_TIME = r"\d{1,2} (?:tháng|năm)|(?:năm|tháng|quý) [\dIV/]+"
_WORDS = rf"(?:[^\d,;.()%]|{_TIME})"
_SLASH = re.compile(r"[^\d,;.()%]{0,30}(?:/\s*(?:kế hoạch\s*)?\(?|\s(?:trên|trong)(?: tổng số| tổng)?)\s*", re.I)
_BRACKET = re.compile(r"[^\d,;.()%]{0,40}[(:,]?\s*", re.I)
_FOLLOWS = re.compile(rf"{_WORDS}{{0,60}}\(?{_WORDS}{{0,30}}", re.I)
_CALLED = re.compile(
    r"\s*(?:so với|so|của)?\s*(?:chỉ tiêu|kế hoạch|dự toán|nghị quyết)(?: được giao| giao| năm| là)?\s*"
)
_OF_TOTAL = re.compile(r"\s*(?:trên|của|so với|trong)?\s*(?:tổng|tổng số|toàn bộ)[^\d,;.()%]{0,30}", re.I)
_LEADS = re.compile(r"[^\d;.%]{0,70}")
_SENTENCE = re.compile(r"[.!?;]\s+(?=[^\W\d_])")
_PLANNED = re.compile(r"kế hoạch|(?<!\w)kh(?!\w)|dự toán|nghị quyết|chỉ tiêu|giao(?!\w)|mục tiêu|cùng kỳ|svck|so với")
_OF_PLAN = re.compile(r"\s*(?:so với |so )?(?:kế hoạch|kh(?!\w)|dự toán|chỉ tiêu|số vốn được giao|vốn được giao|$)")
_DONE = re.compile(r"đạt|bằng|=|tỷ lệ|tỉ lệ|chiếm|\(")
_NAMED = re.compile(r"\s*(?:so với |trên |của |trong )?(?:tổng |toàn bộ )?(?:số|đàn|diện tích)(?![^\W\d_])")
_EMPTY = frozenset(("tổng", "số", "của", "toàn", "bộ", "so", "với", "trên", "trong", "được", "giao", "là", "có"))
_AFTER = 40
_FAR = 700


class Tie(StrEnum):
    """How a percentage is tied to its whole: a fraction; a row of a table; a plan that follows; a share that the
    catalogue knows; the whole of its part; a plan earlier in the paragraph; the whole that the words behind name; the
    whole of its neighbours; a figure before; an earlier value."""

    FRACTION = "fraction"
    TABLE = "table"
    FOLLOWS = "follows"
    SHARE = "share"
    WHOLE = "whole"
    PLAN = "plan"
    NAMED = "named"
    SHARED = "shared"
    BEFORE = "before"
    PRIOR = "prior"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part and a whole; `more` are added to the part ("trước hạn" to "đúng hạn")."""

    tie: Tie
    part: Figure
    whole: Figure
    more: tuple[Figure, ...] = ()


def candidates(context: Context, at: int) -> Iterator[Candidate]:
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


def behind(context: Context, stated: Figure) -> str:
    """Return the words behind a percentage up to the next mark, folded."""
    line = context.line(stated.span[0])
    after = fold(context.text[stated.span[1] : min(stated.span[1] + _AFTER, line.end)])
    return re.split(r"[,;.)(|]", after)[0]


def comparable(first: Figure, second: Figure) -> bool:
    """Return whether the two count the same, none of them a percentage or a range."""
    if first.base_unit == "%" or second.base_unit == "%" or not first.upper is second.upper is None:
        return False
    if first.base_unit == second.base_unit:
        return True
    return is_counted(first) and is_counted(second) and kind_of(first) == kind_of(second)


def _priors(context: Context, at: int, part: Figure) -> Iterator[Candidate]:
    """Yield the earlier value in brackets behind "bằng 60% so với cùng kỳ"."""
    for figure in context.report.figures[at + 1 : at + 3]:
        near = context.line(figure.span[0]) == context.line(part.span[0])
        if near and figure.rule == "figure.prior" and comparable(figure, part):
            yield Candidate(Tie.PRIOR, part, figure)


def _fraction_after(context: Context, at: int) -> Iterator[Candidate]:
    """Yield the fraction that stands behind the percentage: "98,3% (742 hồ sơ/765 hồ sơ)"."""
    figures = context.report.figures
    if at + 2 < len(figures) and _together(context, figures[at + 1], figures[at + 2]):
        gap = context.between(figures[at], figures[at + 1])
        if _BRACKET.fullmatch(gap) and "(" in gap:
            yield Candidate(Tie.FRACTION, figures[at + 1], figures[at + 2])


def _fraction_before(context: Context, at: int) -> Iterator[Candidate]:
    """Yield the fraction that stands before the percentage: "218/282 = 77,3%"."""
    figures = context.report.figures
    if at < 2:
        return
    top, bottom, stated = figures[at - 2 : at + 1]
    gap = context.between(bottom, stated)
    if _together(context, top, bottom) and _LEADS.fullmatch(gap) and _DONE.search(gap.lower()):
        yield Candidate(Tie.FRACTION, top, bottom)


def _together(context: Context, top: Figure, bottom: Figure) -> bool:
    """Return whether two figures are written as a fraction, or as one of ("trên") the other."""
    if top.unit == "%" or (not comparable(top, bottom) and top.base_unit and bottom.base_unit):
        return False
    return _SLASH.fullmatch(context.between(top, bottom)) is not None


def _plan_beside(context: Context, at: int, part: Figure | None) -> Iterator[Candidate]:
    """Yield the plan behind the percentage ("so với chỉ tiêu 315 lao động") or before it ("kế hoạch 873ha, đạt 20%")"""
    figures, stated = context.report.figures, context.report.figures[at]
    if part is not None and part.measure is not Measure.TARGET and at + 1 < len(figures):
        after = figures[at + 1]
        gap = context.between(stated, after)
        called = after.measure is Measure.TARGET or _CALLED.fullmatch(fold(gap)) is not None
        plan = called and _FOLLOWS.fullmatch(gap) is not None
        if comparable(after, part) and (plan or _OF_TOTAL.fullmatch(gap)):
            yield Candidate(Tie.FOLLOWS, part, after)
    if part is not None and part.measure is Measure.TARGET and at >= 2:
        before = next((figure for figure in reversed(figures[: at - 1]) if figure.label == part.label), None)
        one_line = before is not None and context.line(before.span[0]) == context.line(part.span[0])
        if before is not None and one_line and before.measure is Measure.ACTUAL and comparable(before, part):
            yield Candidate(Tie.FOLLOWS, before, part)


def _catalogue_share(context: Context, stated: Figure) -> Iterator[Candidate]:
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
    early = _early(near, parts)
    if early and len({figure.amount for figure in parts}) == 1 and _both(stated):
        whole = context.by_id.get(parts[0].whole or "")
        if whole is not None and comparable(parts[0], whole):
            yield Candidate(Tie.SHARE, parts[0], whole, early[:1])
    for part in parts[:1] if len({figure.amount for figure in parts}) == 1 else ():
        wholes = [figure for figure in near if figure.indicator == indicator.share.whole and figure.unit != "%"]
        above = context.by_id.get(part.whole or "")
        for whole in wholes[:1] or ([above] if above is not None else []):
            if comparable(part, whole) and not (early and fold(stated.label) != fold(part.label)):
                yield Candidate(Tie.SHARE, part, whole)


def _both(stated: Figure) -> bool:
    return "trước" in fold(stated.label)


def _section(context: Context, stated: Figure) -> list[Figure]:
    """Return the figures of the percentage's section that aren't planned."""
    return [
        figure
        for figure in context.report.figures
        if figure.section == stated.section and not context.line(figure.span[0]).plan
    ]


def _early(near: list[Figure], parts: list[Figure]) -> tuple[Figure, ...]:
    """Return the files settled early where they are counted apart, so that the rate comes from both."""
    return tuple(
        figure
        for figure in near
        if figure not in parts and "trước hạn" in fold(figure.label) and "đúng hạn" not in fold(figure.label)
    )


def _looser(context: Context, stated: Figure, part: Figure) -> Iterator[Candidate]:
    """Yield plans earlier in the paragraph, the whole of the part, and the figures before it in the sentence."""
    line = context.line(stated.span[0])
    before = [
        figure
        for figure in context.report.figures
        if line.holds(figure.span) and figure.span[0] < part.span[0] and comparable(figure, part)
    ]
    after = behind(context, stated)
    yield from _plans(context, stated, part, before)
    if _PLANNED.search(after) is not None:
        return
    whole = context.by_id.get(part.whole or "")
    if whole is not None and comparable(whole, part):
        yield Candidate(Tie.WHOLE if _is_named(after, whole) else Tie.BEFORE, part, whole)
        upper = context.by_id.get(whole.whole or "")
        if upper is not None and comparable(upper, part):
            yield Candidate(Tie.WHOLE, part, upper)
    yield from _named(context, stated, part, after)
    sentence = context.text[line.start : part.span[0]]
    cuts = [found.end() for found in _SENTENCE.finditer(sentence)]
    start = line.start + (cuts[-1] if cuts else 0)
    inside = [figure for figure in reversed(before) if figure is not whole and figure.measure is Measure.ACTUAL]
    for figure in sorted(inside, key=lambda figure: figure.span[0] < start):
        yield Candidate(Tie.BEFORE, part, figure)


def _is_named(after: str, whole: Figure) -> bool:
    """Return whether the words behind a percentage, where they name a whole, can mean this one.

    "hòa giải thành 139 vụ, đạt 84,8% số vụ đã hòa giải" isn't of all that were received.
    """
    if _NAMED.match(after) is None:
        return True
    wanted = {word for word in after.split() if word not in _EMPTY}
    return wanted <= {*fold(whole.label).split(), *fold(whole.unit).split()}


def _plans(context: Context, stated: Figure, part: Figure, before: list[Figure]) -> Iterator[Candidate]:
    """Yield the plans of the part's own indicator, then the one plan that the line gives without a result of its own.

    "Kế hoạch vốn 22.145 triệu đồng; ... giải ngân 2.291 triệu đồng, đạt 10,35%": what is spent is another indicator.
    """
    indicator = context.catalogue.get(part.indicator)
    codes = {part.indicator, *(limit.code for limit in (indicator.limits if indicator is not None else ()))}
    plans = [figure for figure in before if figure.measure is Measure.TARGET]
    own = [figure for figure in plans if figure.indicator in codes - {None}]
    yield from (
        Candidate(Tie.PLAN, part, plan)
        for plan in sorted(own, key=lambda plan: (plan.whole is not None, -plan.span[0]))
    )
    alone = [plan for plan in plans if plan.whole is None and plan.rule != "figure.fraction"]
    others = [figure for figure in before if figure.measure is Measure.ACTUAL]
    first = not any(part.span[1] <= figure.span[0] < stated.span[0] for figure in context.report.figures)
    if not own and len(alone) == 1 and _OF_PLAN.match(behind(context, stated)) and not others and first:
        yield Candidate(Tie.PLAN, part, alone[0])


def _named(context: Context, stated: Figure, part: Figure, after: str) -> Iterator[Candidate]:
    """Yield the whole that the words behind the percentage name: "đạt 73,4% tổng đàn" after "Đàn lợn có 4.250 con"."""
    named = _NAMED.match(after)
    if named is None:
        return
    wanted = {word for word in after.split() if word not in _EMPTY}
    own = {*fold(part.label).split()}
    fitting = [
        (figure, {*fold(figure.label).split()} - _EMPTY)
        for figure in context.report.figures
        if figure.span[0] < part.span[0] and part.span[0] - figure.span[0] < _FAR and figure.section == part.section
        and figure.measure is Measure.ACTUAL and figure.amount > part.amount and comparable(figure, part)
        and figure.indicator != (part.indicator or "")
        and wanted & {*fold(figure.label).split(), *fold(figure.unit).split()}
    ]  # fmt: skip
    fitting.sort(key=lambda item: -len(item[1] & own))
    for figure, label in fitting[:1]:
        told = label <= wanted or (wanted == {"đàn"} and label <= wanted | own)
        yield Candidate(Tie.NAMED if told else Tie.BEFORE, part, figure)


def shareable(context: Context, part: Figure) -> list[Figure]:
    """Return what stands before a part in its section and may be the whole of it and of its neighbours."""
    return [
        figure
        for figure in context.report.figures
        if figure.span[0] < part.span[0] and part.span[0] - figure.span[0] < _FAR and comparable(figure, part)
        and figure.measure is Measure.ACTUAL and figure.amount > part.amount
    ]  # fmt: skip


def is_planned(context: Context, stated: Figure) -> bool:
    """Return whether the words beside a percentage say that it is one of a plan or of an earlier time."""
    around = context.text[max(stated.span[0] - 24, 0) : stated.span[1] + _AFTER]
    return _PLANNED.search(fold(around)) is not None


def plain_share(context: Context, stated: Figure) -> bool:
    """Return whether nothing behind a percentage says what it is of."""
    return not behind(context, stated).strip() and words().rest.search(behind(context, stated)) is None
