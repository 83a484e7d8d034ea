"""`baocao compare THÁNG THÁNG`: two months, indicator by indicator."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option, format_option, measure_of, narrowing_options, period_of


@click.command("compare")
@click.argument("first", metavar="THÁNG")
@click.argument("second", metavar="THÁNG")
@db_option
@format_option("table", "csv", "json")
@click.option(
    "--sort",
    type=click.Choice(("sector", "change", "catalogue")),
    default="sector",
    show_default=True,
    help="Thứ tự: sector là theo lĩnh vực, trong đó đổi nhiều xếp trước; change là đổi nhiều xếp trước; "
    "catalogue là theo danh mục.",
)
@narrowing_options
def command(
    first: str, second: str, db: Path, form: str, sort: str, agency: str | None, measure: str | None,
    period: str | None,
) -> None:  # fmt: skip
    """So hai tháng theo từng chỉ tiêu. THÁNG viết năm rồi tháng, ví dụ 2026-04 2026-05."""
    from pipeline.query.compare import Sort, compare
    from pipeline.store.archive import open_archive

    with open_archive(db) as archive:
        rows = compare(
            archive,
            first,
            second,
            agency=agency,
            measure=measure_of(measure),
            period=period_of(period),
            sort=Sort(sort),
        )
    if form == "table":
        from pipeline.present.compare_table import print_compare

        print_compare(rows, first, second, by_sector=sort == "sector")
        return
    from pipeline.present.machine import print_text, rows_csv, rows_json
    from schemas.rows import CompareRow

    print_text(rows_json(rows) if form == "json" else rows_csv(rows, CompareRow))
