"""What a report says twice over: figures that one of the checks' relations ties together, to be worked out anew.

Enters: a `Context`. Leaves: `Tie`s. "Tổng đàn 1.810 con, trong đó: trâu 21, bò 4, ngựa 8, dê 539, lợn 1.288" is a tie
of six figures that doesn't hold; with 1.238 in the place of the last it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.check.context import Context
from pipeline.check.relations.balances import Balance
from pipeline.check.relations.bases import Tie as Tied
from pipeline.check.relations.closed import Closed
from pipeline.check.relations.growths import Growth
from pipeline.check.relations.growths import Kind as GrowthKind
from pipeline.check.relations.products import Product
from pipeline.check.relations.ratios import Ratio
from pipeline.check.relations.repeats import Repeat
from pipeline.check.relations.sums import finely
from pipeline.check.tolerance import Agreement, Number, compare, exact, percent, same, total
from pipeline.suggest.lists import lists
from schemas.report import Figure, Measure

_HECTARE = Decimal(10000)

Swap = Callable[[Figure], Figure]
"""Puts another reading in the place of a figure, and leaves the others."""


class Kind(StrEnum):
    """Which relation ties the figures."""

    SUM = "sum"
    BALANCE = "balance"
    RATIO = "ratio"
    GROWTH = "growth"
    PRODUCT = "product"
    REPEAT = "repeat"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Both sides of a tie worked out: what is stated, what follows, and whether they agree."""

    stated: Number
    computed: Number
    agrees: bool

    @property
    def nearness(self) -> float:
        """How well both agree: 1 where what follows is rounded to what is stated, less where it is cut off to it."""
        last = _one(self.stated.value, whole=Decimal(0))
        off = self.computed.value - self.stated.value
        if -last / 2 <= off < last / 2 or not off:
            return 1.0
        return 0.2 if 0 < off < last else 0.1

    @property
    def width(self) -> Decimal:
        """How much of what is stated would agree by chance, as a share of it: 1 in 1.848 for a sum of cattle."""
        spread = [
            max(number.rounded.high - number.rounded.low, number.cut.high - number.cut.low)
            for number in (self.stated, self.computed)
        ]
        size = max(abs(self.stated.value), abs(self.computed.value))
        if not size:
            return Decimal(1)
        return min(max(sum(spread, Decimal(0)), _one(self.stated.value)) / size, Decimal(1))


def _one(value: Decimal, whole: Decimal = Decimal(1)) -> Decimal:
    """Return one unit of the last decimal place of a value, `whole` where it has none."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else whole


@dataclass(frozen=True, slots=True)
class Tie:
    """Figures that hang together; `work` works them out with other readings in their places.

    `firm` says that they have to agree; where they don't, one of them is wrong. `earlier` names what was said in a
    report before, in Vietnamese, where the tie goes there.
    """

    kind: Kind
    figures: tuple[Figure, ...]
    firm: bool
    work: Callable[[Swap], Outcome | None]
    earlier: str = ""

    def outcome(self, swap: Swap = lambda figure: figure) -> Outcome | None:
        """Return what comes out, `None` where nothing can be worked out."""
        return self.work(swap)

    def holds(self, swap: Swap = lambda figure: figure) -> bool:
        """Return whether the figures agree."""
        found = self.work(swap)
        return found is not None and found.agrees


def ties(context: Context) -> Iterator[Tie]:
    """Yield everything in a report that can be worked out from other things in it."""
    yield from (
        _sum(context, relation.figures, relation.closed not in (Closed.OPEN, Closed.NEAR)) for relation in context.sums
    )
    yield from (_sum(context, figures, firm=False) for figures in lists(context))
    yield from (_balance(context, relation) for relation in context.balances)
    yield from (_ratio(context, relation) for relation in context.ratios)
    yield from (_growth(context, relation) for relation in context.growths)
    yield from (_product(context, relation) for relation in context.products)
    yield from (_repeat(context, relation) for relation in context.repeats)


def outcome(stated: Number, computed: Number) -> Outcome:
    """Return both sides compared."""
    return Outcome(stated, computed, compare(stated, computed) is not Agreement.DIFFERENT)


def _sum(context: Context, figures: tuple[Figure, ...], firm: bool) -> Tie:
    def work(swap: Swap) -> Outcome:
        numbers = finely(context, [swap(figure) for figure in figures])
        return outcome(numbers[0], total(numbers[1:]))

    return Tie(Kind.SUM, figures, firm, work)


def _balance(context: Context, relation: Balance) -> Tie:
    def work(swap: Swap) -> Outcome:
        left, right = (
            total([context.number(swap(figure)) for figure in side]) for side in (relation.left, relation.right)
        )
        return outcome(left, right)

    return Tie(Kind.BALANCE, relation.figures, relation.sure, work)


def _ratio(context: Context, relation: Ratio) -> Tie:
    def work(swap: Swap) -> Outcome | None:
        stated, part, whole = (context.number(swap(figure)) for figure in relation.figures)
        return outcome(stated, percent(part, whole)) if whole.value > 0 else None

    firm = relation.tie in (Tied.FRACTION, Tied.FOLLOWS, Tied.PLAN, Tied.TABLE, Tied.PRIOR)
    return Tie(Kind.RATIO, relation.figures, firm, work)


def _growth(context: Context, relation: Growth) -> Tie:
    first = relation.rests_on[0]
    less = (first if first.measure is Measure.CHANGE else relation.stated).value < 0

    def work(swap: Swap) -> Outcome | None:
        stated, one, other = (context.number(swap(figure)) for figure in relation.figures)
        if first.measure is Measure.CHANGE:
            before = other + one if less else other - one
            return outcome(stated, one * exact(100) / before) if before.value > 0 else None
        difference = other - one if less else one - other
        if relation.kind is GrowthKind.DIFFERENCE:
            return outcome(stated, difference)
        if relation.kind is not GrowthKind.RATE:
            return None
        return outcome(stated, percent(difference, other)) if other.value > 0 and difference.value >= 0 else None

    return Tie(Kind.GROWTH, relation.figures, True, work)


def _product(context: Context, relation: Product) -> Tie:
    def work(swap: Swap) -> Outcome:
        area, rate, output = (context.number(swap(figure)) for figure in relation.figures)
        return outcome(output, area / exact(_HECTARE) * rate)

    return Tie(Kind.PRODUCT, relation.figures, True, work)


def _repeat(context: Context, relation: Repeat) -> Tie:
    def work(swap: Swap) -> Outcome:
        first, second = (context.number(swap(figure)) for figure in relation.figures)
        return Outcome(first, second, same(first, second))

    return Tie(Kind.REPEAT, relation.figures, relation.sure, work)
