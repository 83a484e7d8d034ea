"""Remembers the files that were set aside, with the reason and nothing of what stands in them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.store.archive import Archive
from pipeline.store.rows import now, program_version


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that was set aside; `sha256` is `None` for a secret one."""

    path: str
    reason: str
    sha256: str | None = None


def set_aside(archive: Archive, rejected: Rejected) -> None:
    """Write down `rejected`; the same file with the same reason again changes nothing."""
    with archive.transaction():
        archive.write(
            "INSERT INTO rejected (path, sha256, reason, at, program) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, reason = excluded.reason, at = excluded.at, "
            "program = excluded.program WHERE sha256 IS NOT excluded.sha256 OR reason <> excluded.reason",
            [rejected.path, rejected.sha256, rejected.reason, now(), program_version()],
        )


def take_back(archive: Archive, path: str) -> None:
    """Forget that the file was set aside, now that what it holds is in the archive."""
    if archive.row("SELECT 1 FROM rejected WHERE path = ?", [path]) is not None:
        with archive.transaction():
            archive.write("DELETE FROM rejected WHERE path = ?", [path])


def all_rejected(archive: Archive) -> list[Rejected]:
    """Return the files that are set aside, by path."""
    rows = archive.rows("SELECT path, reason, sha256 FROM rejected ORDER BY path")
    return [Rejected(row["path"], row["reason"], row["sha256"]) for row in rows]


def newest_rejected(archive: Archive, limit: int = 20) -> list[Rejected]:
    """Return at most `limit` files that are set aside, the latest first."""
    rows = archive.rows("SELECT path, reason, sha256 FROM rejected ORDER BY at DESC, path LIMIT ?", [limit])
    return [Rejected(row["path"], row["reason"], row["sha256"]) for row in rows]
