"""Every figure of the current reports: row by row for a data lake, and as sheets with the months side by side.

Enters: an archive. Leaves: rows of `EXPORTED` for CSV and Parquet; `Sheet`s by sector for a spreadsheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.errors import UsageError
from pipeline.language.text import fold, squeeze
from pipeline.query.amounts import base_of
from pipeline.query.derive import derived_rows, line_kind
from pipeline.query.series import COLUMNS, JOINS, once, series_row
from pipeline.store.archive import Archive, Value
from schemas.period import PeriodKind
from schemas.report import Measure
from schemas.rows import SeriesRow

EXPORTED = (
    "agency", "agency_code", "province", "month", "indicator", "indicator_name", "label", "value", "unit", "amount",
    "base_unit", "upper", "measure", "against", "period_kind", "period_from", "period_to", "qualifier", "stated_zero",
    "section", "section_title", "page", "text", "confidence", "rule", "version", "path", "corrected",
)  # fmt: skip
"""The columns, in order, named as in the view `v_figures`."""

MOST_IN_SHEETS = 300_000
"""So many figures fit into one workbook: more take gigabytes to write, and nobody can open it."""

NO_SECTOR = "Ngoài danh mục"


def export(archive: Archive) -> Iterator[tuple[Value, ...]]:
    """Yield the values of `EXPORTED` for each figure: by agency, then month, then the order of the text."""
    reports = archive.rows(
        "SELECT r.id FROM reports AS r LEFT JOIN localities AS l ON l.id = r.locality WHERE r.is_current = 1 "
        "ORDER BY l.name, l.province, l.code, r.month, r.id"
    )
    # a report at a time: sorting all figures of a big archive would take its size again
    columns = ", ".join(f"v.{column}" for column in EXPORTED)
    select = f"SELECT {columns} FROM v_figures AS v WHERE v.report = ? ORDER BY v.id"
    for report in reports:
        for row in archive.each(select, [report["id"]]):
            yield tuple(row)


def columns(archive: Archive) -> dict[str, str]:
    """Return what each of `EXPORTED` holds, in Vietnamese, where the archive tells."""
    rows = archive.rows(
        "SELECT column_name, tells FROM _columns WHERE table_name IN ('reports', 'figures', 'sections')"
    )
    return {row["column_name"]: row["tells"] for row in rows if row["column_name"] in EXPORTED}


@dataclass(slots=True)
class Line:
    """One line of a sheet: an indicator of an agency in one measure and kind of period, with its value by month."""

    first: SeriesRow
    name: str
    unit: str
    kind: PeriodKind
    cells: dict[str, SeriesRow] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one sector."""

    sector: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Source:
    """A report that the sheets rest on."""

    id: int
    agency: str | None
    month: str | None
    name: str
    date: str | None
    path: str
    pages: int | None
    version: int


def sheets(archive: Archive) -> list[Sheet]:
    """Return the current figures by sector, in the order of the catalogue; labels without a place in it come last.

    Raises `UsageError` where there are more than one workbook can hold.
    """
    held = archive.row("SELECT count(*) AS figures FROM figures")
    if held is not None and held["figures"] > MOST_IN_SHEETS:
        most = f"{MOST_IN_SHEETS:,}".replace(",", ".")
        raise UsageError(
            f"kho có hơn {most} số liệu, quá nhiều cho một sổ bảng tính; hãy xuất ra .parquet hoặc .csv, "
            "hoặc tách mỗi xã một kho (docs/big-archives.md)"
        )
    rows = archive.rows(
        f"SELECT {COLUMNS} FROM reports AS r CROSS JOIN figures AS f ON f.report = r.id {JOINS} "
        "WHERE r.is_current = 1 AND r.month IS NOT NULL AND coalesce(c.dropped, 0) = 0 "
        "ORDER BY r.agency_key, l.province, l.code, r.month, r.id, f.position"
    )
    stated = once(series_row(row) for row in rows)
    catalogue = archive.rows("SELECT code, name, unit, kind, sector_name FROM indicators ORDER BY position, code")
    places = {row["code"]: number for number, row in enumerate(catalogue)}
    names = {row["code"]: row["name"] for row in catalogue}
    sectors = {row["code"]: row["sector_name"] or NO_SECTOR for row in catalogue}
    units = {row["code"]: row["unit"] for row in catalogue}
    never = frozenset(row["code"] for row in catalogue if row["kind"] in ("stock", "ratio"))
    lines: dict[tuple[object, ...], Line] = {}
    for row in sorted([*stated, *derived_rows(stated, never)], key=lambda row: (row.restates is not None, row.derived)):
        what = row.indicator or squeeze(fold(row.label))
        kind = line_kind(row)
        key = (what, row.locality, row.agency, row.measure, row.against, kind, row.base_unit)
        if key not in lines:
            lines[key] = Line(row, names.get(row.indicator or "", row.label), row.unit, kind)
        lines[key].cells.setdefault(row.of_month or "", row)
    for line in lines.values():
        usual = units.get(line.first.indicator or "")
        common = Counter(cell.unit for cell in line.cells.values()).most_common(1)[0][0]
        line.unit = usual if usual and base_of(usual) == line.first.base_unit else common
    by_sector: dict[str, list[Line]] = {sector: [] for sector in dict.fromkeys([*sectors.values(), NO_SECTOR])}
    for line in sorted(lines.values(), key=lambda line: _place(line, places)):
        by_sector[sectors.get(line.first.indicator or "", NO_SECTOR)].append(line)
    return [Sheet(sector, found) for sector, found in by_sector.items() if found]


_MEASURES = list(Measure)


def _place(line: Line, places: dict[str, int]) -> tuple[object, ...]:
    """Return where a line stands in its sheet."""
    row = line.first
    known = places.get(row.indicator or "", len(places))
    return (
        known,
        "" if row.indicator else fold(row.label),
        _MEASURES.index(row.measure),
        row.against or "",
        line.kind,
        row.agency or "",
        row.province or "",
        line.unit,
    )


def sources(archive: Archive) -> list[Source]:
    """Return the reports that hold now, by agency and month."""
    rows = archive.rows(
        "SELECT r.id, coalesce(l.name, r.agency) AS agency, r.month, r.number, r.symbol, r.date, r.path, r.pages, "
        "r.version FROM reports AS r LEFT JOIN localities AS l ON l.id = r.locality WHERE r.is_current = 1 "
        "ORDER BY r.agency_key, l.province, l.code, r.month, r.id"
    )
    return [
        Source(
            id=row["id"],
            agency=row["agency"],
            month=row["month"],
            name=f"{row['number']}/{row['symbol']}" if row["number"] and row["symbol"] else "",
            date=row["date"],
            path=row["path"],
            pages=row["pages"],
            version=row["version"],
        )
        for row in rows
    ]
