"""How rows are written: by the names of their columns, and with a line in the archive's log for what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from pipeline.language.text import bare, fold, squeeze
from pipeline.store.archive import Archive, Value


@lru_cache(maxsize=1)
def program_version() -> str:
    """Return the version of this program, as recorded beside what it read."""
    try:
        return version("baocao")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"


def now() -> str:
    """Return the time as the archive writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def note(archive: Archive, action: str, report: int | None, detail: str) -> None:
    """Write down in the log what was done."""
    insert(archive, "audit", {"at": now(), "action": action, "report": report, "detail": detail})


def insert(archive: Archive, table: str, row: dict[str, Value]) -> int:
    """Insert one row and return its id."""
    marks = ", ".join("?" * len(row))
    return archive.write(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def insert_all(archive: Archive, table: str, rows: Sequence[dict[str, Value]]) -> None:
    """Insert rows that have the same columns."""
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        sql = f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES ({marks})"
        archive.write_all(sql, [list(row.values()) for row in rows])


def next_id(archive: Archive, table: str) -> int:
    """Return the id that the next row of `table` gets, inside a transaction: rows with known ids go in all at once."""
    row = archive.row(f"SELECT max(id) AS last FROM {table}")
    return 1 + (0 if row is None or row["last"] is None else int(row["last"]))


def label_id(archive: Archive, label: str) -> int:
    """Return the id of `label` in the table of labels, making it and its search entry where it is new."""
    folded = squeeze(fold(label))
    known = archive.row("SELECT id FROM labels WHERE folded = ?", [folded])
    if known is not None:
        return int(known["id"])
    row = insert(archive, "labels", {"folded": folded, "bare": bare(folded), "label": label})
    archive.write("INSERT INTO labels_fts (rowid, folded, bare) VALUES (?, ?, ?)", [row, folded, bare(folded)])
    return row
