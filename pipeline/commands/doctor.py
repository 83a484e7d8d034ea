"""`baocao doctor`: whether the archive is sound."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option


@click.command("doctor")
@db_option
@click.option("--no-sources", is_flag=True, help="Không đối chiếu với các tệp nguồn.")
@click.option(
    "--repair", "mend", is_flag=True, help="Dựng lại trước: chỉ mục, thứ tự các bản, điều suy ra được từ phần còn lành."
)
@click.pass_context
def command(ctx: click.Context, db: Path, no_sources: bool, mend: bool) -> None:
    """Kiểm tra kho: tệp nguyên vẹn, các bảng khớp nhau, chỉ mục tìm kiếm đủ, tệp nguồn không đổi.

    Kho có hư hỏng thì lệnh kết thúc với mã 1, mỗi chỗ hỏng một dòng kèm cách làm. Tệp nguồn đã mất hay đã đổi chỉ được
    nhắc, vì không làm hỏng kho.
    """
    from pipeline.errors import ArchiveError
    from pipeline.present.tables import print_examination
    from pipeline.store.archive import open_archive
    from pipeline.store.repair import repair
    from pipeline.store.soundness import examine, unopened

    sound = True
    try:
        with open_archive(db) as archive:
            if mend:
                for number in repair(archive):
                    click.echo(f"Báo cáo {number} phải đọc lại từ tệp nguồn: baocao ingest TỆP --again.", err=True)
            for examination in examine(archive, sources=not no_sources):
                print_examination(examination)
                sound = sound and not (examination.faults and examination.grave)
    except ArchiveError as error:
        if not db.is_file():
            raise
        print_examination(unopened(db, error))
        sound = False
    click.echo("Kho lành lặn." if sound else "Kho có hư hỏng; xem cách làm ở từng dòng trên.")
    ctx.exit(0 if sound else 1)
