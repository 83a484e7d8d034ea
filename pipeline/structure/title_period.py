"""The time that a report covers and the time that it plans for.

Enters: its title, the headings of its parts, its opening and its date. Leaves: two `Period`s. "tháng 12, nhiệm vụ trọng
tâm tháng 01 năm 2026" covers December 2025 and plans for January 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.language.periods import find_periods
from pipeline.language.spans import resolve
from pipeline.language.text import fold
from pipeline.structure.vocabulary import WORDS
from schemas.mention import PeriodMention, Shape
from schemas.period import Period, PeriodKind

_SHAPES = (
    Shape.MONTH,
    Shape.MONTHS,
    Shape.QUARTER,
    Shape.YEAR,
    Shape.SCHOOL_YEAR,
    Shape.RANGE,
    Shape.YTD,
    Shape.SEASON,
)
_PLAN_WORDS = re.compile(
    r"(?<![^\W\d_])(?<!thực hiện )(?<!thực hiện các )(?<!kết quả )(?<!hoàn thành )(?:"
    + "|".join(re.escape(word) for word in WORDS.longest_first("plan", "periods"))
    + r")(?![^\W\d_])"
)
_WEEK = re.compile(r"(?<![^\W\d_])tuần (?:thứ )?(\d{1,2})")
_SPAN = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Covered:
    """The time that a report covers, and that of its plan."""

    period: Period | None
    plan: Period | None


def mentions_in(text: str) -> list[PeriodMention]:
    """Return the spans of time in `text` that a report may cover."""
    return [
        mention
        for mention in find_periods(text)
        if mention.shape in _SHAPES
        and (mention.number is not None or mention.year is not None or mention.shape is Shape.RANGE)
    ]


def covered(title: str, signed: date | None, year: int | None) -> Covered:
    """Return the times that a title names; `signed` is the report's date, `year` the year of a date left blank.

    >>> found = covered("tháng 12, nhiệm vụ trọng tâm tháng 01 năm 2026", None, None)
    >>> found.period.start.isoformat(), found.plan.start.isoformat()
    ('2025-12-01', '2026-01-01')
    """
    mentions = mentions_in(title)
    weeks = _weeks(title, next((mention.year for mention in mentions if mention.year), year))
    if weeks:
        return Covered(weeks[0], weeks[1] if len(weeks) > 1 else None)
    if all(mention.shape is Shape.RANGE for mention in mentions):
        if any(mention.shape is Shape.SEASON for mention in find_periods(title)):
            return Covered(Period(kind=PeriodKind.CAMPAIGN), None)
        if not mentions:
            return Covered(None, None)
    cut = _plan_start(title, mentions)
    own = [mention for mention in mentions if mention.start < cut]
    plans = [mention for mention in mentions if mention.start > cut]
    years = _years(own, plans, signed, year)
    period = _widest([_resolved(mention, years[0]) for mention in own])
    plan = _widest([_resolved(mention, years[1], period) for mention in plans])
    if period is not None and plan is not None and own and plans and own[-1].year is None:
        period = _not_after(period, plan, own, years[0])
    return Covered(period, plan)


def _weeks(title: str, year: int | None) -> list[Period]:
    """Return the weeks that a title numbers, from Monday to Sunday."""
    if year is None:
        return []
    numbers = [int(found[1]) for found in _WEEK.finditer(fold(title))]
    starts = [date.fromisocalendar(year, number, 1) for number in numbers if 0 < number < 53]
    return [Period(kind=PeriodKind.RANGE, start=start, end=start + timedelta(days=6)) for start in starts]


def planned(heading: str, own: Period | None) -> Period | None:
    """Return the time that the heading of a plan names, in the first such time after the report's own.

    >>> from pipeline.language.spans import month_period
    >>> planned("NHIỆM VỤ TRỌNG TÂM THÁNG 01", month_period(2025, 12)).start.isoformat()
    '2026-01-01'
    """
    mentions = [mention for mention in mentions_in(heading) if mention.shape is not Shape.RANGE]
    if not mentions:
        return None
    year = own.end.year if own is not None and own.end is not None else None
    found = _widest([_resolved(mention, year, own) for mention in mentions])
    if found is None or found.start is None:
        return found
    if (
        own is not None
        and own.start is not None
        and found.start < own.start
        and mentions[-1].year is None
        and year is not None
    ):
        return _resolved(mentions[-1], year + 1, own)
    return found


def _plan_start(title: str, mentions: list[PeriodMention]) -> int:
    """Return where the plan begins in a title: at the first word of plans behind a time, else at its end."""
    for found in _PLAN_WORDS.finditer(fold(title)):
        if found.start() > mentions[0].start and any(mention.start > found.start() for mention in mentions):
            return found.start()
    return len(title)


def _years(
    own: list[PeriodMention], plans: list[PeriodMention], signed: date | None, year: int | None
) -> tuple[int | None, int | None]:
    """Return the years that times without one belong to, of the report and of the plan."""
    fallback = signed.year if signed is not None else year
    own_year = next((mention.year for mention in reversed(own) if mention.year), None)
    own_year = own_year or next((mention.until.year for mention in own if mention.until and mention.until.year), None)
    plan_year = next((mention.year for mention in reversed(plans) if mention.year), None)
    first = own_year or plan_year or fallback
    return first, plan_year or own_year or fallback


def _resolved(mention: PeriodMention, year: int | None, own: Period | None = None) -> Period:
    if mention.year is None and mention.shape in (Shape.MONTH, Shape.MONTHS, Shape.QUARTER, Shape.YTD):
        mention = replace(mention, year=year)
    base = own
    if base is None and year is not None:
        base = Period(kind=PeriodKind.YEAR, start=date(year, 1, 1), end=date(year, 12, 31))
    return resolve(mention, base)


def _widest(periods: list[Period]) -> Period | None:
    """Return the longest of months, quarters, halves and years.

    Other times only where there is none of these; days from and to say more than the year that they lie in.
    """
    if not periods:
        return None
    named = [period for period in periods if period.kind in _SPAN or period.kind is PeriodKind.SCHOOL_YEAR]
    ranges = [period for period in periods if period.kind is PeriodKind.RANGE]
    if not named or (ranges and all(period.kind is PeriodKind.YEAR for period in named)):
        return ranges[0] if ranges else periods[0]
    months = [period for period in named if period.kind is not PeriodKind.YEAR]
    if months and len(months) < len(named) and all(period.kind is PeriodKind.MONTH for period in months):
        last = [period for period in months if period.end is not None and period.end.month == 12]
        return next((period for period in named if period.kind is PeriodKind.YEAR), None) if last else months[0]
    return max(named, key=lambda period: _SPAN.get(period.kind, 0))


def _not_after(period: Period, plan: Period, own: list[PeriodMention], year: int | None) -> Period:
    """Return the report's time a year earlier if it would begin after the plan's, both in the plan's year."""
    if period.start is None or plan.start is None or period.start <= plan.start or year is None:
        return period
    return _widest([_resolved(mention, year - 1) for mention in own]) or period
