"""Judges what became of a planned task: the one judge, for the archive's questions and for the checks of a draft.

Enters: a task such as "Hoàn thành tiêm phòng đợt 2 cho đàn gia súc" and the sentences of the report on its month.
Leaves: an `Outcome`: it is reported, by "Đã tiêm phòng đợt 2 được 1.460 liều", goes on, or there is not a word of it.

A sentence speaks of a task if it shares the words that are rare in the report, isn't about another one of the kind
(thôn 5 for thôn 3, đợt 1 for đợt 2) and tells of a result of what was to be done: of a plan to be drawn up, that there
is a plan; not that there was no fire. A heading tells nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from pipeline.language.text import fold
from pipeline.query.wording import Wording, clauses, drafted, phrases, verb_results, wording, work
from schemas.rows import TaskStatus

ENOUGH = 0.56
"""The least likeness at which a sentence is taken to speak of a task."""
_ENOUGH_ENDLESS = 0.45
"""The same for a task without end, of which a report only tells how it gets on."""

_WORDS_WEIGH = 0.5
_PAIRS_COUNT = 1.4
_OTHER_WORK = 0.6
"""What is left of the likeness of a sentence that says nothing of what was to be done."""
_NO_DOCUMENT = 0.5
_NOTHING = 0.6
_UNNAMED = 0.75
_CITED = 0.6
"""What a document that both cite adds."""
_WHOLE_SENTENCE = 0.9
_CLAUSE = 0.95
_AIM = 0.05
"""How much the rest of a task weighs, who does it, until when and what for: it tells two fitting sentences apart."""
_AS_GOOD = 0.9
_SURE = 0.7
"""The least likeness at which a sentence of a later month's report is taken to tell of the task."""
_MOST = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a later report; `plan` where it belongs to what is planned next, `heading` where it is a title."""

    text: str
    plan: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence by its number, and how much it looks as if it spoke of the task."""

    number: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task, and the sentences that say so, best first."""

    status: TaskStatus
    matches: tuple[Match, ...] = ()


def is_heading(line: str, title: str | None) -> bool:
    """Return whether a line is nothing but the title of the section that it opens.

    >>> is_heading("2. Chăn nuôi.", "Chăn nuôi"), is_heading("2. Chăn nuôi. Tổng đàn 120 con.", "Chăn nuôi")
    (True, False)
    """
    return bool(title) and line.rstrip(" .:").endswith(str(title).rstrip(" .:"))


def endless(task: str) -> bool:
    """Return whether a task has no end that could be reported.

    >>> endless("Tăng cường quản lý đất đai."), endless("Khởi công tuyến đường liên thôn.")
    (True, False)
    >>> endless("Vận động nhân dân hiến đất."), endless("Vận động tham gia ngày hội hiến máu.")
    (True, False)
    """
    words = fold(task)
    if phrases("endless").match(words) is None:
        return False
    return phrases("endable").match(words) is None or phrases("occasions").search(words) is None


def _goes_on(task: str, told: str) -> bool:
    """Return whether a task that `told` speaks of isn't over.

    >>> _goes_on("Vận động hiến máu đợt 2.", "Ngày hội hiến máu đợt 2 đã được tổ chức.")
    False
    """
    if under_way(told):
        return True
    if not endless(task):
        return False
    return phrases("endable").match(fold(task)) is None or phrases("ended").search(fold(told)) is None


def under_way(told: str) -> bool:
    """Return whether a sentence tells of work that isn't finished.

    >>> under_way("Việc lắp đặt đang chờ giao thiết bị."), under_way("Đã lắp đặt xong, đang chạy thử.")
    (True, False)
    """
    words = _unmade().sub("chưa", fold(told))
    return phrases("unfinished").search(words) is not None and phrases("finished").search(words) is None


@cache
def _unmade() -> re.Pattern[str]:
    return re.compile(rf"(?:chưa|không)(?: [^\W_]+){{0,2}} {phrases('finished').pattern}")


class Passages:
    """The sentences of one report, with how rare each of their terms is in it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._parts = [_parts(text) for text in texts]
        self._count = Counter(term for parts in self._parts for term in parts[0].terms)
        self._weights: dict[str, float] = {}
        self._holders: dict[str, list[int]] = {}
        for number, parts in enumerate(self._parts):
            for term in parts[0].terms | parts[0].cited:
                self._holders.setdefault(term, []).append(number)

    def _weight(self, term: str) -> float:
        known = self._weights.get(term)
        if known is None:
            rare = log(1 + len(self._parts) / (max(1, self._count[term]) + 0.5))
            self._weights[term] = known = rare * (1 + 0.5 * term.count("_"))
        return known

    def about(self, task: str) -> list[Match]:
        """Return the sentences that speak of `task`, best first, at most three."""
        wanted = wording(work(task))
        near = sorted({number for term in wanted.terms | wanted.cited for number in self._holders.get(term, ())})
        whole = wording(task)
        least = _ENOUGH_ENDLESS if endless(task) else ENOUGH
        document, results = drafted(task), verb_results(task)
        matches = []
        for number in near:
            likeness = 0.0
            for place, part in enumerate(self._parts[number]):
                share = self._share(wanted, part)
                if share < least or wanted.at_odds(part):
                    continue
                if document is not None:
                    share *= 1 if _made(document, part) else _NO_DOCUMENT
                elif results is not None and results.search(part.folded) is None:
                    share *= _OTHER_WORK
                if phrases("nothing").match(part.folded.lstrip("-+• ")) and not phrases("nothing").search(
                    wanted.folded
                ):
                    share *= _NOTHING
                share *= 1 if len(self._parts[number]) == 1 else (_CLAUSE if place else _WHOLE_SENTENCE)
                likeness = max(likeness, (1 - _AIM) * share + _AIM * self._share(whole, part))
            if likeness >= least:
                matches.append(Match(number, round(likeness, 4)))
        matches.sort(key=lambda match: (-match.likeness, match.number))
        return [match for match in matches if match.likeness >= _AS_GOOD * matches[0].likeness][:_MOST]

    def _share(self, wanted: Wording, part: Wording) -> float:
        """Return how much of what `wanted` tells is in `part`, from 0 to 1."""
        words = self._of(wanted.words, part.words)
        share = words
        if wanted.pairs:
            share = _WORDS_WEIGH * words + (1 - _WORDS_WEIGH) * min(
                1, _PAIRS_COUNT * self._of(wanted.pairs, part.pairs)
            )
        if wanted.names and not any(name in part.folded for name in wanted.names):
            share *= _UNNAMED
        if wanted.cited & part.cited:
            share += _CITED
        return min(1.0, share)

    def _of(self, wanted: frozenset[str], given: frozenset[str]) -> float:
        whole = sum(map(self._weight, wanted))
        return sum(map(self._weight, wanted & given)) / whole if whole else 0.0


