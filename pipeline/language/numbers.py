"""Numbers as they are written in Vietnamese reports: "." groups thousands, "," is the decimal mark, and the slips.

Enters: the digits as written ("1.204,318"). Leaves: the values that it may stand for, the likeliest first.
"3,412" is 3.412 before "tỷ đồng" but 3412 before "con": the caller says which reading its unit allows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NUMBER = r"\d+(?:[.,]\d+)*"
"""A number without white space, as a regular expression without groups."""


class Style(StrEnum):
    """How a number was written."""

    PLAIN = "plain"
    """digits only: 2350"""
    GROUPED = "grouped"
    """thousands grouped by dots, decimals behind a comma: 1.204,318"""
    COMMA_DECIMAL = "comma_decimal"
    """19,22"""
    DOT_DECIMAL = "dot_decimal"
    """6.4, against the Vietnamese way"""
    COMMA_GROUPED = "comma_grouped"
    """1,048,576 or 27,150.000, against the Vietnamese way"""
    THREE_DECIMALS = "three_decimals"
    """3,412: decimal or grouped, the unit decides"""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that the digits may stand for."""

    value: Decimal
    style: Style


_PLAIN = re.compile(r"\d+\Z")
_DOTS = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?\Z")
_COMMA = re.compile(r"(\d+),(\d+)\Z")
_DOT = re.compile(r"(\d+)\.(\d+)\Z")
_COMMAS = re.compile(r"(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?\Z")
_MIXED = re.compile(r"\d{1,3}(?:[.,]\d{3}){2,}\Z")


def _decimal(whole: str, fraction: str | None) -> Decimal:
    digits = re.sub(r"[.,]", "", whole)
    return Decimal(digits if fraction is None else f"{digits}.{fraction}")


def readings(written: str) -> tuple[Reading, ...]:
    """Return what `written` may stand for, the likeliest first; nothing for what is no number ("1.2.3").

    >>> [str(reading.value) for reading in readings("63.155")]
    ['63155']
    >>> [str(reading.value) for reading in readings("3,412")]
    ['3.412', '3412']
    >>> [str(reading.value) for reading in readings("1.204,318")]
    ['1204.318']
    >>> [str(reading.value) for reading in readings("6.4")]
    ['6.4']
    """
    if _PLAIN.match(written):
        return (Reading(Decimal(written), Style.PLAIN),)
    if (found := _DOTS.match(written)) and not written.startswith("0."):
        return (Reading(_decimal(found[1], found[2]), Style.GROUPED),)
    if found := _COMMA.match(written):
        decimal = Reading(_decimal(found[1], found[2]), Style.COMMA_DECIMAL)
        if len(found[2]) == 3 and len(found[1]) <= 3 and not found[1].startswith("0"):
            return (
                Reading(decimal.value, Style.THREE_DECIMALS),
                Reading(_decimal(found[1] + found[2], None), Style.COMMA_GROUPED),
            )
        return (decimal,)
    if found := _DOT.match(written):
        return (Reading(_decimal(found[1], found[2]), Style.DOT_DECIMAL),)
    if (found := _COMMAS.match(written)) or (found := _MIXED.match(written)):
        if found.re is _MIXED:
            return (Reading(_decimal(written, None), Style.COMMA_GROUPED),)
        fraction = found[2]
        if fraction is not None and len(fraction) == 3:
            return (Reading(_decimal(found[1] + fraction, None), Style.COMMA_GROUPED),)
        return (Reading(_decimal(found[1], fraction), Style.COMMA_GROUPED),)
    return ()


def decimals(written: str) -> int:
    """Return how many decimal places `written` shows in its likeliest reading.

    >>> decimals("60,96"), decimals("1.048"), decimals("12")
    (2, 0, 0)
    """
    found = readings(written)
    if not found:
        return 0
    exponent = found[0].value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def roman(written: str) -> int | None:
    """Return the value of a Roman numeral up to 39, `None` for anything else.

    >>> roman("IV"), roman("XII"), roman("x1")
    (4, 12, None)
    """
    text = written.upper()
    if not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", text) or not text:
        return None
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for here, following in zip(text, [*text[1:], ""], strict=True):
        total += -values[here] if following and values[following] > values[here] else values[here]
    return total
