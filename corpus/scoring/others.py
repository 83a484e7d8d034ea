"""Judges the numbers that are no figures: what does the program take each one for?

Enters: gold's list, in the order of the text, such as ("khóa II", "ordinal"), and the answer. Leaves: for each, gold's
kind and what it was read as: a kind, `figure`, `unread`, or `nothing`. Gold's words are looked up in the text that was
read; a date that is part of a citation counts as right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.scoring.answer import Answer
from corpus.scoring.gold import Facts

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class OtherJudged:
    """A number that is no figure, and what it was read as."""

    text: str
    kind: str
    read_as: str

    @property
    def right(self) -> bool:
        """Whether it was told for what it is."""
        return self.read_as == self.kind or (self.kind == "date" and self.read_as == "citation")


def judge_others(gold: Facts, answer: Answer) -> list[OtherJudged]:
    """Return those of gold's numbers that stand in the text after the report's title, judged."""
    head = _find(str(gold.header.get("title") or ""), answer.text, 0)
    judged, start = [], head[1] if head else 0
    for text, kind in gold.other_numbers:
        found = _find(text, answer.text, start)
        if found is not None:
            start = found[0] + 1
            judged.append(OtherJudged(text, kind, _read_as(answer, found)))
    return judged


def _find(words: str, text: str, start: int) -> tuple[int, int] | None:
    """Return where the words first stand from `start` on, not inside a longer word; white space may differ."""
    parts = _WORD.findall(words)
    if not parts:
        return None
    pattern = r"(?<!\w)(?<!\d[.,/-])" + r"\s*".join(map(re.escape, parts)) + r"(?!\w)(?![.,/-]\d)"
    found = re.compile(pattern, re.IGNORECASE).search(text, start)
    return None if found is None else found.span()


def _read_as(answer: Answer, place: tuple[int, int]) -> str:
    """Return the kind of the shortest reading that covers a digit of the place (a place without digits: any of it)."""
    start, end = place
    digits = [at for at in range(start, end) if answer.text[at].isdigit()] or list(range(start, end))
    readings = [(number.span, number.kind) for number in answer.other_numbers]
    readings += [(figure.span, "figure") for figure in answer.figures]
    readings += [(number.span, "unread") for number in answer.unread]
    covering = [(end - start, kind) for (start, end), kind in readings if any(start <= at < end for at in digits)]
    return min(covering)[1] if covering else "nothing"
