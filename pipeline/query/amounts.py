"""Values in another unit, so that "0,5 tỷ đồng" and "412,6 triệu đồng" can stand side by side."""

from __future__ import annotations

from decimal import Decimal

from pipeline.language.units import unit_table


def base_of(unit: str) -> str:
    """Return the base unit of `unit`.

    >>> base_of("triệu đồng")
    'đồng'
    """
    known = unit_table().get(unit)
    return unit if known is None else known.base


def in_unit(amount: Decimal, unit: str) -> Decimal:
    """Return an amount of the base unit in `unit`.

    >>> in_unit(Decimal(412600000), "triệu đồng"), in_unit(Decimal(500000000), "triệu đồng")
    (Decimal('412.6'), Decimal('500'))
    """
    known = unit_table().get(unit)
    if known is None or known.factor == 1:
        return amount
    return Decimal(format((amount / known.factor).normalize(), "f"))
