"""One finding for one cause.

Enters: the findings of all rules, in the order of the rules. Leaves: the same without those that the correction of an
earlier one would heal too: a wrong total that also breaks a percentage is one story, told by the sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.check.found import Found, Rule


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with the rule that made it."""

    rule: Rule
    found: Found


def _same_cause(first: Found, second: Found) -> bool:
    """Return whether one amount of one figure would heal both."""
    return any(number in second.cures and bounds.meets(second.cures[number]) for number, bounds in first.cures.items())


def _knows_better(later: Found, earlier: Found) -> bool:
    """Return whether the later finding should tell: both are about one figure, and it knows the right value."""
    return later.subject is not None and later.subject == earlier.subject


def merge(told: Iterable[Told]) -> list[Told]:
    """Return one finding a cause; the first keeps the word and takes over the places of the others."""
    kept: list[Told] = []
    for item in told:
        for number, earlier in enumerate(kept):
            if earlier.rule is not item.rule and _same_cause(earlier.found, item.found):
                first, second = (item, earlier) if _knows_better(item.found, earlier.found) else (earlier, item)
                kept[number] = Told(first.rule, _joined(first.found, second.found))
                break
        else:
            kept.append(item)
    return kept


def _joined(first: Found, second: Found) -> Found:
    places = [place for place in second.evidence if place not in first.evidence]
    common = {
        number: bounds
        for number, bounds in first.cures.items()
        if number in second.cures and bounds.meets(second.cures[number])
    }
    also = second.message.rstrip(".")
    return replace(
        first, message=f"{first.message} Cùng nguyên nhân: {also}.", evidence=(*first.evidence, *places), cures=common
    )
