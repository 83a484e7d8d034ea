"""Makes drafts with one error each, the clean drafts, and the archive of the months before.

Enters: options of the command line. Leaves: THƯ_MỤC/drafts (NAME.txt, NAME.fault.json), /clean and /archive. Example:
`python -m corpus.make_faulty thu-muc --each 3` writes three drafts of each of the rules.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random

import click

if __package__ in (None, ""):  # run as a file: make the package importable
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.books import Writer, dump, make, write_report, writers
from corpus.make_reports import chosen_communes, chosen_formats, chosen_month
from corpus.styles.catalogue import STYLES
from corpus.world.calendar import Month
from corpus.world.communes import COMMUNES
from corpus.world.faults import INJECTORS, clean_draft, inject
from corpus.world.simulate import Life, live
from corpus.writers import WriterError

_TRIES = 60


def write_faults(
    folder: Path, lives: list[Life], month: Month, each: int, found: dict[str, Writer], seed: str
) -> Counter[str]:
    """Drafts of each rule at communes and months drawn by the seed, from `month` on; returns how many of each rule."""
    drafts, clean, counts = folder / "drafts", folder / "clean", Counter[str]()
    for path in (drafts, clean):
        path.mkdir(parents=True, exist_ok=True)
    for rule in INJECTORS:
        used: set[str] = set()
        for turn in range(_TRIES):
            if counts[rule] == each:
                break
            rng = Random(f"{seed}/{rule}/{turn}")
            life, when = rng.choice(lives), month.shift(rng.randrange(6))
            name = f"{rule.replace('.', '-')}-{life.commune.key}-{when}"
            fault = None if name in used else inject(rule, life, when, STYLES[life.commune.key], rng)
            if fault is None:
                continue
            used.add(name)
            counts[rule] += 1
            fault.report.alias = name
            write_report(fault.report, drafts, found)
            archive = [f"{life.commune.key}-{when.shift(-back)}" for back in range(6, 0, -1)]
            dump(
                {**fault.to_json(), "clean": f"{life.commune.key}-{when}", "archive": archive},
                drafts / f"{name}.fault.json",
            )
            write_report(clean_draft(life, when, STYLES[life.commune.key]).clean(), clean, found)
    return counts


@click.command(
    help="Tạo các dự thảo có đúng một lỗi mỗi bản vào THƯ_MỤC, kèm bản không lỗi và kho báo cáo các tháng trước."
)
@click.argument("thu_muc", type=click.Path(file_okay=False, path_type=Path))
@click.option("--communes", default=str(len(COMMUNES)), show_default=True, help="Số xã, hoặc tên cách nhau dấu phẩy.")
@click.option("--start", default="2026-01", show_default=True, help="Tháng đầu của các dự thảo (sáu tháng liên tiếp).")
@click.option("--each", type=click.IntRange(1, 50), default=2, show_default=True, help="Số dự thảo cho mỗi loại lỗi.")
@click.option("--formats", default="txt", show_default=True, help="Định dạng: txt, docx, pdf.")
@click.option("--seed", default="1", show_default=True, help="Hạt giống.")
def main(thu_muc: Path, communes: str, start: str, each: int, formats: str, seed: str) -> None:
    """The command."""
    places, first = chosen_communes(communes), chosen_month(start)
    try:
        lives = [live(commune, seed, first.shift(7)) for commune in places]
        found = writers(chosen_formats(formats))
        counts = write_faults(thu_muc, lives, first, each, found, seed)
        make(thu_muc / "archive", places, first.shift(-12), 18, writers(["txt"]), seed)
    except WriterError as error:
        raise click.ClickException(str(error)) from error
    short = [rule for rule in INJECTORS if counts[rule] < each]
    click.echo(f"{sum(counts.values())} dự thảo, {len(counts)} loại lỗi: {thu_muc}")
    if short:
        click.echo(f"Không đủ chỗ cho: {', '.join(short)}", err=True)


if __name__ == "__main__":
    main()
