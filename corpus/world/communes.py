"""The communes: who they are and how big their affairs are, read from `communes.toml`.

Enters: nothing. Leaves: `COMMUNES`, eight made-up communes and wards in eight provinces, and their `NEIGHBOURS`.
Example: xã Nà Khuổi, tỉnh Cao Bằng, 1.640 hộ, a spring and an autumn crop of rice.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path


class Region(StrEnum):
    """Which crop calendar and which words a place uses."""

    NORTH = "north"
    CENTRAL = "central"
    SOUTH = "south"


@dataclass(frozen=True)
class Commune:
    """One commune; areas in ha, herds in heads, money in triệu đồng a year, files and petitions a month."""

    key: str
    kind: str  # xã or phường
    name: str
    province: str  # with its kind: tỉnh Cao Bằng
    district: str  # above it before 1 July 2025
    region: Region
    households: int
    rice: int
    maize: int
    vegetable: int
    herds: tuple[tuple[str, int], ...]
    poultry: int
    pets: int
    forest: int
    aqua: int
    tourists: int
    revenue: int
    spending: int
    investment: int
    files: int
    petitions: int
    close: int  # day on which the month's window closes; 0: the last day
    periodic: bool  # quarter, half-year, nine-month and year reports in place of the month's
    report_day: int
    chair: str
    deputy: str
    like: str = ""  # the commune whose ways of writing it shares

    @property
    def agency(self) -> str:
        """Short name: `UBND xã Nà Khuổi`."""
        return f"UBND {self.kind} {self.name}"

    @property
    def rural(self) -> bool:
        """A xã rather than a phường."""
        return self.kind == "xã"


def _load() -> tuple[Commune, ...]:
    rows = tomllib.loads((Path(__file__).parent / "communes.toml").read_text(encoding="utf-8"))
    found = []
    for key, row in rows.items():
        row |= {"region": Region(row["region"]), "herds": tuple(row["herds"].items())}
        found.append(Commune(key=key, **row))
    return tuple(found)


COMMUNES: tuple[Commune, ...] = _load()
BY_KEY: dict[str, Commune] = {commune.key: commune for commune in COMMUNES}

_SCALED = ("households", "rice", "maize", "vegetable", "poultry", "pets", "forest", "aqua", "tourists", "revenue",
           "spending", "investment", "files", "petitions")  # fmt: skip


def _neighbours() -> tuple[Commune, ...]:
    """Twelve more, each like one of the eight in its calendar and its words, and smaller or larger in its affairs."""
    rows = tomllib.loads((Path(__file__).parent / "neighbours.toml").read_text(encoding="utf-8"))
    assert {field.name for field in fields(Commune)} >= set(_SCALED)
    found = []
    for key, row in rows.items():
        base, size = BY_KEY[row["like"]], float(row.pop("size"))
        scaled = {name: round(getattr(base, name) * size) for name in _SCALED}
        herds = tuple((kind, round(count * size)) for kind, count in base.herds)
        found.append(replace(base, key=key, herds=herds, **scaled, **row))
    return tuple(found)


NEIGHBOURS: tuple[Commune, ...] = _neighbours()
