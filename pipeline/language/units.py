"""The unit table: what may stand behind a number, what it is called, and how much of the base unit it is.

Enters: a unit as written ("trđ", "ngàn hồ sơ", "triệu đồng/người/năm"). Leaves: `Unit`, with the name that the program
gives ("triệu đồng"), its base unit ("đồng") and factor (1000000).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pipeline.language.text import fold


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its `name`, `base` unit and `factor`; `kind` (money, area, mass, percent, counted, ...).

    `grouped` says that "3,412" before it is a slip for 3.412.
    """

    name: str
    base: str
    factor: Decimal
    kind: str
    grouped: bool

    @property
    def whole_numbers(self) -> bool:
        """Whether only whole numbers make sense ("con", "hồ sơ")."""
        return self.kind == "counted" and self.factor == 1


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All units by their folded forms; `scales` by their folded words; `pattern` finds a unit (without a rate)."""

    units: dict[str, Unit]
    scales: dict[str, Decimal]
    pattern: re.Pattern[str]

    def get(self, written: str) -> Unit | None:
        """Return the unit that is written so, with scale words and rates; `None` if the table doesn't have it.

        >>> unit_table().get("ngàn hồ sơ").factor
        Decimal('1000')
        >>> unit_table().get("triệu đồng/người/năm").base
        'đồng/người/năm'
        """
        return _get(fold(" ".join(written.split())))


_SCALED_MONEY = ("triệu", "tỷ", "nghìn tỷ", "ngàn tỷ", "nghìn", "ngàn")
_RATE = re.compile(r"\s?/\s?")


@cache
def unit_table() -> UnitTable:
    """Return the table, read once."""
    raw = tomllib.loads(files("pipeline.language").joinpath("units.toml").read_text(encoding="utf-8"))
    units: dict[str, Unit] = {}
    for row in raw["measure"]:
        unit = Unit(
            row["name"],
            row.get("base", row["name"]),
            Decimal(row.get("factor", "1")),
            row["kind"],
            row["three"] == "grouped",
        )
        for form in (row["name"], *row.get("forms", ())):
            units[fold(form)] = unit
    for nouns in raw["counted"].values():
        for noun in nouns:
            units.setdefault(fold(noun), Unit(noun, noun, Decimal(1), "counted", True))
    scales = {fold(word): Decimal(factor) for word, factor in raw["scale"].items()}
    for form, name in raw["abbreviated"].items():
        scale, noun = name.split()
        units[fold(form)] = Unit(name, noun, scales[fold(scale)], "money", False)
    scale_words = "|".join(sorted(map(re.escape, scales), key=len, reverse=True))
    forms = "|".join(
        re.escape(word) + (r"(?![^\W\d_])" if word[-1].isalpha() else "") + _not_before(raw["not_before"].get(word, ()))
        for word in sorted(units, key=len, reverse=True)
    )
    pattern = re.compile(rf"(?:(?:{scale_words}) ?){{0,2}}(?:{forms})|(?:(?:{scale_words}) ?){{1,2}}(?![^\W\d_])")
    return UnitTable(units, scales, pattern)


def _not_before(words: Iterable[str]) -> str:
    ahead = "|".join(re.escape(fold(word)) for word in words)
    return rf"(?! (?:{ahead})(?![^\W\d_]))" if ahead else ""


@cache
def _get(folded: str) -> Unit | None:
    table = unit_table()
    if folded in table.units:
        return table.units[folded]
    head, *rates = _RATE.split(folded)
    if rates:
        unit = _get(head)
        if unit is None:
            return None
        tail = "/".join((part.name if (part := _get(rate)) is not None else rate) for rate in rates)
        return Unit(f"{unit.name}/{tail}", f"{unit.base}/{tail}", unit.factor, "rate", False)
    factor = Decimal(1)
    words: list[str] = []
    rest = folded
    while True:
        first, _, tail = rest.partition(" ")
        if first not in table.scales:
            break
        factor *= table.scales[first]
        words.append("tỷ" if first == "tỉ" else first)
        rest = tail
    if not words:
        return None
    if not rest:
        return Unit(" ".join([*words, "đồng"]), "đồng", factor, "money", False)
    unit = table.units.get(rest)
    if unit is None:
        return None
    return Unit(" ".join([*words, unit.name]), unit.base, factor * unit.factor, unit.kind, False)
