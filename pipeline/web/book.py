"""The book beside the archive: who may come in, who is in, and the log of what everybody did.

Enters: the path of an archive such as "kho.db". Leaves: `Book`, kept in "kho.db.web", so that passwords and the log
never travel with the archive. The log only grows: the file itself refuses to change or delete a line of it, and no line
holds a word of a report.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from pipeline.errors import ArchiveError

_TABLES = """
CREATE TABLE IF NOT EXISTS users (
  name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, failures INTEGER NOT NULL DEFAULT 0,
  locked_until TEXT, made TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS sessions (
  token TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users(name) ON DELETE CASCADE, made TEXT NOT NULL,
  seen TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS log (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS log_keeps_lines BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'log'); END;
CREATE TRIGGER IF NOT EXISTS log_loses_none BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'log'); END;
"""

Value = str | int | None


@dataclass(frozen=True, slots=True)
class LogLine:
    """Who did what to which thing, and when; `object` names it by its number or its kind, never by its words."""

    id: int
    at: str
    who: str
    action: str
    object: str


def book_path(db: Path) -> Path:
    """Return where the book of an archive lies.

    >>> book_path(Path("kho.db")).name
    'kho.db.web'
    """
    return db.with_name(f"{db.name}.web")


def now() -> str:
    """Return the time as the book writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Book:
    """One connection that all threads share, one at a time: what is asked of it takes a fraction of a millisecond."""

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        try:
            self._connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.executescript(_TABLES)
            path.chmod(0o600)
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(f"{path}: không mở được sổ người dùng và nhật ký; xem lại quyền ghi thư mục") from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        """Return all rows that `sql` gives."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> sqlite3.Row | None:
        """Return the first row, or `None`."""
        found = self.rows(sql, values)
        return found[0] if found else None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write all that happens inside, or nothing."""
        with self._lock, self._connection:  # which commits, or rolls back
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection

    def note(self, who: str, action: str, thing: str) -> None:
        """Write a line into the log."""
        with self._lock:
            self._connection.execute(
                "INSERT INTO log (at, who, action, object) VALUES (?, ?, ?, ?)", (now(), who, action, thing)
            )

    def lines(self, *, before: int | None = None, limit: int = 100) -> list[LogLine]:
        """Return at most `limit` lines of the log that are older than line `before`, the newest first."""
        rows = self.rows(
            "SELECT id, at, who, action, object FROM log WHERE id < ? ORDER BY id DESC LIMIT ?",
            [before if before is not None else 2**62, limit],
        )
        return [LogLine(row["id"], row["at"], row["who"], row["action"], row["object"]) for row in rows]
