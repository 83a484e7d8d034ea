from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.query.select import agencies
from pipeline.query.series import series
from pipeline.store.archive import Archive, open_archive
from pipeline.store.save import save_report
from tests.store.made_up import LIVESTOCK, Draft, make

LANG_SON = ("UBND tỉnh Lạng Sơn",)
CAO_BANG = ("UBND tỉnh Cao Bằng",)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "kho.db", create=True) as opened:
        yield opened


def put(archive: Archive, agency: str, month: str, addressees: tuple[str, ...]) -> int:
    draft = Draft(agency=agency, month=month, addressees=addressees, figures=LIVESTOCK, signed=date(2026, 6, 20))
    return save_report(archive, make(draft)).id


def localities(archive: Archive) -> list[tuple[object, ...]]:
    rows = archive.rows(
        "SELECT l.key, l.province, l.code, count(*) AS n FROM reports AS r JOIN localities AS l ON l.id = r.locality "
        "GROUP BY l.id ORDER BY 1, 2, 3"
    )
    return [tuple(row) for row in rows]


def test_ways_of_writing_are_one_agency_with_its_code(archive: Archive) -> None:
    put(archive, "UBND phường Bắc Kạn", "2026-03", ())
    put(archive, "ỦY BAN NHÂN DÂN P. BẮC KẠN", "2026-04", ("UBND tỉnh Thái Nguyên",))
    put(archive, "Uỷ ban nhân dân phường Bắc Kạn, tỉnh Thái Nguyên", "2026-05", ())
    assert localities(archive) == [("ubnd phường bắc kạn", "thái nguyên", "01843", 3)]
    assert {row.agency for row in series(archive, "lợn")} == {"UBND phường Bắc Kạn"}
    assert {row.agency_code for row in series(archive, "lợn", agency="01843")} == {"01843"}


def test_namesakes_of_two_provinces_stay_apart(archive: Archive) -> None:
    put(archive, "UBND xã Tân Tiến", "2026-04", LANG_SON)
    put(archive, "UBND xã Tân Tiến", "2026-04", CAO_BANG)
    assert [row[1:] for row in localities(archive)] == [("cao bằng", None, 1), ("lạng sơn", "06019", 1)]
    assert len(series(archive, "lợn", agency="Tân Tiến")) == 2
    assert [row.province for row in series(archive, "lợn", agency="xã Tân Tiến, Cao Bằng")] == ["cao bằng"]
    assert [row.province for row in series(archive, "lợn", agency="tan tien, tinh lang son")] == ["lạng sơn"]
    with pytest.raises(UsageError, match="UBND xã Tân Tiến"):
        agencies(archive, "xã Tân Tiên")


def test_who_tells_less_joins_the_only_one_whatever_the_order(tmp_path: Path) -> None:
    told = [("2026-03", ()), ("2026-04", LANG_SON), ("2026-05", ())]
    states = set()
    for number, order in enumerate(permutations(told)):
        with open_archive(tmp_path / f"{number}.db", create=True) as archive:
            for month, addressees in order:
                put(archive, "UBND xã Tân Tiến", month, addressees)
            states.add(tuple(localities(archive)))
    assert states == {(("ubnd xã tân tiến", "lạng sơn", "06019", 3),)}


def test_with_two_to_choose_from_it_joins_none(archive: Archive) -> None:
    for addressees in ((), LANG_SON, CAO_BANG):
        put(archive, "UBND xã Tân Tiến", "2026-04", addressees)
    assert [row[1:] for row in localities(archive)] == [
        (None, None, 1),
        ("cao bằng", None, 1),
        ("lạng sơn", "06019", 1),
    ]
    assert {row["is_current"] for row in archive.rows("SELECT is_current FROM reports")} == {1}
