"""The report's text cut where marks begin and end, so that marks that overlap can be written one inside no other.

Enters: the spans of marks. Leaves: for any stretch of the text its `Segment`s. Marks 1 at "thực hiện" and 2 at "hiện
công tác" give "thực " (1), "hiện" (1, 2) and " công tác" (2).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

from schemas.base import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to be marked: the number of its finding, and its own number among the places of that finding."""

    span: Span
    entry: int
    place: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks; `closes` are those of them that end with it."""

    span: Span
    marks: tuple[Mark, ...]
    closes: tuple[Mark, ...]


class Segments:
    """Cuts a text at its marks; those of lower finding numbers come first."""

    def __init__(self, marks: list[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark.entry, mark.place))
        self._cuts = sorted({end for mark in marks for end in mark.span})

    def between(self, span: Span) -> list[Segment]:
        """Return the segments of a stretch of the text, those without marks too.

        >>> [part.span for part in Segments([Mark((2, 4), 1, 1)]).between((0, 6))]
        [(0, 2), (2, 4), (4, 6)]
        """
        inner = self._cuts[bisect_right(self._cuts, span[0]) : bisect_left(self._cuts, span[1])]
        ends = [span[0], *inner, span[1]]
        found = []
        for start, end in pairwise(ends):
            if start >= end:
                continue
            marks = tuple(mark for mark in self._marks if mark.span[0] < end and mark.span[1] > start)
            found.append(
                Segment(
                    (start, end),
                    marks,
                    tuple(mark for mark in marks if mark.span[1] == end),
                )
            )
        return found
