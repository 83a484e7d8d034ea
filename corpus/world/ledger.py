"""What the simulation writes down month by month, and how it draws its numbers.

Enters: a commune and a seed. Leaves: `Ledger`, flows and stocks by month and plans by year (Decimal, units of the
indicator table). Example: ledger.flow(Month(2026, 5), "tip_received") is Decimal(3).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from corpus.world.calendar import Month
from corpus.world.communes import Commune


@dataclass(frozen=True)
class Season:
    """A crop season: `vụ xuân` from the first to the last month; how much is planted and harvested by now (0 to 1)."""

    name: str
    first: Month
    last: Month
    planted: Decimal
    harvested: Decimal
    rice: bool = True


@dataclass
class Ledger:
    """All that happened in one commune."""

    commune: Commune
    seed: str
    flows: dict[Month, dict[str, Decimal]] = field(default_factory=dict)
    stocks: dict[Month, dict[str, Decimal]] = field(default_factory=dict)
    plans: dict[int, dict[str, Decimal]] = field(default_factory=dict)
    seasons: dict[Month, Season] = field(default_factory=dict)

    def rng(self, *names: object) -> Random:
        """A generator of its own for that name: the same seed and name give the same draws."""
        return Random("/".join([self.seed, self.commune.key, *map(str, names)]))

    def put(self, month: Month, **values: int | Decimal) -> None:
        """Write flows of a month."""
        self.flows.setdefault(month, {}).update({code: Decimal(value) for code, value in values.items()})

    def hold(self, month: Month, **values: int | Decimal) -> None:
        """Write stocks at the end of a month."""
        self.stocks.setdefault(month, {}).update({code: Decimal(value) for code, value in values.items()})

    def plan(self, year: int, **values: int | Decimal) -> None:
        """Write the plans of a year."""
        self.plans.setdefault(year, {}).update({code: Decimal(value) for code, value in values.items()})

    def flow(self, month: Month, code: str) -> Decimal | None:
        """A flow of a month, None where there is none."""
        return self.flows.get(month, {}).get(code)

    def stock(self, month: Month, code: str) -> Decimal | None:
        """A stock at the end of a month, None where there is none."""
        return self.stocks.get(month, {}).get(code)

    def before(self, month: Month, code: str, start: int) -> int:
        """The stock at the end of the month before, or the start value."""
        found = self.stock(month.shift(-1), code)
        return start if found is None else int(found)


def count(rng: Random, mean: float) -> int:
    """A count of independent events around that mean, never negative."""
    if mean <= 0:
        return 0
    if mean < 12:
        limit, n, product = 2.718281828459045 ** (-mean), 0, rng.random()
        while product > limit:
            n, product = n + 1, product * rng.random()
        return n
    return max(0, round(rng.gauss(mean, mean**0.5)))


def split(rng: Random, total: int, *weights: float) -> list[int]:
    """Parts of a whole by weight; they add up to it.

    >>> sum(split(Random("a"), 80, 4, 3, 1))
    80
    """
    parts = [0] * len(weights)
    if total > 400:
        spread = [weight * rng.uniform(0.9, 1.1) for weight in weights]
        parts = [int(total * share / sum(spread)) for share in spread]
        parts[0] += total - sum(parts)
        return parts
    for index in rng.choices(range(len(weights)), weights, k=total):
        parts[index] += 1
    return parts


def vary(rng: Random, value: float, by: float) -> int:
    """A whole number within a share `by` of the value."""
    return round(value * rng.uniform(1 - by, 1 + by))


def tenths(value: float | Decimal) -> Decimal:
    """Rounded half up to one decimal, trailing zero gone."""
    return tidy(Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def tidy(value: Decimal) -> Decimal:
    """The same number without trailing zeros and never in powers of ten.

    >>> tidy(Decimal("120.0")), tidy(Decimal("0.50"))
    (Decimal('120'), Decimal('0.5'))
    """
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def percent(part: Decimal, whole: Decimal, digits: int) -> Decimal:
    """part/whole in percent, rounded half up at that many decimals.

    >>> percent(Decimal(218), Decimal(282), 1)
    Decimal('77.3')
    """
    step = Decimal(1).scaleb(-digits)
    return tidy((part * 100 / whole).quantize(step, ROUND_HALF_UP))
