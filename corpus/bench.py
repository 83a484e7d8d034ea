"""Measures speed against the libraries underneath, both sides in one run: `python -m corpus.bench [FILE...]`.

Enters: PDF and text reports; without any, the made-up ones. Leaves: medians in milliseconds and their ratio. Reading
is held against pdfplumber's extract_words alone on the same pages, what follows reading against underthesea's
word_tokenize alone on the whole text. Each side runs once before it counts, then both take turns.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click

from pipeline.read import read_document
from pipeline.run import read_report, understand

_REPORTS = Path(__file__).resolve().parent / "reports"

Work = Callable[[], object]


class Pair(NamedTuple):
    """Two things to time: ours, and what it is held against."""

    name: str
    ours: Work
    other: Work
    bar: str


def milliseconds(work: Work) -> float:
    """Return how long one run takes, the garbage of earlier runs swept first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def compare(pair: Pair, repeats: int) -> str:
    """Return one line: both medians and their ratio, of runs that take turns after one run that doesn't count."""
    pair.ours()
    pair.other()
    times = [(milliseconds(pair.ours), milliseconds(pair.other)) for _ in range(repeats)]
    ours, other = (median(side) for side in zip(*times, strict=True))
    ratio = median(one / two for one, two in times)
    return f"{pair.name:<58} {ours:9.1f} {other:9.1f} {ratio:7.2f}   {pair.bar}"


def pdf_words(paths: Sequence[Path]) -> int:
    """Return how many words pdfplumber alone finds in the files."""
    import pdfplumber

    words = 0
    for path in paths:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                words += len(page.extract_words())
                page.close()
    return words


def pdf_pages(paths: Sequence[Path]) -> int:
    """Return how many pages the files have."""
    import pdfplumber

    pages = 0
    for path in paths:
        with pdfplumber.open(path) as pdf:
            pages += len(pdf.pages)
    return pages


def tokenised(texts: Sequence[str]) -> int:
    """Return how many words underthesea alone finds in the texts."""
    from underthesea import word_tokenize

    return sum(len(word_tokenize(text, use_token_normalize=False)) for text in texts)


def pairs(pdfs: Sequence[Path], texts: Sequence[Path]) -> list[Pair]:
    """Return what is timed for these files."""
    found = []
    if pdfs:
        what = f"({pdf_pages(pdfs)} pages)"
        found = [
            Pair(
                f"read PDF : extract_words alone {what}",
                lambda: [read_document(path) for path in pdfs],
                lambda: pdf_words(pdfs),
                "",
            ),
            Pair(
                f"whole way of PDF : extract_words alone {what}",
                lambda: [read_report(path) for path in pdfs],
                lambda: pdf_words(pdfs),
                "at most 1.35",
            ),
        ]
    if texts:
        documents = [read_document(path) for path in texts]
        whole = [understand(document).text for document in documents]
        found.append(
            Pair(
                f"after reading : word_tokenize alone ({sum(map(len, whole))} characters)",
                lambda: [understand(document) for document in documents],
                lambda: tokenised(whole),
                "at most 1.50",
            )
        )
    return found


def _command(*words: str) -> Work:
    return lambda: subprocess.run(words, stdout=subprocess.DEVNULL, check=True)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--repeats", type=click.IntRange(min=1), default=7, show_default=True, help="Runs that count.")
def main(files: tuple[Path, ...], repeats: int) -> None:
    """Time the program against the libraries underneath, on FILES or on the made-up reports."""
    chosen = files or tuple(sorted(_REPORTS.glob("*.*")))
    pdfs = [path for path in chosen if path.suffix == ".pdf"]
    texts = [path for path in chosen if path.suffix in (".txt", ".md")]
    start = Pair(
        "start-up: baocao --help : an empty Python",
        _command(sys.executable, "-m", "pipeline.cli", "--help"),
        _command(sys.executable, "-c", "pass"),
        "under 500 ms",
    )
    click.echo(
        f"{'median of ' + str(repeats) + ' runs, in milliseconds':<58} {'ours':>9} {'alone':>9} {'ratio':>7}   bar"
    )
    for pair in [start, *pairs(pdfs, texts)]:
        click.echo(compare(pair, repeats))


if __name__ == "__main__":
    main()
