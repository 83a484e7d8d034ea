"""What checking a Word draft costs beside reading it alone: `python -m corpus.check_speed`.

Enters: options of the command line. Leaves: the processor time of `baocao check DRAFT --db ARCHIVE` and of `baocao
extract DRAFT --json`, whole commands side by side, and their ratio; the archive holds three years of the same commune.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import click

from corpus.check_bench import fill_archive
from corpus.make_reports import main as make_reports

MOST = 1.3
_YEARS = 3


def seconds(*words: str) -> float:
    """Return the processor time that a command takes by itself; how busy the machine is doesn't count."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "pipeline.cli", *words], stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user - before.children_user


def make(root: Path) -> tuple[Path, Path]:
    """Return a Word draft and an archive with the three years before it."""
    months = 12 * _YEARS
    make_reports.main(
        [str(root / "past"), "--communes", "1", "--months", str(months), "--start", "2026-01"], standalone_mode=False
    )
    make_reports.main(
        [str(root / "now"), "--communes", "1", "--months", "1", "--start", f"{2026 + _YEARS}-01", "--formats", "docx"],
        standalone_mode=False,
    )
    fill_archive(root / "past", root / "kho.db")
    return next((root / "now").glob("*.docx")), root / "kho.db"


@click.command(help="Đo thời gian kiểm tra một dự thảo Word so với chỉ đọc dự thảo ấy, với kho ba năm báo cáo.")
@click.option("--draft", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Dự thảo khác để đo.")
@click.option("--repeats", type=click.IntRange(1, 50), default=5, show_default=True, help="Số lần đo.")
def main(draft: Path | None, repeats: int) -> None:
    """The command."""
    with tempfile.TemporaryDirectory() as temporary:
        made, db = make(Path(temporary))
        file = str(draft or made)
        reading, checking = ["extract", file, "--json"], ["check", file, "--db", str(db), "--fail-on", "never"]
        for command in (reading, checking):  # each once before it counts
            seconds(*command)
        times = [(seconds(*checking), seconds(*reading)) for _ in range(repeats)]
    ratio = median(check / read for check, read in times)
    check, read = (median(side) for side in zip(*times, strict=True))
    click.echo(f"kiểm tra {check:.2f} giây, đọc {read:.2f} giây CPU: gấp {ratio:.2f} lần (tối đa {MOST})")
    sys.exit(0 if ratio <= MOST else 1)


if __name__ == "__main__":
    main()
