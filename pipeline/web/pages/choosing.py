"""What a page's fields say of agencies, turned into their numbers in this archive and back into words.

Enters: "@12" from a link, or "UBND xã Nà Khuổi" as somebody typed it. Leaves: `Agency`s; an `UsageError` says what is
nearest. A small archive needs no choice: all its agencies are shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.errors import UsageError
from pipeline.query.holding import Agency, agency_named, agency_of, some_agencies
from pipeline.query.select import agencies
from pipeline.store.archive import Archive
from pipeline.web.pages.asked import agency_id

FEW = 6
"""So many agencies are shown together without asking for one."""


def called(agency: Agency) -> str:
    """Return what is written into the field for an agency: its name, with the province where that is known."""
    return f"{agency.name}, {agency.province.title()}" if agency.province else agency.name


def chosen(archive: Archive, given: Iterable[str], most: int = 8) -> list[Agency]:
    """Return the agencies that the fields name, each once; raises `UsageError` where there is none of that name."""
    found: dict[int, Agency] = {}
    for each in given:
        asked = agency_id(each)
        if asked is None:
            continue
        for agency in _one(archive, asked):
            found[agency.id] = agency
    if len(found) > most:
        raise UsageError(f"chọn nhiều nhất {most} cơ quan một lúc; hãy viết tên rõ hơn")
    return list(found.values())


def _one(archive: Archive, asked: int | str) -> list[Agency]:
    if isinstance(asked, int):
        agency = agency_of(archive, asked)
        if agency is None:
            raise UsageError("không có cơ quan này trong kho; hãy chọn lại trong danh sách gợi ý")
        return [agency]
    named = agency_named(archive, asked)
    if named:
        return named
    numbers = agencies(archive, asked) or ()
    return [agency for number in numbers[:20] if (agency := agency_of(archive, number)) is not None]


def shown(archive: Archive, agencies_chosen: list[Agency]) -> list[Agency]:
    """Return the agencies to show: those chosen, else all of a small archive, else none."""
    if agencies_chosen:
        return agencies_chosen
    few = some_agencies(archive, limit=FEW + 1)
    return few if len(few) <= FEW else []
