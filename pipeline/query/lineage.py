"""Agencies of the archive of which one came before the other: the former commune and that of today.

Enters: an archive and some of its agencies. Leaves: `Joint`s: UBND phường Ngọc Hà (00008) came after UBND phường Ngọc
Hà (00016) in July 2025. They are two agencies with two territories; who wants one series out of both has to say so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.communes import Unit, unit_of_code
from pipeline.communes.lineage import predecessors
from pipeline.communes.names import plain
from pipeline.query.select import marks
from pipeline.store.archive import Archive
from schemas.rows import SeriesRow


@dataclass(frozen=True, slots=True)
class Place:
    """An agency: its row of `localities`, its name, its code and, for a former one, its district."""

    id: int
    name: str
    code: str
    district: str | None


@dataclass(frozen=True, slots=True)
class Joint:
    """The agency of today and the one that came before it."""

    after: Place
    before: Place


def joints(archive: Archive, localities: Iterable[int] | None = None) -> list[Joint]:
    """Return the pairs whose later agency is one of `localities`, or any; of several former ones that of its name."""
    wanted = None if localities is None else list(localities)
    rows = archive.rows(
        "SELECT id, key, name, code, district FROM localities WHERE code IS NOT NULL"
        + ("" if wanted is None else f" AND id IN ({marks(wanted)})")
        + " ORDER BY key, code",
        wanted or [],
    )
    found = []
    for row in rows:
        unit = _unit(row)
        for former in () if unit is None else predecessors(unit):
            before = _agency(archive, row, unit, former)
            if before is not None:
                found.append(Joint(_place(row), _place(before)))
                break
    return found


def former_names(code: str | None, name: str | None) -> tuple[str, ...]:
    """Return the former units that are known to be part of the commune of an agency, as they are to be shown.

    >>> former_names("00008", "UBND phường Ngọc Hà")
    ('phường Ngọc Hà (Quận Ba Đình)', 'phường Liễu Giai (Quận Ba Đình)')
    """
    called = plain(name or "")
    units = [each for each in unit_of_code(code or "") if each.current and called.endswith(plain(each.title))]
    return tuple(
        f"{each.title} ({each.district})" if each.district else each.title
        for unit in units
        for each in predecessors(unit)
    )


def _unit(row: sqlite3.Row) -> Unit | None:
    """Return the commune of today that an agency is of, `None` for a former one."""
    fitting = [each for each in unit_of_code(row["code"]) if each.current and row["key"].endswith(plain(each.title))]
    return fitting[0] if fitting and not row["district"] else None


def _agency(archive: Archive, row: sqlite3.Row, unit: Unit | None, former: Unit) -> sqlite3.Row | None:
    """Return the same organ of a former commune, where the archive has reports of it."""
    assert unit is not None  # only today's have predecessors
    key = f"{row['key'].removesuffix(plain(unit.title))}{plain(former.title)}"
    return archive.row(
        "SELECT id, name, code, district FROM localities WHERE key = ? AND code = ? AND id <> ?",
        [key, former.code, row["id"]],
    )


def _place(row: sqlite3.Row) -> Place:
    return Place(row["id"], row["name"], row["code"], row["district"])


def continued(rows: Sequence[SeriesRow], pairs: Iterable[Joint]) -> list[SeriesRow]:
    """Return `rows` with those of a former agency under the one that came after it, each marked `former`."""
    after = {pair.before.id: pair for pair in pairs}
    told = []
    for row in rows:
        pair = after.get(row.locality or 0)
        if pair is None:
            told.append(row)
            continue
        told.append(
            row.model_copy(
                update={
                    "agency": pair.after.name, "agency_code": pair.after.code, "locality": pair.after.id,
                    "former": f"{pair.before.name} ({pair.before.code})",
                }
            )
        )  # fmt: skip
    return told
