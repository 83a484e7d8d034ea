"""The communes of the country with their official codes: today's, and those from before July 2025.

Enters: a kind and a name, such as "phường" and "Bắc Kạn". Leaves: the `Unit`s that bear it, each with its five digits
("01843"), its province, and the district that the older ones stood under. The table units.tsv is kept with the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.communes.names import plain
from pipeline.language.text import bare, fold

__all__ = [
    "Unit",
    "all_units",
    "central_cities",
    "districts",
    "province_key",
    "provinces",
    "unit_of_code",
    "units_named",
]

_TABLE = Path(__file__).with_name("units.tsv")
_TODAY = "2025"


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune: `kind` "phường", `name` "Bắc Kạn", `province` "Tỉnh Thái Nguyên"; `current` says of which time."""

    code: str
    kind: str
    name: str
    district: str
    province: str
    current: bool

    @property
    def title(self) -> str:
        """The kind and the name."""
        return f"{self.kind} {self.name}"

    @property
    def province_key(self) -> str:
        """The province's name for comparing: "thái nguyên"."""
        return province_key(self.province)


def province_key(written: str) -> str:
    """Return the name of a province or of a city that is one, without its kind, for comparing.

    >>> province_key("Thành phố Hồ Chí Minh"), province_key("Tỉnh Bà Rịa - Vũng Tàu")
    ('hồ chí minh', 'bà rịa vũng tàu')
    """
    return plain(written).removeprefix("tỉnh ").removeprefix("thành phố ")


_KINDS = ("đặc khu", "thị trấn", "phường", "xã")


@lru_cache(maxsize=1)
def all_units() -> tuple[Unit, ...]:
    """Return every unit of the table, today's and former ones."""
    found = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        time, code, title, district, province = line.split("\t")
        kind = next((kind for kind in _KINDS if fold(title).startswith(kind + " ")), None)
        if kind is not None:
            found.append(Unit(code, kind, title[len(kind) + 1 :], district, province, time == _TODAY))
    return tuple(found)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in all_units():
        key = plain(unit.title)
        found.setdefault(key, []).append(unit)
        found.setdefault(f"={bare(key)}", []).append(unit)
    return found


def units_named(title: str) -> list[Unit]:
    """Return the units that are called `title`; a name written without any diacritics means every one that fits.

    >>> [unit.code for unit in units_named("Phường Bắc Kạn")], [unit.code for unit in units_named("PHUONG BAC KAN")]
    (['01843'], ['01843'])
    """
    key = plain(title)
    found = _by_name().get(key, [])
    if found:
        return found
    name = next((key[len(kind) + 1 :] for kind in _KINDS if key.startswith(f"{kind} ")), key)
    return _by_name().get(f"={bare(key)}", []) if bare(name) == name else []


def unit_of_code(code: str) -> list[Unit]:
    """Return the units that have, or had, this code, today's first.

    >>> [unit.title for unit in unit_of_code("01843")]
    ['phường Bắc Kạn', 'phường Phùng Chí Kiên']
    """
    return _by_code().get(code, [])


@lru_cache(maxsize=1)
def _by_code() -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in all_units():
        found.setdefault(unit.code, []).append(unit)
    return found


@lru_cache(maxsize=1)
def provinces() -> dict[str, str]:
    """Return every province, today's and former ones, by its name for comparing.

    >>> provinces()["lạng sơn"]
    'Tỉnh Lạng Sơn'
    """
    return {unit.province_key: unit.province for unit in reversed(all_units())}


@lru_cache(maxsize=1)
def central_cities() -> frozenset[str]:
    """Return the cities that are provinces, by their names for comparing."""
    return frozenset(key for key, name in provinces().items() if fold(name).startswith("thành phố"))


@lru_cache(maxsize=1)
def districts() -> dict[str, frozenset[str]]:
    """Return the provinces in which a district of that name stood.

    >>> sorted(districts()["huyện diễn châu"])
    ['nghệ an']
    """
    found: dict[str, set[str]] = {}
    for unit in all_units():
        if unit.district:
            found.setdefault(plain(unit.district), set()).add(unit.province_key)
    return {name: frozenset(keys) for name, keys in found.items()}
