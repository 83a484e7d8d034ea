"""An indicator: a thing that many communes count and report, and how its figures hang together with others.

Enters: nothing (types only). Leaves: `Indicator`, such as code "livestock_pig", name "Đàn lợn", unit "con", kind stock,
also called "heo". A code names what is counted, once: whether a figure is this month's, cumulative, the plan's or a
percentage is told by the figure's measure and period.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from schemas.base import Record


class StockFlow(StrEnum):
    """How an indicator behaves over time."""

    STOCK = "stock"
    FLOW = "flow"
    CUMULATIVE = "cumulative"
    PLAN = "plan"
    RATIO = "ratio"


class Identity(Record):
    """`total` is the sum of `plus` less the sum of `minus`, all within one report and one period."""

    total: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that the identity names."""
        return (self.total, *self.plus, *self.minus)


class Limit(Record):
    """An indicator is at most `code` divided by `divisor`: groups of 5 people are at most their people / 5."""

    code: str
    divisor: int = 1


class Share(Record):
    """A ratio indicator is `part` in a hundred of `whole`."""

    part: str
    whole: str


class Example(Record):
    """A sentence, one of its figures that must link to the indicator, the label that the figure has, and its unit.

    `section` is the title under which the sentence stands, where the sentence alone doesn't tell.
    """

    text: str
    value: Decimal
    label: str
    unit: str
    section: str | None = None


class Indicator(Record):
    """One thing that is counted.

    `units` are the units it may come in, the usual one first. `parts` are the indicators that it may be broken down
    into (the list need not be closed; `identities` say where a sum holds); `wholes` are further ones of which it may
    be a part. `aliases` name it by themselves; `a + b` means that both must be there, in any order. `contextual` names
    mean it only under a title holding one of `sections`, in a passage holding one of `cues`, or as part of its whole.
    `forbidden` words in the label say that something else is counted, `forbidden_before` and `forbidden_after` words
    earlier or right after in the sentence do too; `accompanying` words don't matter. `carried_from` is the indicator
    whose last report must give this one's value; `target_code` is where the "b" of "a/b" belongs, if it counts by
    itself.
    """

    code: str
    name: str
    unit: str
    units: tuple[str, ...]
    kind: StockFlow
    additive: bool
    sector: str
    parts: tuple[str, ...] = ()
    identities: tuple[Identity, ...] = ()
    limits: tuple[Limit, ...] = ()
    share: Share | None = None
    carried_from: str | None = None
    target_code: str | None = None
    aliases: tuple[str, ...] = ()
    contextual: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    forbidden_before: tuple[str, ...] = ()
    forbidden_after: tuple[str, ...] = ()
    accompanying: tuple[str, ...] = ()
    official_code: str | None = None
    note: str | None = None
    examples: tuple[Example, ...] = ()


class Sector(Record):
    """A field of work; `sections` are the words by which titles of reports show it."""

    code: str
    name: str
    sections: tuple[str, ...]
    accompanying: tuple[str, ...] = ()
