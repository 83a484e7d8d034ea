"""The catalogue with how often each indicator is reported, and the labels that wait for a place in it.

Enters: an archive. Leaves: an `IndicatorList`; beside each waiting label its key, and the indicator that it most likely
means, for a person to decide.
"""

from __future__ import annotations

import json

from rapidfuzz import fuzz

from pipeline.language.text import bare
from pipeline.query.amounts import base_of
from pipeline.store.archive import Archive
from schemas.rows import IndicatorList, IndicatorRow, UnplacedRow

_NEAR = 60
_SAME_SECTOR = 15


def indicators(archive: Archive, *, unplaced: int = 100) -> IndicatorList:
    """Return the indicators in the order of the catalogue, and the `unplaced` most frequent labels without one."""
    placed = archive.rows(
        "SELECT i.code, i.name, i.unit, i.kind, i.sector_name, count(r.id) AS figures, count(DISTINCT r.id) AS reports "
        "FROM indicators AS i LEFT JOIN figures AS f ON f.linked = i.code "
        "LEFT JOIN reports AS r ON r.id = f.report AND r.is_current = 1 "
        "GROUP BY i.code ORDER BY i.position, i.code"
    )
    waiting = archive.rows(
        "SELECT l.label, f.unit, f.label_key, count(*) AS figures, count(DISTINCT f.report) AS reports "
        "FROM figures AS f JOIN reports AS r ON r.id = f.report JOIN labels AS l ON l.id = f.label_id "
        "WHERE r.is_current = 1 AND f.linked IS NULL "
        "GROUP BY f.label_key ORDER BY reports DESC, figures DESC, f.label_key LIMIT ?",
        [unplaced],
    )
    likeliest = Likeliest(archive) if waiting else None
    return IndicatorList(
        indicators=tuple(
            IndicatorRow(
                code=row["code"],
                name=row["name"],
                unit=row["unit"],
                kind=row["kind"],
                sector=row["sector_name"],
                figures=row["figures"],
                reports=row["reports"],
            )
            for row in placed
        ),
        unplaced=tuple(
            UnplacedRow(
                label=row["label"],
                unit=row["unit"],
                figures=row["figures"],
                reports=row["reports"],
                key=row["label_key"],
                likeliest=None if likeliest is None else likeliest.of(row["label"], row["unit"], row["label_key"]),
            )
            for row in waiting
        ),
    )


class Likeliest:
    """Guesses, for a person to decide, which indicator a label most likely means: by its words, unit and sector."""

    def __init__(self, archive: Archive) -> None:
        rows = archive.rows(
            "SELECT code, name, names, unit, sector FROM indicators WHERE in_catalogue ORDER BY position, code"
        )
        self._of_base: dict[str, list[tuple[str, str, str]]] = {}
        for row in rows:
            for name in (row["name"], *json.loads(row["names"])):
                found = (bare(name), row["code"], row["sector"])
                self._of_base.setdefault(base_of(row["unit"] or ""), []).append(found)

    def of(self, label: str, unit: str, key: str) -> str | None:
        """Return the code of the nearest indicator in the same unit, or `None` where none is near."""
        words, sector = bare(label), key.rpartition("|")[2]
        best: tuple[float, str | None] = (_NEAR, None)
        for name, code, of_sector in self._of_base.get(base_of(unit), ()):
            score = fuzz.token_sort_ratio(words, name) + (_SAME_SECTOR if of_sector == sector else 0)
            if score > best[0]:
                best = (score, code)
        return best[1]
