"""Which former units the table ties to a unit of today: July 2025 made 3,321 communes out of 10,035.

Enters: a `Unit` of today, such as phường Ngọc Hà (00008). Leaves: the former ones known to be part of it: phường Liễu
Giai, whose code it took, and the former phường Ngọc Hà (00016), whose name it bears. The table doesn't say what else
was merged into it, so the list is no complete one.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from pipeline.communes import Unit, all_units, unit_of_code
from pipeline.communes.names import plain

__all__ = ["predecessors", "province_today"]


def predecessors(unit: Unit) -> tuple[Unit, ...]:
    """Return the former units that are known to be part of `unit`, that of its name first; none for a former one.

    >>> from pipeline.communes import units_named
    >>> [(each.title, each.code) for each in predecessors(units_named("phường Ngọc Hà")[0])]
    [('phường Ngọc Hà', '00016'), ('phường Liễu Giai', '00008')]
    """
    if not unit.current:
        return ()
    named = _former().get((plain(unit.name), unit.province_key), ())
    found = [*named] if len(named) == 1 else [each for each in named if plain(each.title) == plain(unit.title)]
    found = [*(found if len(found) == 1 else []), *(each for each in unit_of_code(unit.code) if not each.current)]
    same = (unit.code, plain(unit.title))
    return tuple(dict.fromkeys(each for each in found if (each.code, plain(each.title)) != same))


def province_today(province_key: str) -> str | None:
    """Return the province of today that a former one belongs to, for comparing; `None` where the table doesn't tell.

    >>> province_today("bắc kạn"), province_today("thái nguyên")
    ('thái nguyên', 'thái nguyên')
    """
    return _provinces().get(province_key)


@lru_cache(maxsize=1)
def _provinces() -> dict[str, str]:
    """Return where each former province's codes have gone."""
    today = {unit.code: unit.province_key for unit in all_units() if unit.current}
    gone: dict[str, Counter[str]] = {}
    for unit in all_units():
        if not unit.current and unit.code in today:
            gone.setdefault(unit.province_key, Counter())[today[unit.code]] += 1
    return {former: counts.most_common(1)[0][0] for former, counts in gone.items()}


@lru_cache(maxsize=1)
def _former() -> dict[tuple[str, str | None], tuple[Unit, ...]]:
    """Return the former units by their name and the province of today in which they stood."""
    found: dict[tuple[str, str | None], list[Unit]] = {}
    for unit in all_units():
        if not unit.current:
            found.setdefault((plain(unit.name), province_today(unit.province_key)), []).append(unit)
    return {key: tuple(units) for key, units in found.items()}
