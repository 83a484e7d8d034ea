"""Makes commune reports with their gold and the truth behind them.

Enters: options of the command line. Leaves: a folder of reports. Example:
`python -m corpus.make_reports thu-muc --communes 4 --months 18 --formats txt`.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

if __package__ in (None, ""):  # run as a file: make the package importable
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.books import make, writers
from corpus.world.calendar import Month
from corpus.world.communes import COMMUNES, NEIGHBOURS, Commune
from corpus.writers import WriterError

FORMATS = ("txt", "docx", "pdf")


def chosen_communes(text: str) -> list[Commune]:
    """A number ("4": the first four) or names ("na-khuoi,ha-sen"); click.BadParameter for anything else."""
    known = (*COMMUNES, *NEIGHBOURS)
    if text.isdigit() and 1 <= int(text) <= len(known):
        return list(known[: int(text)])
    names, by_key = text.split(","), {commune.key: commune for commune in known}
    if any(name not in by_key for name in names):
        raise click.BadParameter(f"một số từ 1 đến {len(known)}, hoặc tên trong: {', '.join(by_key)}")
    return [by_key[name] for name in names]


def chosen_formats(text: str) -> list[str]:
    """Formats split by commas; click.BadParameter for an unknown one."""
    names = text.split(",")
    if any(name not in FORMATS for name in names):
        raise click.BadParameter(f"các định dạng: {', '.join(FORMATS)}")
    return names


def chosen_month(text: str) -> Month:
    """A month `YYYY-MM` from 2024-01 on; click.BadParameter for anything else."""
    try:
        month = Month.parse(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    if not Month(2024, 1) <= month <= Month(2035, 12):
        raise click.BadParameter("tháng từ 2024-01 đến 2035-12")
    return month


@click.command(help="Tạo bộ báo cáo hằng tháng của các xã, phường tưởng tượng vào THƯ_MỤC, kèm đáp án và world.json.")
@click.argument("thu_muc", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--communes",
    default=str(len(COMMUNES)),
    show_default=True,
    help="Số xã (từ đầu danh sách), hoặc tên cách nhau dấu phẩy.",
)
@click.option("--months", type=click.IntRange(1, 120), default=24, show_default=True, help="Số tháng liên tiếp.")
@click.option("--start", default="2024-07", show_default=True, help="Tháng đầu tiên, YYYY-MM.")
@click.option(
    "--formats", default="txt", show_default=True, help="Định dạng: txt, docx, pdf; nhiều thì cách nhau dấu phẩy."
)
@click.option("--seed", default="1", show_default=True, help="Hạt giống: cùng hạt giống thì cùng bộ báo cáo.")
def main(thu_muc: Path, communes: str, months: int, start: str, formats: str, seed: str) -> None:
    """The command."""
    began = time.perf_counter()
    places, first = chosen_communes(communes), chosen_month(start)
    try:
        tally = make(thu_muc, places, first, months, writers(chosen_formats(formats)), seed)
    except WriterError as error:
        raise click.ClickException(str(error)) from error
    seconds = time.perf_counter() - began
    counts = f"{tally.reports} báo cáo, {tally.figures} số liệu, {tally.tasks} nhiệm vụ, {tally.words} chữ"
    click.echo(f"{counts}, {seconds:.1f} giây: {thu_muc}")


if __name__ == "__main__":
    main()
