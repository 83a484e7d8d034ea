"""Tells which reports are versions of the same one, and which of them holds.

Enters: a report's head. Leaves: its slot, such as "ubnd xã tân liêm | month | 2026-04": one agency, one period. Of the
reports in a slot the one signed last holds, of those signed the same day the one that came in last. Names of communes
are not unique in the country, so reports that name different provinces never replace one another.
"""

from __future__ import annotations

import re
from itertools import takewhile

from pipeline.language.text import fold, squeeze
from pipeline.store.archive import Archive
from schemas.period import PeriodKind
from schemas.report import Report

_BY_MONTH = {
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.NINE_MONTHS,
    PeriodKind.YEAR,
    PeriodKind.YTD,
}
_PROVINCE = re.compile(r"\b(?:[Tt]ỉnh|TỈNH)((?:[ -]+[^\W\d_]+)+)")
_CITY = re.compile(r"\b(?:thành phố|tp\.?) (hà nội|hải phòng|huế|đà nẵng|hồ chí minh|cần thơ)\b")


def agency_key(report: Report) -> str | None:
    """Return the agency's name for comparing, or `None` where the report doesn't name it."""
    name = squeeze(report.header.agency or "")
    return fold(name) or None


def month_of(report: Report) -> str | None:
    """Return the month in which the report's period ends, as "2026-05"."""
    period = report.header.period
    return f"{period.end:%Y-%m}" if period and period.end else None


def province_of(report: Report) -> str | None:
    """Return the province that the head or the list of recipients names, folded, or `None`."""
    for text in (report.header.parent_agency, *report.header.addressees, *report.footer.recipients):
        for found in _PROVINCE.finditer(text or ""):
            name = " ".join(takewhile(lambda word: word[0].isupper(), found[1].replace("-", " ").split()))
            if name:
                return fold(name)
        city = _CITY.search(fold(squeeze(text or "")))
        if city:
            return city[1]
    return None


def slot_of(report: Report) -> str:
    """Return what versions of one report share; a report that doesn't say whose or when it is stands alone."""
    key, period = agency_key(report), report.header.period
    if key is None or period is None or period.end is None or period.kind is PeriodKind.UNKNOWN:
        return f"sha256 | {report.source.sha256}"
    if period.kind in _BY_MONTH:  # a correction may shift the window by days
        return f"{key} | {period.kind} | {period.end:%Y-%m}"
    return f"{key} | {period.kind} | {period.start or ''} | {period.end}"


def arrange(archive: Archive, slot: str) -> None:
    """Number the reports of a slot anew and point each to the one that replaces it."""
    rows = archive.rows(
        "SELECT id, province, date, version, superseded_by, is_current FROM reports WHERE slot = ?", [slot]
    )
    named = sorted({row["province"] for row in rows if row["province"]})
    only = named[0] if len(named) == 1 else None
    groups: dict[str | None, list[tuple[str, int]]] = {}
    for row in rows:
        groups.setdefault(row["province"] or only, []).append((row["date"] or "", row["id"]))
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
