"""How numbers, dates, periods and codes are written for a Vietnamese reader.

Enters: a `Decimal`, a `Period`, a code. Leaves: "1.234,5", "17/04/2026 - 16/05/2026", "lũy kế năm".
"""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from schemas.indicator import StockFlow
from schemas.period import Period, PeriodKind
from schemas.report import Measure
from schemas.rows import TaskStatus

_TABLES: dict[type[StrEnum], str] = {
    Measure: "measure",
    PeriodKind: "period",
    TaskStatus: "status",
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
