"""Saves a report into the archive, whole or not at all.

Enters: a `Report`. Leaves: its rows, and a `SaveResult`: new, unchanged (the archive has that very file), or
superseding (it replaces, or is replaced by, another version of the same report).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.language.text import bare, fold_long, squeeze, without_marks
from pipeline.store.agencies import agency_of, settle
from pipeline.store.archive import Archive, Value
from pipeline.store.corrections import reattach
from pipeline.store.lessons import relink
from pipeline.store.paragraphs import passages
from pipeline.store.parts import Parts, as_date, as_json, as_period
from pipeline.store.rows import insert, insert_all, label_id, next_id, note, now, program_version
from pipeline.store.versions import arrange, month_of, slot_of
from schemas.report import Report


class SaveStatus(StrEnum):
    """What saving a report did."""

    NEW = "new"
    UNCHANGED = "unchanged"
    SUPERSEDING = "superseding"
    RENEWED = "renewed"


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What saving did, and the id of the report in the archive."""

    status: SaveStatus
    id: int


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
        row = report_row(archive, report)
        number = insert(archive, "reports", {**row, "version": 1, "superseded_by": None, "is_current": 1})
        save_parts(archive, number, report)
        settle_report(archive, number, row)
        archive.write("DELETE FROM rejected WHERE path = ?", [report.source.path])
        others = archive.row(
            "SELECT 1 FROM reports WHERE slot = ? AND id <> ? AND (superseded_by = ? OR id = "
            "(SELECT superseded_by FROM reports WHERE id = ?))",
            [row["slot"], number, number, number],
        )
        status = SaveStatus.NEW if others is None else SaveStatus.SUPERSEDING
        note(archive, "save", number, status)
    return SaveResult(status, number)


def settle_report(archive: Archive, number: int, row: dict[str, Value]) -> None:
    """Put a report that was just written into its place: locality and versions, lessons and corrections."""
    key, slot = row["agency_key"], str(row["slot"])
    touched = settle(archive, key) if isinstance(key, str) else set()
    for each in sorted({slot, *touched}):
        arrange(archive, each)
    relink(archive, number)
    reattach(archive, number)


def report_row(archive: Archive, report: Report) -> dict[str, Value]:
    """Return the columns of a report's row, all but those that tell of its versions."""
    head, source, agency = report.header, report.source, agency_of(report)
    key = None if agency is None else agency.key
    if agency is not None:
        name = squeeze(agency.name)
        archive.write("INSERT OR IGNORE INTO agencies VALUES (?, ?, ?)", [key, name, bare(name)])
    return {
        "agency": head.agency,
        "agency_key": key,
        "parent_agency": head.parent_agency,
        "province": None if agency is None else agency.province,
        "unit_code": None if agency is None or agency.unit is None else agency.unit.code,
        "month": month_of(report),
        **as_period(head.period),
        "number": head.number,
        "symbol": head.symbol,
        "date": as_date(head.date),
        "title": head.title,
        "slot": slot_of(report, key),
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


def save_parts(archive: Archive, number: int, report: Report, ids: Sequence[int | None] = ()) -> None:
    """Write the rows of everything that stands in the report; `ids` are those that its figures had before."""
    first = next_id(archive, "sections")
    section_ids = list(range(first, first + len(report.sections)))
    insert_all(archive, "sections", [
        {
            "id": section_id, "report": number, "position": position, "section": section.id, "number": section.number,
            "title": section.title, "level": section.level, "parent": section.parent,
            "span_start": section.span[0], "span_end": section.span[1],
        }
        for position, (section_id, section) in enumerate(zip(section_ids, report.sections, strict=True))
    ])  # fmt: skip
    save_passages(archive, number, report, section_ids)
    _note_indicators(archive, {figure.indicator for figure in report.figures if figure.indicator})
    labels = {label: label_id(archive, label) for label in dict.fromkeys(item.label for item in report.figures)}
    parts = Parts(number, report, section_ids)
    figures = [
        {"id": ids[position] if ids else None, **parts.figure(position, item, labels[item.label])}
        for position, item in enumerate(report.figures)
    ]
    insert_all(archive, "figures", sorted(figures, key=lambda row: row["id"] is None))  # known ids first
    insert_all(archive, "tasks", [parts.task(position, item) for position, item in enumerate(report.tasks)])
    insert_all(archive, "citations", [parts.citation(position, item) for position, item in enumerate(report.citations)])
    others = [parts.other(position, item) for position, item in enumerate(report.other_numbers)]
    insert_all(archive, "other_numbers", others)
    insert_all(archive, "unread", [parts.unread(position, item) for position, item in enumerate(report.unread)])


def save_passages(archive: Archive, number: int, report: Report, section_ids: list[int]) -> None:
    """Write the paragraphs and put their words into the search index."""
    first = next_id(archive, "paragraphs")
    found = passages(report)
    insert_all(archive, "paragraphs", [
        {
            "id": first + position, "report": number, "position": position, "span_start": passage.span[0],
            "span_end": passage.span[1], "page": passage.page,
            "section_id": None if passage.section is None else section_ids[passage.section],
        }
        for position, passage in enumerate(found)
    ])  # fmt: skip
    texts = (fold_long(report.text[passage.span[0] : passage.span[1]]) for passage in found)
    archive.write_all(
        "INSERT INTO paragraphs_fts (rowid, folded, bare) VALUES (?, ?, ?)",
        ((first + position, folded, without_marks(folded)) for position, folded in enumerate(texts)),
    )


def _note_indicators(archive: Archive, codes: Iterable[str]) -> None:
    """Make a place for codes that the archive's catalogue doesn't hold."""
    archive.write_all(
        "INSERT OR IGNORE INTO indicators (code, name, position, names, in_catalogue) VALUES (?, ?, 1000000, '[]', 0)",
        [(code, code) for code in sorted(codes)],
    )
