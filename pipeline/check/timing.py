"""The time of a report, as its text may name it.

Enters: the header. Leaves: `Time`s. A report on May 2026 may speak of tháng 5, of 5 tháng đầu năm, and, for what is
planned, of tháng 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.period import Period, PeriodKind
from schemas.report import Header

_MONTHS = {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Time:
    """A month, a quarter, or the first N months of a year (kind `ytd`); `year` is `None` where it isn't said."""

    kind: PeriodKind
    number: int
    year: int | None

    @property
    def last_month(self) -> int:
        """The month that it ends with."""
        return self.number * 3 if self.kind is PeriodKind.QUARTER else self.number

    def fits(self, other: Time) -> bool:
        """Return whether this is said of `other`."""
        return self.kind is other.kind and self.number == other.number and self.year in (None, other.year)

    def __str__(self) -> str:
        named = {
            PeriodKind.MONTH: f"tháng {self.number}",
            PeriodKind.QUARTER: f"quý {('I', 'II', 'III', 'IV')[min(self.number, 4) - 1]}",
        }.get(self.kind, f"{self.number} tháng")
        return f"{named} năm {self.year}" if self.year is not None else named


def own_time(period: Period | None) -> Time | None:
    """Return the time of a period by months, `None` for any other."""
    if period is None or period.end is None:
        return None
    end = period.end
    if period.kind is PeriodKind.MONTH:
        return Time(PeriodKind.MONTH, end.month, end.year)
    if period.kind is PeriodKind.QUARTER:
        return Time(PeriodKind.QUARTER, (end.month + 2) // 3, end.year)
    if period.kind in _MONTHS or period.kind is PeriodKind.YTD:
        return Time(PeriodKind.YTD, end.month, end.year)
    return None


def expected_times(header: Header) -> frozenset[Time]:
    """Return all that titles and headings may say: the report's own time, the planned one, what both are part of."""
    found: set[Time] = set()
    for period in (header.period, header.plan_period):
        time = own_time(period)
        if time is None or time.year is None:
            continue
        last = time.last_month
        found |= {time, Time(PeriodKind.MONTH, last, time.year), Time(PeriodKind.YTD, last, time.year)}
        if last % 3 == 0:
            found.add(Time(PeriodKind.QUARTER, last // 3, time.year))
        if time.kind is PeriodKind.QUARTER:
            found |= {Time(PeriodKind.MONTH, month, time.year) for month in range(last - 2, last + 1)}
        if last == 12 and time.kind is not PeriodKind.MONTH:
            found |= {Time(PeriodKind.YTD, number, time.year) for number in range(1, 13)}
    own = own_time(header.period)
    if own is not None and own.year is not None:
        following = (own.last_month % 12 + 1, own.year + own.last_month // 12)
        found.add(Time(PeriodKind.MONTH, *following))
    return frozenset(found)
