"""Saves a report into the archive, whole or not at all.

Enters: a `Report`. Leaves: its rows, and a `SaveResult`: new, unchanged (the archive has that very file), or
superseding (it replaces, or is replaced by, another version of the same report).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version

from pipeline.language.text import bare, fold, squeeze
from pipeline.store.archive import Archive, Value
from pipeline.store.paragraphs import passages
from pipeline.store.parts import Parts, as_date, as_json, as_period
from pipeline.store.versions import agency_key, arrange, month_of, province_of, slot_of
from schemas.report import Report


class SaveStatus(StrEnum):
    """What saving a report did."""

    NEW = "new"
    UNCHANGED = "unchanged"
    SUPERSEDING = "superseding"


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What saving did, and the id of the report in the archive."""

    status: SaveStatus
    id: int


def program_version() -> str:
    """Return the version of this program, as recorded beside what it read."""
    try:
        return version("baocao")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"


def now() -> str:
    """Return the time as the archive writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def find_sha256(archive: Archive, sha256: str) -> int | None:
    """Return the id of the report that was read from the file with this hash, or `None`."""
    row = archive.row("SELECT id FROM reports WHERE sha256 = ?", [sha256])
    return None if row is None else int(row["id"])


def save_report(archive: Archive, report: Report) -> SaveResult:
    """Save `report` in one transaction; the same file again changes nothing. Raises `ArchiveError`."""
    with archive.transaction():
        known = find_sha256(archive, report.source.sha256)
        if known is not None:
            return SaveResult(SaveStatus.UNCHANGED, known)
        slot = slot_of(report)
        number = _insert(archive, "reports", _report_row(archive, report, slot))
        _save_parts(archive, number, report)
        arrange(archive, slot)
        archive.write("DELETE FROM rejected WHERE path = ?", [report.source.path])
        others = archive.row(
            "SELECT 1 FROM reports WHERE slot = ? AND id <> ? AND (superseded_by = ? OR id = "
            "(SELECT superseded_by FROM reports WHERE id = ?))",
            [slot, number, number, number],
        )
        status = SaveStatus.NEW if others is None else SaveStatus.SUPERSEDING
        _insert(archive, "audit", {"at": now(), "action": "save", "report": number, "detail": status})
    return SaveResult(status, number)


def _insert(archive: Archive, table: str, row: dict[str, Value]) -> int:
    marks = ", ".join("?" * len(row))
    return archive.write(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def _insert_all(archive: Archive, table: str, rows: list[dict[str, Value]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        sql = f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES ({marks})"
        archive.write_all(sql, [list(row.values()) for row in rows])


def _report_row(archive: Archive, report: Report, slot: str) -> dict[str, Value]:
    head, source, key = report.header, report.source, agency_key(report)
    if key is not None:
        name = squeeze(head.agency or "")
        archive.write("INSERT OR IGNORE INTO agencies VALUES (?, ?, ?)", [key, name, bare(name)])
    return {
        "agency": head.agency,
        "agency_key": key,
        "parent_agency": head.parent_agency,
        "province": province_of(report),
        "month": month_of(report),
        **as_period(head.period),
        "number": head.number,
        "symbol": head.symbol,
        "date": as_date(head.date),
        "title": head.title,
        "slot": slot,
        "version": 1,
        "superseded_by": None,
        "is_current": 1,
        "path": source.path,
        "sha256": source.sha256,
        "media": source.media.value,
        "pages": source.pages,
        "extracted_at": now(),
        "program": program_version(),
        "text": report.text,
        "header": as_json(head.model_dump(mode="json", by_alias=True)),
        "footer": as_json(report.footer.model_dump(mode="json", by_alias=True)),
        "ocr_pages": as_json(source.ocr_pages),
        "warnings": as_json(source.warnings),
    }


def _save_parts(archive: Archive, number: int, report: Report) -> None:
    """Write the rows of everything that stands in the report."""
    section_ids = [
        _insert(archive, "sections", {
            "report": number, "position": position, "section": section.id, "number": section.number,
            "title": section.title, "level": section.level, "parent": section.parent,
            "span_start": section.span[0], "span_end": section.span[1],
        })
        for position, section in enumerate(report.sections)
    ]  # fmt: skip
    _save_passages(archive, number, report, section_ids)
    _note_indicators(archive, {figure.indicator for figure in report.figures if figure.indicator})
    labels = {label: _label_id(archive, label) for label in dict.fromkeys(item.label for item in report.figures)}
    parts = Parts(number, report, section_ids)
    figures = [parts.figure(position, item, labels[item.label]) for position, item in enumerate(report.figures)]
    _insert_all(archive, "figures", figures)
    _insert_all(archive, "tasks", [parts.task(position, item) for position, item in enumerate(report.tasks)])
    _insert_all(
        archive, "citations", [parts.citation(position, item) for position, item in enumerate(report.citations)]
    )
    others = [parts.other(position, item) for position, item in enumerate(report.other_numbers)]
    _insert_all(archive, "other_numbers", others)
    _insert_all(archive, "unread", [parts.unread(position, item) for position, item in enumerate(report.unread)])


def _save_passages(archive: Archive, number: int, report: Report, section_ids: list[int]) -> None:
    """Write the paragraphs and put their words into the search index."""
    for position, passage in enumerate(passages(report)):
        text = report.text[passage.span[0] : passage.span[1]]
        row = _insert(archive, "paragraphs", {
            "report": number, "position": position, "span_start": passage.span[0], "span_end": passage.span[1],
            "section_id": None if passage.section is None else section_ids[passage.section], "page": passage.page,
        })  # fmt: skip
        archive.write(
            "INSERT INTO paragraphs_fts (rowid, folded, bare) VALUES (?, ?, ?)", [row, fold(text), bare(text)]
        )


def _label_id(archive: Archive, label: str) -> int:
    """Return the id of `label` in the table of labels, making it and its search entry where it is new."""
    folded = squeeze(fold(label))
    known = archive.row("SELECT id FROM labels WHERE folded = ?", [folded])
    if known is not None:
        return int(known["id"])
    row = _insert(archive, "labels", {"folded": folded, "bare": bare(folded), "label": label})
    archive.write("INSERT INTO labels_fts (rowid, folded, bare) VALUES (?, ?, ?)", [row, folded, bare(folded)])
    return row


def _note_indicators(archive: Archive, codes: Iterable[str]) -> None:
    """Make a place for codes that the archive's catalogue doesn't hold."""
    archive.write_all(
        "INSERT OR IGNORE INTO indicators (code, name, position, names, in_catalogue) VALUES (?, ?, 1000000, '[]', 0)",
        [(code, code) for code in sorted(codes)],
    )
