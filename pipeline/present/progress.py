"""How far `baocao ingest` has come, and what it did."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.ingest import IngestResult
from pipeline.present.terminal import console
from pipeline.store.merge import MergeResult


@contextmanager
def showing_progress() -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on standard error while inside; only where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("Đang đọc"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=None)

        def show(done: int, total: int) -> None:
            progress.update(bar, completed=done, total=total)

        yield show


def print_ingest(result: IngestResult) -> None:
    """Print the counts to standard output and the files that were set aside to standard error."""
    parts = [
        f"{result.new} báo cáo mới",
        f"{result.superseding} bản khác của báo cáo đã có",
        f"{result.unchanged} tệp đã có trong kho",
    ]
    if result.renewed:
        parts.append(f"{result.renewed} báo cáo đọc lại có thay đổi")
    if result.rejected:
        parts.append(f"{len(result.rejected)} tệp để riêng")
    console().print("; ".join(parts) + ".", soft_wrap=True, markup=False)
    for rejected in result.rejected:
        said = f"Để riêng: {on_one_line(rejected.path)}: {rejected.reason}"
        console(stderr=True).print(said, soft_wrap=True, markup=False)


def on_one_line(path: str) -> str:
    """Return a file's name as it can be shown: what would break the line or turn it round becomes an escape.

    >>> on_one_line("báo\\ncáo.txt")
    'báo\\\\ncáo.txt'
    """
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in path)


def print_merge(path: Path, result: MergeResult) -> None:
    """Print what was taken from an archive, and what the two archives teach differently."""
    parts = [
        f"{result.new} báo cáo mới",
        f"{result.superseding} bản khác của báo cáo đã có",
        f"{result.unchanged} báo cáo đã có trong kho",
        f"{result.corrections} điều sửa tay",
        f"{result.lessons} bài học",
        *([f"{result.silences} cảnh báo đã cho qua"] if result.silences else []),
    ]
    console().print(f"{path}: {'; '.join(parts)}.", soft_wrap=True, markup=False)
    for key in result.contrary:
        told = f"Hai kho dạy khác nhau về khóa '{key}'; giữ điều kho này đã dạy."
        console(stderr=True).print(told, soft_wrap=True, markup=False)
