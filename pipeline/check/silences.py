"""Findings that somebody looked at and let stand: by rule and passage, remembered in the archive with who and why.

Enters: an archive, a rule and a passage. Leaves: the keys of what is silent. A passage that is written anew speaks
again, since its text is no longer the one that was let stand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.language.text import fold, squeeze
from pipeline.store.archive import Archive

_TABLE = (
    "CREATE TABLE IF NOT EXISTS silences (rule TEXT NOT NULL, passage TEXT NOT NULL, text TEXT NOT NULL, "
    "who TEXT NOT NULL, why TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (rule, passage)) STRICT"
)


@dataclass(frozen=True, slots=True)
class Silence:
    """A rule and the hash of a passage."""

    rule: str
    passage: str


def passage_key(text: str) -> str:
    """Return the hash of a passage; case, spacing and the two tone styles don't matter.

    >>> passage_key("Đàn lợn  hoà") == passage_key("đàn lợn hòa")
    True
    """
    return hashlib.sha256(squeeze(fold(text)).encode()).hexdigest()


def silences(archive: Archive | None) -> frozenset[Silence]:
    """Return what was silenced, nothing where there is no archive or nobody silenced anything yet."""
    if archive is None or archive.row("SELECT 1 FROM sqlite_schema WHERE name = 'silences'") is None:
        return frozenset()
    rows = archive.rows("SELECT rule, passage FROM silences")
    return frozenset(Silence(row["rule"], row["passage"]) for row in rows)


def silence(archive: Archive, passages: Iterable[tuple[str, str]], who: str, why: str) -> int:
    """Remember (rule, passage text) pairs as let stand and return how many; raises `ArchiveError`."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [(rule, passage_key(text), text, who, why, at) for rule, text in passages]
    with archive.transaction():
        archive.write(_TABLE)
        archive.write_all("INSERT OR REPLACE INTO silences VALUES (?, ?, ?, ?, ?, ?)", rows)
    return len(rows)
