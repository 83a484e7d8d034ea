"""Two months side by side, indicator by indicator.

Enters: an archive and two months such as 2026-04 and 2026-05. Leaves: `CompareRow`s in the order of the catalogue, then
labels without a place in it; values in the unit that both months use, else in the base unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pipeline.language.text import fold, squeeze
from pipeline.query.select import agencies, month
from pipeline.query.series import COLUMNS, once, series_row, where
from pipeline.store.archive import Archive
from schemas.period import PeriodKind
from schemas.report import Measure
from schemas.rows import CompareRow, SeriesRow

_Key = tuple[str, str, str, Measure, str, PeriodKind, str]
_Pair = tuple[SeriesRow | None, SeriesRow | None]


def compare(
    archive: Archive,
    first: str,
    second: str,
    *,
    agency: str | None = None,
    measure: Measure | None = None,
    period: PeriodKind | None = None,
) -> list[CompareRow]:
    """Return what the current reports of two months say of each indicator; raises `UsageError` for no such agency."""
    condition, values = where(None, agencies(archive, agency), measure, period)
    sides = []
    for asked in (month(first), month(second)):
        rows = archive.rows(
            f"SELECT {COLUMNS} FROM reports AS r CROSS JOIN figures AS f ON f.report = r.id "
            f"WHERE r.is_current = 1 AND r.month = ? AND {condition} "
            "ORDER BY r.agency_key, r.province, r.period_kind, r.id, f.position",
            [asked, *values],
        )
        sides.append(once([series_row(row) for row in rows]))
    places = {row["code"]: row["position"] for row in archive.rows("SELECT code, position FROM indicators")}
    namesakes = _namesakes([*sides[0], *sides[1]])
    before, after = (_groups(side, namesakes) for side in sides)
    keys = list(dict.fromkeys([*before, *after]))
    order = {key: number for number, key in enumerate(keys)}
    keys.sort(key=lambda key: (key[:2], places.get(key[2], len(places) + 10**7), order[key]))
    return [_row(pair) for key in keys for pair in _pairs(before.get(key, []), after.get(key, []))]


def _namesakes(rows: Iterable[SeriesRow]) -> set[str | None]:
    """Return the names that agencies of several provinces share."""
    provinces: dict[str | None, set[str]] = {}
    for row in rows:
        if row.province:
            provinces.setdefault(row.agency, set()).add(row.province)
    return {agency for agency, found in provinces.items() if len(found) > 1}


def _groups(rows: Iterable[SeriesRow], namesakes: set[str | None]) -> dict[_Key, list[SeriesRow]]:
    """Return `rows` by what they count, in order."""
    groups: dict[_Key, list[SeriesRow]] = {}
    for row in rows:
        what = row.indicator or squeeze(fold(row.label))
        province = (row.province or "") if row.agency in namesakes else ""
        key = (row.agency or "", province, what, row.measure, row.against or "", row.period.kind, row.base_unit)
        groups.setdefault(key, []).append(row)
    return groups


def _pairs(a: list[SeriesRow], b: list[SeriesRow]) -> list[_Pair]:
    """Match the values that one indicator has in two months: by label first, then in the order of the text."""
    left = list(b)
    partner: dict[int, SeriesRow] = {}
    for by_label in (True, False):
        for number, one in enumerate(a):
            fitting = (two for two in left if not by_label or fold(one.label) == fold(two.label))
            found = None if number in partner else next(fitting, None)
            if found is not None:
                partner[number] = found
                left.remove(found)
    pairs: list[_Pair] = [(one, partner.get(number)) for number, one in enumerate(a)]
    return [*pairs, *((None, two) for two in left)]


def _row(pair: _Pair) -> CompareRow:
    """Return the two values in one unit, with what changed."""
    a, b = pair
    shown = b or a
    assert shown is not None  # a pair has at least one side
    stated = a is None or b is None or a.unit == b.unit
    before = None if a is None else (a.value if stated else a.amount)
    after = None if b is None else (b.value if stated else b.amount)
    unit = shown.unit if stated else shown.base_unit
    change = None if before is None or after is None else after - before
    return CompareRow(
        agency=shown.agency,
        indicator=shown.indicator,
        label=shown.label,
        unit=unit,
        measure=shown.measure,
        period_kind=shown.period.kind,
        a=before,
        b=after,
        change=change,
        percent=_percent(before, change, unit),
    )


def _percent(before: Decimal | None, change: Decimal | None, unit: str) -> float | None:
    """Return the change in a hundred of the value before; `None` where that says nothing (percentages, or from 0)."""
    if not before or change is None or unit.startswith("%"):
        return None
    return float(round(change * 100 / abs(before), 2))
