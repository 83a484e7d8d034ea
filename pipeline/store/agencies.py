"""Whose a report is, as the archive keeps it: one key however the name is written, and a place for each commune.

Enters: a `Report`. Leaves: its agency's key, province and official code; in the archive, the row of `localities` that
all reports of one agency of one commune share. Names of communes are not unique in the country: "UBND xã Tân Tiến" of
two provinces are two localities, and a report that names no province belongs to the only one that the others name.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pipeline.communes.resolve import Agency, resolve
from pipeline.language.text import bare
from pipeline.store.archive import Archive, Value
from schemas.report import Report


def agency_of(report: Report) -> Agency | None:
    """Return whose the report is, or `None` where it doesn't say."""
    head = report.header
    on = head.date or (head.period.end if head.period is not None else None)
    above = (*((head.parent_agency,) if head.parent_agency else ()), *head.addressees, *report.footer.recipients)
    return resolve(head.agency, above=above, place=head.place, text=report.text, on=on)


def agency_key(report: Report) -> str | None:
    """Return the agency's name for comparing, or `None` where the report doesn't name it."""
    agency = agency_of(report)
    return None if agency is None else agency.key


def province_of(report: Report) -> str | None:
    """Return the province that the report tells, for comparing, or `None`."""
    agency = agency_of(report)
    return None if agency is None else agency.province


Identity = tuple[str | None, str | None]
"""Province and official code, each where it is known."""


def identities(members: Iterable[tuple[str | None, str | None]]) -> dict[Identity, Identity]:
    """Return for each (province, code) that reports of one name tell, the one that it stands for.

    What tells less joins what tells more where only one can be meant.

    >>> identities([("lạng sơn", "06019"), ("lạng sơn", None), (None, None)])[None, None]
    ('lạng sơn', '06019')
    >>> identities([("lạng sơn", "06019"), ("thái nguyên", None), (None, None)])[None, None]
    (None, None)
    """
    told = set(members)
    named = {province for province, _ in told if province}
    found: dict[Identity, Identity] = {}
    for province, code in told:
        where = province or (next(iter(named)) if len(named) == 1 else None)
        codes = {other for at, other in told if other and at == where}
        found[province, code] = (where, code or (next(iter(codes)) if len(codes) == 1 else None))
    return found


def settle(archive: Archive, key: str) -> set[str]:
    """Give every report of the agency `key` its locality, inside a transaction; return the slots that this concerns."""
    groups = archive.rows(
        "SELECT DISTINCT province, unit_code, locality FROM reports WHERE agency_key = ? "
        "ORDER BY province, unit_code, locality",
        [key],
    )
    stands_for = identities((group["province"], group["unit_code"]) for group in groups)
    known = {
        (row["province"], row["code"]): int(row["id"])
        for row in archive.rows("SELECT id, province, code FROM localities WHERE key = ?", [key])
    }
    touched: set[str] = set()
    for group in groups:
        identity = stands_for[group["province"], group["unit_code"]]
        if identity not in known:
            known[identity] = _add(archive, key, identity)
        if group["locality"] != known[identity]:
            which = "agency_key = ? AND province IS ? AND unit_code IS ? AND locality IS ?"
            told: list[Value] = [key, *group]
            touched.update(row["slot"] for row in archive.rows(f"SELECT slot FROM reports WHERE {which}", told))
            archive.write(f"UPDATE reports SET locality = ? WHERE {which}", [known[identity], *told])
    for identity, number in known.items():
        if identity not in stands_for.values():
            archive.write("DELETE FROM localities WHERE id = ?", [number])
    return touched


def _add(archive: Archive, key: str, identity: Identity) -> int:
    """Make the locality of an agency and return its id."""
    row = archive.row("SELECT name FROM agencies WHERE key = ?", [key])
    name = str(row["name"]) if row is not None else key
    province, code = identity
    district = _official(code, province)
    values: list[Value] = [key, name, bare(name), province, code, district]
    return archive.write(
        "INSERT INTO localities (key, name, bare, province, code, district) VALUES (?, ?, ?, ?, ?, ?)", values
    )


@lru_cache(maxsize=4096)
def _official(code: str | None, province: str | None) -> str | None:
    """Return the district under which the unit stood, where it is one from before July 2025."""
    from pipeline.communes import unit_of_code

    fitting = [unit for unit in unit_of_code(code) if unit.province_key == province] if code else []
    return (fitting[0].district or None) if len(fitting) == 1 else None
