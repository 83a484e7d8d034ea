from __future__ import annotations

from datetime import date

import pytest

from pipeline.communes import provinces, unit_of_code, units_named
from pipeline.communes.names import office_name
from pipeline.communes.resolve import resolve

NOW = date(2026, 5, 20)
BEFORE = date(2024, 5, 20)


def test_the_table_is_whole() -> None:
    assert len(provinces()) == 63  # those of today bear names of former ones
    assert unit_of_code("01843")[0].title == "phường Bắc Kạn"
    assert "Thành Phố Bắc Kạn" in [unit.district for unit in units_named("Phường Phùng Chí Kiên")]


@pytest.mark.parametrize(
    "written",
    [
        "UBND xã Mỹ Lý",
        "Ủy ban nhân dân xã Mỹ Lý",
        "Uỷ ban nhân dân xã Mĩ Lí",
        "ỦY BAN NHÂN DÂN XÃ MỸ LÝ",
        "UBND X. Mỹ Lý",
        "UBND  xã  Mỹ  Lý, huyện Kỳ Sơn, tỉnh Nghệ An",
        "UBND xã Mỹ Lý huyện Kỳ Sơn",
        "UBND xã Mỹ Lý (huyện Kỳ Sơn)",
    ],
)
def test_names_written_in_several_ways_fall_together(written: str) -> None:
    assert office_name(written).key == "ubnd xã mĩ lí"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND xã Tân Tiến", "HĐND xã Tân Tiến"),
        ("UBND xã Tân Tiến", "UBND phường Tân Tiến"),
        ("UBND phường 1", "UBND phường 11"),
        ("UBND xã Bản Lang", "UBND xã Bản Lăng"),
    ],
)
def test_other_organs_kinds_and_names_stay_apart(one: str, other: str) -> None:
    assert office_name(one).key != office_name(other).key


@pytest.mark.parametrize(
    ("agency", "more", "code", "province"),
    [
        ("UBND phường Bắc Kạn", {"on": NOW}, "01843", "thái nguyên"),
        ("UBND phuong Bac Kan", {"on": NOW}, "01843", "thái nguyên"),
        ("UBND xã Tân Tiến", {"on": NOW}, None, None),
        ("UBND xã Tân Tiến", {"on": NOW, "above": ["UBND tỉnh Lạng Sơn"]}, "06019", "lạng sơn"),
        ("UBND xã Tân Tiến, tỉnh Lạng Sơn", {"on": NOW}, "06019", "lạng sơn"),
        ("UBND xã Tân Tiến", {"on": NOW, "text": "Theo Kế hoạch của UBND tỉnh Lạng Sơn, ..."}, "06019", "lạng sơn"),
        ("UBND xã Tân Tiến", {"on": NOW, "above": ["UBND tỉnh Cao Bằng"]}, None, "cao bằng"),
        ("UBND phường Phùng Chí Kiên", {"on": BEFORE, "above": ["UBND thành phố Bắc Kạn"]}, "01843", "bắc kạn"),
        ("UBND phường Phùng Chí Kiên", {"on": BEFORE, "above": ["UBND TX. Mỹ Hào"]}, "12130", "hưng yên"),
        ("UBND phường Phùng Chí Kiên", {"on": BEFORE}, None, None),
        ("UBND phường Phùng Chí Kiên", {"on": NOW}, None, None),
        ("UBND xã Diễn Hòa", {"on": BEFORE, "above": ["UBND huyện Diễn Châu"]}, None, "nghệ an"),
        ("UBND xã Không Có", {"on": NOW, "above": ["UBND thành phố Huế"]}, None, "huế"),
        ("UBND xã Không Có", {"on": BEFORE, "above": ["UBND tỉnh Thừa Thiên Huế"]}, None, "huế"),
        ("UBND xã Không Có", {"on": NOW, "above": ["UBND thành phố Bắc Kạn"]}, None, None),
        ("Trường Tiểu học Châu Hồng", {"on": NOW}, None, None),
    ],
)
def test_the_commune_is_told_from_what_the_report_says(
    agency: str, more: dict[str, object], code: str | None, province: str | None
) -> None:
    found = resolve(agency, **more)  # type: ignore[arg-type]
    assert found is not None
    assert (found.unit.code if found.unit else None, found.province) == (code, province)


def test_a_commune_that_lives_on_is_one_before_and_after() -> None:
    before = resolve("UBND xã Tân Trào", above=["UBND huyện Sơn Dương", "UBND tỉnh Tuyên Quang"], on=BEFORE)
    now = resolve("UBND xã Tân Trào", above=["UBND tỉnh Tuyên Quang"], on=NOW)
    assert before is not None
    assert before == now


def test_nobody_named_is_nobody() -> None:
    assert resolve(None) is None
    assert resolve("  ") is None
