"""Judges the figures of one report.

Enters: gold figures and what was answered. Leaves: a `Judged` for each gold figure, and the answers that answer none.
Pairs are found on amounts, in the order of the text; where several pairings find as many figures, the one with more
units right is taken, then the one with more labels right. `wrong` names the fields that gold gives and the answer
misses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.scoring.align import Pairs, heaviest
from corpus.scoring.amounts import amount, decimal
from corpus.scoring.answer import Answer, AnswerFigure, AnswerPeriod
from corpus.scoring.gold import GoldFigure
from corpus.scoring.text import plain

FIELDS = ("unit", "label", "measure", "period", "whole", "qualifier")
_LONGEST_LABEL = 25
_FOUND, _UNIT, _LABEL = 1_000_000, 1_000, 1


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold figure with its answer (`None`: not found), the fields that could be scored, and those that are wrong."""

    gold: GoldFigure
    answer: AnswerFigure | None
    scored: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the amount was found."""
        return self.answer is not None

    @property
    def full(self) -> bool:
        """Whether it was found with every scored field right."""
        return self.answer is not None and not self.wrong


def judge_figures(gold: Sequence[GoldFigure], answer: Answer) -> tuple[list[Judged], list[AnswerFigure]]:
    """Return each gold figure judged, in order, and the answers that answer none."""
    partner = dict(_pairs(gold, answer.figures))
    month = _own_month(answer)
    of_id = {entry.id: partner.get(index) for index, entry in enumerate(gold) if entry.id}
    judged = []
    for index, entry in enumerate(gold):
        if index not in partner:
            judged.append(Judged(entry, None))
            continue
        figure = answer.figures[partner[index]]
        verdict = {
            "unit": unit_right(entry, figure),
            "label": label_right(entry, figure),
            "measure": _measure_right(entry, figure),
            "qualifier": (figure.qualifier or "exact") == entry.qualifier,
        }
        if "-" not in entry.periods:
            period = figure.period or AnswerPeriod()
            verdict["period"] = any(_is_period(wanted, period, month) for wanted in entry.periods)
        if entry.of:
            whole = of_id.get(entry.of)
            verdict["whole"] = whole is not None and figure.whole == answer.figures[whole].id
        scored = tuple(field for field in FIELDS if field in verdict)
        judged.append(Judged(entry, figure, scored, tuple(field for field in scored if not verdict[field])))
    answered = set(partner.values())
    return judged, [figure for index, figure in enumerate(answer.figures) if index not in answered]


def _pairs(gold: Sequence[GoldFigure], answers: Sequence[AnswerFigure]) -> Pairs:
    read = [(decimal(figure.value), amount(figure.value, figure.unit)) for figure in answers]
    worth = {}
    for row, entry in enumerate(gold):
        value = decimal(entry.value)
        numbers = {found.number for unit in entry.units if (found := amount(entry.value, unit))}
        for column, (number, quantity) in enumerate(read):
            if quantity is not None and (number == value or quantity.number in numbers):
                figure = answers[column]
                unit, label = unit_right(entry, figure), label_right(entry, figure)
                worth[row, column] = _FOUND + _UNIT * unit + _LABEL * label
    return heaviest(len(gold), len(answers), worth)


def unit_right(gold: GoldFigure, answer: AnswerFigure) -> bool:
    """Say whether the unit is one of gold's, or gives the same amount in the same base unit."""
    if plain(answer.unit) in map(plain, gold.units):
        return True
    quantity = amount(answer.value, answer.unit)
    return quantity is not None and bool(quantity.base) and quantity in [amount(gold.value, u) for u in gold.units]


def label_right(gold: GoldFigure, answer: AnswerFigure) -> bool:
    """Say whether the label is short and holds all words of one of gold's alternatives."""
    label = plain(answer.label)
    if len(label.split()) > _LONGEST_LABEL:
        return False
    return any(all(plain(word) in label for word in words) for words in gold.labels)


def _measure_right(gold: GoldFigure, answer: AnswerFigure) -> bool:
    return answer.measure == gold.measure and (gold.against is None or answer.against == gold.against)


def _own_month(answer: Answer) -> str:
    """Return the month that the report's own period ends in, `2026-05`; "" where it isn't known."""
    period = answer.header.get("period") or {}
    return str(period.get("to") or "")[:7]


def _is_period(wanted: str, period: AnswerPeriod, month: str) -> bool:
    """Say whether the period is what one of GOLD.md's words for periods asks for."""
    first, last = period.start or "", period.end or ""
    kind, _, rest = wanted.partition(":")
    if kind == "m":
        return period.kind == "month" and last[:7] == month
    if kind == "ytd":
        cumulative = period.kind in ("ytd", "half", "nine_months")
        return cumulative and first.endswith("-01-01") and last[:7] == month
    if kind == "y":
        return period.kind == "year" and last[:4] == month[:4]
    if kind == "pt":
        return period.kind == "point"
    if kind == "k":
        return period.kind == rest
    if kind == "r":
        return rest == f"{first}..{last}"
    return kind == "p" and rest == f"{period.kind}:{first}..{last}"
