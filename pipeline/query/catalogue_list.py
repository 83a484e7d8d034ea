"""The catalogue as the archive holds it: to be looked through, and to be offered while somebody types.

Enters: an archive, perhaps some letters. Leaves: `Entry`s such as "livestock_pig", "Đàn lợn", "con".
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from pipeline.language.text import bare, fold, squeeze
from pipeline.query.select import has_marks
from pipeline.store.archive import Archive


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator of the catalogue with the other names that it goes by."""

    code: str
    name: str
    unit: str
    kind: str | None
    sector: str
    names: tuple[str, ...]


def catalogue_list(archive: Archive) -> list[Entry]:
    """Return all indicators in the order of the catalogue."""
    rows = archive.rows(
        "SELECT code, name, unit, kind, sector_name, names FROM indicators WHERE in_catalogue = 1 "
        "ORDER BY position, code"
    )
    return [
        Entry(
            row["code"], row["name"], row["unit"] or "", row["kind"], row["sector_name"] or "",
            tuple(json.loads(row["names"])),
        )
        for row in rows
    ]  # fmt: skip


def offered(archive: Archive, words: str, limit: int = 20) -> list[Entry]:
    """Return the indicators whose code or one of whose names holds `words`, those that begin with them first."""
    way = fold if has_marks(words) else bare
    asked = squeeze(way(words))
    if not asked:
        return []
    found = []
    for entry in catalogue_list(archive):
        names = [squeeze(way(name)) for name in (entry.name, *entry.names)]
        if any(asked in name for name in names) or asked in entry.code:
            found.append((not any(name.startswith(asked) for name in names), entry))
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])][:limit]


def name_of(archive: Archive, code: str) -> str | None:
    """Return the name of the indicator with that code, `None` where there is none."""
    row = archive.row("SELECT name FROM indicators WHERE code = ?", [code])
    return None if row is None else str(row["name"])
