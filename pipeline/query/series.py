"""One indicator over the months.

Enters: an archive and an INDICATOR such as "đàn lợn". Leaves: `SeriesRow`s, oldest first: what each current report
says, as stated and in the base unit, with the page where it stands, the value of the same month a year before, and the
monthly values that only cumulative ones give.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from decimal import Decimal

from pipeline.query.derive import derived_rows, with_last_year
from pipeline.query.lineage import continued, joints
from pipeline.query.select import Choice, agencies, indicator, marks, narrowed
from pipeline.store.archive import Archive
from schemas.period import Period, PeriodKind
from schemas.report import Measure
from schemas.rows import SeriesGap, SeriesRow

COLUMNS = (
    "coalesce(l.name, r.agency) AS agency, l.code AS agency_code, l.province, r.locality, r.month, "
    "f.linked AS indicator, coalesce(c.label, f.label) AS label, coalesce(c.value, f.value) AS value, "
    "coalesce(c.unit, f.unit) AS unit, coalesce(c.amount, f.amount) AS amount, "
    "coalesce(c.base_unit, f.base_unit) AS base_unit, c.figure IS NOT NULL AS corrected, f.measure, f.against, "
    "f.period_kind, f.period_from, f.period_to, f.page, f.id AS figure, r.number, r.symbol, r.path, r.version, "
    "r.id AS report_id, r.period_kind AS window_kind, r.period_from AS window_from, r.period_to AS window_to"
)
JOINS = "LEFT JOIN localities AS l ON l.id = r.locality LEFT JOIN corrected AS c ON c.figure = f.id"

_OWN_TIME = frozenset(
    (PeriodKind.MONTH, PeriodKind.YTD, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)
)


def report_name(row: sqlite3.Row) -> str:
    """Return what a report is called: number and symbol where it has both, else its file's name."""
    if row["number"] and row["symbol"]:
        return f"{row['number']}/{row['symbol']}"
    return str(row["path"]).replace("\\", "/").rpartition("/")[2]


def restated(month: str | None, kind: str, end: str | None, measure: str) -> str | None:
    """Return the earlier month that a figure is of, or `None` where it is of its report's month.

    >>> restated("2026-05", "month", "2026-04-16", "actual"), restated("2026-05", "month", "2026-05-16", "actual")
    ('2026-04', None)
    """
    if month is None or end is None or kind not in _OWN_TIME or measure not in ("actual", "target"):
        return None
    return end[:7] if end[:7] < month else None


def series_row(row: sqlite3.Row) -> SeriesRow:
    """Return the row of `COLUMNS` as a `SeriesRow`."""
    window = {"kind": row["window_kind"], "from": row["window_from"], "to": row["window_to"]}
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
        locality=row["locality"],
        figure=row["figure"],
        agency_code=row["agency_code"],
        province=row["province"],
        window=None if row["window_kind"] is None else Period.model_validate(window),
        restates=restated(row["month"], row["period_kind"], row["period_to"], row["measure"]),
        corrected=bool(row["corrected"]),
    )


def series(
    archive: Archive,
    words: str,
    *,
    agency: str | int | None = None,
    measure: Measure | None = None,
    period: PeriodKind | None = None,
    derive: bool = True,
    continue_former: bool = False,
) -> list[SeriesRow]:
    """Return the values of the indicator that `words` name, oldest first; a fact stated twice in a report counts once.

    `derive` adds the monthly values that two cumulative ones give; `continue_former` puts the values of a former
    commune under the one of today, marked. Raises `UsageError` where there is no such indicator or agency.
    """
    choice, localities = indicator(archive, words), agencies(archive, agency)
    pairs = joints(archive, localities) if continue_former else []
    if localities is not None:
        localities = tuple(dict.fromkeys((*localities, *(pair.before.id for pair in pairs))))
    condition, values = narrowed(choice, localities, measure)
    source = "figures AS f JOIN reports AS r ON r.id = f.report"
    if localities is not None:  # a few reports of one agency: from them to their figures
        source = "reports AS r CROSS JOIN figures AS f ON f.report = r.id"
    rows = archive.rows(
        f"SELECT {COLUMNS} FROM {source} {JOINS} WHERE r.is_current = 1 AND {condition} "
        "ORDER BY r.month IS NULL, r.month, r.agency_key, l.province, l.code, r.period_kind, r.sha256, f.position",
        values,
    )
    found = once(series_row(row) for row in rows)
    if derive and measure in (None, Measure.ACTUAL) and period in (None, PeriodKind.MONTH):
        found = _merged(found, derived_rows(found, _stocks(archive, choice)))
    found = with_last_year(continued(found, pairs))  # after what is derived: nothing is worked out across a merger
    return [row for row in found if period in (None, row.period.kind)]


def _stocks(archive: Archive, choice: Choice) -> frozenset[str]:
    """Return the codes of indicators that are never summed up over the months."""
    codes = [choice.code] if choice.code is not None else []
    rows = archive.rows(
        f"SELECT code FROM indicators WHERE kind IN ('stock', 'ratio') AND (? OR code IN ({marks(codes)}))",
        [int(choice.code is None), *codes],
    )
    return frozenset(row["code"] for row in rows)


def _merged(stated: list[SeriesRow], derived: list[SeriesRow]) -> list[SeriesRow]:
    """Return both, each derived row behind what its report states."""
    after: dict[int, list[SeriesRow]] = {}
    for row in derived:
        after.setdefault(row.report_id, []).append(row)
    merged: list[SeriesRow] = []
    last = {row.report_id: number for number, row in enumerate(stated)}
    for number, row in enumerate(stated):
        merged.append(row)
        if last[row.report_id] == number:
            merged.extend(after.get(row.report_id, ()))
    return merged


def once(rows: Iterable[SeriesRow]) -> list[SeriesRow]:
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


def gaps(archive: Archive, rows: Iterable[SeriesRow]) -> list[SeriesGap]:
    """Return the months between the first and the last of each agency's `rows` for which there is none."""
    months: dict[int, set[str]] = {}
    names: dict[int, str | None] = {}
    for row in rows:
        if row.locality is not None and row.of_month is not None:
            months.setdefault(row.locality, set()).add(row.of_month)
            names[row.locality] = row.agency
    found = []
    for locality, known in months.items():
        lacking = [month for month in between(min(known), max(known)) if month not in known]
        if not lacking:
            continue
        reports = archive.rows("SELECT DISTINCT month FROM reports WHERE locality = ? AND is_current = 1", [locality])
        reported = {row["month"] for row in reports}
        found += [
            SeriesGap(agency=names[locality], month=month, reported=month in reported, locality=locality)
            for month in lacking
        ]
    return sorted(found, key=lambda gap: (gap.month, gap.agency or ""))


def between(first: str, last: str) -> list[str]:
    """Return the months from `first` to `last`, both included.

    >>> between("2025-11", "2026-02")
    ['2025-11', '2025-12', '2026-01', '2026-02']
    """
    ends = [int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last)]
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(ends[0], ends[1] + 1)]
