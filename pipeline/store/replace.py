"""Puts a report that was read anew in the place of what the archive held of the same file.

Enters: a `Report` whose file the archive knows. Leaves: its rows as they are read today, in one transaction. Figures
that say the same at the same place keep their ids; what people corrected and taught holds again.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.text import bare_long, fold_long
from pipeline.store.agencies import settle
from pipeline.store.archive import Archive
from pipeline.store.corrections import Anchor, anchors
from pipeline.store.load import load_report
from pipeline.store.rows import note
from pipeline.store.save import find_sha256, report_row, save_parts, save_report, settle_report
from pipeline.store.versions import arrange
from schemas.report import Report

_PARTS = ("unread", "other_numbers", "citations", "tasks", "figures", "paragraphs", "sections")


def replace_report(archive: Archive, report: Report) -> bool:
    """Write `report` anew and return whether it says anything else than before; one that is new is saved.

    Raises `ArchiveError`.
    """
    number = find_sha256(archive, report.source.sha256)
    if number is None:
        save_report(archive, report)
        return True
    old = _as_it_was(archive, number)
    with archive.transaction():
        before = archive.row("SELECT slot, agency_key, path FROM reports WHERE id = ?", [number])
        assert before is not None  # it was just found
        same = old is not None and _without_path(old) == _without_path(report)
        ids = [] if same or old is None else _same_ids(archive, number, old, report)
        if not same:
            _forget_parts(archive, number)
        row = {**report_row(archive, report), "path": before["path"]}
        moved = {"locality": None} if before["agency_key"] != row["agency_key"] else {}
        sets = ", ".join(f"{name} = ?" for name in (*row, *moved))
        archive.write(f"UPDATE reports SET {sets} WHERE id = ?", [*row.values(), *moved.values(), number])
        if not same:
            save_parts(archive, number, report, ids)
        if moved and before["agency_key"] is not None:
            for slot in sorted(settle(archive, before["agency_key"])):
                arrange(archive, slot)
        if before["slot"] != row["slot"]:
            arrange(archive, before["slot"])
        settle_report(archive, number, row)
        if not same:
            note(archive, "again", number, "")
    return not same


def _as_it_was(archive: Archive, number: int) -> Report | None:
    """Return what the archive holds of the report, `None` where it is too damaged to be told."""
    try:
        return load_report(archive, number)
    except ValueError:  # what Pydantic and JSON raise
        return None


def _without_path(report: Report) -> Report:
    return report.model_copy(update={"source": report.source.model_copy(update={"path": ""})})


def _same_ids(archive: Archive, number: int, old: Report, new: Report) -> list[int | None]:
    """Return the id that each figure of `new` had before, `None` for those that are new."""
    rows = archive.rows("SELECT id FROM figures WHERE report = ? ORDER BY position", [number])
    known: dict[Anchor, list[int]] = {}
    for row, anchor in zip(rows, _anchors(old), strict=True):
        known.setdefault(anchor, []).append(row["id"])
    found: list[int | None] = []
    for anchor in _anchors(new):
        ids = known.get(anchor)
        found.append(ids.pop(0) if ids else None)
    return found


def _anchors(report: Report) -> Sequence[Anchor]:
    return list(anchors(report.text, [figure.span for figure in report.figures]))


def _forget_parts(archive: Archive, number: int) -> None:
    """Delete everything that stands in a report; its paragraphs leave the search index with the words they had."""
    rows = archive.rows(
        "SELECT p.id, substr(r.text, p.span_start + 1, p.span_end - p.span_start) AS text FROM paragraphs AS p "
        "JOIN reports AS r ON r.id = p.report WHERE p.report = ?",
        [number],
    )
    archive.write_all(
        "INSERT INTO paragraphs_fts (paragraphs_fts, rowid, folded, bare) VALUES ('delete', ?, ?, ?)",
        [(row["id"], fold_long(row["text"]), bare_long(row["text"])) for row in rows],
    )
    archive.write("DELETE FROM corrected WHERE figure IN (SELECT id FROM figures WHERE report = ?)", [number])
    for table in _PARTS:
        archive.write(f"DELETE FROM {table} WHERE report = ?", [number])
