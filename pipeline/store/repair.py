"""Rebuilds what the archive can work out from the rest: indexes and views, search, versions, what people changed.

Enters: an open archive of which some derived part is damaged. Leaves: the same with these parts made anew; what was
read and what people corrected and taught isn't touched. Names the reports that are too damaged for that.
"""

from __future__ import annotations

from pipeline.language.text import bare
from pipeline.store.agencies import settle
from pipeline.store.archive import Archive
from pipeline.store.blueprint import differences
from pipeline.store.corrections import reattach
from pipeline.store.lessons import relink
from pipeline.store.load import load_report
from pipeline.store.rows import note
from pipeline.store.save import save_passages
from pipeline.store.soundness_rows import DRIFTED
from pipeline.store.versions import arrange


def repair(archive: Archive) -> list[int]:
    """Make all derived parts anew, all or nothing; return the reports that have to be read again for that.

    Raises `ArchiveError` where the file itself is damaged.
    """
    archive.rows("PRAGMA journal_mode = WAL")
    archive.connection.execute("PRAGMA foreign_keys = OFF")  # a reference without a target isn't mended here
    try:
        with archive.transaction():
            for difference in list(differences(archive)):
                for statement in difference.mend:
                    archive.write(statement)
            archive.write(f"UPDATE figures SET amount_real = CAST(amount AS REAL) WHERE {DRIFTED}")
            _agencies(archive)
            _labels(archive)
            damaged = _reports(archive)
            note(archive, "repair", None, "")
    finally:
        archive.connection.execute("PRAGMA foreign_keys = ON")
    return damaged


def _agencies(archive: Archive) -> None:
    """Settle whose each report is, and which of its versions holds."""
    archive.write(
        "UPDATE reports SET locality = NULL WHERE locality IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM localities AS l WHERE l.id = reports.locality AND l.key IS reports.agency_key)"
    )
    for row in archive.rows("SELECT key FROM agencies ORDER BY key"):
        settle(archive, row["key"])
    for row in archive.rows("SELECT DISTINCT slot FROM reports ORDER BY slot"):
        arrange(archive, row["slot"])


def _labels(archive: Archive) -> None:
    archive.write("INSERT INTO labels_fts (labels_fts) VALUES ('delete-all')")
    for row in archive.rows("SELECT id, folded FROM labels ORDER BY id"):
        archive.write(
            "INSERT INTO labels_fts (rowid, folded, bare) VALUES (?, ?, ?)",
            [row["id"], row["folded"], bare(row["folded"])],
        )


def _reports(archive: Archive) -> list[int]:
    """Cut every report into its paragraphs anew, index them, and work out what holds for its figures."""
    archive.write("INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('delete-all')")
    archive.write("DELETE FROM paragraphs")
    archive.write("DELETE FROM corrected WHERE figure NOT IN (SELECT id FROM figures)")
    archive.write("UPDATE corrections SET figure = NULL WHERE figure IS NOT NULL")
    damaged = []
    for row in archive.rows("SELECT id FROM reports ORDER BY id"):
        sections = archive.rows("SELECT id FROM sections WHERE report = ? ORDER BY position", [row["id"]])
        try:
            report = load_report(archive, row["id"])
        except ValueError:  # what Pydantic and JSON raise
            damaged.append(row["id"])
            continue
        save_passages(archive, row["id"], report, [section["id"] for section in sections])
        archive.write("DELETE FROM corrected WHERE figure IN (SELECT id FROM figures WHERE report = ?)", [row["id"]])
        reattach(archive, row["id"])
        relink(archive, row["id"])
    return damaged
