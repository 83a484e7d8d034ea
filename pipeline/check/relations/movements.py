"""What a stock was, what was added and taken away, and what it is now.

Enters: a `Context`. Leaves: `Movement`s: "Đầu năm có 57 hộ nghèo, trong năm giảm 21 hộ, phát sinh mới 04 hộ, cuối năm
còn 40 hộ" is 57 - 21 + 4 = 40. Only figures of one line that follow each other, told apart by the words before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.check.relations.kinds import kind_of
from pipeline.check.tolerance import Agreement, Number, compare
from pipeline.check.words import words
from pipeline.language.text import fold
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context, Line

START, PLUS, MINUS, END = "dau_ky", "them", "bot", "cuoi_ky"
_REACH = 60
_MARKS = ",;.:(|"
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Movement:
    """`start` with what was added and taken away (in the order of the text) makes `end`.

    `sure` where something was added and something taken away, so that the list tells both ways.
    """

    start: Figure
    steps: tuple[tuple[bool, Figure], ...]
    end: Figure
    computed: Number
    agreement: Agreement
    sure: bool

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure in it."""
        return (self.start, *(figure for _, figure in self.steps), self.end)

    @property
    def held(self) -> bool:
        """Whether the end is really held against the rest."""
        return self.sure or self.agreement is not Agreement.DIFFERENT


def find_movements(context: Context) -> Iterator[Movement]:
    """Yield every stock that a line follows from its start to its end."""
    by_line: dict[Line, list[Figure]] = {}
    for figure in context.report.figures:
        line = context.line(figure.span[0])
        if figure.upper is None and not line.plan and " | " not in line.text:
            by_line.setdefault(line, []).append(figure)
    for line, figures in by_line.items():
        at = 0
        while at < len(figures):
            found, at = _from(context, line, figures, at)
            if found is not None:
                yield found


def _from(context: Context, line: Line, figures: list[Figure], at: int) -> tuple[Movement | None, int]:
    """Return the movement that starts at `at`, and where to look on."""
    start = figures[at]
    if start.measure is not Measure.ACTUAL or _role(context, line, start) != START:
        return None, at + 1
    steps: list[tuple[bool, Figure]] = []
    for number, figure in enumerate(figures[at + 1 :], at + 1):
        if kind_of(figure) != kind_of(start) or figure.measure not in (Measure.ACTUAL, Measure.CHANGE):
            return None, number
        role = _role(context, line, figure)
        if role == END and steps:
            return _movement(context, start, steps, figure), number + 1
        if figure.measure is Measure.CHANGE:
            steps.append((figure.value > 0, figure))
        elif role in (PLUS, MINUS):
            steps.append((role == PLUS, figure))
        else:
            return None, number
    return None, len(figures)


def _movement(context: Context, start: Figure, steps: list[tuple[bool, Figure]], end: Figure) -> Movement | None:
    computed = context.number(start)
    for added, figure in steps:
        computed = computed + context.number(figure) if added else computed - context.number(figure)
    if computed.value < 0 or end.measure is not Measure.ACTUAL:
        return None
    sure = len({added for added, _ in steps}) > 1
    return Movement(start, tuple(steps), end, computed, compare(context.number(end), computed), sure)


def _role(context: Context, line: Line, figure: Figure) -> str | None:
    """Return what the words before a figure, and a few behind it, make of it."""
    before = fold(context.text[max(figure.span[0] - _REACH, line.start) : figure.span[0]])
    before = before[max(before.rfind(mark) for mark in _MARKS) + 1 :]
    for role in (START, END, MINUS, PLUS):
        if words().moves[role].search(before):
            return role
    return None
