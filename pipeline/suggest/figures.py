"""The numbers of a report that recognition has read: as they were read, how surely, and what they may stand for.

Enters: a `Report`. Leaves: a `ReadNumber` for each figure with one number on a page that was read by recognition. Of
"1.28B con" it is "1.28B".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.language.repair import doubtful_numbers
from pipeline.language.units import unit_table
from pipeline.suggest.misread import Writing, writings
from schemas.report import Figure, Report

_NUMBER = re.compile(r"\d+(?:[.,]+\d+)*")
_AROUND = 12
_MIXED = 0.4
"""Nobody can be surer of a number with a letter in it."""

_RULES_GUESS = 0.8
"""A figure below this certainty was doubted by recognition; rules that guess go no lower."""


@dataclass(frozen=True)
class ReadNumber:
    """A figure's number as read, and how sure recognition was of it, from 0 to 1."""

    figure: Figure
    read: str
    certainty: float

    @cached_property
    def writings(self) -> tuple[Writing, ...]:
        """What may stand on the paper."""
        return writings(self.read, self.figure.unit)


def read_numbers(report: Report, seen: Mapping[str, float]) -> dict[str, ReadNumber]:
    """Return the numbers by the ids of their figures; `seen` says how surely each was read, where that is known."""
    pages = frozenset(report.source.ocr_pages)
    found: dict[str, ReadNumber] = {}
    for figure in report.figures:
        if figure.page not in pages or figure.upper is not None:
            continue
        read = _as_read(report.text, figure)
        if read:
            usual = figure.confidence if figure.confidence < _RULES_GUESS else 1.0
            sure = seen.get(figure.id, usual)
            found[figure.id] = ReadNumber(figure, read, min(sure, _MIXED) if doubtful_numbers(read) else sure)
    return found


def _as_read(text: str, figure: Figure) -> str:
    """Return the one number in a figure's text with the letters in it, empty where there are more or none."""
    start = max(figure.span[0] - _AROUND, 0)
    around = text[start : figure.span[1] + _AROUND]
    first, last = figure.span[0] - start, figure.span[1] - start
    doubted = [around[low:high] for low, high in doubtful_numbers(around) if low < last and high > first]
    if doubted:
        return doubted[0] if len(doubted) == 1 else ""
    numbers = _NUMBER.findall(around[first:last])
    return numbers[0] if len(numbers) == 1 else ""


def with_value(figure: Figure, value: Decimal) -> Figure:
    """Return a figure with another value, unsigned, in its unit."""
    unit = unit_table().get(figure.unit)
    signed = -value if figure.value < 0 else value
    amount = signed * (unit.factor if unit is not None else 1)
    return figure.model_copy(update={"value": signed, "amount": _plain(amount) if signed != amount else signed})


def _plain(amount: Decimal) -> Decimal:
    """Return an amount without idle zeros and without an exponent."""
    short = amount.normalize()
    return short if short.as_tuple().exponent in range(-12, 1) else Decimal(f"{short:f}")
