"""The words round a number that say how it is meant: "ước đạt khoảng", "so với cùng kỳ tăng", "trở lên".

Enters: a passage and the place of a number. Leaves: `Tail` (what stands before) and `Ahead` (what follows).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from schemas.mention import Cue, Passage, PeriodMention, Shape

_TAIL_KINDS = ("copula", "approx", "change", "against", "level", "target", "parts", "rest", "times")
_FILLERS = ("từ", "ở", "mức", "thì", "cũng", "đã", "chỉ", "khoảng", "là", "nữa", "toàn", "được", "đều")

_UNDER_WAY = re.compile(r"(?:đang|chưa) thực hiện\Z", re.IGNORECASE)
_HIGHER = re.compile(r"(?:cấp|bên|phía|như|nêu)\s*\Z", re.IGNORECASE)


@dataclass(slots=True)
class Tail:
    """What the words before a number say; `start` is where they begin, `cues` are nearest first."""

    start: int
    cues: list[Cue] = field(default_factory=list)
    periods: list[PeriodMention] = field(default_factory=list)

    def value(self, kind: str) -> str | None:
        """Return the value of the nearest cue of `kind`."""
        return next((cue.value for cue in self.cues if cue.kind == kind), None)

    def has(self, kind: str) -> bool:
        """Whether a cue of `kind` is among them."""
        return any(cue.kind == kind for cue in self.cues)


class CueIndex:
    """The cues and periods of a passage by where they end and begin."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._ending: dict[int, list[Cue]] = {}
        self._keeps = keeps = [(cue.start, cue.end) for cue in passage.cues if cue.kind == "keep"]
        for cue in passage.cues:
            if cue.kind in _TAIL_KINDS and not any(start < cue.end <= end for start, end in keeps):
                self._ending.setdefault(cue.end, []).append(cue)
        self._periods = {
            period.end: period for period in passage.periods if not (period.shape is Shape.OWN and period.shift)
        }
        self._starts = [cue.start for cue in passage.cues]

    def tail(self, at: int, floor: int) -> Tail:
        """Return what stands before `at`, not before `floor`."""
        text = self.passage.text
        tail = Tail(at)
        position = at
        while position > floor:
            if text[position - 1].isspace() or text[position - 1] in ":-–=+~*":
                position -= 1
                continue
            ending = [
                cue
                for cue in self._ending.get(position, ())
                if cue.start >= floor
                and not (cue.value == "over" and _HIGHER.search(text, max(0, cue.start - 6), cue.start))
                and not _UNDER_WAY.search(text, max(0, cue.start - 10), cue.end)
            ]
            period = self._periods.get(position)
            if period is not None and (period.start < floor or period.shape is Shape.SEASON):
                period = None
            longest = min((cue.start for cue in ending), default=position)
            if period is not None and period.start < longest:
                tail.periods.append(period)
                position = period.start
                continue
            if ending:
                tail.cues.extend(cue for cue in ending if cue.start == longest)
                whole = text[longest:position].lower()
                tail.cues.extend(
                    cue
                    for cue in ending
                    if cue.start != longest and cue.kind in ("change", "approx") and not whole.endswith("hơn")
                )
                position = longest
                continue
            word = _word_before(text, position, floor)
            if word.lower() in _FILLERS and not any(start < position <= end for start, end in self._keeps):
                position -= len(word)
                continue
            break
        tail.start = position
        return tail

    def ahead(self, start: int, end: int, kinds: tuple[str, ...]) -> list[Cue]:
        """Return the cues of `kinds` that begin in `[start, end)`, in order."""
        cues = self.passage.cues
        found = []
        for index in range(bisect_left(self._starts, start), len(cues)):
            if cues[index].start >= end:
                break
            if cues[index].kind in kinds:
                found.append(cues[index])
        return found

    def next_at(self, start: int, kind: str) -> Cue | None:
        """Return the cue of `kind` that begins at `start` or one space behind it."""
        text = self.passage.text
        at = start + 1 if text[start : start + 1] == " " else start
        return next((cue for cue in self.ahead(at, at + 1, (kind,))), None)


def _word_before(text: str, position: int, floor: int) -> str:
    start = position
    while start > floor and (text[start - 1].isalnum() or text[start - 1] in "%"):
        start -= 1
    return text[start:position]
