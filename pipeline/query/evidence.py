"""Finds the passages of a report that speak of a planned task.

Enters: a task such as "Hoàn thành tiêm phòng đợt 2 cho đàn gia súc" and the sentences of the next month's report.
Leaves: those that speak of it, "Đã tiêm phòng đợt 2 được 1.460 liều", best first, each with its likeness from 0 to 1.

Two sentences speak of the same work if they share the words that are rare in the report; what reports say of every work
("tiếp tục thực hiện công tác") stands in task_words.toml and doesn't count.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from pathlib import Path

from rapidfuzz import fuzz

from pipeline.language.text import fold

ENOUGH = 0.5
"""The least likeness at which a passage is taken to speak of a task."""

_WORD = re.compile(r"[^\W\d_]+|[.,;:()!?]|\d[\d.,/]*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORDS_WEIGH = 0.75
_MOST = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence by its number, and how much it looks as if it spoke of the task."""

    number: int
    likeness: float


@cache
def _phrases(table: str) -> re.Pattern[str]:
    """Return what finds the phrases of a table of task_words.toml in folded text, the longest first."""
    text = Path(__file__).with_name("task_words.toml").read_text(encoding="utf-8")
    phrases = sorted({fold(phrase) for phrase in tomllib.loads(text)[table]}, key=len, reverse=True)
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, phrases)) + r")(?![^\W_])")


def endless(task: str) -> bool:
    """Return whether a task has no end that could be reported.

    >>> endless("Tăng cường quản lý đất đai."), endless("Khởi công tuyến đường liên thôn.")
    (True, False)
    """
    return _phrases("endless").match(fold(task)) is not None


def under_way(told: str) -> bool:
    """Return whether a sentence tells of work that isn't finished.

    >>> under_way("Việc lắp đặt đang chờ giao thiết bị."), under_way("Đã lắp đặt xong, đang chạy thử.")
    (True, False)
    """
    words = fold(told)
    return _phrases("unfinished").search(words) is not None and _phrases("finished").search(words) is None


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph.

    >>> sentences("Đã trồng 12 ha. Tiêm phòng đạt 95%; còn lại 20 con.")
    ['Đã trồng 12 ha.', 'Tiêm phòng đạt 95%; còn lại 20 con.']
    """
    return [part for part in _SENTENCE.split(text) if part.strip()]


@lru_cache(maxsize=65536)
def terms(text: str) -> frozenset[str]:
    """Return what a sentence tells apart from others: its pairs of syllables that follow each other.

    >>> sorted(terms("Tiếp tục tiêm phòng đợt 2"))
    ['phòng đợt', 'tiêm phòng']
    """
    found: set[str] = set()
    for part in re.split(r"[|.,;:()!?\d]", _phrases("common").sub("|", fold(text))):
        syllables = [word for word in _WORD.findall(part) if word[0].isalpha()]
        found.update(" ".join(pair) for pair in pairwise(syllables))
        if len(syllables) == 1 and len(syllables[0]) > 1:
            found.add(syllables[0])
    return frozenset(found)


class Passages:
    """The sentences of one report, with how rare each of their terms is in it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.terms = [terms(text) for text in texts]
        self._count = Counter(term for found in self.terms for term in found)
        self._holders: dict[str, list[int]] = {}
        for number, found in enumerate(self.terms):
            for term in found:
                self._holders.setdefault(term, []).append(number)

    def _weight(self, term: str) -> float:
        return log(1 + len(self.terms) / (self._count[term] + 0.5))

    def about(self, task: str) -> list[Match]:
        """Return the sentences that speak of `task`, best first, at most three."""
        wanted = terms(task)
        whole = sum(self._weight(term) for term in wanted)
        if not wanted:
            return []
        near = sorted({number for term in wanted for number in self._holders.get(term, ())})
        matches = []
        for number in near:
            shared = wanted & self.terms[number]
            share = sum(self._weight(term) for term in shared) / whole
            alike = fuzz.token_set_ratio(_joined(wanted), _joined(self.terms[number])) / 100
            likeness = _WORDS_WEIGH * min(1.0, share * 1.5) + (1 - _WORDS_WEIGH) * alike
            if likeness >= ENOUGH:
                matches.append(Match(number, round(likeness, 4)))
        return sorted(matches, key=lambda match: (-match.likeness, match.number))[:_MOST]


def _joined(found: Iterable[str]) -> str:
    return " ".join(sorted({syllable for term in found for syllable in term.split()}))
