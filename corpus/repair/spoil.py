"""Which numbers are spoiled, and how.

Enters: a clean report, or a number. Leaves: the numbers that a sum or a percentage covers; `Slip`s: by the program's
documented table of confusions ("1.238" read as "1.288"), or outside of it.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.repair.scanlike import Spot, words_of
from pipeline.check.context import Context
from pipeline.check.settings import Settings
from pipeline.language.numbers import readings
from pipeline.language.repair import digits_of
from pipeline.suggest.misread import table
from pipeline.suggest.ties import Kind, ties
from schemas.base import Box
from schemas.document import Document
from schemas.report import Figure, Report

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_COVERS = (Kind.SUM, Kind.RATIO)
_ONE_DIGIT = 1


@dataclass(frozen=True)
class Slip:
    """A number as it stands on the paper, as it is read, which kind of slip that is, and whether the table has it."""

    read: str
    made: str
    kind: str
    known: bool


def slips(read: str, chance: random.Random, *, known: bool) -> list[Slip]:
    """Return slips of recognition in one number: the table's, or one digit for another that it doesn't have."""
    found: list[Slip] = []
    for at, digit in enumerate(read):
        if not digit.isdigit():
            continue
        looks = {other for other, _ in table().digits[digit]}
        others = looks if known else set("0123456789") - looks - {digit}
        found += [
            Slip(read, f"{read[:at]}{other}{read[at + 1 :]}", f"{digit}/{other}", known) for other in sorted(others)
        ]
        if known:
            letters = sorted(letter for letter, digits in table().letters.items() if digit in digits)
            found += [
                Slip(read, f"{read[:at]}{letter}{read[at + 1 :]}", "chữ thay số", known) for letter in letters[:1]
            ]
    if known:
        found += [
            Slip(read, f"{read[:at]}{read[at + 1 :]}", "mất dấu", known) for at, mark in enumerate(read) if mark == ","
        ]
        found += [
            Slip(read, f"{read[:at]}{mark}{read[at:]}", "lặp dấu", known)
            for at, mark in enumerate(read) if mark in ".,"
        ]  # fmt: skip
    usable = [slip for slip in found if _value(slip.made) not in (None, _value(slip.read))]
    chance.shuffle(usable)
    return [_named(slip) for slip in usable]


def _value(read: str) -> Decimal | None:
    """Return the value that is read, `None` where none is."""
    found = readings(digits_of(read))
    return found[0].value if found else None


def _named(slip: Slip) -> Slip:
    """Return a slip, pairs of digits named the same in both directions."""
    return Slip(slip.read, slip.made, "/".join(sorted(slip.kind.split("/"))), slip.known)


def covered(document: Document, clean: Report) -> list[Spot]:
    """Return the numbers of two digits and more in a sum or a percentage that works out, each once."""
    words: dict[int, list[tuple[Box, str]]] = {}
    for page, word in words_of(document):
        if word.box is not None and _NUMBER.search(word.text):
            words.setdefault(page, []).append((word.box, word.text))
    found: dict[str, Spot] = {}
    for tie in ties(Context(clean, None, Settings())):
        if tie.kind not in _COVERS or not tie.holds():
            continue
        for figure in tie.figures:
            spot = _spot(figure, words.get(figure.page or 0, []))
            if spot is not None:
                found[figure.id] = spot
    return sorted(found.values(), key=lambda spot: (spot.page, spot.box.top, spot.box.x0))


def _spot(figure: Figure, words: list[tuple[Box, str]]) -> Spot | None:
    """Return where the one number of a figure stands."""
    numbers = _NUMBER.findall(figure.text)
    if len(numbers) != 1 or figure.bbox is None or len(numbers[0]) <= _ONE_DIGIT or figure.upper is not None:
        return None
    for box, text in words:
        spot = Spot(figure.page or 0, box, text, numbers[0], figure.value)
        if text.count(numbers[0]) == 1 and len(_NUMBER.findall(text)) == 1 and spot.inside(figure.page, figure.bbox):
            return spot
    return None
