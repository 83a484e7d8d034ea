"""Opens the archive, and is the one door to it: every statement goes through an `Archive`.

Enters: the path of a file such as "kho.db". Leaves: an `Archive` at the newest version, or an `ArchiveError` that says
in one Vietnamese line what is wrong with the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.errors import ArchiveError
from pipeline.store.migrations import MIGRATIONS, migrate, version_of

Value = str | int | float | None
"""What a column holds."""

_WAIT = 30.0
_REASONS = {
    "SQLITE_NOTADB": "không phải kho của baocao hoặc đã hỏng",
    "SQLITE_CORRUPT": "kho đã hỏng; chạy baocao doctor để xem, rồi lấy lại từ bản sao lưu",
    "SQLITE_BUSY": "chương trình khác đang ghi vào kho; hãy thử lại sau",
    "SQLITE_FULL": "đĩa đã đầy",
    "SQLITE_READONLY": "không được phép ghi vào kho",
    "SQLITE_CANTOPEN": "không mở được tệp; xem lại đường dẫn và quyền truy cập",
    "SQLITE_IOERR": "lỗi đọc ghi đĩa",
}


def translated(path: str, error: sqlite3.Error) -> ArchiveError:
    """Return what SQLite says of the file at `path` in the program's own words."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for start, reason in _REASONS.items():
        if name.startswith(start):
            return ArchiveError(f"{path}: {reason}")
    return ArchiveError(f"{path}: kho báo lỗi {name or type(error).__name__}: {error}")


class Archive:
    """An open archive. Close it, or use it in a `with`."""

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        connection.row_factory = sqlite3.Row

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was committed is safe on the disk."""
        self.connection.close()

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        """Return all rows that `sql` gives."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise translated(self.path, error) from error

    def each(self, sql: str, values: Sequence[Value] = ()) -> Iterator[sqlite3.Row]:
        """Yield the rows that `sql` gives one by one, for answers too long to hold."""
        try:
            yield from self.connection.execute(sql, values)
        except sqlite3.Error as error:
            raise translated(self.path, error) from error

    def row(self, sql: str, values: Sequence[Value] = ()) -> sqlite3.Row | None:
        """Return the first row that `sql` gives, or `None`."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement inside a transaction and return the id of the row that it inserted last."""
        return int(self.connection.execute(sql, values).lastrowid or 0)

    def write_all(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each of `rows` inside a transaction."""
        self.connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all that happens inside, or nothing; raises `ArchiveError` where the file refuses.

        One inside another is a part of it: it may fail by itself, and is safe on the disk when the outer one is.
        """
        inner = self.connection.in_transaction
        begin, end, undo = (
            ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))
            if inner
            else ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
        )
        try:
            self.connection.execute(begin)
            done = False
            try:
                yield
                self.connection.execute(end)
                done = True
            finally:
                for statement in undo if not done and self.connection.in_transaction else ():  # a full disk may end it
                    self.connection.execute(statement)
        except sqlite3.Error as error:
            raise translated(self.path, error) from error


def open_archive(path: Path | str, *, create: bool = False) -> Archive:
    """Open the archive at `path`, bringing an older one to this version; `create` makes it where there is none.

    Raises `ArchiveError` where there is no such file, or it isn't an archive, or a newer program made it.
    """
    path = Path(path)
    if not create and not path.is_file():
        raise ArchiveError(f"{path}: không có kho báo cáo này; tạo kho bằng lệnh baocao ingest TỆP --db {path}")
    if create and not path.parent.is_dir():
        raise ArchiveError(f"{path}: không có thư mục {path.parent}")
    try:
        with ExitStack() as undoing:
            connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
            undoing.callback(connection.close)
            _prepare(connection)
            undoing.pop_all()
    except sqlite3.Error as error:
        raise translated(str(path), error) from error
    except ArchiveError as error:
        raise ArchiveError(f"{path}: {error}") from error
    return Archive(str(path), connection)


def _prepare(connection: sqlite3.Connection) -> None:
    """Set how the connection writes, and migrate where that is needed."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if version_of(connection) < len(MIGRATIONS):
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection)
