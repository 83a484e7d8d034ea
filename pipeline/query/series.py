"""One indicator over the months.

Enters: an archive and an INDICATOR such as "đàn lợn". Leaves: `SeriesRow`s, oldest first: what each current report
says, as stated and in the base unit, with the page where it stands.
"""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from pipeline.query.select import Choice, agencies, indicator, marks
from pipeline.store.archive import Archive, Value
from schemas.period import Period, PeriodKind
from schemas.report import Measure
from schemas.rows import SeriesRow

COLUMNS = (
    "r.agency, r.month, f.indicator, f.label, f.value, f.unit, f.amount, f.base_unit, f.measure, f.against, "
    "f.period_kind, f.period_from, f.period_to, f.page, r.number, r.symbol, r.path, r.version, "
    "r.province, r.id AS report_id"
)


def report_name(row: sqlite3.Row) -> str:
    """Return what a report is called: number and symbol where it has both, else its file's name."""
    if row["number"] and row["symbol"]:
        return f"{row['number']}/{row['symbol']}"
    return str(row["path"]).replace("\\", "/").rpartition("/")[2]


def series_row(row: sqlite3.Row) -> SeriesRow:
    """Return the row of `COLUMNS` as a `SeriesRow`."""
    return SeriesRow(
        agency=row["agency"],
        month=row["month"],
        indicator=row["indicator"],
        label=row["label"],
        value=Decimal(row["value"]),
        unit=row["unit"],
        amount=Decimal(row["amount"]),
        base_unit=row["base_unit"],
        measure=row["measure"],
        against=row["against"],
        period=Period.model_validate({"kind": row["period_kind"], "from": row["period_from"], "to": row["period_to"]}),
        report=report_name(row),
        page=row["page"],
        version=row["version"],
        report_id=row["report_id"],
        province=row["province"],
    )


def series(
    archive: Archive,
    words: str,
    *,
    agency: str | None = None,
    measure: Measure | None = None,
    period: PeriodKind | None = None,
) -> list[SeriesRow]:
    """Return the values of the indicator that `words` name, oldest first; a fact stated twice in a report counts once.

    Raises `UsageError` where there is no such indicator or agency.
    """
    condition, values = where(indicator(archive, words), agencies(archive, agency), measure, period)
    rows = archive.rows(
        f"SELECT {COLUMNS} FROM figures AS f JOIN reports AS r ON r.id = f.report "
        f"WHERE r.is_current = 1 AND {condition} "
        "ORDER BY r.month IS NULL, r.month, r.agency_key, r.province, r.period_kind, r.sha256, f.position",
        values,
    )
    return once([series_row(row) for row in rows])


def where(
    choice: Choice | None, keys: tuple[str, ...] | None, measure: Measure | None, period: PeriodKind | None
) -> tuple[str, list[Value]]:
    """Return the condition, with its values, that narrows figures `f` of reports `r`."""
    conditions: list[str] = []
    values: list[Value] = []
    if choice is not None and choice.code is not None:
        conditions.append("f.indicator = ?")
        values.append(choice.code)
    elif choice is not None:
        conditions.append(f"f.label_id IN ({marks(choice.labels)})")
        values.extend(choice.labels)
    if keys is not None:
        conditions.append(f"r.agency_key IN ({marks(keys)})")
        values.extend(keys)
    if measure is not None:
        conditions.append("f.measure = ?")
        values.append(measure.value)
    if period is not None:
        conditions.append("f.period_kind = ?")
        values.append(period.value)
    return " AND ".join(conditions) or "1", values


def once(rows: list[SeriesRow]) -> list[SeriesRow]:
    """Return `rows` without the repetitions of a fact within one report."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for row in rows:
        what = row.indicator or row.label
        fact = (row.report_id, what, row.measure, row.against, row.period, row.base_unit, row.amount.normalize())
        if fact not in seen:
            seen.add(fact)
            kept.append(row)
    return kept
