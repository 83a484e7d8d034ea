"""One report as people look at it: its parts with their places, and what people made of its figures.

Enters: an archive and the number of a report. Leaves: an `Opened`: the head, the sections with their figures ("15.304
liều", page 2, its box, corrected or not) and tasks, the other versions, the reports before and after it.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from decimal import Decimal

from pipeline.errors import UsageError
from pipeline.query.series import report_name
from pipeline.store.archive import Archive
from schemas.base import Span
from schemas.period import Period
from schemas.report import Bbox, Header, Measure, Qualifier

UNSURE = 0.8
"""Below this a figure is shown as one to be looked at; checks accuse nobody with such a figure either."""


@dataclass(frozen=True, slots=True)
class OpenFigure:
    """A figure: what holds now, and beside it what was read."""

    id: int
    text: str
    span: Span
    value: Decimal
    unit: str
    label: str
    read_value: Decimal
    read_unit: str
    read_label: str
    indicator: str | None
    indicator_name: str | None
    measure: Measure
    period: Period
    qualifier: Qualifier
    upper: Decimal | None
    section: str | None
    page: int | None
    bbox: Bbox | None
    confidence: float
    rule: str
    corrected: bool
    dropped: bool
    who: str | None
    why: str | None
    suggested: Decimal | None = None
    reason: str | None = None
    """What stands on the paper more likely, and why; nothing takes it over by itself."""

    @property
    def unsure(self) -> bool:
        """Whether somebody should look at it: it was read unsurely or agrees with nothing, and nobody corrected it."""
        return (self.confidence < UNSURE or self.suggested is not None) and not self.corrected


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A planned task."""

    id: int
    item: str | None
    text: str
    span: Span
    deadline: str | None
    section: str | None
    page: int | None
    bbox: Bbox | None


