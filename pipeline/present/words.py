"""How numbers, dates, periods and codes are written for a Vietnamese reader.

Enters: a `Decimal`, a `Period`, a code. Leaves: "1.234,5", "17/04/2026 - 16/05/2026", "lũy kế năm".
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from schemas.indicator import StockFlow
from schemas.period import Period, PeriodKind
from schemas.report import Measure
from schemas.rows import CompareStatus, TaskStatus

_TABLES: dict[type[StrEnum], str] = {
    Measure: "measure",
    PeriodKind: "period",
    TaskStatus: "status",
    CompareStatus: "change",
    StockFlow: "kind",
}


@lru_cache(maxsize=1)
def tables() -> dict[str, dict[str, str]]:
    """Return the Vietnamese of every code, table by table."""
    loaded: dict[str, dict[str, str]] = tomllib.loads(
        Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    )
    return loaded


def word(table: str, code: str | None) -> str:
    """Return the Vietnamese of `code`, empty for `None`.

    >>> word("measure", "target")
    'kế hoạch'
    """
    return "" if code is None else tables()[table][code]


def name(code: StrEnum | None) -> str:
    """Return the Vietnamese of a measure, a kind of period, a status or a kind of indicator.

    >>> name(PeriodKind.YTD)
    'lũy kế năm'
    """
    return "" if code is None else word(_TABLES[type(code)], code.value)


class Told(Protocol):
    """A row that says whose it is."""

    @property
    def agency(self) -> str | None:
        """The agency's name."""

    @property
    def province(self) -> str | None:
        """Its province, for comparing."""

    @property
    def agency_code(self) -> str | None:
        """The official code of its commune."""

    @property
    def locality(self) -> int | None:
        """Its row in the archive."""


def agency_names(rows: Iterable[Told]) -> dict[int | None, str]:
    """Return what to call each agency of `rows`: with its province, or its code, where others bear the same name."""
    told = {row.locality: row for row in rows}
    count = Counter(row.agency for row in told.values())
    places = Counter((row.agency, row.province) for row in told.values())
    names = {}
    for locality, row in told.items():
        called = row.agency or "không rõ cơ quan"
        if count[row.agency] > 1:
            more = [row.province.title()] if row.province else []
            more += [row.agency_code] if places[row.agency, row.province] > 1 and row.agency_code else []
            called += f" ({', '.join(more) or 'không rõ tỉnh'})"
        names[locality] = called
    return names


def number(value: Decimal | int | float | None) -> str:
    """Return `value` as Vietnamese writes it, empty for `None`.

    >>> number(Decimal("-1234567.50")), number(0), number(None)
    ('-1.234.567,50', '0', '')
    """
    if value is None:
        return ""
    text = format(value if isinstance(value, Decimal) else Decimal(str(value)), ",f")
    return text.translate(str.maketrans(",.", ".,"))


def signed(value: Decimal | int | float | None) -> str:
    """Return `value` with its sign.

    >>> signed(Decimal("12.5")), signed(-3), signed(0)
    ('+12,5', '-3', '0')
    """
    return f"+{number(value)}" if value is not None and value > 0 else number(value)


def day(value: date | None) -> str:
    """Return the day as 05/05/2026, empty for `None`."""
    return "" if value is None else f"{value:%d/%m/%Y}"


def month(value: str | None) -> str:
    """Return a month such as "2026-05" as Vietnamese writes it.

    >>> month("2026-05")
    '05/2026'
    """
    return "không rõ" if value is None else f"{value[5:]}/{value[:4]}"


def period(value: Period | None) -> str:
    """Return the kind of period and its days.

    >>> period(Period(kind=PeriodKind.POINT, end=date(2026, 5, 16)))
    'thời điểm 16/05/2026'
    """
    if value is None:
        return ""
    days = " - ".join(day(end) for end in (value.start, value.end) if end is not None)
    return f"{name(value.kind)} {days}".strip()


def time_of(value: Period) -> str:
    """Return in short what time a value is of: the kind, and the days where they aren't a calendar month's.

    >>> time_of(Period(kind=PeriodKind.MONTH, start=date(2026, 4, 17), end=date(2026, 5, 16)))
    'tháng (17/04-16/05)'
    >>> time_of(Period(kind=PeriodKind.MONTH, start=date(2026, 5, 1), end=date(2026, 5, 31)))
    'tháng'
    >>> time_of(Period(kind=PeriodKind.YTD, start=date(2026, 1, 1), end=date(2026, 5, 16)))
    'lũy kế năm đến 16/05/2026'
    """
    if value.end is None:
        return name(value.kind)
    if value.kind is PeriodKind.MONTH and value.start is not None:
        whole = value.start.day == 1 and (value.end + timedelta(days=1)).day == 1
        return name(value.kind) + ("" if whole else f" ({value.start:%d/%m}-{value.end:%d/%m})")
    if value.kind is PeriodKind.POINT:
        return period(value)
    if value.kind is PeriodKind.YEAR:
        return f"{name(value.kind)} {value.end.year}"
    if value.kind is PeriodKind.QUARTER:
        return f"{name(value.kind)} {(value.end.month + 2) // 3}/{value.end.year}"
    return f"{name(value.kind)} đến {day(value.end)}"
