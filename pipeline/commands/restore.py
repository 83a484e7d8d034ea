"""`baocao restore BẢN-SAO`: the archive as it was when it was copied."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option


@click.command("restore")
@click.argument("copy", metavar="BẢN-SAO", type=click.Path(dir_okay=False, path_type=Path))
@db_option
@click.option("--replace", is_flag=True, help="Thay kho đang có; kho cũ được giữ bên cạnh dưới tên khác.")
def command(copy: Path, db: Path, replace: bool) -> None:
    """Lấy lại kho từ BẢN-SAO do baocao backup ghi ra. Đã có kho thì không ghi đè, trừ khi nói --replace."""
    from pipeline.present.progress import showing_progress
    from pipeline.store.backup import restore

    with showing_progress() as progress:
        kept = restore(copy, db, replace=replace, progress=progress)
    click.echo(f"Đã lấy lại kho {db} từ {copy}.", err=True)
    if kept is not None:
        click.echo(f"Kho cũ được giữ ở {kept}.", err=True)
