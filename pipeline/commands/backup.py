"""`baocao backup TỆP`: a copy of the archive, while others may write."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option


@click.command("backup")
@click.argument("out", metavar="BẢN-SAO", type=click.Path(dir_okay=False, path_type=Path))
@db_option
@click.option("--replace", is_flag=True, help="Thay bản sao cũ cùng tên; bản cũ còn nguyên cho đến khi bản mới xong.")
def command(out: Path, db: Path, replace: bool) -> None:
    """Sao lưu kho ra BẢN-SAO, một tệp, kể cả khi chương trình khác đang ghi; lấy lại bằng baocao restore."""
    from pipeline.present.progress import showing_progress
    from pipeline.store.backup import backup

    with showing_progress() as progress:
        backup(db, out, replace=replace, progress=progress)
    click.echo(f"Đã sao kho {db} ra {out}, {out.stat().st_size / 1e6:.1f} MB.", err=True)
