"""Every figure of the current reports, row by row, for a spreadsheet or a data lake."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.store.archive import Archive, Value

EXPORTED = (
    "agency", "month", "indicator", "indicator_name", "label", "value", "unit", "amount", "base_unit", "upper",
    "measure", "against", "period_kind", "period_from", "period_to", "qualifier", "stated_zero", "section",
    "section_title", "page", "text", "confidence", "rule", "version", "path",
)  # fmt: skip
"""The columns, in order, named as in the view `v_figures`."""


def export(archive: Archive) -> Iterator[tuple[Value, ...]]:
    """Yield the values of `EXPORTED` for each figure: by agency, then month, then the order of the text."""
    for row in archive.each(
        f"SELECT {', '.join(f'v.{column}' for column in EXPORTED)} FROM v_figures AS v "
        "WHERE v.is_current = 1 ORDER BY v.agency, v.month, v.report, v.id"
    ):
        yield tuple(row)


def columns(archive: Archive) -> dict[str, str]:
    """Return what each of `EXPORTED` holds, in Vietnamese, where the archive tells."""
    rows = archive.rows(
        "SELECT column_name, tells FROM _columns WHERE table_name IN ('reports', 'figures', 'sections')"
    )
    return {row["column_name"]: row["tells"] for row in rows if row["column_name"] in EXPORTED}
