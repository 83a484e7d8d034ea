"""The catalogue with how often each indicator is reported, and the labels that wait for a place in it."""

from __future__ import annotations

from pipeline.store.archive import Archive
from schemas.rows import IndicatorList, IndicatorRow, UnplacedRow


def indicators(archive: Archive, *, unplaced: int = 100) -> IndicatorList:
    """Return the indicators in the order of the catalogue, and the `unplaced` most frequent labels without one."""
    placed = archive.rows(
        "SELECT i.code, i.name, i.unit, i.kind, i.sector_name, count(r.id) AS figures, count(DISTINCT r.id) AS reports "
        "FROM indicators AS i LEFT JOIN figures AS f ON f.indicator = i.code "
        "LEFT JOIN reports AS r ON r.id = f.report AND r.is_current = 1 "
        "GROUP BY i.code ORDER BY i.position, i.code"
    )
    waiting = archive.rows(
        "SELECT l.label, f.unit, count(*) AS figures, count(DISTINCT f.report) AS reports "
        "FROM figures AS f JOIN reports AS r ON r.id = f.report JOIN labels AS l ON l.id = f.label_id "
        "WHERE r.is_current = 1 AND f.indicator IS NULL "
        "GROUP BY f.label_id, f.unit ORDER BY reports DESC, figures DESC, l.folded, f.unit LIMIT ?",
        [unplaced],
    )
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
            UnplacedRow(label=row["label"], unit=row["unit"], figures=row["figures"], reports=row["reports"])
            for row in waiting
        ),
    )
