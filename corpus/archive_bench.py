"""Times one commune's questions in a big archive and in that commune's archive alone, side by side in one process.

Enters: a big archive, or the size of one to be made. Leaves: a line a question with both medians and their ratio, and
how many bytes a figure takes. Example: `python -m corpus.archive_bench --communes 1112 --months 36` makes the full size
(40,032 reports, half an hour), `--db kho.db` takes one made before by `python -m corpus.big_archive`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click

from corpus.big_archive import fill, open_for_bulk
from corpus.big_reports import read_originals, real_communes
from corpus.status import peak_mb
from pipeline.query.compare import compare
from pipeline.query.history import history
from pipeline.query.search import search
from pipeline.query.series import series
from pipeline.store.archive import Archive, open_archive
from pipeline.store.load import load_report
from pipeline.store.save import save_report

MOST, MOST_SEARCH, MOST_BYTES = 2.0, 5.0, 1500
_ORIGINALS = 8


class Asked(NamedTuple):
    """What is asked about: an agency, two months, a code, and a label that the catalogue lacks."""

    agency: str
    before: str
    after: str
    code: str
    label: str


class Question(NamedTuple):
    """A question to an archive about one agency, and how many times longer it may take in the big one."""

    name: str
    ask: Callable[[Archive, Asked], Sequence[object]]
    bar: float


def _search(words: str) -> Question:
    return Question(f"search '{words}'", lambda db, asked: search(db, words, agency=asked.agency), MOST_SEARCH)


QUESTIONS = (
    Question("series of a code", lambda db, asked: series(db, asked.code, agency=asked.agency), MOST),
    Question("series of a label", lambda db, asked: series(db, asked.label, agency=asked.agency), MOST),
    Question("compare", lambda db, asked: compare(db, asked.before, asked.after, agency=asked.agency), MOST),
    Question("history", lambda db, asked: history(db, asked.code, asked.before, agency=asked.agency), MOST),
    *map(_search, ("trật tự", "dich ta lon", "xâm nhập mặn")),
    Question(
        "search 'tiêm phòng' in one month",
        lambda db, asked: search(db, "tiêm phòng", agency=asked.agency, asked_month=asked.before),
        MOST_SEARCH,
    ),
)

COMMANDS = (
    ("series livestock_pig", ("series", "livestock_pig", "--format", "csv")),
    ("compare", ("compare", "2026-03", "2026-04", "--format", "csv")),
    ("search 'trật tự'", ("search", "trật tự")),
    ("stats", ("stats", "--format", "json")),
    ("indicators", ("indicators", "--format", "json")),
    ("tasks --month 2026-04", ("tasks", "--month", "2026-04", "--format", "csv")),
    ("export .csv", ("export", "-o", "OUT.csv")),
    ("export .parquet", ("export", "-o", "OUT.parquet")),
)
"""Whole-archive questions: how long they take and how much memory, each in a process of its own."""


def commune_alone(big: Archive, path: Path) -> tuple[Asked, Archive]:
    """Return what to ask about a commune in the middle of the big archive, and an archive of its reports only."""
    row = big.row(
        "SELECT min(id) AS id, name FROM localities GROUP BY key HAVING count(*) = 1 ORDER BY abs(id - "
        "(SELECT max(id) / 2 FROM localities)) LIMIT 1"
    )
    if row is None:
        raise click.ClickException("the archive holds no agency")
    reports = big.rows("SELECT id, month FROM reports WHERE locality = ? ORDER BY month", [row["id"]])
    alone = open_for_bulk(path)
    for report in reports:
        save_report(alone, load_report(big, report["id"]))
    code, label = (
        alone.row(f"SELECT {column} AS most FROM figures WHERE {which} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
        for column, which in (("linked", "linked IS NOT NULL"), ("label", "linked IS NULL"))
    )
    alone.close()
    if code is None or label is None:
        raise click.ClickException("the agency has no figures")
    months = [report["month"] for report in reports][len(reports) // 2 - 1 :]
    return Asked(row["name"], months[0], months[1], code["most"], label["most"]), open_archive(path)


def timed(question: Question, asked: Asked, big: Archive, alone: Archive, repeats: int) -> tuple[float, float]:
    """Return both medians in milliseconds, big archive first; raises where the answers differ in number."""
    if len(question.ask(big, asked)) != len(question.ask(alone, asked)):
        raise click.ClickException(f"{question.name}: the two archives answer differently")
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(repeats):
        for archive, found in zip((big, alone), times, strict=True):
            start = time.perf_counter()
            question.ask(archive, asked)
            found.append((time.perf_counter() - start) * 1000)
    return median(times[0]), median(times[1])


def report_questions(big: Archive, folder: Path, repeats: int) -> bool:
    """Print a line a question and return whether all bars are met."""
    asked, alone = commune_alone(big, folder / "alone.db")
    size = big.row("SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM figures) AS figures")
    assert size is not None  # a select without FROM always gives one row
    click.echo(f"{size['reports']} reports, {size['figures']} figures; asked about {asked.agency}")
    click.echo(f"{f'median of {repeats} runs, in milliseconds':<40}{'big':>9}{'alone':>9}{'ratio':>8}   bar")
    met = True
    for question in QUESTIONS:
        one, other = timed(question, asked, big, alone, repeats)
        met &= one / other <= question.bar
        click.echo(f"{question.name:<40}{one:>9.1f}{other:>9.1f}{one / other:>8.2f}   at most {question.bar:g}")
    alone.close()
    big.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    each = Path(big.path).stat().st_size / size["figures"]
    click.echo(f"bytes a figure: {each:.0f}   at most {MOST_BYTES}")
    return met and each <= MOST_BYTES


def report_commands(db: Path, folder: Path) -> None:
    """Print how long each whole-archive command takes and the most memory that it holds."""
    click.echo(f"{'whole archive, by itself':<40}{'seconds':>9}{'MB':>9}")
    for name, words in COMMANDS:
        start = time.perf_counter()
        child = [
            sys.executable,
            "-m",
            "corpus.archive_bench",
            "--child",
            *[w.replace("OUT", f"{folder}/out") for w in words],
        ]
        done = subprocess.run(
            [*child, "--db", str(db)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
        )
        said = done.stderr.strip().rsplit("\n", 1)[-1]
        click.echo(f"{name:<40}{time.perf_counter() - start:>9.1f}{said:>9}")


def _child(words: Sequence[str]) -> None:
    """Run a command of the program in this process and tell its peak memory in MB as the last line of stderr."""
    from pipeline.cli import cli

    cli(list(words), standalone_mode=False)
    sys.stdout.flush()
    print(peak_mb(), file=sys.stderr)


@click.command()
@click.option("--db", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A big archive made before.")
@click.option("--communes", type=click.IntRange(2, 3300), default=60, show_default=True, help="Communes, else.")
@click.option("--months", type=click.IntRange(2, 60), default=12, show_default=True, help="Months of each.")
@click.option("--repeats", type=click.IntRange(1), default=9, show_default=True, help="Runs that count.")
@click.option("--whole", is_flag=True, help="Also run whole-archive commands, with their time and memory.")
def main(db: Path | None, communes: int, months: int, repeats: int, whole: bool) -> None:
    """Ask one commune's questions of a big archive and of that commune's alone."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if db is None:
            db = folder / "big.db"
            originals = read_originals(_ORIGINALS, months)
            with open_for_bulk(db) as archive:
                fill(archive, real_communes(communes), originals)
        with open_archive(db) as archive:
            met = report_questions(archive, folder, repeats)
        if whole:
            report_commands(db, folder)
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(sys.argv[2:])
    else:
        main()
