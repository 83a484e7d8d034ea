"""`baocao ingest ĐƯỜNG-DẪN...`: files and folders into the archive."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from pipeline.commands.options import db_option
from pipeline.commands.reading import limit_options, show_trace


@click.command("ingest")
@click.argument("places", metavar="ĐƯỜNG-DẪN...", nargs=-1)
@db_option
@click.option("--jobs", type=click.IntRange(min=1), metavar="SỐ", help="Số tệp đọc cùng lúc; mặc định theo số lõi máy.")
@click.option("--scheduler", metavar="ĐỊA-CHỈ", help="Địa chỉ bộ điều phối Dask để đọc trên nhiều máy.")
@click.option("--again", is_flag=True, help="Đọc lại cả tệp đã có trong kho; không nêu đường dẫn thì đọc lại mọi tệp.")
@limit_options
@click.pass_context
def command(
    ctx: click.Context, places: tuple[str, ...], db: Path, jobs: int | None, scheduler: str | None, again: bool,
    timeout: float | None, memory: float | None, debug: bool,
) -> None:  # fmt: skip
    """Đưa các tệp báo cáo vào kho; thư mục được tìm đến tận cùng.

    ĐƯỜNG-DẪN là tệp, thư mục, hoặc nơi ở máy khác như s3://kho/2026, sftp://may-chu/bao-cao. Tệp đã có trong kho thì bỏ
    qua, nên chạy lại không đổi gì. Tệp không đọc được, hay đọc quá lâu, quá nhiều bộ nhớ, thì để riêng, kèm lý do, và
    lệnh kết thúc với mã 1. Đọc lại (--again) thay số liệu cũ bằng cách đọc mới; điều đã sửa tay và đã dạy vẫn giữ.
    """
    from pipeline.catalogue import load_catalogue
    from pipeline.cluster import dask_cluster
    from pipeline.errors import UsageError
    from pipeline.ingest import archived_files, ingest
    from pipeline.limits import limits_of
    from pipeline.present.progress import print_ingest, showing_progress
    from pipeline.sources import require_places
    from pipeline.store.archive import open_archive
    from pipeline.store.indicators import save_indicators

    if not places and not again:
        raise UsageError("hãy nêu tệp hoặc thư mục báo cáo, hoặc --again để đọc lại các tệp đã có trong kho")
    limits = limits_of(db.parent, timeout, memory)
    require_places(places)
    catalogue = load_catalogue()
    with ExitStack() as stack:
        cluster = None
        if scheduler is not None:
            cluster = dask_cluster(scheduler)
            stack.callback(cluster.close)
        archive = stack.enter_context(open_archive(db, create=bool(places)))
        progress = stack.enter_context(showing_progress())
        save_indicators(archive, catalogue, {sector.code: sector.name for sector in catalogue.sectors})
        result = ingest(
            places or archived_files(archive), archive, jobs=jobs, executor=cluster, progress=progress, again=again,
            limits=limits, on_fault=show_trace if debug else None,
        )  # fmt: skip
    print_ingest(result)
    ctx.exit(1 if result.rejected else 0)
