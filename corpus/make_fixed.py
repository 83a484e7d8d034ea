"""Makes the fixed part of the corpus that is kept with the program: reports/ and drafts/.

Enters: nothing. Leaves: corpus/reports (two communes, six months, each month in one format) and corpus/drafts (a Word
draft of the month after with five errors, and the same draft without). Example: `python -m corpus.make_fixed`.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import click

if __package__ in (None, ""):  # run as a file: make the package importable
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.books import dump, dump_world, world_entry, write_report, writers
from corpus.styles.catalogue import STYLES
from corpus.styles.compose import compose
from corpus.styles.pieces import Report
from corpus.world.calendar import Month
from corpus.world.communes import BY_KEY
from corpus.world.fault_tools import Draft, Fault
from corpus.world.faults import INJECTORS
from corpus.world.simulate import live
from corpus.writers import WriterError
from corpus.writers.text import text

SEED = "1"
FIRST = Month(2025, 12)
FORMATS = {
    "na-khuoi": ("pdf", "docx", "txt", "pdf", "docx", "txt"),
    "long-khanh-tay": ("docx", "txt", "pdf", "docx", "txt", "pdf"),
}
DRAFT = "na-khuoi"
RULES = ("sum.parts", "ratio.mismatch", "period.mismatch", "text.repeated", "structure.numbering")


def fixed_reports(folder: Path, only_text: bool = False) -> None:
    """The reports with their gold and world.json; `only_text` leaves Word and PDF files out."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for key, formats in FORMATS.items():
        life = live(BY_KEY[key], SEED, FIRST.shift(len(formats) + 1))
        for offset, ending in enumerate(formats):
            month = FIRST.shift(offset)
            report = compose(life, month, STYLES[key])
            write_report(report, folder, {} if only_text and ending != "txt" else writers([ending]))
            entries.append(world_entry(life, month, report))
    dump_world(SEED, entries, folder / "world.json")


def faulty_draft() -> tuple[Report, Report, list[Fault]]:
    """The clean draft, the faulty one, and its errors as they were made, each in a line of its own."""
    month = FIRST.shift(6)
    life = live(BY_KEY[DRAFT], SEED, month.shift(1))
    for turn in range(50):
        clean, report, faults = _try(Draft(life, month, STYLES[DRAFT], Random(f"{SEED}/fixed draft/{turn}")))
        lines = text(report).split("\n")
        if len({next((n for n, line in enumerate(lines) if f.place in line), -1) for f in faults} - {-1}) == len(RULES):
            return clean, report, faults
    raise AssertionError("no turn keeps the errors apart")


def _try(draft: Draft) -> tuple[Report, Report, list[Fault]]:
    clean, faults = as_draft(draft.clean()), list[Fault]()
    for rule in RULES:
        if rule == "period.mismatch":  # from here on the text itself is changed
            draft.standing = as_draft(draft.write({}))
        fault = INJECTORS[rule](draft)
        assert fault is not None, rule
        draft.base |= draft.last
        faults.append(fault)
    return clean, faults[-1].report, faults


def as_draft(report: Report) -> Report:
    """The report as a draft: no number, no day, DỰ THẢO above its title."""
    blank = f"{report.place}, ngày     tháng {report.month.month} năm {report.month.year}"
    return replace(report, number=None, dated=None, date_line=blank, draft=True)


def fixed_drafts(folder: Path, formats: tuple[str, ...] = ("docx",)) -> None:
    """The two drafts, their gold and the list of errors."""
    folder.mkdir(parents=True, exist_ok=True)
    clean, faulty, faults = faulty_draft()
    clean.alias, faulty.alias = f"{DRAFT}-{FIRST.shift(6)}-clean", f"{DRAFT}-{FIRST.shift(6)}-faulty"
    for report in (clean, faulty):
        write_report(report, folder, writers(formats))
    dump({"clean": clean.name, "faults": [fault.to_json() for fault in faults]}, folder / f"{faulty.name}.faults.json")


@click.command(help="Tạo lại phần cố định của kho mẫu: corpus/reports và corpus/drafts.")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), default=Path(__file__).parent, help="Thư mục đích."
)
def main(into: Path) -> None:
    """The command."""
    try:
        fixed_reports(into / "reports")
        fixed_drafts(into / "drafts")
    except WriterError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Đã tạo {into / 'reports'} và {into / 'drafts'}")


if __name__ == "__main__":
    main()
