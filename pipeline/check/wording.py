"""How a finding speaks: numbers the Vietnamese way, figures with their units, sums as a clerk would write them.

Enters: decimals and figures. Leaves: pieces of Vietnamese sentences, such as "21 + 4 + 8 + 539 + 1.238 = 1.810".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pipeline.check.tolerance import Stated
from pipeline.language.units import unit_table
from schemas.report import Figure

_SWAP = str.maketrans(",.", ".,")


def number(value: Decimal) -> str:
    """Return `value` with dots between thousands and a decimal comma, without idle zeros.

    >>> number(Decimal("1810")), number(Decimal("-60.9600")), number(Decimal("1E+3"))
    ('1.810', '-60,96', '1.000')
    """
    text = format(value, ",f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_SWAP)


def rounded(value: Decimal, places: int) -> Decimal:
    """Return `value` to so many decimal places, halves up.

    >>> rounded(Decimal("77.75"), 1)
    Decimal('77.8')
    """
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def places(figure: Stated) -> int:
    """Return how many decimal places `figure` is printed with."""
    exponent = figure.value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def factor(figure: Stated) -> Decimal:
    """Return how much of the base unit one of the figure's unit is."""
    unit = unit_table().get(figure.unit)
    return unit.factor if unit is not None else Decimal(1)


def said(figure: Stated) -> str:
    """Return value and unit, "1.848 con"."""
    unit = figure.unit
    return f"{number(figure.value)}{unit}" if unit == "%" else f"{number(figure.value)} {unit}".strip()


def in_unit(amount: Decimal, unit_of: Stated) -> Decimal:
    """Return an amount of the base unit in the unit of `unit_of`."""
    return amount / factor(unit_of)


def name(figure: Figure) -> str:
    """Return what the figure counts, to stand at the head of a sentence."""
    label = figure.label.strip(" ,;:")
    return f"{label[:1].upper()}{label[1:]}" if label else "Số liệu"


def quoted(figure: Figure) -> str:
    """Return the label in quotes, to stand in a sentence."""
    return f"“{figure.label.strip(' ,;:')}”"


def addition(parts: Sequence[Figure], unit_of: Stated) -> str:
    """Return "21 + 4 + 8", each in the unit of `unit_of`."""
    return " + ".join(number(in_unit(abs(part.amount), unit_of)) for part in parts)


def day(value: date) -> str:
    """Return the day as 5/5/2026.

    >>> day(date(2026, 5, 5))
    '5/5/2026'
    """
    return f"{value.day}/{value.month}/{value.year}"
