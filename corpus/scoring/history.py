"""What a change gained and lost: the outcome of every gold entry, kept by commit.

Enters: the scores of now and a revision. Leaves: `Change`. Outcomes lie in `build/score/COMMIT.json`; where a
revision's aren't there, or gold has changed since, its code is unpacked and reads the reports again. Entries of
`unseen` are kept under a hash, so that nobody reads them in passing.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from corpus.scoring.answers import read_all
from corpus.scoring.document import DocumentScore, score_document
from corpus.scoring.gold import GoldDocument

CODE = ("pipeline", "schemas")
HIDDEN = "unseen"
FULL, RIGHT, EXTRA, MISSED = "right", "told", "too many", "not found"


class Kept(BaseModel):
    """The outcomes of one report: what each gold entry came to; `stamp` tells the report and its gold."""

    stamp: str
    outcomes: dict[str, str]


class History(BaseModel):
    """The outcomes of one commit, by report."""

    documents: dict[str, Kept] = {}


@dataclass(frozen=True, slots=True)
class Change:
    """One gold entry that comes to something else than before; `entry` is empty where it must not be shown."""

    document: str
    sort: str
    entry: str
    before: str
    now: str

    @property
    def group(self) -> str:
        """The folder of the report."""
        return self.document.partition("/")[0]

    @property
    def gain(self) -> int:
        """Above zero where it is better now (right, found at least, no longer one too many), below where worse."""
        return _rank(self.now) - _rank(self.before)


def _rank(state: str) -> int:
    """Return how good an outcome is; "" stands for none: nothing answered, nothing wrong."""
    if state in (FULL, RIGHT):
        return 1000
    if state in (EXTRA, MISSED):
        return -1000
    return 100 - len(state.split(", ")) if state else 0


def outcomes(score: DocumentScore) -> dict[str, str]:
    """Return what each gold entry of a report came to, and each answer too many, by sort and words."""
    found: dict[str, str] = {}
    seen: Counter[str] = Counter()

    def keep(sort: str, words: str, state: str) -> None:
        seen[sort + words] += 1
        entry = f"{words} #{seen[sort + words]}" if seen[sort + words] > 1 else words
        if score.document.group == HIDDEN:
            entry = hashlib.sha256(entry.encode()).hexdigest()[:16]
        found[f"{sort}|{entry}"] = state

    for one in score.figures:
        state = MISSED if not one.found else FULL if one.full else "wrong " + ", ".join(one.wrong)
        keep("figures", f"{one.gold.text} = {one.gold.value} [{one.gold.section}]", state)
    for figure in score.extra:
        keep("figures too many", f"{figure.text} [{figure.section or ''}]", EXTRA)
    for told in sorted(score.facts.right):
        sort, _, words = told.partition(" ")
        keep(sort, words, RIGHT)
    return found


def stamp(document: GoldDocument) -> str:
    """Return what changes when the report or its gold does."""
    return hashlib.sha256(document.path.read_bytes() + document.stamp).hexdigest()


def history(scores: Iterable[DocumentScore]) -> History:
    """Return the outcomes of these scores."""
    return History(
        documents={_name(one.document): Kept(stamp=stamp(one.document), outcomes=outcomes(one)) for one in scores}
    )


def _name(document: GoldDocument) -> str:
    return f"{document.group}/{document.name}"


def changes(before: History, now: History) -> list[Change]:
    """Return what comes to something else, in the order of the reports."""
    found = []
    for name, kept in now.documents.items():
        old = before.documents[name].outcomes if name in before.documents else {}
        for key in dict.fromkeys((*old, *kept.outcomes)):
            was, is_ = old.get(key, ""), kept.outcomes.get(key, "")
            if was != is_:
                sort, _, entry = key.partition("|")
                found.append(Change(name, sort, "" if name.startswith(f"{HIDDEN}/") else entry, was, is_))
    return found


class Repository:
    """The project's git repository and the outcomes kept in its build folder; changes nothing in the repository."""

    def __init__(self, root: Path, jobs: int) -> None:
        self.root = root
        self.jobs = jobs
        self.folder = root / "build" / "score"

    def _git(self, *words: str) -> bytes | None:
        try:
            done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        return done.stdout

    def commit(self, revision: str) -> str | None:
        """Return the commit that a revision names, or `None` where there is none."""
        found = self._git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return found.decode().strip() if found else None

    def clean(self) -> bool:
        """Say whether the program's code is that of the last commit."""
        return self._git("status", "--porcelain", "--", *CODE) == b""

    def save(self, commit: str, kept: History) -> None:
        """Keep the outcomes of a commit, beside what is kept of it."""
        merged = History(documents=self.load(commit).documents | kept.documents)
        self.folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(merged.model_dump(), ensure_ascii=False, indent=0)
        (self.folder / f"{commit}.json").write_text(text, encoding="utf-8")

    def load(self, commit: str) -> History:
        """Return what is kept of a commit; empty where nothing is."""
        path = self.folder / f"{commit}.json"
        return History.model_validate_json(path.read_bytes()) if path.exists() else History()

    def outcomes_of(self, commit: str, documents: Sequence[GoldDocument]) -> History:
        """Return a commit's outcomes for these reports, having its code read those that aren't kept."""
        kept = self.load(commit).documents
        lacking = [one for one in documents if _name(one) not in kept or kept[_name(one)].stamp != stamp(one)]
        if lacking:
            self.save(commit, history(self._score_old(commit, lacking)))
        return self.load(commit)

    def _score_old(self, commit: str, documents: Sequence[GoldDocument]) -> list[DocumentScore]:
        packed = self._git("archive", "--format=tar", commit, "--", *CODE)
        if packed is None:
            return []
        with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(packed)) as tar:
            tar.extractall(folder, filter="data")
            answers = read_all([one.path for one in documents], Path(folder), self.jobs)
        return [score_document(one, answers[one.path]) for one in documents]
