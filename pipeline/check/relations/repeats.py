"""Facts that a draft states more than once.

Enters: a `Context`. Leaves: `Repeat`s: "701 hồ sơ" in the part on reform and "710 hồ sơ" in the summary, both the files
received in the month. Two figures state one fact if they have the same indicator, measure and time, and labels that
agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from pipeline.check.tolerance import same
from pipeline.language.text import fold
from schemas.period import PeriodKind
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_ALIKE = 72


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two statements of one fact, and whether they agree."""

    first: Figure
    second: Figure
    agrees: bool

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
        if figure.period.kind is PeriodKind.UNKNOWN:
            continue
        key = (figure.indicator, figure.measure, figure.against, figure.period, figure.base_unit)
        groups.setdefault(key, []).append(figure)
    for group in groups.values():
        for first, second in combinations(group, 2):
            if context.line(first.span[0]) != context.line(second.span[0]) and _one_fact(context, first, second):
                yield Repeat(first, second, same(context.number(first), context.number(second)))


def _one_fact(context: Context, first: Figure, second: Figure) -> bool:
    """Return whether the labels name the same thing: neither says more than the other but for small words."""
    wholes = [context.by_id.get(figure.whole or "") for figure in (first, second)]
    if wholes[0] is not None and wholes[1] is not None and wholes[0].indicator != wholes[1].indicator:
        return False
    return fuzz.token_sort_ratio(fold(first.label), fold(second.label)) >= _ALIKE
