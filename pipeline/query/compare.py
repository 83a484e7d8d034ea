"""Two months side by side, indicator by indicator.

Enters: an archive and two months such as 2026-04 and 2026-05. Leaves: `CompareRow`s by agency and sector, what changed
most first; values in the unit that both months use, else in the base unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from math import inf

from pipeline.language.text import fold, squeeze
from pipeline.query.derive import line_kind
from pipeline.query.select import agencies, month, narrowed
from pipeline.query.series import COLUMNS, JOINS, once, series_row
from pipeline.store.archive import Archive
from schemas.period import PeriodKind
from schemas.report import Measure
from schemas.rows import CompareRow, CompareStatus, SeriesRow

_Key = tuple[str, int, str, Measure, str, PeriodKind, str]
_Pair = tuple[SeriesRow | None, SeriesRow | None]
_LAST = 10**9


class Sort(StrEnum):
    """In which order: by sector and in it by change, by change alone, or as the catalogue has it."""

    SECTOR = "sector"
    CHANGE = "change"
    CATALOGUE = "catalogue"


def compare(
    archive: Archive,
    first: str,
    second: str,
    *,
    agency: str | int | None = None,
    measure: Measure | None = None,
    period: PeriodKind | None = None,
    sort: Sort = Sort.SECTOR,
) -> list[CompareRow]:
    """Return what the current reports of two months say of each indicator; raises `UsageError` for no such agency."""
    condition, values = narrowed(None, agencies(archive, agency), measure)
    by_month = "r.month" if agency is None else "+r.month"  # of an agency's few reports, not of all of the month
    sides = []
    for asked in (month(first), month(second)):
        rows = archive.rows(
            f"SELECT {COLUMNS} FROM reports AS r CROSS JOIN figures AS f ON f.report = r.id {JOINS} "
            f"WHERE r.is_current = 1 AND {by_month} = ? AND {condition} "
            "ORDER BY r.agency_key, l.province, l.code, r.period_kind, r.id, f.position",
            [asked, *values],
        )
        own = (row for row in map(series_row, rows) if row.restates is None)
        sides.append(once(row for row in own if period in (None, row.period.kind)))
    catalogue = {
        row["code"]: (int(row["position"]), row["sector_name"])
        for row in archive.rows("SELECT code, position, sector_name FROM indicators")
    }
    before, after = (_groups(side) for side in sides)
    keys = list(dict.fromkeys([*before, *after]))
    order = {key: number for number, key in enumerate(keys)}
    keys.sort(key=lambda key: (key[:2], catalogue.get(key[2], (_LAST, ""))[0], order[key]))
    pairs = [pair for key in keys for pair in _pairs(before.get(key, []), after.get(key, []))]
    compared = [_row(pair, {code: sector for code, (_, sector) in catalogue.items()}) for pair in pairs]
    return _sorted(compared, sort)


def _sorted(rows: list[CompareRow], sort: Sort) -> list[CompareRow]:
    """Return `rows`, which stand in the order of the catalogue, in the order asked for."""
    if sort is Sort.CATALOGUE:
        return rows
    agency_place: dict[object, int] = {}
    sector_place: dict[object, int] = {}
    for row in rows:
        agency_place.setdefault((row.agency, row.locality), len(agency_place))
        if row.sector is not None:
            sector_place.setdefault(row.sector, len(sector_place))

    def place(row: CompareRow) -> tuple[float, ...]:
        sector = sector_place.get(row.sector, _LAST) if sort is Sort.SECTOR else 0
        return (agency_place[row.agency, row.locality], sector, _STATUS_PLACE[row.status], -_weight(row))

    return sorted(rows, key=place)


_STATUS_PLACE = {
    CompareStatus.CHANGED: 0,
    CompareStatus.NEW: 1,
    CompareStatus.VANISHED: 2,
    CompareStatus.SAME: 3,
}


def _weight(row: CompareRow) -> float:
    """Return how much a row changed: in a hundred, percentages in points; what was 0 before counts most."""
    if row.change is None:
        return 0.0
    if row.percent is not None:
        return abs(row.percent)
    if row.unit.startswith("%"):
        return float(abs(row.change))
    return inf if row.change else 0.0


def _groups(rows: Iterable[SeriesRow]) -> dict[_Key, list[SeriesRow]]:
    """Return `rows` by what they count, in order."""
    groups: dict[_Key, list[SeriesRow]] = {}
    for row in rows:
        what = row.indicator or squeeze(fold(row.label))
        key = (
            row.agency or "", row.locality or 0, what, row.measure, row.against or "", line_kind(row), row.base_unit
        )  # fmt: skip
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


def _row(pair: _Pair, sectors: dict[str, str | None]) -> CompareRow:
    """Return the two values in one unit, with what changed."""
    a, b = pair
    shown = b or a
    assert shown is not None  # a pair has at least one side
    stated = a is None or b is None or a.unit == b.unit
    before = None if a is None else (a.value if stated else _plain(a.amount))
    after = None if b is None else (b.value if stated else _plain(b.amount))
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
        status=_status(a, b, change),
        sector=sectors.get(shown.indicator or ""),
        agency_code=shown.agency_code,
        province=shown.province,
        corrected=any(side is not None and side.corrected for side in pair),
        locality=shown.locality,
    )


def _plain(amount: Decimal) -> Decimal:
    """Return an amount without the zeros behind its mark that come from another unit: 412,6 triệu is 412.600.000."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount


def _status(a: SeriesRow | None, b: SeriesRow | None, change: Decimal | None) -> CompareStatus:
    if a is None:
        return CompareStatus.NEW
    if b is None:
        return CompareStatus.VANISHED
    return CompareStatus.CHANGED if change else CompareStatus.SAME


def _percent(before: Decimal | None, change: Decimal | None, unit: str) -> float | None:
    """Return the change in a hundred of the value before; `None` where that says nothing (percentages, or from 0)."""
    if not before or change is None or unit.startswith("%"):
        return None
    return float(round(change * 100 / abs(before), 2))
