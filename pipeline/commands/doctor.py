"""`baocao doctor`: whether the archive is sound."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option


@click.command("doctor")
@db_option
@click.option("--no-sources", is_flag=True, help="Không đối chiếu với các tệp nguồn.")
@click.pass_context
def command(ctx: click.Context, db: Path, no_sources: bool) -> None:
    """Kiểm tra kho: tệp nguyên vẹn, các bảng khớp nhau, chỉ mục tìm kiếm đủ, tệp nguồn không đổi.

    Kho có hư hỏng thì lệnh kết thúc với mã 1. Tệp nguồn đã mất hay đã đổi chỉ được nhắc, vì không làm hỏng kho.
    """
    from pipeline.present.tables import print_examination
    from pipeline.store.archive import open_archive
    from pipeline.store.soundness import examine

    sound = True
    with open_archive(db) as archive:
        for examination in examine(archive, sources=not no_sources):
            print_examination(examination)
            sound = sound and not (examination.faults and examination.grave)
    click.echo("Kho lành lặn." if sound else "Kho có hư hỏng; hãy lấy lại từ bản sao lưu.")
    ctx.exit(0 if sound else 1)
