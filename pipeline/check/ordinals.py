"""Numbers of headings as places in a series.

Enters: a number as written ("3.2.", "IV", "đ)"). Leaves: its kind and place: ("3.2.", arabic, 2), ("đ)", letter, 5).
Letters go in the Vietnamese order: a, b, c, d, đ, e.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.language.numbers import roman

LETTERS = "abcdđeghiklmnopqrstuvxy"
_NUMERALS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_LAST = re.compile(r"([^\W_]+)\W*$")
_WORDS = {"nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6}


class Kind(StrEnum):
    """How a heading is numbered."""

    ARABIC = "arabic"
    ROMAN = "roman"
    LETTER = "letter"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A kind of number and the place in its series, from 1."""

    kind: Kind
    place: int


def ordinal(number: str, neighbours: Sequence[str] = ()) -> Ordinal | None:
    """Return the place that `number` names; I and V are Roman among Roman neighbours, C and D capitals among capitals.

    >>> ordinal("3.2.")
    Ordinal(kind=<Kind.ARABIC: 'arabic'>, place=2)
    >>> ordinal("đ)").place, ordinal("I", ["I", "II"]).kind.value
    (5, 'roman')
    """
    found = _LAST.search(number)
    if found is None:
        return None
    last = found[1]
    if last.isdigit():
        return Ordinal(Kind.ARABIC, int(last))
    if last.lower() in _WORDS:
        return Ordinal(Kind.ROMAN, _WORDS[last.lower()])
    value = roman(last) if last.isupper() else None
    if value is not None and (len(last) > 1 or _roman_company(neighbours)):
        return Ordinal(Kind.ROMAN, value)
    if len(last) == 1 and last.lower() in LETTERS:
        return Ordinal(Kind.CAPITAL if last.isupper() else Kind.LETTER, LETTERS.index(last.lower()) + 1)
    return None


def _roman_company(neighbours: Sequence[str]) -> bool:
    """Return whether the headings beside are numbered I, II, III."""
    ends = [found[1] for number in neighbours if (found := _LAST.search(number))]
    return any(len(end) > 1 and end.isupper() and roman(end) for end in ends) or ends == ["I"]


def written(kind: Kind, place: int, like: str) -> str:
    """Return how the place would be written in the style of the neighbour `like`.

    >>> written(Kind.ARABIC, 6, "7."), written(Kind.ARABIC, 3, "3.2"), written(Kind.ROMAN, 4, "V/")
    ('6', '3.3', 'IV')
    """
    if kind is Kind.ARABIC:
        stem = re.sub(r"\d+\W*$", "", like.strip())
        return f"{stem}{place}"
    if kind is Kind.ROMAN:
        tens, ones = divmod(max(place, 0), 10)
        return "X" * tens + _NUMERALS[ones]
    letter = LETTERS[min(max(place, 1), len(LETTERS)) - 1]
    return letter.upper() if kind is Kind.CAPITAL else letter
