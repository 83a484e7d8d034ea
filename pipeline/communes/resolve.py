"""Tells which commune of the country a report comes from.

Enters: whose the report says it is, who stands above, to whom it goes, where and when it was signed, and its text.
Leaves: an `Agency`: one name for comparing however it is written, the province as far as anything tells it, and the
`Unit` with its official code where only one can be meant. "UBND phường Bắc Kạn" of May 2026 is unit 01843.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipeline.communes import Unit, central_cities, districts, provinces, unit_of_code, units_named
from pipeline.communes.names import OfficeName, district_in, office_name, other_name, plain
from pipeline.language.text import fold, squeeze

REFORM = date(2025, 7, 1)
"""From this day on the communes of today work; there are no districts any more."""

_SURE = 2


@dataclass(frozen=True, slots=True)
class Agency:
    """Whose a report is: `key` and `province` are for comparing, `name` is to be shown."""

    key: str
    name: str
    province: str | None
    unit: Unit | None


@lru_cache(maxsize=1)
def _province() -> re.Pattern[str]:
    names = sorted({*provinces(), "thừa thiên huế", "bà rịa"}, key=len, reverse=True)
    cities = sorted(central_cities(), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:tỉnh ({'|'.join(names)})|(?:thành phố|tp) ({'|'.join(cities)}))(?![^\W\d_])")


_MENTION = re.compile(r"(?<![^\W\d_])(?=((?:tỉnh|thành phố|tp\.?)(?:[ \-–.]+[^\W\d_]+){1,6}))", re.IGNORECASE)


def provinces_in(text: str) -> list[str]:
    """Return the provinces that `text` names as such, in order, for comparing.

    >>> provinces_in("Văn phòng UBND tỉnh Lạng Sơn; Sở Nội vụ TP. Huế; thành phố Bắc Kạn")
    ['lạng sơn', 'huế']
    """
    found = (_province().match(plain(mention[1])) for mention in _MENTION.finditer(text))
    return [other_name(name[1] or name[2]) for name in found if name is not None]


def _written(text: str) -> str | None:
    """Return a province that the program doesn't know, by its capital letters."""
    found = re.search(r"\b(?:[Tt]ỉnh|TỈNH)((?:[ -]+[^\W\d_]+)+)", text)
    if found is None:
        return None
    words: list[str] = []
    for word in found[1].replace("-", " ").split():
        if not word[0].isupper():
            break
        words.append(word)
    return fold(" ".join(words)) or None


def resolve(
    agency: str | None,
    *,
    above: Sequence[str] = (),
    place: str | None = None,
    text: str = "",
    on: date | None = None,
) -> Agency | None:
    """Return whose the report is; `above` are the parent, the addressees and the recipients, the surest first.

    >>> found = resolve("UBND xã Tân Tiến", above=["UBND tỉnh Lạng Sơn"], on=date(2025, 9, 1))
    >>> found.unit.code if found and found.unit else None
    '06019'
    """
    if not squeeze(agency or ""):
        return None
    written = squeeze(agency or "")
    office = office_name(written)
    heads = [written, *above]
    named = next((names[0] for names in map(provinces_in, heads) if names), None)
    named = named or next((name for name in map(_written, heads) if name), None)
    before = on is None or on < REFORM
    district = (
        next((name for name in map(district_in, heads) if name and name in districts()), None) if before else None
    )
    units = _of_time(units_named(office.commune), on) if office.commune else []
    fitting = [unit for unit in units if named in (None, unit.province_key)]
    if district is not None:
        within = [unit for unit in fitting if not unit.district or plain(unit.district) == district]
        fitting = within if within or named is None else fitting
    unit = fitting[0] if len(fitting) == 1 and (named or district or _no_contrary(fitting[0], text)) else None
    if unit is None and named is None:
        unit, named = _told(fitting, district, place, text)
    if unit is not None:
        unit = _still(unit)
        named = unit.province_key
    return Agency(_key(office, unit), _name(written, office, unit), named, unit)


def _of_time(units: Iterable[Unit], on: date | None) -> list[Unit]:
    """Return the units of the time of `on`; without a date today's, else the former ones."""
    units = list(units)
    if on is not None:
        return [unit for unit in units if unit.current == (on >= REFORM)]
    return [unit for unit in units if unit.current] or units


def _still(unit: Unit) -> Unit:
    """Return today's unit of the same code and name where a former one lives on, maybe in another province."""
    same = [other for other in unit_of_code(unit.code) if other.current and plain(other.title) == plain(unit.title)]
    return same[0] if same else unit


def _no_contrary(unit: Unit, text: str) -> bool:
    """Return whether the text speaks of no other province more than of the unit's."""
    counts = Counter(provinces_in(text))
    return not counts or counts.most_common(1)[0][0] == unit.province_key


def _told(units: list[Unit], district: str | None, place: str | None, text: str) -> tuple[Unit | None, str | None]:
    """Return the unit and the province that the district, the place of signing or the text tell."""
    if district is not None and len(districts()[district]) == 1:
        return None, next(iter(districts()[district]))
    counts = Counter(provinces_in(text))
    if place is not None and plain(place) in provinces() and not units:
        counts[plain(place)] += _SURE
    fitting = {unit.province_key for unit in units}
    ranked = counts.most_common()
    if fitting:
        ranked = [(name, count) for name, count in ranked if name in fitting]
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]) or (not fitting and ranked[0][1] < _SURE):
        return None, None
    province = ranked[0][0]
    within = [unit for unit in units if unit.province_key == province]
    return (within[0] if len(within) == 1 else None), province


def _key(office: OfficeName, unit: Unit | None) -> str:
    return office.key if unit is None else f"{office.organ} {plain(unit.title)}".strip()


def _name(written: str, office: OfficeName, unit: Unit | None) -> str:
    """Return the name to be shown: as written, the commune as it is officially written."""
    if unit is None or office.organ not in ("ubnd", "hđnd"):
        return written
    return f"{office.organ.upper()} {unit.title}"
