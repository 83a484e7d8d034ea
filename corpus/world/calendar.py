"""Months, reporting windows and periods.

Enters: a year and a month. Leaves: dates and `Period` values as the contract spells them.
Example: the window of tháng 5/2026 that closes on the 14th is 2026-04-15 to 2026-05-14.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class Month(NamedTuple):
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `YYYY-MM`; ValueError when it isn't one.

        >>> Month.parse("2025-01").shift(-1)
        Month(year=2024, month=12)
        """
        year, _, month = text.partition("-")
        if not (len(year) == 4 and month.isdigit() and 1 <= int(month) <= 12):
            raise ValueError(f"tháng phải viết YYYY-MM, không phải {text!r}")
        return cls(int(year), int(month))

    def shift(self, months: int) -> Month:
        """The month so many months later (earlier when negative)."""
        n = self.year * 12 + self.month - 1 + months
        return Month(n // 12, n % 12 + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


TWO_TIERS = Month(2025, 7)
"""From this month on the province stands directly above the commune; before it the district did."""


class Kind(StrEnum):
    """What time a report covers."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


KIND_OF_MONTH = {3: Kind.QUARTER, 6: Kind.HALF, 9: Kind.NINE_MONTHS, 12: Kind.YEAR}
"""Which reports a commune with periodic reports writes in place of the month's."""


@dataclass(frozen=True)
class Period:
    """A period of the contract; dates are inclusive, None where there is none."""

    kind: str
    start: date | None
    end: date | None

    def to_json(self) -> dict[str, str | None]:
        """`{"kind", "from", "to"}` with ISO dates."""
        return {
            "kind": self.kind,
            "from": self.start.isoformat() if self.start else None,
            "to": self.end.isoformat() if self.end else None,
        }


def kind_of(month: Month, periodic: bool) -> Kind:
    """The kind of report written at the end of that month."""
    return KIND_OF_MONTH.get(month.month, Kind.MONTH) if periodic else Kind.MONTH


def months_of(month: Month, kind: Kind) -> list[Month]:
    """The months that a report of that kind covers, oldest first.

    >>> [str(m) for m in months_of(Month(2026, 3), Kind.QUARTER)]
    ['2026-01', '2026-02', '2026-03']
    """
    if kind is Kind.MONTH:
        return [month]
    if kind is Kind.QUARTER:
        return [month.shift(-2), month.shift(-1), month]
    return [Month(month.year, m) for m in range(1, month.month + 1)]


def report_period(month: Month, kind: Kind) -> Period:
    """The time that the title names."""
    return Period(kind.value, months_of(month, kind)[0].first, month.last)


def window(month: Month, kind: Kind, close: int) -> tuple[date, date]:
    """First and last day of the window that closes on day `close` (0: the last day of the month).

    >>> [str(d) for d in window(Month(2026, 5), Kind.MONTH, 14)]
    ['2026-04-15', '2026-05-14']
    """
    first = months_of(month, kind)[0]
    if close == 0:
        return first.first, month.last
    before = first.shift(-1)
    return date(before.year, before.month, close) + timedelta(days=1), date(month.year, month.month, close)


def day(value: date) -> str:
    """A date as a clerk writes it: 5/3/2026 is `05/3/2026` (days below ten and months 1, 2 get a zero)."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def long_day(value: date) -> str:
    """`ngày 05 tháng 3 năm 2026`, padded as the decree asks."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"
