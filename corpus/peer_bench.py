"""Holds reading of printed PDFs against a plain peer: `python -m corpus.peer_bench`.

Enters: the made-up PDFs with gold. Leaves: for the program, and for pdfplumber's text with one regular expression for
numbers and the word behind them (what a first script does), milliseconds a page and how many of the gold figures are
found by value, and by value and unit: precision, recall, F1. A figure counts once, wherever on the page it stands.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click

from corpus.scoring.amounts import amount
from corpus.scoring.gold import read_folder
from pipeline.run import read_report

_ROOT = Path(__file__).resolve().parent
_NUMBER = re.compile(r"(?<![\w.,/])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s*(%|[^\W\d_]+(?:\s[^\W\d_]+)?)?")

Found = list[tuple[str, str]]
"""Values as decimals, each with its unit."""


def peer(path: Path) -> Found:
    """Return every number that pdfplumber's text of a PDF holds, with what stands behind it."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        text = " ".join((page.extract_text() or "").replace("\n", " ") for page in pdf.pages)
    return [(found[1].replace(".", "").replace(",", "."), found[2] or "") for found in _NUMBER.finditer(text)]


def ours(path: Path) -> Found:
    """Return every figure that the program finds, with its unit."""
    return [(format(figure.value.copy_abs(), "f"), figure.unit) for figure in read_report(path).figures]


def known(value: str, unit: str, *, units: bool) -> object:
    """Return what a figure is known by: its number, or its amount in the base unit."""
    found = amount(value.lstrip("-"), unit if units else "")
    return value if found is None else (found.number.normalize(), found.base if units else "")


def score(found: list[Found], gold: list[list[tuple[str, tuple[str, ...]]]], *, units: bool) -> tuple[float, float]:
    """Return precision and recall over all files."""
    right = told = wanted = 0
    for answers, figures in zip(found, gold, strict=True):
        have = Counter(known(value, unit, units=units) for value, unit in answers)
        told, wanted = told + sum(have.values()), wanted + len(figures)
        for value, allowed in figures:
            hit = next((key for unit in allowed or ("",) if have[key := known(value, unit, units=units)] > 0), None)
            if hit is not None:
                have[hit] -= 1
                right += 1
    return right / max(told, 1), right / max(wanted, 1)


def timed(read: Callable[[Path], Found], paths: list[Path]) -> tuple[list[Found], float]:
    """Return what is found in the files, and processor seconds, after a run that doesn't count."""
    for path in paths:
        read(path)
    start = time.process_time()
    found = [read(path) for path in paths]
    return found, time.process_time() - start


@click.command()
def main() -> None:
    """Hold the program against pdfplumber with a regular expression."""
    import pdfplumber

    documents = [one for one in read_folder(_ROOT / "reports") if one.path.suffix == ".pdf"]
    paths = [one.path for one in documents]
    gold = [[(figure.value, figure.units) for figure in one.figures] for one in documents]
    pages = 0
    for path in paths:
        with pdfplumber.open(path) as pdf:
            pages += len(pdf.pages)
    click.echo(f"{len(paths)} files, {pages} pages, {sum(map(len, gold))} figures")
    click.echo(f"{'':<26} {'ms a page':>9}   value: P     R    F1   and unit: P     R    F1")
    for name, read in (("baocao", ours), ("pdfplumber and a regex", peer)):
        found, seconds = timed(read, paths)
        parts = []
        for units in (False, True):
            precision, recall = score(found, gold, units=units)
            both = 2 * precision * recall / max(precision + recall, 1e-9)
            parts.append(f"{precision:8.3f} {recall:5.3f} {both:5.3f}")
        click.echo(f"{name:<26} {seconds / pages * 1000:9.1f}   {parts[0]}      {parts[1]}")


if __name__ == "__main__":
    main()
