"""The earlier reports of the draft's agency, read from the archive when a rule asks for them.

Enters: a draft's head and an archive. Leaves: a `History`, or `None` where the archive knows nothing earlier of the
agency. "Thu ngân sách tháng 4: 12.232 triệu đồng" of the report before is a `PastFigure`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from pipeline.check.tolerance import Agreement, compare, printed, total
from pipeline.language.text import bare, squeeze
from pipeline.store.archive import Archive
from pipeline.store.versions import agency_key, month_of, province_of
from schemas.base import Span
from schemas.period import PeriodKind
from schemas.report import Against, Figure, Measure, Qualifier, Report

_MONTHS_BACK = 25
"""Two years, for the seasons, and the month before them."""


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


What = tuple[str, Measure, Against | None, str]
"""What a figure tells of: indicator or key, measure, comparison and base unit."""


def what(figure: Figure | PastFigure) -> What:
    """Return what `figure` tells of, to find it again in another report."""
    return (figure.indicator or f"={figure.key}", figure.measure, figure.against, figure.base_unit)


class History:
    """What the archive says of the months before, the latest first."""

    def __init__(self, archive: Archive, reports: Sequence[PastReport], month: str) -> None:
        self.archive = archive
        self.reports = tuple(reports)
        self.month = month

    @cached_property
    def last(self) -> PastReport | None:
        """The report of the month just before, `None` where it isn't in the archive."""
        found = self.reports[0]
        return found if following(found.month) == self.month else None

    @cached_property
    def figures(self) -> dict[int, list[PastFigure]]:
        """The figures of each report, in order."""
        by_id = {report.id: report for report in self.reports}
        marks = ", ".join("?" * len(by_id))
        rows = self.archive.rows(
            "SELECT report, figure, span_start, span_end, text, value, unit, amount, base_unit, upper, qualifier, "
            "label, label_key, indicator, measure, against, period_kind, period_from, period_to, whole, section, page, "
            f"stated_zero, confidence FROM figures WHERE report IN ({marks}) ORDER BY report, position",
            list(by_id),
        )
        found: dict[int, list[PastFigure]] = {number: [] for number in by_id}
        for row in rows:
            found[row["report"]].append(_figure(row, by_id[row["report"]]))
        return found

    @cached_property
    def _by_what(self) -> dict[What, list[PastFigure]]:
        found: dict[What, list[PastFigure]] = {}
        for report in self.reports:
            for figure in self.figures[report.id]:
                found.setdefault(what(figure), []).append(figure)
        return found

    def of(self, figure: Figure | PastFigure) -> list[PastFigure]:
        """Return what earlier reports say of the same thing, the latest report first."""
        return self._by_what.get(what(figure), [])

    def known(self, figures: Iterable[Figure]) -> set[str]:
        """Return the ids of the figures that an earlier report can be held against."""
        return {figure.id for figure in figures if what(figure) in self._by_what}

    def adds_up(self, whole: Figure, parts: Sequence[Figure]) -> bool:
        """Return whether the same parts made the same whole in every earlier report that has them, two at least."""
        wanted = {what(part) for part in parts}
        if len(wanted) != len(parts):
            return False
        good = 0
        for past in self.of(whole):
            found = [item for item in self.figures[past.report.id] if item.whole == past.id and what(item) in wanted]
            if len(found) != len(wanted):
                continue
            if compare(printed(past), total([printed(item) for item in found])) is Agreement.DIFFERENT:
                return False
            good += 1
        return good > 1

    def text(self, report: PastReport) -> str:
        """Return the whole text of a report."""
        row = self.archive.row("SELECT text FROM reports WHERE id = ?", [report.id])
        return str(row["text"]) if row is not None else ""

    def titles(self, report: PastReport) -> list[tuple[str, int]]:
        """Return the titles of a report's sections with their levels."""
        rows = self.archive.rows("SELECT title, level FROM sections WHERE report = ? ORDER BY position", [report.id])
        return [(row["title"], row["level"]) for row in rows]

    def section_titles(self, report: PastReport) -> dict[str, str]:
        """Return the titles of a report's sections by their ids."""
        rows = self.archive.rows("SELECT section, title FROM sections WHERE report = ? ORDER BY position", [report.id])
        return {row["section"]: row["title"] for row in rows}

    def tasks(self, report: PastReport) -> list[sqlite3.Row]:
        """Return what a report planned, with text, deadline and whether it goes on."""
        return self.archive.rows(
            "SELECT item, text, deadline, continuing, section, page, span_start, span_end FROM tasks "
            "WHERE report = ? ORDER BY position",
            [report.id],
        )


def following(month: str) -> str:
    """Return the month after.

    >>> following("2025-12")
    '2026-01'
    """
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02d}"


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


def open_history(report: Report, archive: Archive | None) -> History | None:
    """Return the history of the draft's agency up to the month before, `None` where there is none."""
    month = month_of(report)
    whose = _whose(report, archive) if archive is not None and month is not None else None
    if archive is None or month is None or whose is None:
        return None
    rows = archive.rows(
        "SELECT r.id, r.month, r.period_kind, r.number, r.symbol, r.path, r.date, r.sha256, l.province "
        "FROM reports AS r LEFT JOIN localities AS l ON l.id = r.locality "
        "WHERE r.agency_key = ? AND r.is_current = 1 AND r.month < ? ORDER BY r.month DESC, r.date DESC, r.id LIMIT ?",
        [whose.key, month, _MONTHS_BACK],
    )
    reports = [
        PastReport(row["id"], row["month"], PeriodKind(row["period_kind"]), _called(row), _day(row["date"]))
        for row in rows
        if row["sha256"] != report.source.sha256 and row["province"] in (None, whose.province or row["province"])
    ]
    return History(archive, reports, month) if reports else None


def _called(row: sqlite3.Row) -> str:
    """Return what a report is called: number and symbol where it has both, else its file's name."""
    if row["number"] and row["symbol"]:
        return f"{row['number']}/{row['symbol']}"
    return str(row["path"]).replace("\\", "/").rpartition("/")[2]


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
