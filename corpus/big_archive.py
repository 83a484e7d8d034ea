"""Makes an archive as large as a country's: `python -m corpus.big_archive kho.db --communes 1112 --months 36`.

Enters: a file and a size. Leaves: the archive: 1,112 communes with 36 months each are 40,032 reports and 6.7 million
figures. Every report goes through `save_report`, the archive's own way; only the commits are fewer (400 reports a
transaction) and not forced to the disk one by one, so the rows are those that an ingest leaves. Run again, it goes on
where it was.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import click

from corpus.big_reports import Original, read_originals, real_communes, reports_of
from pipeline.catalogue import load_catalogue
from pipeline.communes import Unit
from pipeline.store.archive import Archive, open_archive
from pipeline.store.indicators import save_indicators
from pipeline.store.save import save_report

_REPORTS_A_TRANSACTION = 400


def open_for_bulk(path: Path) -> Archive:
    """Open an archive for much writing at once: what a crash leaves of it is thrown away and made anew."""
    archive = open_archive(path, create=True)
    archive.connection.execute("PRAGMA synchronous = OFF")
    archive.connection.execute("PRAGMA cache_size = -400000")
    catalogue = load_catalogue()
    save_indicators(archive, catalogue, {sector.code: sector.name for sector in catalogue.sectors})
    return archive


def fill(archive: Archive, units: Sequence[Unit], originals: Sequence[Original], *, tell: bool = False) -> None:
    """Save the reports of `units`, those that are there already left out."""
    began = time.perf_counter()
    making = reports_of(units, originals)
    total = len(units) * len(originals[0].reports)
    there = archive.row("SELECT count(*) AS reports FROM reports")
    done = 0 if there is None else int(there["reports"])
    for _ in islice(making, done):
        pass
    while batch := list(islice(making, _REPORTS_A_TRANSACTION)):
        with archive.transaction():
            for make in batch:
                save_report(archive, make())
        done += len(batch)
        if tell:
            click.echo(f"{done}/{total} báo cáo, {time.perf_counter() - began:.0f} giây", err=True)


@click.command(help="Tạo một kho lớn KHO: báo cáo nhiều tháng của nhiều xã, phường có thật về tên.")
@click.argument("kho", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--communes", type=click.IntRange(1, 3300), default=60, show_default=True, help="Số xã, phường.")
@click.option("--months", type=click.IntRange(1, 60), default=36, show_default=True, help="Số tháng liên tiếp.")
@click.option(
    "--originals", type=click.IntRange(1, 24), default=8, show_default=True, help="Số xã tưởng tượng làm mẫu."
)
def main(kho: Path, communes: int, months: int, originals: int) -> None:
    """The command."""
    read = read_originals(originals, months)
    with open_for_bulk(kho) as archive:
        fill(archive, real_communes(communes), read, tell=True)
        archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        row = archive.row("SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM figures) AS figures")
        assert row is not None  # a select without FROM always gives one row
    size = kho.stat().st_size
    click.echo(
        f"{row['reports']} báo cáo, {row['figures']} số liệu, {size / 1e9:.2f} GB, "
        f"{size / max(row['figures'], 1):.0f} byte một số liệu"
    )
    sys.exit(0)


if __name__ == "__main__":
    main()