def _made(document: str, part: Wording) -> bool:
    """Return whether a sentence tells that a document of that kind was made, or is being made."""
    drafted_so = document in part.folded and phrases("drafted").search(part.folded) is not None
    return drafted_so or bool(part.cited)


def _denies(part: Wording) -> bool:
    """Return whether a sentence only says that there was nothing of the kind."""
    return phrases("nothing").match(part.folded.lstrip("-+• ")) is not None


def _parts(text: str) -> list[Wording]:
    """Return the words of a sentence, and of each of its clauses where it has several."""
    parts = clauses(text)
    return [wording(text), *(map(wording, parts) if len(parts) > 1 else ())]


class Judge:
    """What one month's reports say, ready to be asked what became of a task."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = [number for number, each in enumerate(told) if not each.plan and not each.heading]
        self._planned = [number for number, each in enumerate(told) if each.plan and not each.heading]
        self._texts = [each.text for each in told]
        self._results = Passages([self._texts[number] for number in self._told])
        self._plans = Passages([self._texts[number] for number in self._planned])

    def outcome(self, task: str, *, continuing: bool = False) -> Outcome:
        """Return what became of `task`: told of, only planned again, or not a word."""
        told = [Match(self._told[match.number], match.likeness) for match in self._results.about(task)]
        if told:
            goes_on = continuing or _goes_on(task, self._texts[told[0].number])
            return Outcome(TaskStatus.CONTINUING if goes_on else TaskStatus.REPORTED, tuple(told))
        return self._again(task)

    def told_late(self, task: str) -> Outcome | None:
        """Return what a report on a later month than the task's says of it, `None` where it isn't sure to be it."""
        told = [Match(self._told[match.number], match.likeness) for match in self._results.about(task)]
        if not told or told[0].likeness < _SURE or endless(task):
            return None
        goes_on = _goes_on(task, self._texts[told[0].number])
        return Outcome(TaskStatus.CONTINUING if goes_on else TaskStatus.REPORTED, tuple(told))

    def _again(self, task: str) -> Outcome:
        """Return the outcome of a task that nothing tells of: planned again, or not a word."""
        again = tuple(Match(self._planned[match.number], match.likeness) for match in self._plans.about(task))
        return Outcome(TaskStatus.CONTINUING, again[:1]) if again else Outcome(TaskStatus.UNREPORTED)
