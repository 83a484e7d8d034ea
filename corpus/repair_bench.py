"""How often arithmetic tells what a misread number is, and how often a sound one is doubted.

Enters: options of the command line. Leaves: a table. Example: `python -m corpus.repair_bench --each 12` writes reports
of the made-up world, takes them for scans, spoils one digit each time in a number that a sum or a percentage covers,
and reads them. `--ocr` does the same on pages that were drawn, scanned and recognised.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click

if __package__ in (None, ""):  # run as a file: make the package importable
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.books import make, writers
from corpus.repair.scanlike import Spot, scanlike, spoiled
from corpus.repair.spoil import Slip, covered, slips
from corpus.world.calendar import Month
from corpus.world.communes import COMMUNES
from pipeline.read import read_document
from pipeline.run import understand
from schemas.document import Document
from schemas.report import Bbox, Report

LEAST_RIGHT, MOST_DOUBTED = 0.8, 0.02
START = Month(2025, 3)


@dataclass(frozen=True)
class Trial:
    """One number spoiled: what was done, whether the right reading was suggested, a wrong one, and for what else."""

    slip: Slip
    right: bool
    wrong: bool
    others: int
    sound: int
    note: str


@dataclass(frozen=True)
class Outcome:
    """One report: suggestions for sound numbers in the clean one, its numbers, and the trials."""

    name: str
    numbers: int
    doubted: tuple[str, ...]
    trials: tuple[Trial, ...]


def try_report(job: tuple[Path, int, str]) -> Outcome:
    """Read one report as a scan, clean and with a number spoiled each time."""
    path, each, seed = job
    document = read_document(path)
    chance = random.Random(f"{seed} {path.stem}")
    if not document.source.ocr_pages:
        document = scanlike(document, chance)
    clean = understand(document)
    doubted = tuple(
        f"{figure.text}: {figure.suggested.reason}" for figure in clean.figures if figure.suggested is not None
    )
    numbers = sum(figure.page is not None for figure in clean.figures)
    trials = tuple(_trials(document, clean, each, chance))
    return Outcome(path.stem, numbers, doubted, trials)


def _trials(document: Document, clean: Report, each: int, chance: random.Random) -> Iterator[Trial]:
    """Yield the outcome of spoiling `each` numbers, one at a time; every fourth with a slip outside the table."""
    spots = covered(document, clean)
    chance.shuffle(spots)
    already = {figure.bbox for figure in clean.figures if figure.suggested is not None}
    for turn, spot in enumerate(spots[:each]):
        found = slips(spot.read, chance, known=turn % 4 != 3)
        if not found:
            continue
        slip = found[0]
        yield _trial(understand(spoiled(document, spot, slip.made, chance)), spot, slip, already)


def _trial(report: Report, spot: Spot, slip: Slip, already: set[Bbox | None]) -> Trial:
    """Judge the suggestions of a report with one number spoiled."""
    right = wrong = False
    others, note = 0, f"{slip.kind} {slip.read} -> {slip.made}: không có gợi ý"
    for figure in report.figures:
        if figure.suggested is None or figure.bbox in already:
            continue
        if figure.bbox is not None and spot.inside(figure.page, figure.bbox):
            right = figure.suggested.value == spot.value
            wrong = not right
        else:
            others += 1
        note = f"{slip.kind} {slip.read} -> {slip.made}: {figure.text} | {figure.suggested.reason}"
    return Trial(slip, right, wrong, others, len(report.figures) - 1, note)


@dataclass
class Score:
    """The whole outcome."""

    outcomes: list[Outcome]

    def trials(self, known: bool) -> list[Trial]:
        """The trials with slips of the table, or outside it."""
        return [trial for outcome in self.outcomes for trial in outcome.trials if trial.slip.known is known]

    @property
    def right(self) -> float:
        """Share of spoiled numbers, by slips of the table, with the right suggestion."""
        made = self.trials(known=True)
        return sum(trial.right for trial in made) / len(made) if made else 0.0

    @property
    def doubted(self) -> float:
        """Share of sound numbers that any reading was suggested for, in clean reports and beside spoiled numbers."""
        trials = [trial for outcome in self.outcomes for trial in outcome.trials]
        wrong = sum(len(outcome.doubted) for outcome in self.outcomes) + sum(trial.others for trial in trials)
        of = sum(outcome.numbers for outcome in self.outcomes) + sum(trial.sound for trial in trials)
        return wrong / of if of else 0.0

    @property
    def passes(self) -> bool:
        """Whether the bars are met."""
        return self.right >= LEAST_RIGHT and self.doubted <= MOST_DOUBTED


def lines(score: Score) -> Iterator[str]:
    """The table."""
    yield f"{'số đọc sai':<28}{'thử':>6}{'đúng':>7}{'tỷ lệ':>7}{'gợi ý sai':>11}{'không gợi ý':>13}"
    for known, name in ((True, "theo bảng nhầm lẫn"), (False, "ngoài bảng")):
        trials = score.trials(known)
        kinds = Counter(trial.slip.kind for trial in trials)
        for kind in ("", *kinds) if known else ("",):
            some = [trial for trial in trials if not kind or trial.slip.kind == kind]
            right, wrong = sum(trial.right for trial in some), sum(trial.wrong for trial in some)
            share = f"{right / len(some):.2f}" if some else "-"
            title = f"  {kind}" if kind else name
            yield f"{title:<28}{len(some):>6}{right:>7}{share:>7}{wrong:>11}{len(some) - right - wrong:>13}"
    clean = sum(len(outcome.doubted) for outcome in score.outcomes)
    numbers = sum(outcome.numbers for outcome in score.outcomes)
    yield f"số đọc đúng mà có gợi ý: {score.doubted:.4f} (bản sạch: {clean} trong {numbers} số)"


def measure(files: list[Path], each: int, seed: str, jobs: int) -> Score:
    """Read and try the reports at `files`."""
    work = [(path, each, seed) for path in files]
    if jobs == 1:
        return Score([try_report(job) for job in work])
    with ProcessPoolExecutor(jobs) as pool:
        return Score(list(pool.map(try_report, work)))


def made_reports(folder: Path, communes: int, months: int, seed: str, form: str) -> list[Path]:
    """Write reports of the made-up world and return them."""
    make(folder, COMMUNES[:communes], START, months, writers([form]), seed)
    return sorted(folder.glob(f"*.{form}"))


def recognised(files: list[Path], folder: Path) -> list[Path]:
    """Return scans of digital PDFs, every second one bad."""
    from corpus.make_scans import make as scan
    from corpus.scans.quality import QUALITIES

    names = ("thuong", "xau")
    return [scan(path, folder / path.name, QUALITIES[names[at % 2]], {}, 1)[0] for at, path in enumerate(files)]


@click.command(help="Đo gợi ý cho số đọc sai trên bản quét, và số đúng bị gợi ý nhầm.")
@click.option("--communes", type=click.IntRange(1, len(COMMUNES)), default=len(COMMUNES), show_default=True)
@click.option("--months", type=click.IntRange(1, 24), default=3, show_default=True, help="Số tháng mỗi xã.")
@click.option("--each", type=click.IntRange(1, 100), default=12, show_default=True, help="Số lần làm sai mỗi báo cáo.")
@click.option("--seed", default="1", show_default=True, help="Hạt giống.")
@click.option("--ocr", is_flag=True, help="Vẽ, quét và nhận dạng thật, thay vì giả độ tin cậy.")
@click.option("--notes", is_flag=True, help="In cả từng chỗ sót và thừa.")
@click.argument(
    "files", nargs=-1, metavar="[BẢN-QUÉT...]", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def main(communes: int, months: int, each: int, seed: str, ocr: bool, notes: bool, files: tuple[Path, ...]) -> None:
    """The command."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        paths = list(files) or made_reports(folder, communes, months, seed, "pdf" if ocr else "txt")
        if ocr and not files:
            (folder / "quet").mkdir()
            paths = recognised(paths, folder / "quet")
        score = measure(paths, each, seed, os.cpu_count() or 1)
    for line in lines(score):
        click.echo(line)
    if notes:
        clean = (f"thừa  {outcome.name}: {said}" for outcome in score.outcomes for said in outcome.doubted)
        trials = ((outcome.name, trial) for outcome in score.outcomes for trial in outcome.trials)
        missed = (f"{'sót' if not t.others else 'thừa':<6}{name}: {t.note}" for name, t in trials if not t.right)
        for line in sorted(chain(clean, missed)):
            click.echo(line)
    sys.exit(0 if score.passes else 1)


if __name__ == "__main__":
    main()
