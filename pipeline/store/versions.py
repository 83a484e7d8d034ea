"""Tells which reports are versions of the same one, and which of them holds.

Enters: a report's head. Leaves: its slot, such as "ubnd xã tân liêm | month | 2026-04": one agency, one period. Of the
reports in a slot the one signed last holds, of those signed the same day the one that came in last. Names of communes
are not unique in the country, so reports of different localities never replace one another.
"""

from __future__ import annotations

from pipeline.store.agencies import agency_key, province_of
from pipeline.store.archive import Archive
from schemas.period import PeriodKind
from schemas.report import Report

__all__ = ["agency_key", "arrange", "month_of", "province_of", "slot_of"]

_BY_MONTH = {
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.NINE_MONTHS,
    PeriodKind.YEAR,
    PeriodKind.YTD,
}


def month_of(report: Report) -> str | None:
    """Return the month in which the report's period ends, as "2026-05"."""
    period = report.header.period
    return f"{period.end:%Y-%m}" if period and period.end else None


def slot_of(report: Report, key: str | None) -> str:
    """Return what versions of one report share, `key` being its agency's; one without agency or time stands alone."""
    period = report.header.period
    if key is None or period is None or period.end is None or period.kind is PeriodKind.UNKNOWN:
        return f"sha256 | {report.source.sha256}"
    if period.kind in _BY_MONTH:  # a correction may shift the window by days
        return f"{key} | {period.kind} | {period.end:%Y-%m}"
    return f"{key} | {period.kind} | {period.start or ''} | {period.end}"


def arrange(archive: Archive, slot: str) -> None:
    """Number the reports of a slot anew and point each to the one that replaces it."""
    rows = archive.rows(
        "SELECT id, locality, date, version, superseded_by, is_current FROM reports WHERE slot = ?", [slot]
    )
    groups: dict[int | None, list[tuple[str, int]]] = {}
    for row in rows:
        groups.setdefault(row["locality"], []).append((row["date"] or "", row["id"]))
    before = {row["id"]: (row["version"], row["superseded_by"], row["is_current"]) for row in rows}
    for group in groups.values():
        ids = [number for _, number in sorted(group)]
        for position, number in enumerate(ids):
            following = ids[position + 1] if position + 1 < len(ids) else None
            after = (position + 1, following, int(following is None))
            if before[number] != after:
                archive.write(
                    "UPDATE reports SET version = ?, superseded_by = ?, is_current = ? WHERE id = ?", [*after, number]
                )
