"""What the archive holds: in all, and agency by month with the months that are missing."""

from __future__ import annotations

from pipeline.query.lineage import former_names
from pipeline.query.select import agencies, marks
from pipeline.query.series import between
from pipeline.store.archive import Archive, Value
from schemas.period import PeriodKind
from schemas.rows import AgencyStats, Stats

_LONGER = tuple(
    PeriodKind(kind) for kind in ("year", "nine_months", "half", "quarter", "ytd", "month", "school_year", "range")
)


def stats(archive: Archive) -> Stats:
    """Return the counts of the whole archive."""
    row = archive.row(
        """
        SELECT (SELECT count(DISTINCT locality) FROM reports WHERE is_current = 1) AS agencies,
               (SELECT count(*) FROM reports WHERE is_current = 1) AS reports,
               (SELECT count(*) FROM reports) AS versions,
               (SELECT min(month) FROM reports WHERE is_current = 1) AS first_month,
               (SELECT max(month) FROM reports WHERE is_current = 1) AS last_month,
               (SELECT count(*) FROM figures AS f JOIN reports AS r ON r.id = f.report WHERE r.is_current = 1)
                   AS figures,
               (SELECT count(*) FROM figures AS f JOIN reports AS r ON r.id = f.report
                WHERE r.is_current = 1 AND f.linked IS NOT NULL) AS placed,
               (SELECT count(*) FROM tasks AS t JOIN reports AS r ON r.id = t.report WHERE r.is_current = 1) AS tasks,
               (SELECT count(*) FROM citations AS c JOIN reports AS r ON r.id = c.report WHERE r.is_current = 1)
                   AS citations,
               (SELECT count(*) FROM rejected) AS rejected,
               (SELECT count(*) FROM lessons) AS lessons,
               (SELECT count(*) FROM corrections WHERE withdrawn IS NULL) AS corrections,
               (SELECT count(*) FROM corrections WHERE withdrawn IS NULL AND figure IS NULL) AS lost_corrections
        """
    )
    assert row is not None  # a select without FROM always gives one row
    return Stats.model_validate(dict(row))


def agency_stats(archive: Archive, *, agency: str | None = None) -> list[AgencyStats]:
    """Return what the archive holds of each agency, and the months between its first and last that it lacks."""
    keys = agencies(archive, agency)
    condition, values = ("1", list[Value]()) if keys is None else (f"r.locality IN ({marks(keys)})", list[Value](keys))
    rows = archive.rows(
        "SELECT r.locality, coalesce(l.name, r.agency) AS agency, l.code, l.province, count(*) AS versions, "
        "sum(r.is_current) AS reports FROM reports AS r LEFT JOIN localities AS l ON l.id = r.locality "
        f"WHERE {condition} GROUP BY r.locality ORDER BY r.agency_key IS NULL, r.agency_key, l.province, l.code",
        values,
    )
    held = archive.rows(
        "SELECT r.locality, r.month, r.period_kind, "
        "(SELECT count(*) FROM figures AS f WHERE f.report = r.id) AS figures, "
        "(SELECT count(*) FROM figures AS f WHERE f.report = r.id AND f.linked IS NOT NULL) AS placed, "
        "(SELECT count(*) FROM tasks AS t WHERE t.report = r.id) AS tasks "
        f"FROM reports AS r WHERE r.is_current = 1 AND {condition} ORDER BY r.month",
        values,
    )
    by_agency: dict[int | None, list[tuple[str | None, PeriodKind | None, int, int, int]]] = {}
    for each in held:
        kind = None if each["period_kind"] is None else PeriodKind(each["period_kind"])
        by_agency.setdefault(each["locality"], []).append(
            (each["month"], kind, each["figures"], each["placed"], each["tasks"])
        )
    answer = []
    for row in rows:
        reports = by_agency.get(row["locality"], [])
        kinds: dict[str, PeriodKind] = {}
        for month, kind, *_ in reports:
            if month is not None and kind is not None:
                kinds[month] = min(kind, kinds.get(month, kind), key=_rank)
        months = sorted(kinds)
        answer.append(
            AgencyStats(
                agency=row["agency"],
                agency_code=row["code"],
                province=row["province"],
                reports=row["reports"],
                versions=row["versions"],
                figures=sum(report[2] for report in reports),
                placed=sum(report[3] for report in reports),
                tasks=sum(report[4] for report in reports),
                months=tuple(months),
                missing=tuple(month for month in between(months[0], months[-1]) if month not in kinds)
                if months
                else (),
                kinds=tuple(kinds[month] for month in months),
                predecessors=former_names(row["code"], row["agency"]),
            )
        )
    return answer


def _rank(kind: PeriodKind) -> int:
    return _LONGER.index(kind) if kind in _LONGER else len(_LONGER)
