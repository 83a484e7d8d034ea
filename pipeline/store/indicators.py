"""Keeps a copy of the catalogue in the archive, so that its questions can be answered from one file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from pipeline.store.archive import Archive
from schemas.indicator import Indicator


def save_indicators(archive: Archive, indicators: Iterable[Indicator], sectors: Mapping[str, str]) -> None:
    """Make the archive's catalogue equal to `indicators`; `sectors` gives the name of each sector's code.

    A code that the catalogue no longer has stays for the figures that bear it.
    """
    wanted = {
        item.code: (
            item.code,
            item.name,
            item.unit,
            item.kind.value,
            item.sector,
            sectors.get(item.sector, item.sector),
            position,
            json.dumps([name for name in item.aliases if " + " not in name], ensure_ascii=False),
            item.official_code,
            1,
        )
        for position, item in enumerate(indicators)
    }
    columns = "code, name, unit, kind, sector, sector_name, position, names, official_code, in_catalogue"
    present = {row["code"]: tuple(row) for row in archive.rows(f"SELECT {columns} FROM indicators")}
    changed = [row for code, row in wanted.items() if present.get(code) != row]
    gone = [(code,) for code, row in present.items() if code not in wanted and row[-1]]
    if not changed and not gone:
        return
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns.split(", ")[1:])
    with archive.transaction():
        archive.write_all(
            f"INSERT INTO indicators ({columns}) VALUES ({', '.join('?' * 10)}) "
            f"ON CONFLICT (code) DO UPDATE SET {updates}",
            changed,
        )
        archive.write_all("UPDATE indicators SET in_catalogue = 0 WHERE code = ?", gone)
