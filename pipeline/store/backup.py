"""Copies of the archive: taken while others write, and brought back without ever throwing one away.

Enters: the path of an archive or of its copy, such as "kho-2026-05-31.db". Leaves: a copy that is whole and sound; or
the archive as it was when copied, with the one that stood there kept beside it under another name.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import ArchiveError, UsageError
from pipeline.store.archive import translated
from pipeline.store.merge import reading
from pipeline.store.migrations import version_of

_PAGES = 4096
"""How many pages are copied before others are let in again: 16 MB."""
_WAIT = 5.0
_BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside an archive; the log holds what was written last."""

Progress = Callable[[int, int], None]
"""Called with the pages copied and the pages in all."""


def backup(path: Path, out: Path, *, replace: bool = False, progress: Progress | None = None) -> None:
    """Copy the archive at `path` to `out` as it is at one moment, while others may write to it.

    `replace` lets the copy take the place of an earlier one, which stays until the new one is complete. Raises
    `UsageError` where `out` exists already, `ArchiveError` where one can't be read or the other can't be written.
    """
    if _same_file(path, out):
        raise UsageError(f"{out}: bản sao lưu phải là tệp khác với kho")
    if out.exists() and not replace:
        raise UsageError(f"{out}: đã có tệp này; hãy đặt tên khác, hoặc thêm --replace để thay bản sao cũ")
    if not out.parent.is_dir():
        raise UsageError(f"{out}: không có thư mục {out.parent}")
    with _live(path) as connection:
        _copy(connection, path, out, progress)


@contextmanager
def _live(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an archive to which others may write, of whatever version, and leave it as it is; raises `ArchiveError`."""
    if not path.is_file():
        raise ArchiveError(f"{path}: không có kho báo cáo này")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)) as live:
            try:
                version_of(live)
            except ArchiveError as error:
                raise ArchiveError(f"{path}: {error}") from error
            yield live
    except sqlite3.Error as error:
        raise translated(str(path), error) from error


def restore(copy: Path, db: Path, *, replace: bool = False, progress: Progress | None = None) -> Path | None:
    """Put what `copy` holds at `db`, and return where the archive that stood there is kept, `None` if there was none.

    Raises `UsageError` where there is an archive already and `replace` isn't said, `ArchiveError` where the copy is no
    sound archive; then nothing has changed.
    """
    if _same_file(copy, db):
        raise UsageError(f"{db}: bản sao lưu phải là tệp khác với kho")
    there = [place for place in (db, *_beside(db)) if place.exists()]
    if there and not replace:
        raise UsageError(f"{db}: đã có kho này; thêm --replace để thay, kho cũ sẽ được giữ bên cạnh dưới tên khác")
    if not db.parent.is_dir():
        raise UsageError(f"{db}: không có thư mục {db.parent}")
    if copy.is_file() and copy.stat().st_size == 0:
        raise ArchiveError(f"{copy}: tệp rỗng, không phải bản sao của kho")
    fresh = db.with_name(f"{db.name}.dang-lay-lai-{os.getpid()}")
    kept = None
    try:
        with reading(copy) as archive:
            _copy(archive.connection, copy, fresh, progress)
        if there:
            _nobody_writes(db)
            kept = _free_name(db)
            for place in there:
                if place.exists():  # SQLite may just have folded the log in
                    place.rename(f"{kept}{place.name.removeprefix(db.name)}")
        fresh.replace(db)
        _to_disk(db.parent)
    except OSError as error:
        raise ArchiveError(f"{db}: không ghi được: {error.strerror or type(error).__name__}") from error
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def _nobody_writes(db: Path) -> None:
    """Raise `ArchiveError` where another program is writing to the archive that is to be put aside."""
    with closing(sqlite3.connect(db, timeout=_WAIT, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            if str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise translated(str(db), error) from error  # any other: it is damaged, hence the restoring


def _copy(source: sqlite3.Connection, path: Path, out: Path, progress: Progress | None) -> None:
    """Copy the whole archive into a new file, look it over, and only then give it its name."""
    half = out.with_name(f"{out.name}.dang-sao-{os.getpid()}")
    told = None if progress is None else (lambda _, left, total: progress(total - left, total))
    try:
        source.execute("BEGIN")  # one moment for all pages, whatever others write meanwhile
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        with closing(sqlite3.connect(half, isolation_level=None)) as target:
            source.backup(target, pages=_PAGES, progress=told, sleep=0)
            found = target.execute("PRAGMA quick_check(1)").fetchone()[0]
        source.execute("COMMIT")
        if found != "ok":
            raise ArchiveError(f"{path}: kho đã hỏng, không sao được; chạy baocao doctor để xem")
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        half.replace(out)
        _to_disk(out.parent)
    except sqlite3.Error as error:
        raise translated(
            str(path if "CORRUPT" in str(getattr(error, "sqlite_errorname", "")) else out), error
        ) from error
    except OSError as error:
        raise ArchiveError(f"{out}: không ghi được: {error.strerror or type(error).__name__}") from error
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")
        for left in (half, *_beside(half), half.with_name(f"{half.name}-journal")):
            left.unlink(missing_ok=True)


def _to_disk(folder: Path) -> None:
    """Have the names in a folder outlive a power cut."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _beside(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}{ending}") for ending in _BESIDE]


def _same_file(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _free_name(db: Path) -> Path:
    """Return a name beside `db` that nothing has."""
    stem = f"{db.name}.cu-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    names = (db.with_name(stem if number == 0 else f"{stem}-{number}") for number in range(1000))
    return next(name for name in names if not name.exists())
