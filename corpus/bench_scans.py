"""Measures what reading scans costs, held against tesserocr alone: `python -m corpus.bench_scans FILE.pdf...`.

Enters: scanned PDF files. Leaves: seconds a page of both, by the clock and by the processor, and their ratios.
Tesserocr alone reads the same pictures at the same dots an inch to plain text, one page after the other; nothing is
taken from a cache.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from pathlib import Path

import click

os.environ["BAOCAO_CACHE"] = "off"
os.environ.setdefault("OMP_THREAD_LIMIT", "1")


def alone(path: Path) -> int:
    """How many pages tesserocr alone has read."""
    import pikepdf
    import tesserocr
    from PIL import Image

    from pipeline.read.scan_tessdata import LANGUAGE, find_tessdata

    tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
    with (
        pikepdf.open(path) as pdf,
        tesserocr.PyTessBaseAPI(path=str(find_tessdata()), lang=LANGUAGE, psm=tesserocr.PSM.AUTO) as engine,
    ):
        for page in pdf.pages:
            picture = next(iter(page.get_images().values()))
            image = Image.open(io.BytesIO(picture.read_raw_bytes()))
            engine.SetImage(image)
            engine.SetSourceResolution(round(image.width * 72 / float(page.mediabox[2])))
            engine.GetUTF8Text()
        return len(pdf.pages)


def ours(path: Path) -> int:
    """How many pages the program has read."""
    from pipeline.read import read_document

    return read_document(path).source.pages or 0


def timed(work: Callable[[Path], int], path: Path) -> tuple[float, float]:
    """Seconds a page: by the clock, by the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    pages = work(path)
    return (time.perf_counter() - clock) / pages, (time.process_time() - processor) / pages


@click.command(help="Đo thời gian đọc bản quét so với tesserocr chạy một mình.")
@click.argument(
    "files", metavar="TỆP.pdf...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def main(files: tuple[Path, ...]) -> None:
    """The command."""
    click.echo(f"{'giây một trang':<24} {'ta':>7} {'riêng':>7} {'tỷ số':>7}   {'CPU ta':>7} {'riêng':>7} {'tỷ số':>7}")
    for path in files:
        own, other = timed(ours, path), timed(alone, path)
        parts = [f"{one:7.2f} {two:7.2f} {one / two:7.2f}" for one, two in zip(own, other, strict=True)]
        click.echo(f"{path.name:<24} {'   '.join(parts)}")


if __name__ == "__main__":
    main()
