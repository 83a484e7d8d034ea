"""From which writings a number may come that recognition of print has read: the documented confusions.

Enters: a number as read, "1.28B" or "485". Leaves: the writings one slip away, each with its value: 1.288; 48,5. The
table `misread.toml` says which slips are usual.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import product

from pipeline.annotate.quantities import choose
from pipeline.language.numbers import readings
from pipeline.language.units import Unit, unit_table

NUMBER = re.compile(r"[\dOoDQlIi|!ZzSsGbTBgq]*\d[\dOoDQlIi|!ZzSsGbTBgq]*(?:[.,]+[\dOoDQlIi|!ZzSsGbTBgq]+)*(?![^\W_])")
"""A number as recognition may leave it: digits, letters that look like some, marks that may be doubled."""

_MARKS = re.compile(r"[.,]{2,}")
_MOST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Writing:
    """What may stand on the paper: as written, its value, and how usual the slip is that makes it what was read."""

    written: str
    value: Decimal
    weight: float


@dataclass(frozen=True, slots=True)
class Table:
    """The confusions: `digits` by the digit read, `letters` by the letter read, the weights of the slips of marks."""

    digits: dict[str, tuple[tuple[str, float], ...]]
    letters: dict[str, str]
    lost: float
    extra: float
    mixed: float
    doubled: float


@cache
def table() -> Table:
    """Return the confusions, read once."""
    raw = tomllib.loads(files("pipeline.suggest").joinpath("misread.toml").read_text(encoding="utf-8"))
    digits: dict[str, list[tuple[str, float]]] = {digit: [] for digit in "0123456789"}
    for row in raw["chu_so"]:
        for one, other in row["pairs"]:
            digits[one].append((other, row["weight"]))
            digits[other].append((one, row["weight"]))
    marks = raw["dau"]
    return Table(
        {digit: tuple(others) for digit, others in digits.items()},
        raw["chu_cai"],
        marks["mat_dau"],
        marks["thua_dau"],
        marks["lan_dau"],
        marks["gap_doi"],
    )


def writings(read: str, unit: str = "") -> tuple[Writing, ...]:
    """Return what may stand before `unit` where `read` was read, one for each value but its own, the likeliest first.

    >>> [(found.written, str(found.value)) for found in writings("54T", "con")]
    [('541', '541'), ('547', '547')]
    >>> ("48,5", "48.5") in [(found.written, str(found.value)) for found in writings("485", "ha")]
    True
    """
    best: dict[Decimal, Writing] = {}
    measure = unit_table().get(unit)
    own = choose(readings(read), measure)[:1]
    for written, weight in _written(read):
        values = choose(readings(written), measure)
        if not values or not _usual(written) or not _fits(values[0], measure):
            continue
        value = values[0]
        if value not in own and (value not in best or best[value].weight < weight):
            best[value] = Writing(written, value, weight)
    return tuple(sorted(best.values(), key=lambda found: (-found.weight, found.value)))


def _fits(value: Decimal, unit: Unit | None) -> bool:
    """Tell whether so many of a unit can be: there is no half head of cattle."""
    return unit is None or not unit.whole_numbers or value == int(value)


def _usual(written: str) -> bool:
    """Tell whether a number is written as numbers are: no zeros before thousands, groups of three."""
    whole = re.split(r"[.,]", written)[0]
    return bool(whole) and not (len(whole) > 2 and whole.startswith("0")) and not re.search(r"\d{4,}[.]\d", written)


def _written(read: str) -> Iterator[tuple[str, float]]:
    """Yield writings one slip away from what was read; letters and doubled marks in it are slips already."""
    letters = [at for at, char in enumerate(read) if char not in "0123456789.,"]
    if letters:
        yield from _without_letters(read, letters)
        return
    if _MARKS.search(read):
        yield from ((written, 1.0) for written in _single(read))
        return
    yield from _digits(read)
    yield from _marks(read)


def _without_letters(read: str, letters: list[int]) -> Iterator[tuple[str, float]]:
    """Yield the writings in which each letter is a digit that looks like it."""
    known = table().letters
    if len(letters) > _MOST_LETTERS or any(read[at] not in known for at in letters):
        return
    for digits in product(*(known[read[at]] for at in letters)):
        written = list(read)
        for at, digit in zip(letters, digits, strict=True):
            written[at] = digit
        yield from ((single, 1.0) for single in _single("".join(written)))


def _single(read: str) -> list[str]:
    """Return the writings in which marks aren't doubled.

    >>> _single("1..238"), _single("1,.238")
    (['1.238'], ['1,238', '1.238'])
    """
    found = _MARKS.search(read)
    if found is None:
        return [read]
    return [
        written
        for mark in dict.fromkeys(found[0])
        for written in _single(f"{read[: found.start()]}{mark}{read[found.end() :]}")
    ]


def _digits(read: str) -> Iterator[tuple[str, float]]:
    """Yield the writings that differ in one digit, or by a digit lost or doubled beside its like."""
    for at, digit in enumerate(read):
        for other, weight in table().digits.get(digit, ()):
            yield f"{read[:at]}{other}{read[at + 1 :]}", weight
        if digit.isdigit():
            yield f"{read[:at]}{digit}{read[at:]}", table().doubled
            if read[at + 1 : at + 2] == digit:
                yield f"{read[:at]}{read[at + 1 :]}", table().doubled


def _marks(read: str) -> Iterator[tuple[str, float]]:
    """Yield the writings that differ by a mark lost, added or taken for the other."""
    for at, char in enumerate(read):
        if char in ".,":
            yield f"{read[:at]}{',.'[char == ',']}{read[at + 1 :]}", table().mixed
            yield f"{read[:at]}{read[at + 1 :]}", table().extra
        elif at and read[at - 1] not in ".,":
            yield f"{read[:at]},{read[at:]}", table().lost
