"""`baocao series CHỈ-TIÊU`: one indicator over the months."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option, format_option, measure_of, narrowing_options, period_of


@click.command("series")
@click.argument("indicator", metavar="CHỈ-TIÊU")
@db_option
@format_option("table", "csv", "json")
@click.option("--chart", is_flag=True, help="Vẽ thêm biểu đồ dưới bảng.")
@narrowing_options
def command(
    indicator: str, db: Path, form: str, chart: bool, agency: str | None, measure: str | None, period: str | None
) -> None:
    """In một chỉ tiêu qua các tháng, cũ trước mới sau.

    CHỈ-TIÊU là mã trong danh mục (livestock_pig), tên gọi, hoặc vài từ của nhãn ("đàn lợn"), có dấu hoặc không dấu.
    """
    from pipeline.query.series import series
    from pipeline.store.archive import open_archive

    with open_archive(db) as archive:
        rows = series(archive, indicator, agency=agency, measure=measure_of(measure), period=period_of(period))
    if form == "table":
        from pipeline.present.tables import print_series

        print_series(rows, chart=chart)
        return
    from pipeline.present.machine import print_text, rows_csv, rows_json
    from schemas.rows import SeriesRow

    print_text(rows_json(rows) if form == "json" else rows_csv(rows, SeriesRow))
