"""What a printed number allows: the one place where numbers are compared.

Enters: figures as printed. Leaves: `Number`s to calculate with, and an `Agreement`. "2.291 + 68.442" against "70.734"
(triệu đồng) is the same: each of the three may be rounded by half a million. "77,7%" for 7/9 is cut off, not rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from pipeline.language.units import unit_table
from schemas.report import Qualifier

SLACK = Decimal("0.05")
"""How far "khoảng", "gần" and "trên" may be from the truth at most, as a share of the value."""

_HALF = Decimal("0.5")
_HAIR = Decimal("1E-9")


class Stated(Protocol):
    """What a figure of the draft and one of an earlier report have in common."""

    @property
    def value(self) -> Decimal:
        """As printed, in its unit."""

    @property
    def unit(self) -> str:
        """The unit."""

    @property
    def amount(self) -> Decimal:
        """In the base unit."""

    @property
    def upper(self) -> Decimal | None:
        """The upper end of a range."""

    @property
    def qualifier(self) -> Qualifier:
        """How exactly it is meant."""


class Agreement(StrEnum):
    """same: rounding explains the difference; cut: only digits that were cut off do; different: nothing does."""

    SAME = "same"
    CUT = "cut"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The lowest and the highest value that is meant."""

    low: Decimal
    high: Decimal

    def meets(self, other: Bounds) -> bool:
        """Return whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Number:
    """A printed or calculated number: what it means if digits were rounded, and what if they were cut off."""

    value: Decimal
    rounded: Bounds
    cut: Bounds

    def __add__(self, other: Number) -> Number:
        return Number(
            self.value + other.value,
            Bounds(self.rounded.low + other.rounded.low, self.rounded.high + other.rounded.high),
            Bounds(self.cut.low + other.cut.low, self.cut.high + other.cut.high),
        )

    def __sub__(self, other: Number) -> Number:
        return Number(
            self.value - other.value,
            Bounds(self.rounded.low - other.rounded.high, self.rounded.high - other.rounded.low),
            Bounds(self.cut.low - other.cut.high, self.cut.high - other.cut.low),
        )

    def __mul__(self, other: Number) -> Number:
        return Number(
            self.value * other.value,
            Bounds(self.rounded.low * other.rounded.low, self.rounded.high * other.rounded.high),
            Bounds(self.cut.low * other.cut.low, self.cut.high * other.cut.high),
        )

    def within(self, other: Number) -> Number:
        """Return the number with the bounds that it shares with `other`."""
        return Number(self.value, _common(self.rounded, other.rounded), _common(self.cut, other.cut))

    def __truediv__(self, other: Number) -> Number:
        """Divide non-negative numbers; the caller sees to it that `other` isn't zero."""
        return Number(
            self.value / other.value,
            Bounds(self.rounded.low / other.rounded.high, self.rounded.high / _above(other.rounded.low)),
            Bounds(self.cut.low / other.cut.high, self.cut.high / _above(other.cut.low)),
        )


def _common(first: Bounds, second: Bounds) -> Bounds:
    """Return what both allow, the first where they don't meet."""
    return Bounds(max(first.low, second.low), min(first.high, second.high)) if first.meets(second) else first


def _above(low: Decimal) -> Decimal:
    return low if low > 0 else _HAIR


def exact(value: Decimal | int) -> Number:
    """Return a number that is meant as it stands."""
    number = Decimal(value)
    return Number(number, Bounds(number, number), Bounds(number, number))


def step(figure: Stated) -> Decimal:
    """Return how much of the base unit one unit of the last printed place is; 0 where the number is a count.

    Counts (con, hồ sơ) and amounts in đồng are given to the last one; nobody rounds them.
    """
    unit = unit_table().get(figure.unit)
    factor = unit.factor if unit is not None else Decimal(1)
    exponent = figure.value.as_tuple().exponent
    places = exponent if isinstance(exponent, int) and exponent < 0 else 0
    if places == 0 and factor == 1 and (unit is None or unit.kind in ("counted", "money")):
        return Decimal(0)
    return Decimal(1).scaleb(places) * factor


def printed(figure: Stated, slack: Decimal = SLACK) -> Number:
    """Return what `figure` means in its base unit, as printed and as qualified."""
    amount, one = abs(figure.amount), step(figure)
    half = one * _HALF
    low, high = amount - half, amount + half
    if figure.upper is not None:
        unit = unit_table().get(figure.unit)
        high = figure.upper * (unit.factor if unit is not None else 1) + half
    if figure.qualifier is not Qualifier.EXACT:
        play = max(half, min(amount * slack, _last_place(amount)))
        if figure.qualifier in (Qualifier.ABOUT, Qualifier.UNDER, Qualifier.AT_MOST):
            low = min(low, amount - play)
        if figure.qualifier in (Qualifier.ABOUT, Qualifier.OVER, Qualifier.AT_LEAST):
            high = max(high, amount + play)
    rounded = Bounds(max(low, Decimal(0)), high)
    return Number(amount, rounded, Bounds(min(low + half, amount), max(high, amount + one - one * _HAIR)))


def as_fine(number: Number, like: Stated) -> Number:
    """Return `number` as if it were printed to the last place of `like`, where that is finer."""
    half = step(like) * _HALF
    value, rounded, cut = number.value, number.rounded, number.cut
    return Number(
        value,
        Bounds(max(rounded.low, value - half), min(rounded.high, value + half)),
        Bounds(cut.low, min(cut.high, max(value + 2 * half - step(like) * _HAIR, value))),
    )


def _last_place(amount: Decimal) -> Decimal:
    """Return one unit of the last digit that isn't zero.

    >>> _last_place(Decimal(2400)), _last_place(Decimal("12.604"))
    (Decimal('100'), Decimal('0.001'))
    """
    exponent = amount.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(0)


def total(numbers: list[Number]) -> Number:
    """Return the sum."""
    result = exact(0)
    for number in numbers:
        result += number
    return result


def percent(part: Number, whole: Number) -> Number:
    """Return how many in a hundred of `whole` `part` is."""
    return part * exact(100) / whole


def compare(stated: Number, computed: Number) -> Agreement:
    """Return whether what is printed and what follows from other figures can be the same.

    >>> two_thirds = percent(exact(2), exact(3))
    >>> rounded, cut = Bounds(Decimal("66.55"), Decimal("66.65")), Bounds(Decimal("66.6"), Decimal("66.69"))
    >>> compare(Number(Decimal("66.6"), rounded, cut), two_thirds)
    <Agreement.CUT: 'cut'>
    """
    if stated.rounded.meets(computed.rounded):
        return Agreement.SAME
    if stated.cut.meets(computed.cut) or stated.cut.meets(computed.rounded):
        return Agreement.CUT
    return Agreement.DIFFERENT


def same(first: Number, second: Number) -> bool:
    """Return whether two statements of one fact can both be true, rounded or cut off in whichever way."""
    return compare(first, second) is not Agreement.DIFFERENT or compare(second, first) is not Agreement.DIFFERENT
