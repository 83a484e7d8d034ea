"""What the values of a series tell of one another: months that only cumulative values give, and the year before.

Enters: the stated rows of a series. Leaves: for "lũy kế 4 tháng: 1.240", "lũy kế 5 tháng: 1.610" and no value of May
itself, a row of May with 370, marked as derived; and each row with the value of the same month last year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pipeline.language.text import fold, squeeze
from pipeline.query.amounts import in_unit
from schemas.period import Period, PeriodKind
from schemas.report import Measure
from schemas.rows import SeriesRow

_CUMULATIVE = frozenset((PeriodKind.YTD, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR))
_LONGEST_MONTH = 35
_SHORTEST_MONTH = 24

What = tuple[object, ...]


def what(row: SeriesRow) -> What:
    """Return what a row tells of, time aside: agency, indicator, measure and base unit."""
    thing = row.indicator or squeeze(fold(row.label))
    return (row.locality, row.agency, thing, row.measure, row.against, row.base_unit)


def time_kind(period: Period) -> PeriodKind:
    """Return the kind of period by which values line up: nine months from the first of January are cumulative too.

    >>> time_kind(Period(kind=PeriodKind.HALF, start=date(2026, 1, 1), end=date(2026, 6, 30))).value
    'ytd'
    >>> time_kind(Period(kind=PeriodKind.QUARTER, start=date(2026, 4, 1), end=date(2026, 6, 30))).value
    'quarter'
    """
    if period.kind in _CUMULATIVE and period.start is not None and period.end is not None and _opens_year(period.start):
        return PeriodKind.YTD
    return PeriodKind.MONTH if _is_month(period) else period.kind


def derived_rows(rows: Sequence[SeriesRow], never: frozenset[str] = frozenset()) -> list[SeriesRow]:
    """Return the monthly values that no row states but cumulative ones give; none for the indicators in `never`."""
    groups: dict[What, list[SeriesRow]] = {}
    for row in rows:
        if row.measure is Measure.ACTUAL and row.indicator not in never and row.of_month is not None:
            groups.setdefault(what(row), []).append(row)
    return [row for group in groups.values() for row in _of_group(group)]


def _of_group(rows: Sequence[SeriesRow]) -> list[SeriesRow]:
    stated = {row.of_month for row in rows if _is_month(row.period)}
    by_start: dict[date, dict[str, list[SeriesRow]]] = {}
    for row in rows:
        period = row.period
        if period.kind in _CUMULATIVE and period.start and period.end and _opens_year(period.start):
            by_start.setdefault(period.start, {}).setdefault(f"{period.end:%Y-%m}", []).append(row)
    found = []
    for ends in by_start.values():
        known = {month: one for month, given in ends.items() if (one := _only(given)) is not None}
        for month, row in known.items():
            before = known.get(_previous(month))
            if month in stated or row.restates is not None:
                continue
            made = _first_month(row) if before is None else _difference(before, row)
            if made is not None:
                found.append(made)
    return found


def _is_month(period: Period) -> bool:
    if period.kind is PeriodKind.MONTH:
        return True
    if period.kind is not PeriodKind.RANGE or period.start is None or period.end is None:
        return False
    return _SHORTEST_MONTH <= (period.end - period.start).days + 1 <= _LONGEST_MONTH


def _opens_year(start: date) -> bool:
    """Return whether a year of reports begins on this day: the first of January, or 15 December before it."""
    return (start.month, start.day) == (1, 1) or (start.month == 12 and start.day >= 14)


def _only(rows: Sequence[SeriesRow]) -> SeriesRow | None:
    """Return what all of `rows` say, the report's own first, or `None` where they contradict one another."""
    own = [row for row in rows if row.restates is None] or list(rows)
    return own[0] if len({row.amount for row in own}) == 1 else None


def _difference(before: SeriesRow, row: SeriesRow) -> SeriesRow | None:
    start, end = before.period.end, row.period.end
    if start is None or end is None or not _SHORTEST_MONTH <= (end - start).days <= _LONGEST_MONTH:
        return None
    if row.amount < before.amount:
        return None  # a sum that fell was corrected; what the month was can't be told
    same = row.unit == before.unit
    return row.model_copy(
        update={
            "value": row.value - before.value if same else row.amount - before.amount,
            "unit": row.unit if same else row.base_unit,
            "amount": row.amount - before.amount,
            "period": Period(kind=PeriodKind.MONTH, start=start + timedelta(days=1), end=end),
            "derived": True,
            "derived_from": (before.report, row.report),
            "corrected": row.corrected or before.corrected,
            "page": None,
        }
    )


def _first_month(row: SeriesRow) -> SeriesRow | None:
    """Return the first month of the year: there the cumulative value is the month's."""
    start, end = row.period.start, row.period.end
    if start is None or end is None or (end - start).days + 1 > _LONGEST_MONTH:
        return None
    period = Period(kind=PeriodKind.MONTH, start=start, end=end)
    return row.model_copy(update={"period": period, "derived": True, "derived_from": (row.report,)})


def _previous(month: str) -> str:
    """Return the month before.

    >>> _previous("2026-01")
    '2025-12'
    """
    number = int(month[:4]) * 12 + int(month[5:]) - 2
    return f"{number // 12:04}-{number % 12 + 1:02}"


def with_last_year(rows: Sequence[SeriesRow]) -> list[SeriesRow]:
    """Return `rows`, each with the value of the same month a year before where there is one."""
    known: dict[tuple[What, PeriodKind, str], SeriesRow] = {}
    for row in _own_first(rows):
        if row.of_month is not None:
            known.setdefault((what(row), line_kind(row), row.of_month), row)
    answer = []
    for row in rows:
        month = row.of_month
        past = None if month is None else known.get((what(row), line_kind(row), f"{int(month[:4]) - 1}{month[4:]}"))
        answer.append(row if past is None else _compared(row, past))
    return answer


def line_kind(row: SeriesRow) -> PeriodKind:
    """Return the kind by which a row's values line up; the plan for a year is no cumulative value."""
    return row.period.kind if row.measure is Measure.TARGET else time_kind(row.period)


def _own_first(rows: Iterable[SeriesRow]) -> list[SeriesRow]:
    """Return `rows`, what a month's own report states before what is derived or stated again later."""
    return sorted(rows, key=lambda row: (row.restates is not None, row.derived))


def _compared(row: SeriesRow, past: SeriesRow) -> SeriesRow:
    value = past.value if past.unit == row.unit else in_unit(past.amount, row.unit)
    percent = None
    if past.amount and not row.base_unit.startswith("%"):
        percent = float(round((row.amount - past.amount) * 100 / abs(past.amount), 2))
    return row.model_copy(update={"last_year": value, "last_year_percent": percent})
