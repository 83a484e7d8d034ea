"""Facts that a draft states more than once.

Enters: a `Context`. Leaves: `Repeat`s: "701 hồ sơ" in the part on reform and "710 hồ sơ" in the summary, both the files
received in the month. Two figures state one fact if they have the same indicator, measure and time, and both are called
by the indicator's own name, or by the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from pipeline.catalogue import load_vocabulary
from pipeline.check.slips import kind
from pipeline.check.tolerance import same
from pipeline.language.periods import find_periods
from pipeline.language.text import fold
from schemas.indicator import StockFlow
from schemas.period import PeriodKind
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_ALIKE = 72
_FAR = 2
_POINTS = 10
_MANY = 4
_SHORT = 100
_NARROWER = (
    re.compile(r"(?<!\w)(?<!tháng )(?<!từ )(?:đầu|cuối) (?:năm|tháng|quý|kỳ|vụ)(?! đến)|(?:năm|tháng|quý|kỳ|vụ) trước"),
    re.compile(r"(?<!\w)(?:tại|ở|thuộc|riêng|trên tuyến|trên đường|trên quốc lộ)(?!\w)(?! địa bàn)"),
)
_CLAUSE = re.compile(r"[;.:]\s")
_OWN = (
    PeriodKind.MONTH,
    PeriodKind.RANGE,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.NINE_MONTHS,
    PeriodKind.POINT,
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two statements of one fact, and whether they agree; `sure` where both say the time themselves."""

    first: Figure
    second: Figure
    agrees: bool
    sure: bool

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Both."""
        return (self.first, self.second)


def find_repeats(context: Context) -> Iterator[Repeat]:
    """Yield every pair of statements of one fact that stand in different lines."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in context.report.figures:
        line = context.line(figure.span[0])
        if figure.indicator is None or figure.measure is Measure.CHANGE or line.plan or figure.upper is not None:
            continue
        if figure.period.kind is PeriodKind.UNKNOWN or figure.stated_zero:
            continue
        groups.setdefault((figure.indicator, figure.measure, figure.against, figure.base_unit), []).append(figure)
    for group in groups.values():
        for first, second in combinations(group, 2):
            if context.line(first.span[0]) == context.line(second.span[0]) or not _one_fact(context, first, second):
                continue
            sure = _days(first) == _days(second)
            if sure or _one_time(context, first, second):
                yield Repeat(first, second, same(context.number(first), context.number(second)), sure)
    yield from _by_words(context)


def _by_words(context: Context) -> Iterator[Repeat]:
    """Yield the pairs that the catalogue doesn't know and that are called by the same words, a slip apart at most."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in context.report.figures:
        plain = figure.measure is Measure.ACTUAL and figure.upper is None and not figure.stated_zero
        told = load_vocabulary().content(figure.label)
        if plain and figure.whole is None and _syllables(told) >= _MANY and not context.line(figure.span[0]).plan:
            key = (tuple(sorted(told)), figure.base_unit, figure.against, *_days(figure))
            groups.setdefault(key, []).append(figure)
    for group in groups.values():
        for first, second in combinations(group, 2):
            if context.line(first.span[0]) == context.line(second.span[0]) or first.indicator == second.indicator:
                continue
            agrees = same(context.number(first), context.number(second))
            if not _narrowed(context, first, second) and (agrees or _slip(first.amount, second.amount)):
                yield Repeat(first, second, agrees, sure=False)


def _syllables(terms: tuple[str, ...]) -> int:
    return sum(term.count("_") + 1 for term in terms)


def _slip(first: Decimal, second: Decimal) -> bool:
    """Return whether one slip of the hand makes one number of the other; short ones are never told apart so."""
    return max(first, second) >= _SHORT and kind(first, second) != ""


def _days(figure: Figure) -> tuple[object, ...]:
    """Return the days of the figure's time; the first half of a year is the six months up to its end."""
    period = figure.period
    start = period.start if period.kind is not PeriodKind.POINT else None
    return (start, period.end) if start is not None else (period.kind, period.end)


def _one_time(context: Context, first: Figure, second: Figure) -> bool:
    """Return whether both speak of the report's own time, one of them without saying so."""
    ends = [figure.period.end for figure in (first, second)]
    own = context.report.header.period
    if own is None or own.end is None or first.measure is not Measure.RATIO:
        return False
    if any(end is None or (end.year, end.month) != (own.end.year, own.end.month) for end in ends):
        return False
    unsaid = [figure for figure in (first, second) if not find_periods(_clause(context, figure))]
    said = [figure for figure in (first, second) if figure not in unsaid]
    return bool(unsaid) and all(figure.period.kind in _OWN for figure in said)


def _clause(context: Context, figure: Figure) -> str:
    """Return the words of the figure's clause before it."""
    return _CLAUSE.split(context.text[context.line(figure.span[0]).start : figure.span[0]])[-1]


def _one_fact(context: Context, first: Figure, second: Figure) -> bool:
    """Return whether both name the same thing and neither says more than the other but for small words."""
    if first.whole is not None and first.whole == second.whole:
        return False
    if not _comparable(first, second) or _narrowed(context, first, second):
        return False
    indicator = context.catalogue.get(first.indicator)
    if indicator is not None and indicator.kind is StockFlow.RATIO:
        return True
    wholes = [context.by_id.get(figure.whole or "") for figure in (first, second)]
    if wholes[0] is not None and wholes[1] is not None and wholes[0].indicator != wholes[1].indicator:
        return False
    if all(_by_name(context, figure) for figure in (first, second)):
        return True
    alike = fuzz.token_set_ratio if first.measure is Measure.RATIO else fuzz.token_sort_ratio
    return alike(fold(first.label), fold(second.label)) >= _ALIKE


def _narrowed(context: Context, first: Figure, second: Figure) -> bool:
    """Return whether one of the two speaks of another time or of one place: "đầu năm", "trên tuyến quốc lộ"."""
    clauses = [fold(_CLAUSE.split(_clause(context, figure))[-1]) for figure in (first, second)]
    told = _NARROWER[:1] if first.measure is Measure.RATIO else _NARROWER  # a rate is told of a place by its label
    return any(len({bool(pattern.search(clause)) for clause in clauses}) > 1 for pattern in told)


def _comparable(first: Figure, second: Figure) -> bool:
    """Return whether the two are of one size, or one is the other with a digit too many; 36 and 6.225 are not."""
    if first.unit == second.unit == "%":
        return abs(first.value - second.value) <= _POINTS
    small, large = sorted(abs(figure.amount) for figure in (first, second))
    return small > 0 and (large <= small * _FAR or _slip(small, large))


def _by_name(context: Context, figure: Figure) -> bool:
    """Return whether the label is a name of the figure's indicator, with nothing that narrows it."""
    indicator = context.catalogue.get(figure.indicator)
    if indicator is None:
        return False
    content = load_vocabulary().content
    names = {content(name.replace(" + ", " ")) for name in (indicator.name, *indicator.aliases)}
    return any(content(label) in names for label in (figure.label, re.split(r" là | gồm |: ", figure.label)[-1]))
