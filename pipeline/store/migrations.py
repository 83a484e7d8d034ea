"""The versions of the archive, as one list from the first: each takes an archive from the version before to its own.

Enters: an open connection. Leaves: the same archive at the newest version, or untouched if a step fails.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.errors import ArchiveError
from pipeline.store import version1, version1_views, version2, version3, version4, version5

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x42414F43
"""What SQLite writes into the file's head so that other programs know whose it is ("BAOC")."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its name as the archive records it, and the function that does it inside a transaction."""

    name: str
    apply: Callable[[Database], None]


def first_version(db: Database) -> None:
    """Make all tables, their search indexes and views in an empty file."""
    from pipeline.store.tables import describe

    db.execute(
        "CREATE TABLE _columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, tells TEXT NOT NULL, "
        "PRIMARY KEY (table_name, column_name)) STRICT"
    )
    for table in version1.TABLES:
        table.create(db)
    for name, tells in version1_views.SEARCH.items():
        db.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5(folded, bare, content='', "
            "tokenize='unicode61 remove_diacritics 0')"
        )
        describe(db, name, {"": tells})
    for name, (tells, select) in version1_views.VIEWS.items():
        db.execute(f"CREATE VIEW {name} AS {select}")
        describe(db, name, {"": tells})


MIGRATIONS: tuple[Migration, ...] = (
    Migration("first_version", first_version),
    Migration("localities", version2.localities),
    Migration("people", version2.people),
    Migration("silences", version3.silences),
    Migration("suggestions", version4.suggestions),
    Migration("many_reports", version5.many_reports),
)
"""In order; an archive's version is the number of those that were applied to it."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return the archive's version, 0 for an empty file; raises `ArchiveError` for a foreign file or a newer one."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if owner != APPLICATION_ID and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise ArchiveError("tệp này là cơ sở dữ liệu của chương trình khác, không phải kho báo cáo của baocao")
    if version > len(MIGRATIONS):
        raise ArchiveError(
            f"kho này do phiên bản mới hơn của baocao tạo ra (kho: {version}, chương trình: {len(MIGRATIONS)}); "
            "hãy cập nhật chương trình"
        )
    return version


def migrate(connection: sqlite3.Connection, upto: int | None = None) -> None:
    """Bring the archive to version `upto` (the newest where none is given) in one transaction."""
    from sqlite_utils import Database

    target = len(MIGRATIONS) if upto is None else upto
    with connection:  # which commits, or rolls back
        connection.execute("BEGIN IMMEDIATE")
        version = version_of(connection)  # again, now that nobody else writes
        db = Database(connection, execute_plugins=False)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS _migrations "
            "(version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT"
        )
        for number, migration in enumerate(MIGRATIONS[version:target], start=version + 1):
            migration.apply(db)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute("INSERT INTO _migrations VALUES (?, ?, ?)", (number, migration.name, now))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {max(version, target)}")
