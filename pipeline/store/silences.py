"""Findings that somebody looked at and let stand: by rule and passage, remembered in the archive with who and why.

Enters: an archive, a rule such as `sum.parts` and a passage, "Tổng đàn 120 con, trong đó trâu 50, bò 60". Leaves: the
keys of what is silent. A passage that is written anew speaks again, since its text is no longer the one that was let
stand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.language.text import fold, squeeze
from pipeline.store.archive import Archive
from pipeline.store.rows import note, now

_COLUMNS = "rule, passage, text, who, why, at"


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
    """Return what was silenced, nothing where there is no archive."""
    if archive is None:
        return frozenset()
    rows = archive.rows("SELECT rule, passage FROM silences")
    return frozenset(Silence(row["rule"], row["passage"]) for row in rows)


def silence(archive: Archive, passages: Iterable[tuple[str, str]], who: str, why: str) -> int:
    """Remember (rule, passage text) pairs as let stand and return how many; raises `ArchiveError`."""
    rows = [(rule, passage_key(text), text, who, why, now()) for rule, text in passages]
    with archive.transaction():
        archive.write_all(f"INSERT OR REPLACE INTO silences ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", rows)
        note(archive, "silence", None, f"{len(rows)}")
    return len(rows)


def take_silences(archive: Archive, other: Archive) -> int:
    """Take from `other` what was let stand there and not yet here, and return how many; raises `ArchiveError`."""
    known = silences(archive)
    new = [
        tuple(row)
        for row in other.rows(f"SELECT {_COLUMNS} FROM silences ORDER BY rule, passage")
        if Silence(row["rule"], row["passage"]) not in known
    ]
    if new:
        with archive.transaction():
            archive.write_all(f"INSERT INTO silences ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", new)
            note(archive, "merge", None, "silence")
    return len(new)
