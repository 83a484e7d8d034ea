"""`baocao ingest ĐƯỜNG-DẪN...`: files and folders into the archive."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option


@click.command("ingest")
@click.argument("paths", metavar="ĐƯỜNG-DẪN...", nargs=-1, type=click.Path(path_type=Path))
@db_option
@click.option("--jobs", type=click.IntRange(min=1), metavar="SỐ", help="Số tệp đọc cùng lúc; mặc định theo số lõi máy.")
@click.option("--scheduler", metavar="ĐỊA-CHỈ", help="Địa chỉ bộ điều phối Dask để đọc trên nhiều máy.")
@click.option("--again", is_flag=True, help="Đọc lại cả tệp đã có trong kho; không nêu đường dẫn thì đọc lại mọi tệp.")
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], db: Path, jobs: int | None, scheduler: str | None, again: bool
) -> None:
    """Đưa các tệp báo cáo vào kho; thư mục được tìm đến tận cùng.

    Tệp đã có trong kho thì bỏ qua, nên chạy lại không đổi gì. Tệp không đọc được thì để riêng, kèm lý do, và lệnh kết
    thúc với mã 1. Đọc lại (--again) thay số liệu cũ bằng cách đọc mới; điều đã sửa tay và đã dạy vẫn giữ.
    """
    from pipeline.catalogue import load_catalogue
    from pipeline.errors import UsageError
    from pipeline.ingest import archived_files, ingest, require_paths
    from pipeline.present.progress import print_ingest, showing_progress
    from pipeline.store.archive import open_archive
    from pipeline.store.indicators import save_indicators
    from pipeline.workers import dask_executor

    if not paths and not again:
        raise UsageError("hãy nêu tệp hoặc thư mục báo cáo, hoặc --again để đọc lại các tệp đã có trong kho")
    require_paths(paths)
    catalogue = load_catalogue()
    executor = None if scheduler is None else dask_executor(scheduler)
    with open_archive(db, create=bool(paths)) as archive, showing_progress() as progress:
        save_indicators(archive, catalogue, {sector.code: sector.name for sector in catalogue.sectors})
        files = paths or archived_files(archive)
        result = ingest(files, archive, jobs=jobs, executor=executor, progress=progress, again=again)
    print_ingest(result)
    ctx.exit(1 if result.rejected else 0)
