"""`baocao import KHO...`: takes other archives into this one."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option


@click.command("import")
@click.argument("archives", metavar="KHO...", nargs=-1, required=True, type=click.Path(path_type=Path))
@db_option
def command(archives: tuple[Path, ...], db: Path) -> None:
    """Gộp các kho khác, ví dụ của từng xã, vào kho này: báo cáo, điều đã sửa tay và điều đã dạy.

    Các kho được gộp không đổi gì; gộp lại lần nữa cũng không đổi gì. Kho này chưa có thì được tạo.
    """
    from pipeline.present.progress import print_merge, showing_progress
    from pipeline.store.archive import open_archive
    from pipeline.store.merge import merge, reading

    for path in archives:
        with reading(path) as other, open_archive(db, create=True) as archive, showing_progress() as progress:
            result = merge(archive, other, progress)
        print_merge(path, result)
