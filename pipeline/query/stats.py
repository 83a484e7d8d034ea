"""How much the archive holds, in one row."""

from __future__ import annotations

from pipeline.store.archive import Archive
from schemas.rows import Stats


def stats(archive: Archive) -> Stats:
    """Return the counts of the whole archive."""
    row = archive.row(
        """
        SELECT (SELECT count(DISTINCT agency_key) FROM reports WHERE is_current = 1) AS agencies,
               (SELECT count(*) FROM reports WHERE is_current = 1) AS reports,
               (SELECT count(*) FROM reports) AS versions,
               (SELECT min(month) FROM reports WHERE is_current = 1) AS first_month,
               (SELECT max(month) FROM reports WHERE is_current = 1) AS last_month,
               (SELECT count(*) FROM figures AS f JOIN reports AS r ON r.id = f.report WHERE r.is_current = 1)
                   AS figures,
               (SELECT count(*) FROM figures AS f JOIN reports AS r ON r.id = f.report
                WHERE r.is_current = 1 AND f.indicator IS NOT NULL) AS placed,
               (SELECT count(*) FROM tasks AS t JOIN reports AS r ON r.id = t.report WHERE r.is_current = 1) AS tasks,
               (SELECT count(*) FROM citations AS c JOIN reports AS r ON r.id = c.report WHERE r.is_current = 1)
                   AS citations,
               (SELECT count(*) FROM rejected) AS rejected
        """
    )
    assert row is not None  # a select without FROM always gives one row
    return Stats.model_validate(dict(row))
