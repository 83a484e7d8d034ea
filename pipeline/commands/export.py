"""`baocao export`: the figures of the archive, for a spreadsheet or a data lake."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option


@click.command("export")
@db_option
@click.option(
    "-o", "--output", required=True, metavar="TỆP", type=click.Path(path_type=Path), help="Tệp kết quả, đuôi .csv."
)
def command(db: Path, output: Path) -> None:
    """Xuất mọi số liệu của các báo cáo đang dùng, mỗi số liệu một dòng."""
    from pipeline.errors import UsageError
    from pipeline.present.machine import write_csv
    from pipeline.query.export import EXPORTED, export
    from pipeline.store.archive import open_archive

    if output.suffix.lower() != ".csv":
        raise UsageError(f"{output}: chưa xuất được dạng '{output.suffix or 'không đuôi'}'; hãy dùng đuôi .csv")
    with open_archive(db) as archive:
        count = write_csv(output, EXPORTED, export(archive))
    click.echo(f"Đã ghi {count} số liệu vào {output}.", err=True)
