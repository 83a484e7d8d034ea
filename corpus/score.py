"""Scores what the program reads against gold: `python -m corpus.score`.

Enters: folders with reports and gold (GOLD.md). Leaves: tables of precision, recall and F1 for each field, kind of
document and way of writing; how far confidence can be trusted; what was gained and lost since the last commit.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console

from corpus.scoring.answers import read_all
from corpus.scoring.document import DocumentScore, score_document
from corpus.scoring.gold import GoldDocument, GoldError, read_folder
from corpus.scoring.history import HIDDEN, Repository, changes, history
from corpus.scoring.show import markdown, misses, show_changes, show_errors, show_scores

_ROOT = Path(__file__).resolve().parent.parent
_FOLDERS = ("dev", HIDDEN, "reports")
_WIDTH = 150


@click.command()
@click.option("--only", multiple=True, type=click.Choice(_FOLDERS), help="Only this folder; may be given again.")
@click.option("--misses", "listed", metavar="DOC", help="List every miss of one report (part of its name is enough).")
@click.option("--against", metavar="REV", help="Compare with this revision, not the last commit.")
@click.option("--alone", is_flag=True, help="Compare with nothing.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print README's table only.")
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, help="Reports read at once.")
def main(
    only: tuple[str, ...], listed: str | None, against: str | None, alone: bool, as_markdown: bool, jobs: int
) -> None:
    """Score the program on the reports that have gold."""
    try:
        documents = [one for name in only or _FOLDERS for one in read_folder(_ROOT / "corpus" / name)]
    except (GoldError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    console = Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False)
    if listed is not None:
        documents = _named(listed, documents)
    if not documents:
        raise click.ClickException("no reports with gold there")
    answers = read_all([one.path for one in documents], _ROOT, jobs)
    scores = [score_document(one, answers[one.path]) for one in documents]
    groups = {
        name: [one for one in scores if one.document.group == name]
        for name in dict.fromkeys(one.group for one in documents)
    }
    if listed is not None:
        for score in scores:
            click.echo("\n".join([f"{score.document.group}/{score.document.name}", *misses(score)]))
        return
    if as_markdown:
        click.echo("\n".join(markdown(groups)))
        return
    show_scores(console, groups)
    show_errors(console, groups)
    if not alone:
        _compare(console, scores, against, jobs)


def _named(words: str, documents: list[GoldDocument]) -> list[GoldDocument]:
    """Return the reports that `words` name; refuses those that nobody may look at."""
    found = [one for one in documents if words in f"{one.group}/{one.name}"]
    if not found:
        raise click.UsageError(f"no report with gold is called {words!r}")
    if any(one.group == HIDDEN for one in found):
        raise click.UsageError(
            f"{HIDDEN} is only scored: its misses are never listed, so that no rule is written for them"
        )
    return found


def _compare(console: Console, scores: list[DocumentScore], against: str | None, jobs: int) -> None:
    """Print what was gained and lost; keep the outcomes where the code is that of the last commit."""
    repository = Repository(_ROOT, jobs)
    head = repository.commit("HEAD")
    now = history(scores)
    clean = repository.clean()
    if head is not None and clean:
        repository.save(head, now)
    revision = against or ("HEAD~1" if clean else "HEAD")
    commit = repository.commit(revision)
    if commit is None:
        if against is not None:
            raise click.UsageError(f"no such revision: {against}")
        console.print("No earlier commit to compare with.")
        return
    before = repository.outcomes_of(commit, [one.document for one in scores])
    show_changes(console, f"{revision} ({commit[:10]})", changes(before, now))


if __name__ == "__main__":
    main()
