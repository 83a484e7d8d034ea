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
@click.option(
    "-o", "--output", "out", type=click.Path(path_type=Path), metavar="TỆP", help="Ghi biểu đồ ra tệp .png hoặc .svg."
)
@click.option("--stated", is_flag=True, help="Chỉ giá trị báo cáo nêu, không suy ra từ số lũy kế.")
@click.option("--continued", is_flag=True, help="Nối số của xã, phường cũ (trước 07/2025) vào đơn vị nay, có ghi rõ.")
@narrowing_options
def command(
    indicator: str, db: Path, form: str, chart: bool, out: Path | None, stated: bool, continued: bool,
    agency: str | None, measure: str | None, period: str | None,
) -> None:  # fmt: skip
    """In một chỉ tiêu qua các tháng, cũ trước mới sau.

    CHỈ-TIÊU là mã trong danh mục (livestock_pig), tên gọi, hoặc vài từ của nhãn ("đàn lợn"), có dấu hoặc không dấu.
    Tháng không báo cáo nào nêu mà số lũy kế cho biết thì được suy ra, và ghi rõ là suy ra.
    """
    from pipeline.query.lineage import joints
    from pipeline.query.series import gaps, series
    from pipeline.store.archive import open_archive

    with open_archive(db) as archive:
        rows = series(
            archive, indicator, agency=agency, measure=measure_of(measure), period=period_of(period), derive=not stated,
            continue_former=continued,
        )  # fmt: skip
        pairs = joints(archive, {row.locality for row in rows if row.locality is not None})
        lacking = gaps(archive, rows)
    if out is not None:
        from pipeline.present.picture import write_picture

        write_picture(out, rows, indicator)
        click.echo(f"Đã vẽ biểu đồ vào {out}.", err=True)
        return
    if form == "table":
        from pipeline.present.tables import print_series

        print_series(rows, chart=chart, gaps=lacking, pairs=pairs)
        return
    from pipeline.present.machine import print_text, rows_csv, rows_json
    from schemas.rows import SeriesRow

    print_text(rows_json(rows) if form == "json" else rows_csv(rows, SeriesRow))
