"""Measures how much faster more workers read: `python -m corpus.bench_workers [--rounds N] [FILE...]`.

Enters: reports; without any, the made-up ones. Leaves: files a second with one worker and with two, both running in
turns, and what each file costs in processor time: in the workers, which share it, and in the one process that hands out
and saves, which is what more workers are limited by in the end. From these two the line for more workers is worked out.
On a machine that does other work besides, only the processor times tell anything; "of all work" is our part of it.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
import psutil

from pipeline.limits import USUAL
from pipeline.run import read_report
from pipeline.store.archive import open_archive
from pipeline.store.save import save_report
from pipeline.workers import LimitedPool

_REPORTS = Path(__file__).resolve().parent / "reports"
_SIMULATED = (1, 2, 4, 8, 16, 32)


class Run(NamedTuple):
    """One pass: seconds by the clock, processor seconds of the workers, of the saving process, and idle in all."""

    wall: float
    workers: float
    saving: float
    share: float


def one_pass(pool: LimitedPool, paths: Sequence[Path], rounds: int) -> Run:
    """Read all files `rounds` times and save them, with a pool whose processes are warm."""
    gc.collect()
    data = {path: path.read_bytes() for path in paths}
    with TemporaryDirectory() as folder, open_archive(Path(folder, "kho.db"), create=True) as archive:
        before = _workers_time()
        own, start, busy = time.process_time(), time.perf_counter(), psutil.cpu_times()
        futures = [pool.submit(read_report, path, data[path]) for _ in range(rounds) for path in paths]
        for number, future in enumerate(futures):
            report = future.result()
            source = report.source.model_copy(update={"sha256": f"{number:064x}"})
            save_report(archive, report.model_copy(update={"source": source}))
        wall = time.perf_counter() - start
        own = time.process_time() - own
        took = _workers_time() - before
        after = psutil.cpu_times()
        all_busy = sum(after[:3]) - sum(busy[:3])
    return Run(wall, took, own, (took + own) / max(all_busy, 0.01))


def _workers_time() -> float:
    """Return the processor time of all reading processes so far."""
    times = [child.cpu_times() for child in psutil.Process().children()]
    return sum(each.user + each.system for each in times)


def show(name: str, runs: Sequence[Run], files: int) -> None:
    """Print the medians of a number of workers."""
    wall, workers, saving, share = (median(column) for column in zip(*runs, strict=True))
    click.echo(
        f"{name:<12} {files / wall:8.2f} {workers / files * 1000:14.1f} {saving / files * 1000:13.1f} {share:12.0%}"
    )


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rounds", type=click.IntRange(min=1), default=4, show_default=True, help="Passes over the files a run.")
@click.option("--repeats", type=click.IntRange(min=1), default=5, show_default=True, help="Runs that count.")
def main(files: tuple[Path, ...], rounds: int, repeats: int) -> None:
    """Time reading with one worker and with two, in turns, on FILES or on the made-up reports."""
    paths = files or tuple(path for path in sorted(_REPORTS.glob("*.*")) if path.suffix in (".pdf", ".docx", ".txt"))
    count = len(paths) * rounds
    one, two = LimitedPool(1, USUAL), LimitedPool(2, USUAL)
    try:
        for pool in (one, two):
            one_pass(pool, paths, 2)
        pairs = [(one_pass(one, paths, rounds), one_pass(two, paths, rounds)) for _ in range(repeats)]
    finally:
        one.shutdown(cancel_futures=True)
        two.shutdown(cancel_futures=True)
    firsts, seconds = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    click.echo(f"{count} files a run, median of {repeats} runs in turns; {os.cpu_count()} cores")
    click.echo(f"{'':<12} {'files/s':>8} {'worker ms/file':>14} {'saver ms/file':>13} {'of all work':>12}")
    show("one worker", firsts, count)
    show("two workers", seconds, count)
    click.echo(f"by the clock: {median(one.wall / two.wall for one, two in pairs):.2f} times (bar: 1.80)")
    reading = median(run.workers for run in seconds) / count
    saving = median(run.saving for run in seconds) / count
    extra = reading / (median(run.workers for run in firsts) / count)
    click.echo(f"by processor time: {2 / extra:.2f} times (a file costs {extra:.2f} times as much with two workers)")
    click.echo(f"worked out for two free cores, saving included: {2 * reading / (reading + saving):.2f} times")
    click.echo("simulated, a core each: " + line(reading, saving))


def line(reading: float, saving: float) -> str:
    """Return the speed-up over one worker for more of them, where the slower of reading and saving sets the pace.

    >>> line(0.2, 0.02)
    '1: 1.0, 2: 2.0, 4: 4.0, 8: 8.0, 16: 10.0, 32: 10.0'
    """
    alone = max(reading, saving)
    return ", ".join(f"{count}: {alone / max(reading / count, saving):.1f}" for count in _SIMULATED)


if __name__ == "__main__":
    main()
