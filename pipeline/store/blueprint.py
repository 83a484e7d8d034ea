"""How the archive should be built, and in what an archive differs from it.

Enters: an open archive. Leaves: `Difference`s from one that the program makes now, such as "thiếu chỉ mục
idx_reports_slot", with the statements that mend it where nothing is lost by that.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from pipeline.store.archive import Archive
from pipeline.store.migrations import migrate

_KINDS = {"table": "bảng", "index": "chỉ mục", "view": "khung nhìn", "trigger": "thủ tục tự chạy"}
_QUOTES = re.compile(r"[\[\]\"`\s]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference in words, and what makes it good; nothing does where data is missing."""

    told: str
    mend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Thing:
    kind: str
    name: str
    sql: str

    @property
    def plain(self) -> str:
        return _QUOTES.sub(" ", self.sql).replace("( ", "(").replace(" )", ")").strip()


def _things(connection: sqlite3.Connection) -> dict[str, _Thing]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {row[1]: _Thing(*row) for row in rows}


def _columns(connection: sqlite3.Connection, table: str) -> set[tuple[str, str]]:
    return {(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info([{table}])")}


def differences(archive: Archive) -> Iterator[Difference]:
    """Yield in what the archive's tables, columns, indexes and views aren't those of this program."""
    archive.rows("SELECT 1 FROM sqlite_schema")  # tells a damaged file in the archive's own words
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        migrate(model)
        wanted, found = _things(model), _things(archive.connection)
        for name, thing in wanted.items():
            what = f"{_KINDS[thing.kind]} {name}"
            if name not in found:
                derived = thing.kind != "table" or thing.sql.upper().startswith("CREATE VIRTUAL")
                yield Difference(f"thiếu {what}", (thing.sql,) if derived else ())
            elif thing.kind == "table":
                missing = sorted(_columns(model, name) - _columns(archive.connection, name))
                if missing:
                    yield Difference(f"{what} thiếu cột {', '.join(column for column, _ in missing)}")
            elif found[name].plain != thing.plain:
                yield Difference(f"{what} khác với của chương trình", (f"DROP {thing.kind} [{name}]", thing.sql))
        for name, thing in found.items():
            if thing.kind == "trigger" and name not in wanted:  # what writes on its own can't be trusted
                yield Difference(f"có {_KINDS[thing.kind]} lạ {name}", (f"DROP TRIGGER [{name}]",))