@dataclass(frozen=True, slots=True)
class OpenSection:
    """A section with its title, level and what stands in it itself, not in its sections."""

    id: str | None
    number: str
    title: str
    level: int
    span: Span
    figures: tuple[OpenFigure, ...]
    tasks: tuple[OpenTask, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """Another version of a report, or the report of another month."""

    id: int
    name: str
    month: str | None
    version: int
    current: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A report, its parts and its neighbours."""

    id: int
    name: str
    agency: str | None
    locality: int | None
    month: str | None
    header: Header
    text: str
    path: str
    sha256: str
    media: str
    pages: int | None
    ocr_pages: tuple[int, ...]
    warnings: tuple[str, ...]
    version: int
    current: bool
    read_at: str
    sections: tuple[OpenSection, ...]
    versions: tuple[Version, ...]
    before: Version | None
    after: Version | None

    @property
    def figures(self) -> tuple[OpenFigure, ...]:
        """All figures in the order of the text."""
        return tuple(figure for section in self.sections for figure in section.figures)

    @property
    def tasks(self) -> tuple[OpenTask, ...]:
        """All tasks in the order of the text."""
        return tuple(task for section in self.sections for task in section.tasks)


_FIGURE = (
    "f.id, f.text, f.span_start, f.span_end, f.value AS read_value, f.unit AS read_unit, f.label AS read_label, "
    "coalesce(c.value, f.value) AS value, coalesce(c.unit, f.unit) AS unit, coalesce(c.label, f.label) AS label, "
    "coalesce(c.dropped, 0) AS dropped, f.linked, i.name AS indicator_name, f.measure, f.period_kind, f.period_from, "
    "f.period_to, f.qualifier, f.upper, f.section, f.page, f.bbox, f.confidence, f.rule, k.who, k.why, "
    "{suggested} AS suggested "
    "FROM figures AS f LEFT JOIN corrected AS c ON c.figure = f.id LEFT JOIN indicators AS i ON i.code = f.linked "
    "LEFT JOIN corrections AS k ON k.id = (SELECT max(id) FROM corrections WHERE figure = f.id AND withdrawn IS NULL) "
)


def opened(archive: Archive, number: int) -> Opened:
    """Return the report with this number; raises `UsageError` where there is none."""
    row = archive.row(
        "SELECT r.*, coalesce(l.name, r.agency) AS called FROM reports AS r "
        "LEFT JOIN localities AS l ON l.id = r.locality WHERE r.id = ?",
        [number],
    )
    if row is None:
        raise UsageError(f"không có báo cáo số {number} trong kho; hãy chọn báo cáo ở trang Kho")
    return Opened(
        id=number,
        name=report_name(row),
        agency=row["called"],
        locality=row["locality"],
        month=row["month"],
        header=Header.model_validate_json(row["header"]),
        text=row["text"],
        path=row["path"],
        sha256=row["sha256"],
        media=row["media"],
        pages=row["pages"],
        ocr_pages=tuple(json.loads(row["ocr_pages"])),
        warnings=tuple(json.loads(row["warnings"])),
        version=row["version"],
        current=bool(row["is_current"]),
        read_at=row["extracted_at"],
        sections=_sections(archive, number),
        versions=_versions(archive, row),
        before=_neighbour(archive, row, "<", "DESC"),
        after=_neighbour(archive, row, ">", "ASC"),
    )


def report_file(archive: Archive, number: int) -> tuple[str, str]:
    """Return the path and hash of the file that a report was read from; raises `UsageError` where there is none."""
    row = archive.row("SELECT path, sha256 FROM reports WHERE id = ?", [number])
    if row is None:
        raise UsageError(f"không có báo cáo số {number} trong kho; hãy chọn báo cáo ở trang Kho")
    return row["path"], row["sha256"]


def open_figure(archive: Archive, number: int) -> tuple[int, OpenFigure]:
    """Return a figure with the number of its report; raises `UsageError` where there is none."""
    row = archive.row(f"SELECT f.report, {_figure_columns(archive)} WHERE f.id = ?", [number])
    if row is None:
        raise UsageError(f"không có số liệu số {number} trong kho; báo cáo có thể vừa được đọc lại, hãy tải lại trang")
    return row["report"], _figure(row)


def _sections(archive: Archive, number: int) -> tuple[OpenSection, ...]:
    figures: dict[str | None, list[OpenFigure]] = {}
    for row in archive.rows(f"SELECT {_figure_columns(archive)} WHERE f.report = ? ORDER BY f.position", [number]):
        figures.setdefault(row["section"], []).append(_figure(row))
    tasks: dict[str | None, list[OpenTask]] = {}
    for row in archive.rows(
        "SELECT id, item, text, span_start, span_end, deadline, section, page, bbox FROM tasks WHERE report = ? "
        "ORDER BY position",
        [number],
    ):
        tasks.setdefault(row["section"], []).append(_task(row))
    found = []
    known: set[str | None] = set()
    for row in archive.rows("SELECT * FROM sections WHERE report = ? ORDER BY position", [number]):
        repeated = row["section"] in known
        known.add(row["section"])
        found.append(
            OpenSection(
                row["section"], row["number"], row["title"], row["level"], (row["span_start"], row["span_end"]),
                () if repeated else tuple(figures.get(row["section"], ())),
                () if repeated else tuple(tasks.get(row["section"], ())),
            )
        )  # fmt: skip
    loose = tuple(figure for key, each in figures.items() if key not in known for figure in each)
    waiting = tuple(task for key, each in tasks.items() if key not in known for task in each)
    if loose or waiting:
        found.insert(0, OpenSection(None, "", "", 1, (0, 0), loose, waiting))
    return tuple(found)


def _figure_columns(archive: Archive) -> str:
    """Return what is asked of a figure; archives hold suggestions from the version on that makes some."""
    made = archive.row("SELECT 1 FROM pragma_table_info('figures') WHERE name = 'suggested'")
    return _FIGURE.format(suggested="NULL" if made is None else "f.suggested")


def _bbox(row: sqlite3.Row) -> Bbox | None:
    if row["bbox"] is None:
        return None
    x0, top, x1, bottom = json.loads(row["bbox"])
    return (x0, top, x1, bottom)


def _figure(row: sqlite3.Row) -> OpenFigure:
    period = {"kind": row["period_kind"], "from": row["period_from"], "to": row["period_to"]}
    told = None if row["suggested"] is None else json.loads(row["suggested"])
    open_to = told is not None and not told.get("accepted")
    return OpenFigure(
        id=row["id"],
        text=row["text"],
        span=(row["span_start"], row["span_end"]),
        value=Decimal(row["value"]),
        unit=row["unit"],
        label=row["label"],
        read_value=Decimal(row["read_value"]),
        read_unit=row["read_unit"],
        read_label=row["read_label"],
        indicator=row["linked"],
        indicator_name=row["indicator_name"],
        measure=Measure(row["measure"]),
        period=Period.model_validate(period),
        qualifier=Qualifier(row["qualifier"]),
        upper=None if row["upper"] is None else Decimal(row["upper"]),
        section=row["section"],
        page=row["page"],
        bbox=_bbox(row),
        confidence=row["confidence"],
        rule=row["rule"],
        corrected=row["who"] is not None,
        dropped=bool(row["dropped"]),
        who=row["who"],
        why=row["why"],
        suggested=Decimal(told["value"]) if told is not None and open_to else None,
        reason=str(told["reason"]) if told is not None and open_to else None,
    )


def _task(row: sqlite3.Row) -> OpenTask:
    return OpenTask(
        row["id"], row["item"], row["text"], (row["span_start"], row["span_end"]), row["deadline"], row["section"],
        row["page"], _bbox(row),
    )  # fmt: skip


def _versions(archive: Archive, report: sqlite3.Row) -> tuple[Version, ...]:
    rows = archive.rows(
        "SELECT id, number, symbol, path, month, version, is_current FROM reports WHERE slot = ? ORDER BY version, id",
        [report["slot"]],
    )
    return tuple(_version(row) for row in rows) if len(rows) > 1 else ()


def _version(row: sqlite3.Row) -> Version:
    return Version(row["id"], report_name(row), row["month"], row["version"], bool(row["is_current"]))


def _neighbour(archive: Archive, report: sqlite3.Row, sign: str, order: str) -> Version | None:
    """Return the agency's current report of the month before or after."""
    row = archive.row(
        "SELECT id, number, symbol, path, month, version, is_current FROM reports WHERE locality = ? "
        f"AND is_current = 1 AND month {sign} ? ORDER BY month {order}, id LIMIT 1",
        [report["locality"], report["month"]],
    )
    return None if row is None else _version(row)
