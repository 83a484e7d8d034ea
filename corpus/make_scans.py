"""Makes scans of a digital report, so that reading scans can be measured and the measurement repeated.

Enters: a PDF with text. Leaves: the same as a scan: .pdf, .tif (several pages), .png or .jpg. The same seed gives the
same file. Example: `python -m corpus.make_scans bao-cao.pdf xau.pdf --quality xau --turn 3:90 --turn 7:180`.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import numpy as np

if __package__ in (None, ""):  # run as a file: make the package importable
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.scans.files import write
from corpus.scans.page import Picture, scanned
from corpus.scans.photo import faxed, photographed
from corpus.scans.quality import QUALITIES, Quality
from corpus.scans.source import page_count, rendered, signature
from corpus.scans.stamp import stamp


def scans(path: Path, quality: Quality, turns: dict[int, int], seed: int, stamped: bool = True) -> Iterator[Picture]:
    """The pages of a PDF as a scan; `turns` says by how many degrees, clockwise, a page (from 1) lies turned."""
    place = signature(path) if stamped else None
    for number in range(page_count(path)):
        random = np.random.default_rng([seed, number, zlib.crc32(path.name.encode())])
        picture = rendered(path, number, quality.dpi)
        if place is not None and place.page == number:
            picture = stamp(picture, place.x * quality.dpi / 72, place.y * quality.dpi / 72, quality.dpi, random)
        if quality.tilt:
            page = photographed(picture, quality, random)
        else:
            page = scanned(picture, quality, random)
            page = faxed(page, quality) if quality.lines else page
        yield np.ascontiguousarray(np.rot90(page, -turns.get(number + 1, 0) // 90))


def make(
    source: Path, target: Path, quality: Quality, turns: dict[int, int], seed: int, stamped: bool = True
) -> list[Path]:
    """Write the scan of `source`; return the files written."""
    pages = scans(source, quality, turns, seed, stamped)
    return write(pages, target, (quality.dpi, quality.lines or quality.dpi), quality.jpeg)


def _turns(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[int, int]:
    found: dict[int, int] = {}
    for value in values:
        page, _, degrees = value.partition(":")
        if not page.isdigit() or degrees not in ("90", "180", "270"):
            raise click.BadParameter(f"{value}: viết TRANG:ĐỘ, ví dụ 3:90; độ là 90, 180 hoặc 270")
        found[int(page)] = int(degrees)
    return found


@click.command(help="Làm bản quét từ một tệp PDF có chữ. Đuôi của tệp đích: .pdf, .tif, .png hoặc .jpg.")
@click.argument("source", metavar="NGUỒN.pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", metavar="ĐÍCH", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--quality", type=click.Choice(list(QUALITIES)), default="thuong", show_default=True, help="Chất lượng.")
@click.option("--dpi", type=click.IntRange(72, 600), help="Độ phân giải, nếu khác mặc định của chất lượng.")
@click.option("--turn", "turns", multiple=True, callback=_turns, help="TRANG:ĐỘ, trang nằm xoay (90, 180, 270).")
@click.option("--stamp/--no-stamp", "stamped", default=True, show_default=True, help="Đóng dấu đỏ lên chữ ký.")
@click.option("--seed", default=1, show_default=True, help="Hạt giống.")
def main(
    source: Path, target: Path, quality: str, dpi: int | None, turns: dict[int, int], stamped: bool, seed: int
) -> None:
    """The command."""
    chosen = QUALITIES[quality]
    written = make(source, target, replace(chosen, dpi=dpi) if dpi else chosen, turns, seed, stamped)
    click.echo(f"Đã tạo {', '.join(str(path) for path in written)}")


if __name__ == "__main__":
    main()
