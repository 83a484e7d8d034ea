"""`baocao export`: the figures of the archive, for a spreadsheet or a data lake."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option


@click.command("export")
@db_option
@click.option(
    "-o", "--output", required=True, metavar="TỆP", type=click.Path(path_type=Path),
    help="Kết quả: đuôi .xlsx, .csv hoặc .parquet.",
)  # fmt: skip
def command(db: Path, output: Path) -> None:
    """Xuất mọi số liệu của các báo cáo đang dùng.

    .xlsx là sổ bảng tính: mỗi lĩnh vực một trang, mỗi tháng một cột, mỗi số liên kết tới báo cáo nguồn. .csv là một
    bảng, mỗi số liệu một dòng. .parquet là thư mục chia theo tỉnh, cơ quan và năm; nhiều kho ghi chung được.
    """
    from pipeline.errors import UsageError
    from pipeline.store.archive import open_archive

    ending = output.suffix.lower()
    if ending not in (".csv", ".xlsx", ".parquet"):
        told = output.suffix or "không đuôi"
        raise UsageError(f"{output}: chưa xuất được dạng '{told}'; hãy dùng đuôi .xlsx, .csv hoặc .parquet")
    with open_archive(db) as archive:
        if ending == ".xlsx":
            from pipeline.present.workbook import write_workbook
            from pipeline.query.export import sheets, sources
            from pipeline.query.stats import agency_stats, stats

            agencies = [each.agency or "không rõ cơ quan" for each in agency_stats(archive)]
            count = write_workbook(output, stats(archive), sheets(archive), sources(archive), agencies)
        else:
            from pipeline.present.lake import write_lake
            from pipeline.present.machine import write_csv
            from pipeline.query.export import EXPORTED, export

            write = write_csv if ending == ".csv" else write_lake
            count = write(output, EXPORTED, export(archive))
    click.echo(f"Đã ghi {count} số liệu vào {output}.", err=True)
