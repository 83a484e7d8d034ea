"""The catalogue with how often each indicator is reported, and the labels that wait for a place in it.

Enters: an archive. Leaves: an `IndicatorList`; beside each waiting label its key, and the indicator that it most likely
means, for a person to decide.
"""

from __future__ import annotations

import json

from rapidfuzz import fuzz, process

from pipeline.language.text import bare
from pipeline.store.archive import Archive
from schemas.rows import IndicatorList, IndicatorRow, UnplacedRow

_NEAR = 75
_LOOKED_AT = 20
_SAME_UNIT = 10


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
                likeliest=None if likeliest is None else likeliest.of(row["label"], row["unit"]),
            )
            for row in waiting
        ),
    )


class Likeliest:
    """Guesses, for a person to decide, which indicator a label most likely means: by its words and its unit."""

    def __init__(self, archive: Archive) -> None:
        rows = archive.rows("SELECT code, name, names, unit FROM indicators WHERE in_catalogue ORDER BY position")
        self._units = {row["code"]: row["unit"] for row in rows}
        self._names = [(bare(name), row["code"]) for row in rows for name in (row["name"], *json.loads(row["names"]))]

    def of(self, label: str, unit: str) -> str | None:
        """Return the code of the nearest indicator, those in the same unit first, or `None` where none is near."""
        found = process.extract(
            bare(label), [name for name, _ in self._names], scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=_LOOKED_AT
        )
        best = max(
            ((score + (_SAME_UNIT if self._units[self._names[at][1]] == unit else 0), -at) for _, score, at in found),
            default=None,
        )
        return None if best is None else self._names[-best[1]][1]
