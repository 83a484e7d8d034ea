"""What earlier reports of an agency say, as it holds after what people corrected and taught.

Enters: an archive and the report that they are earlier than. Leaves: `PastReport`s, the latest first, with their
`PastFigure`s, `PastTask`s and `PastCitation`s: "Thu ngân sách tháng 4: 12.232 triệu đồng" of the report before. A
figure that a person struck out isn't there, one that a person corrected has the value that holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.language.text import bare, squeeze
from pipeline.query.select import marks
from pipeline.query.series import report_name
from pipeline.store.archive import Archive
from pipeline.store.versions import agency_key, province_of
from schemas.base import Span
from schemas.period import PeriodKind
from schemas.report import Against, Measure, Qualifier, Report


@dataclass(frozen=True, slots=True)
class PastReport:
    """A report of the archive: its id, its month ("2026-04"), the kind of its period, and what it is called."""

    id: int
    month: str
    kind: PeriodKind
    name: str
    date: date | None


@dataclass(frozen=True, slots=True)
class PastFigure:
    """A figure of an earlier report."""

    report: PastReport
    id: str
    span: Span
    text: str
    value: Decimal
    unit: str
    amount: Decimal
    base_unit: str
    upper: Decimal | None
    qualifier: Qualifier
    label: str
    key: str
    indicator: str | None
    measure: Measure
    against: Against | None
    kind: PeriodKind
    start: date | None
    end: date | None
    whole: str | None
    section: str | None
    page: int | None
    stated_zero: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class PastTask:
    """A task that an earlier report planned."""

    text: str
    deadline: date | None
    continuing: bool
    span: Span
    section: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class PastCitation:
    """A document that an earlier report cites with its number."""

    report: PastReport
    text: str
    number: str
    symbol: str
    issuer: str | None
    date: date | None
    span: Span
    section: str | None
    page: int | None


def reports_before(archive: Archive, report: Report, month: str, most: int) -> list[PastReport]:
    """Return at most `most` current reports of the agency of `report` on months before `month`, the latest first."""
    whose = _whose(report, archive)
    if whose is None:
        return []
    rows = archive.rows(
        "SELECT r.id, r.month, r.period_kind, r.number, r.symbol, r.path, r.date, r.sha256, l.province "
        "FROM reports AS r LEFT JOIN localities AS l ON l.id = r.locality "
        "WHERE r.agency_key = ? AND r.is_current = 1 AND r.month < ? ORDER BY r.month DESC, r.date DESC, r.id LIMIT ?",
        [whose.key, month, most],
    )
    return [
        PastReport(row["id"], row["month"], PeriodKind(row["period_kind"]), report_name(row), _day(row["date"]))
        for row in rows
        if row["sha256"] != report.source.sha256 and row["province"] in (None, whose.province or row["province"])
    ]


def figures_of(archive: Archive, reports: Sequence[PastReport]) -> dict[int, list[PastFigure]]:
    """Return the figures of each of `reports` by its id, in the order of the text."""
    by_id = {report.id: report for report in reports}
    rows = archive.rows(
        "SELECT f.report, f.figure, f.span_start, f.span_end, f.text, coalesce(c.value, f.value) AS value, "
        "coalesce(c.unit, f.unit) AS unit, coalesce(c.amount, f.amount) AS amount, "
        "coalesce(c.base_unit, f.base_unit) AS base_unit, CASE WHEN c.value IS NULL OR c.value = f.value THEN f.upper "
        "END AS upper, f.qualifier, coalesce(c.label, f.label) AS label, f.label_key, f.linked AS indicator, "
        "f.measure, f.against, f.period_kind, f.period_from, f.period_to, f.whole, f.section, f.page, f.stated_zero, "
        "f.confidence FROM figures AS f LEFT JOIN corrected AS c ON c.figure = f.id "
        f"WHERE f.report IN ({marks(by_id)}) AND coalesce(c.dropped, 0) = 0 ORDER BY f.report, f.position",
        list(by_id),
    )
    found: dict[int, list[PastFigure]] = {number: [] for number in by_id}
    for row in rows:
        found[row["report"]].append(_figure(row, by_id[row["report"]]))
    return found


def text_of(archive: Archive, report: PastReport) -> str:
    """Return the whole text of a report."""
    row = archive.row("SELECT text FROM reports WHERE id = ?", [report.id])
    return str(row["text"]) if row is not None else ""


def titles_of(archive: Archive, report: PastReport) -> list[tuple[str, str, int]]:
    """Return the sections of a report in order: id, title and level."""
    rows = archive.rows("SELECT section, title, level FROM sections WHERE report = ? ORDER BY position", [report.id])
    return [(row["section"], row["title"], row["level"]) for row in rows]


def tasks_of(archive: Archive, report: PastReport) -> list[PastTask]:
    """Return what a report planned, in order."""
    rows = archive.rows(
        "SELECT text, deadline, continuing, section, page, span_start, span_end FROM tasks "
        "WHERE report = ? ORDER BY position",
        [report.id],
    )
    return [
        PastTask(
            text=row["text"],
            deadline=_day(row["deadline"]),
            continuing=bool(row["continuing"]),
            span=(row["span_start"], row["span_end"]),
            section=row["section"],
            page=row["page"],
        )
        for row in rows
    ]


def citations_of(archive: Archive, reports: Sequence[PastReport]) -> list[PastCitation]:
    """Return the documents that `reports` cite with a number, in the order of the reports and of their text."""
    by_id = {report.id: report for report in reports}
    rows = archive.rows(
        "SELECT report, text, number, symbol, issuer, date, span_start, span_end, section, page FROM citations "
        f"WHERE report IN ({marks(by_id)}) AND number IS NOT NULL ORDER BY report, position",
        list(by_id),
    )
    return [
        PastCitation(
            report=by_id[row["report"]],
            text=row["text"],
            number=row["number"],
            symbol=row["symbol"],
            issuer=row["issuer"],
            date=_day(row["date"]),
            span=(row["span_start"], row["span_end"]),
            section=row["section"],
            page=row["page"],
        )
        for row in rows
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _figure(row: sqlite3.Row, report: PastReport) -> PastFigure:
    return PastFigure(
        report=report,
        id=row["figure"],
        span=(row["span_start"], row["span_end"]),
        text=row["text"],
        value=Decimal(row["value"]),
        unit=row["unit"],
        amount=Decimal(row["amount"]),
        base_unit=row["base_unit"],
        upper=None if row["upper"] is None else Decimal(row["upper"]),
        qualifier=Qualifier(row["qualifier"]),
        label=row["label"],
        key=row["label_key"],
        indicator=row["indicator"],
        measure=Measure(row["measure"]),
        against=None if row["against"] is None else Against(row["against"]),
        kind=PeriodKind(row["period_kind"]),
        start=_day(row["period_from"]),
        end=_day(row["period_to"]),
        whole=row["whole"],
        section=row["section"],
        page=row["page"],
        stated_zero=bool(row["stated_zero"]),
        confidence=float(row["confidence"]),
    )


@dataclass(frozen=True, slots=True)
class _Whose:
    """The key of an agency, and its province where it has to be told from others of that name."""

    key: str
    province: str | None


def _whose(report: Report, archive: Archive) -> _Whose | None:
    """Return whose the draft is; where the archive knows the name of one place only, without looking it up anywhere."""
    name = bare(squeeze(report.header.agency or ""))
    rows = archive.rows("SELECT DISTINCT key FROM localities WHERE bare = ?", [name]) if name else []
    if not rows:
        return None
    if len(rows) == 1 and archive.rows("SELECT count(*) FROM localities WHERE key = ?", [rows[0]["key"]])[0][0] == 1:
        return _Whose(rows[0]["key"], None)
    key = agency_key(report)
    return None if key is None else _Whose(key, province_of(report))
