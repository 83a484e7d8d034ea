"""A value and its unit as one amount, so that 25.941 triệu đồng and 25,941 tỷ đồng are the same.

Enters: the value and the unit of a figure. Leaves: `Amount`. The table is small and not the program's own: what the
program believes of units can't vouch for itself.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from corpus.scoring.text import plain

_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_SHORT = {"đ": "đồng", "trđ": "triệu đồng", "tr.đồng": "triệu đồng", "triệu": "triệu đồng", "tỷ": "tỷ đồng"}
_BASES = {
    "km2": (10**6, "m2"),
    "ha": (10**4, "m2"),
    "m2": (1, "m2"),
    "m²": (1, "m2"),
    "tấn": (1000, "kg"),
    "tạ": (100, "kg"),
    "yến": (10, "kg"),
    "km": (1000, "m"),
    "m³": (1, "m3"),
}


class Amount(NamedTuple):
    """A number in the base unit, and that unit ("" where there is none)."""

    number: Decimal
    base: str


def decimal(value: str | None) -> Decimal | None:
    """Return the value of a decimal string, or `None` for anything else.

    >>> decimal("19.22"), decimal("mười")
    (Decimal('19.22'), None)
    """
    try:
        return None if value is None else Decimal(value)
    except InvalidOperation:
        return None


def amount(value: str | None, unit: str | None) -> Amount | None:
    """Return the amount of a value in a unit, or `None` where the value is no number.

    >>> amount("1.5", "tỷ đồng") == amount("1500", "triệu đồng"), amount("3", "nghìn tấn")
    (True, Amount(number=Decimal('3000000'), base='kg'))
    """
    number = decimal(value)
    if number is None:
        return None
    words = plain(unit)
    words = _SHORT.get(words, words)
    scale = 1
    while " " in words and words.split(" ", 1)[0] in _SCALES:
        head, words = words.split(" ", 1)
        scale *= _SCALES[head]
    step, base = _BASES.get(words, (1, words))
    return Amount(number * scale * step, base)
