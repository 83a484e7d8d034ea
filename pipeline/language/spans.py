"""Spans of time set against the time that a report covers.

Enters: a `PeriodMention` and the report's own `Period`. Leaves: the days that are meant. "lũy kế 5 tháng đầu năm" in
the report of May 2026 is 1 January to 31 May 2026.
"""

from __future__ import annotations

from datetime import date

from pipeline.language.dates import last_day, on
from schemas.mention import PeriodMention, Shape
from schemas.period import Period, PeriodKind


def resolve(mention: PeriodMention, own: Period | None) -> Period:
    """Return the days that `mention` means in a report that covers `own`.

    >>> from pipeline.language.periods import find_periods
    >>> may = Period(kind=PeriodKind.MONTH, start=date(2026, 5, 1), end=date(2026, 5, 31))
    >>> resolve(find_periods("lũy kế 5 tháng đầu năm")[0], may).end
    datetime.date(2026, 5, 31)
    """
    end = own.end if own is not None else None
    year = mention.year if mention.year is not None else (end.year if end is not None else None)
    if mention.year is None and year is not None and mention.shape in (Shape.YEAR, Shape.SCHOOL_YEAR):
        year += mention.shift
    found = _RESOLVERS[mention.shape](mention, own, year, end)
    if found.start is not None and found.end is not None and found.start > found.end:
        return Period(kind=found.kind)  # a slip such as "nhiệm kỳ 2026-2025": which of its ends is wrong can't be told
    return found


def _month(mention: PeriodMention, own: Period | None, year: int | None, end: date | None) -> Period:
    if mention.number is None:
        if end is None:
            return Period(kind=PeriodKind.MONTH)
        index = end.year * 12 + end.month - 1 + mention.shift
        return month_period(index // 12, index % 12 + 1)
    if year is None:
        return Period(kind=PeriodKind.MONTH)
    if mention.year is None and end is not None and end.month <= 2 and mention.number >= 11:
        year -= 1
    return month_period(year, mention.number)


def _months(mention: PeriodMention, own: Period | None, year: int | None, end: date | None) -> Period:
    number = mention.number or 12
    kind = {6: PeriodKind.HALF, 9: PeriodKind.NINE_MONTHS, 12: PeriodKind.YEAR}.get(number, PeriodKind.YTD)
    if year is None:
        return Period(kind=kind)
    if mention.last:
        kind = {6: PeriodKind.HALF, 3: PeriodKind.QUARTER}.get(number, PeriodKind.RANGE)
        return Period(kind=kind, start=date(year, 13 - number, 1), end=date(year, 12, 31))
    return Period(kind=kind, start=date(year, 1, 1), end=last_day(year, number))


def _quarter(mention: PeriodMention, own: Period | None, year: int | None, end: date | None) -> Period:
    if mention.number is None:
        if end is None:
            return Period(kind=PeriodKind.QUARTER)
        index = end.year * 4 + (end.month - 1) // 3 + mention.shift
        return quarter_period(index // 4, index % 4 + 1)
    return Period(kind=PeriodKind.QUARTER) if year is None else quarter_period(year, mention.number)


def _whole_year(mention: PeriodMention, own: Period | None, year: int | None, end: date | None) -> Period:
    if year is None:
        return Period(kind=PeriodKind.YEAR)
    return Period(kind=PeriodKind.YEAR, start=date(year, 1, 1), end=date(year, 12, 31))


def _school_year(mention: PeriodMention, own: Period | None, year: int | None, end: date | None) -> Period:
    if mention.year is None and own is not None and own.start is not None and own.kind is PeriodKind.SCHOOL_YEAR:
        year = own.start.year + mention.shift
    elif mention.year is None and end is not None and year is not None and end.month < 8:
        year -= 1
    if year is None:
        return Period(kind=PeriodKind.SCHOOL_YEAR)
    return Period(kind=PeriodKind.SCHOOL_YEAR, start=date(year, 9, 1), end=date(year + 1, 5, 31))


def _campaign(mention: PeriodMention, own: Period | None, year: int | None, end: date | None) -> Period:
    if mention.year is not None:
        return Period(kind=PeriodKind.CAMPAIGN, start=date(mention.year, 1, 1), end=date(mention.year, 12, 31))
    return Period(kind=PeriodKind.CAMPAIGN, end=end)


def _range(mention: PeriodMention, own: Period | None, year: int | None, end: date | None) -> Period:
    if mention.until is None:
        first = on(mention.first, year) if mention.first is not None else None
        return Period(kind=PeriodKind.RANGE, start=first, end=end if first is not None else None)
    if mention.until.day == 0:
        until_year = mention.until.year or year
        until = last_day(until_year, mention.until.month) if until_year is not None else None
    else:
        until = on(mention.until, year)
    first = None
    if mention.first is not None and until is not None:
        first = on(mention.first, until.year)
        if first is not None and first > until and mention.first.year is None:
            first = on(mention.first, until.year - 1)
    elif mention.first is not None:
        first = on(mention.first, year)
    return Period(kind=PeriodKind.RANGE, start=first, end=until)


def _point(mention: PeriodMention, own: Period | None, year: int | None, end: date | None) -> Period:
    until = on(mention.until, year) if mention.until is not None else end
    return Period(kind=PeriodKind.POINT, end=until)


def _ytd(mention: PeriodMention, own: Period | None, year: int | None, end: date | None) -> Period:
    until = end
    if mention.until is not None:
        until = on(mention.until, year)
    elif mention.number is not None and year is not None:
        until = last_day(year, mention.number)
    elif mention.year is not None and end is not None and end.year != mention.year:
        until = date(mention.year, 12, 31)
    if until is None:
        return Period(kind=PeriodKind.YTD)
    return Period(kind=PeriodKind.YTD, start=date(until.year, 1, 1), end=until)


def _own(mention: PeriodMention, own: Period | None, year: int | None, end: date | None) -> Period:
    if own is None or end is None:
        return Period(kind=PeriodKind.UNKNOWN)
    if mention.shift == 0:
        return own
    if own.kind is PeriodKind.MONTH:
        index = end.year * 12 + end.month - 1 + mention.shift
        return Period(kind=PeriodKind.POINT, end=last_day(index // 12, index % 12 + 1))
    return Period(kind=PeriodKind.UNKNOWN)


def _span(mention: PeriodMention, own: Period | None, year: int | None, end: date | None) -> Period:
    if mention.year is None or mention.number is None:
        return Period(kind=PeriodKind.RANGE)
    return Period(kind=PeriodKind.RANGE, start=date(mention.year, 1, 1), end=date(mention.number, 12, 31))


def month_period(year: int, month: int) -> Period:
    """Return one calendar month.

    >>> month_period(2026, 2).end
    datetime.date(2026, 2, 28)
    """
    return Period(kind=PeriodKind.MONTH, start=date(year, month, 1), end=last_day(year, month))


def quarter_period(year: int, quarter: int) -> Period:
    """Return one calendar quarter.

    >>> quarter_period(2024, 1).end
    datetime.date(2024, 3, 31)
    """
    return Period(kind=PeriodKind.QUARTER, start=date(year, quarter * 3 - 2, 1), end=last_day(year, quarter * 3))


_RESOLVERS = {
    Shape.MONTH: _month,
    Shape.MONTHS: _months,
    Shape.QUARTER: _quarter,
    Shape.YEAR: _whole_year,
    Shape.SCHOOL_YEAR: _school_year,
    Shape.SEASON: _campaign,
    Shape.RANGE: _range,
    Shape.POINT: _point,
    Shape.YTD: _ytd,
    Shape.OWN: _own,
    Shape.SPAN: _span,
}
