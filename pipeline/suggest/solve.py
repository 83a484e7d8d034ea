"""Which misread number explains what doesn't work out: one slip that cures it, when no other does as likely.

Enters: the ties of a report and its numbers as read. Leaves: `Answer`s, and the figures that stay doubtful. Where
"21 + 4 + 8 + 539 + 1.288" should be 1.810, 1.238 for 1.288 cures it; so would no other slip of the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.suggest.figures import ReadNumber, with_value
from pipeline.suggest.misread import Writing
from pipeline.suggest.ties import Tie
from schemas.report import Figure

_ODDS = ((0.82, 300.0), (0.9, 30.0), (1.01, 1.0))
"""How much likelier a number below a certainty is misread than a sure one, as counted on made scans: of 62 below 0.82
22 were wrong, of 90 below 0.9 three, of 6100 above four."""

_BETTER = 4.0
"""How much likelier than all others together an explanation has to be."""

_SURE = 0.9
_CHANCE = ((0.82, 1.5), (_SURE, 0.5), (1.01, 0.05))
"""How many slips may cure a loose tie by chance, on average, for one to be believed: more of a number that is doubted
than of a sure one."""

_MORE_CURED, _BROKEN = 20.0, 0.02
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure, what stands on the paper most likely, and what works out with it."""

    number: ReadNumber
    writing: Writing
    ties: tuple[Tie, ...]

    @property
    def figure(self) -> Figure:
        """The figure as it should be."""
        return with_value(self.number.figure, self.writing.value)


@dataclass(frozen=True, slots=True)
class _Option:
    """One way to cure a tie, with its likelihood beside others."""

    answer: Answer
    score: float


class Solver:
    """Looks for explanations; what it has found counts when it goes on."""

    def __init__(self, ties: Sequence[Tie], numbers: Mapping[str, ReadNumber]) -> None:
        self.ties = [tie for tie in ties if tie.outcome() is not None]
        self.numbers = numbers
        self.answers: dict[str, Answer] = {}
        self._of: dict[str, list[Tie]] = {}
        for tie in self.ties:
            for figure in tie.figures:
                self._of.setdefault(figure.id, []).append(tie)

    def solve(self) -> tuple[list[Answer], set[str]]:
        """Return the answers in the order of the text, and the ids of the figures that something firm contradicts."""
        for _ in range(_ROUNDS):
            failing = [tie for tie in self.ties if not tie.holds(self._known)]
            found = [option for tie in failing for option in [self._explain(tie)] if option is not None]
            if not found:
                break
            best = max(found, key=lambda option: (option.score, -option.answer.number.figure.span[0]))
            self.answers[best.answer.number.figure.id] = best.answer
        doubted = {
            figure.id
            for tie in self.ties
            if tie.firm and not tie.holds(self._known)
            for figure in tie.figures
            if figure.id in self.numbers
        }
        answers = sorted(self.answers.values(), key=lambda answer: answer.number.figure.span)
        return answers, doubted - set(self.answers)

    def _known(self, figure: Figure) -> Figure:
        answer = self.answers.get(figure.id)
        return answer.figure if answer is not None else figure

    def _explain(self, tie: Tie) -> _Option | None:
        """Return the explanation of a tie that doesn't hold, if one is much likelier than all others together."""
        tried = 0
        options: list[_Option] = []
        for figure in tie.figures:
            number = self.numbers.get(figure.id)
            if number is None or figure.id in self.answers:
                continue
            tried += len(number.writings)
            options += self._options(tie, number)
        if not options:
            return None
        best = max(options, key=lambda option: option.score)
        rest = sum(option.score for option in options) - best.score
        if best.score < _BETTER * rest or best.score < _BROKEN:
            return None
        if tie.firm or any(other.firm for other in best.answer.ties):
            return best
        outcome = tie.outcome(self._known)
        width = float(outcome.width) if outcome is not None else 1.0
        number = best.answer.number
        most = next(chance for below, chance in _CHANCE if number.certainty < below)
        by_chance = (tried if number.certainty >= _SURE else len(number.writings)) * width
        return best if by_chance ** len(best.answer.ties) <= most else None

    def _options(self, tie: Tie, number: ReadNumber) -> Iterator[_Option]:
        """Yield the readings of one number with which a tie holds."""
        for writing in number.writings:
            swapped = with_value(number.figure, writing.value)

            def swap(figure: Figure, swapped: Figure = swapped) -> Figure:
                return swapped if figure.id == swapped.id else self._known(figure)

            if not tie.holds(swap):
                continue
            cured, broken = [], 0
            for other in self._of[number.figure.id]:
                before, after = other.holds(self._known), other.holds(swap)
                if after and not before:
                    cured.append(other)
                broken += before and not after
            made = tie.outcome(swap)
            near = made.nearness if made is not None else 0.0
            more = _MORE_CURED ** (len({_whole(other) for other in cured}) - 1)
            score = writing.weight * near * _odds(number.certainty) * more * _BROKEN**broken
            yield _Option(Answer(number, writing, tuple(cured)), score)


def _whole(tie: Tie) -> tuple[str, str]:
    """Return what tells independent ties apart: lists of one whole say the same thing."""
    return tie.kind.value, tie.figures[0].id


def _odds(certainty: float) -> float:
    return next(odds for below, odds in _ODDS if certainty < below)
