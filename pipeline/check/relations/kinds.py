"""Which nouns count the same kind of thing: pupils are em, cháu or học sinh; files are hồ sơ or trường hợp.

Enters: a figure. Leaves: its kind, to tell whether one figure can be a part of another.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.check.words import words
from pipeline.language.text import fold
from pipeline.language.units import unit_table
from schemas.report import Figure


@lru_cache(maxsize=4096)
def _kind(unit: str, base_unit: str) -> str:
    known = unit_table().get(unit)
    if known is not None and known.kind != "counted":
        return base_unit
    noun = fold(base_unit)
    for kind, nouns in words().kinds.items():
        if noun in nouns or noun.split()[:1] == [kind]:
            return kind
    first = noun.split()
    return first[0] if first else ""


def kind_of(figure: Figure) -> str:
    """Return the base unit of a measure, or the kind of the counted noun."""
    return _kind(figure.unit, figure.base_unit)


def is_counted(figure: Figure) -> bool:
    """Return whether the figure counts things, rather than measuring area, money, mass."""
    known = unit_table().get(figure.unit)
    return known is None or known.kind == "counted"
