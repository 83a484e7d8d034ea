"""Takes another archive into this one: its reports, and what people corrected, taught and let stand there.

Enters: two open archives, such as a commune's and the province's. Leaves: the first with everything that the second
holds. Merging again changes nothing, and the other archive stays as it is.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ArchiveError, UsageError
from pipeline.store.archive import Archive, open_archive
from pipeline.store.corrections import reattach
from pipeline.store.lessons import Lesson, all_lessons, link
from pipeline.store.load import load_report
from pipeline.store.migrations import MIGRATIONS, version_of
from pipeline.store.rejected import all_rejected, set_aside
from pipeline.store.rows import insert, note
from pipeline.store.save import SaveStatus, save_report
from pipeline.store.silences import take_silences

_SAME = ("sha256", "text", "line", "nth", "place", "value", "unit", "label", "indicator", "not_a_figure", "who", "at")
_COPIED = (*_SAME, "why", "withdrawn")


@dataclass(frozen=True, slots=True)
class MergeResult:
    """How many reports were new, unchanged or another version; what people did that was taken; lessons that differ."""

    new: int
    unchanged: int
    superseding: int
    corrections: int
    lessons: int
    silences: int
    contrary: tuple[str, ...]


@contextmanager
def reading(path: Path) -> Iterator[Archive]:
    """Open an archive that stays as it is: one of an older version is brought up in a copy. Raises `ArchiveError`."""
    if not path.is_file():
        raise ArchiveError(f"{path}: không có kho báo cáo này")
    try:
        log = path.with_name(f"{path.name}-wal")
        still = "" if log.exists() else "&immutable=1"  # nobody writes: works on a read-only disk, and leaves no trace
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{still}", uri=True)
        try:
            older = version_of(connection) < len(MIGRATIONS)
            if not older:
                connection.row_factory = sqlite3.Row
                yield Archive(str(path), connection)
                return
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / "kho.db"
                with sqlite3.connect(copy) as target:
                    connection.backup(target)
                target.close()
                with open_archive(copy) as archive:
                    yield archive
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: không phải kho của baocao hoặc đã hỏng") from error
    except ArchiveError as error:
        raise ArchiveError(f"{path}: {str(error).removeprefix(f'{path}: ')}") from error


def merge(archive: Archive, other: Archive, progress: Callable[[int, int], None] | None = None) -> MergeResult:
    """Take everything from `other` into `archive`; raises `ArchiveError`, or `UsageError` for the same file."""
    if Path(archive.path).resolve() == Path(other.path).resolve():
        raise UsageError(f"{other.path}: không thể gộp kho vào chính nó")
    _take_codes(archive, other)
    counts = dict.fromkeys(SaveStatus, 0)
    rows = other.rows("SELECT id, sha256, extracted_at, program FROM reports ORDER BY id")
    for done, row in enumerate(rows, 1):
        if archive.row("SELECT 1 FROM reports WHERE sha256 = ?", [row["sha256"]]) is not None:
            counts[SaveStatus.UNCHANGED] += 1
        else:
            saved = save_report(archive, load_report(other, row["id"]))
            counts[saved.status] += 1
            with archive.transaction():
                archive.write(
                    "UPDATE reports SET extracted_at = ?, program = ? WHERE id = ?",
                    [row["extracted_at"], row["program"], saved.id],
                )
        if progress is not None:
            progress(done, len(rows))
    for rejected in all_rejected(other):
        if archive.row("SELECT 1 FROM rejected WHERE path = ?", [rejected.path]) is None:
            set_aside(archive, rejected)
    lessons, contrary = _take_lessons(archive, other)
    return MergeResult(
        new=counts[SaveStatus.NEW],
        unchanged=counts[SaveStatus.UNCHANGED],
        superseding=counts[SaveStatus.SUPERSEDING],
        corrections=_take_corrections(archive, other),
        lessons=lessons,
        silences=take_silences(archive, other),
        contrary=contrary,
    )


def _take_codes(archive: Archive, other: Archive) -> None:
    """Take the indicators that the other catalogue has and this one lacks."""
    columns = "code, name, unit, kind, sector, sector_name, position, names, official_code, in_catalogue"
    rows = other.rows(f"SELECT {columns} FROM indicators ORDER BY position, code")
    with archive.transaction():
        archive.write_all(
            f"INSERT INTO indicators ({columns}) VALUES ({', '.join('?' * 10)}) ON CONFLICT (code) DO UPDATE SET "
            "name = excluded.name, unit = excluded.unit, kind = excluded.kind, sector = excluded.sector, "
            "sector_name = excluded.sector_name, position = excluded.position, names = excluded.names, "
            "official_code = excluded.official_code, in_catalogue = excluded.in_catalogue "
            "WHERE indicators.in_catalogue = 0 AND excluded.in_catalogue = 1",
            [tuple(row) for row in rows],
        )


def _take_lessons(archive: Archive, other: Archive) -> tuple[int, tuple[str, ...]]:
    """Take the lessons that this archive lacks; return how many, and the keys on which the two say otherwise."""
    known = {lesson.key: lesson.code for lesson in all_lessons(archive)}
    new: list[Lesson] = [lesson for lesson in all_lessons(other) if lesson.key not in known]
    contrary = [lesson.key for lesson in all_lessons(other) if known.get(lesson.key, lesson.code) != lesson.code]
    if new:
        link(archive, new)
    return len(new), tuple(contrary)


def _take_corrections(archive: Archive, other: Archive) -> int:
    """Take the corrections that this archive lacks, and those withdrawn there; return how many."""
    same = " AND ".join(f"{column} IS ?" for column in _SAME)
    taken = 0
    for row in other.rows(f"SELECT {', '.join(_COPIED)} FROM corrections ORDER BY id"):
        known = archive.row(f"SELECT id, withdrawn FROM corrections WHERE {same}", [row[column] for column in _SAME])
        report = archive.row("SELECT id FROM reports WHERE sha256 = ?", [row["sha256"]])
        if known is not None and (known["withdrawn"] is not None or row["withdrawn"] is None):
            continue
        with archive.transaction():
            if known is None:
                insert(archive, "corrections", {column: row[column] for column in _COPIED})
            else:
                archive.write("UPDATE corrections SET withdrawn = ? WHERE id = ?", [row["withdrawn"], known["id"]])
            if report is not None:
                reattach(archive, report["id"])
            note(archive, "merge", None if report is None else report["id"], "correction")
        taken += 1
    return taken
