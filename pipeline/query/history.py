"""All values that were ever given for one month: in every version, in later reports, and as people corrected them.

Enters: an archive, an INDICATOR and a month. Leaves: `HistoryRow`s in the order in which the values became known:
"tháng 4: 12.232" of the report of 21/4, 12.282 of the corrected one of 25/4, 12.282 again in the report of May.
"""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from datetime import date
from decimal import Decimal

from pipeline.query.select import agencies, indicator, month, narrowed
from pipeline.query.series import COLUMNS, JOINS, series_row
from pipeline.store.archive import Archive
from schemas.period import PeriodKind
from schemas.report import Measure
from schemas.rows import HistoryRow, SeriesRow

_COLUMNS = (
    f"{COLUMNS}, f.value AS read_value, c.value AS right_value, coalesce(c.dropped, 0) AS dropped, f.text, "
    "r.is_current, r.date, r.extracted_at, "
    "coalesce((SELECT substr(r.text, p.span_start + 1, p.span_end - p.span_start) FROM paragraphs AS p "
    "WHERE p.report = f.report AND p.span_start <= f.span_start AND p.span_end >= f.span_end), f.text) AS passage, "
    "(SELECT k.who FROM corrections AS k WHERE k.figure = f.id AND k.withdrawn IS NULL ORDER BY k.id DESC LIMIT 1) "
    "AS who, "
    "(SELECT k.why FROM corrections AS k WHERE k.figure = f.id AND k.withdrawn IS NULL ORDER BY k.id DESC LIMIT 1) "
    "AS why"
)
_SHARED = tuple((SeriesRow.model_fields.keys() & HistoryRow.model_fields.keys()) - {"figure"})
"""What a value of a series and one of a history tell alike."""


def history(
    archive: Archive,
    words: str,
    asked_month: str,
    *,
    agency: str | int | None = None,
    measure: Measure | None = None,
    period: PeriodKind | None = None,
    known_on: date | None = None,
) -> list[HistoryRow]:
    """Return every value of the indicator that `words` name for a month, first known first.

    `known_on` leaves out what was signed later. Raises `UsageError` where there is no such indicator or agency.
    """
    wanted = month(asked_month)
    choice, localities = indicator(archive, words), agencies(archive, agency)
    condition, values = narrowed(choice, localities, measure)
    condition = condition.replace("coalesce(c.dropped, 0) = 0", "1")  # what a person struck out is history too
    source = "figures AS f JOIN reports AS r ON r.id = f.report"
    if localities is not None:
        source = "reports AS r CROSS JOIN figures AS f ON f.report = r.id"
    last = f"{wanted}-{monthrange(int(wanted[:4]), int(wanted[5:]))[1]}"
    rows = archive.rows(
        f"SELECT {_COLUMNS} FROM {source} {JOINS} WHERE {condition} "
        "AND (r.month = ? OR (r.month > ? AND f.period_to BETWEEN ? AND ?)) "
        "ORDER BY coalesce(r.date, r.extracted_at), r.agency_key, l.province, r.version, r.sha256, f.position",
        [*values, wanted, wanted, f"{wanted}-01", last],
    )
    found = [_row(row) for row in rows]
    return [
        row
        for row in found
        if (row.restates or row.month) == wanted
        and period in (None, row.period.kind)
        and (known_on is None or (row.signed or date.fromisoformat(row.read_at[:10])) <= known_on)
    ]


def _row(row: sqlite3.Row) -> HistoryRow:
    told = series_row(row)
    return HistoryRow(
        **{field: getattr(told, field) for field in _SHARED},
        figure=row["figure"],
        path=row["path"],
        written=row["text"],
        text=row["passage"],
        current=bool(row["is_current"]),
        signed=None if row["date"] is None else date.fromisoformat(row["date"]),
        read_at=row["extracted_at"],
        read_value=Decimal(row["read_value"]) if row["right_value"] not in (None, row["read_value"]) else None,
        dropped=bool(row["dropped"]),
        who=row["who"],
        why=row["why"],
    )
