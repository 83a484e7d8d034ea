from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.errors import UsageError
from pipeline.query.series import series
from pipeline.store.archive import Archive
from schemas.period import PeriodKind
from schemas.report import Measure


def told(archive: Archive, words: str, **more: object) -> list[tuple[str | None, str | None, Decimal]]:
    rows = series(archive, words, **more)  # type: ignore[arg-type]
    return [(row.agency, row.month, row.value) for row in rows]


PIGS = [
    ("UBND xã Tân Liêm", "2026-04", Decimal(1938)),
    ("UBND phường Đông Chấn", "2026-05", Decimal(1938)),
    ("UBND xã Tân Liêm", "2026-05", Decimal(2010)),
]


@pytest.mark.parametrize("words", ["livestock_pig", "Đàn lợn", "đàn  LỢN", "dan lon", "heo", "lợn"])
def test_an_indicator_is_named_by_code_name_alias_or_bare_words(archive: Archive, words: str) -> None:
    assert told(archive, words) == PIGS  # oldest first, the corrected report only, a repetition once


def test_labels_answer_where_the_catalogue_does_not(archive: Archive) -> None:
    assert [row.label for row in series(archive, "xóa mù")] == ["lớp xóa mù chữ"] * 2
    assert [row.label for row in series(archive, "xoa mu chu")] == ["lớp xóa mù chữ"] * 2
    assert [row.label for row in series(archive, "chữ mù")] == ["lớp xóa mù chữ"] * 2
    assert {row.label for row in series(archive, "lớp")} == {"lớp xóa mù chữ", "lớp học nghề"}


def test_marks_must_fit_where_they_are_written(archive: Archive) -> None:
    with pytest.raises(UsageError):
        series(archive, "xoá mú")
    assert series(archive, "xoá mù")  # the other tone style


def test_values_stand_as_stated_and_amounts_in_the_base_unit(archive: Archive) -> None:
    april, may = series(archive, "budget_revenue", measure=Measure.ACTUAL)
    assert (april.value, april.unit, april.amount, april.base_unit) == (
        Decimal("412.6"),
        "triệu đồng",
        Decimal(412600000),
        "đồng",
    )
    assert (may.value, may.unit, may.amount) == (Decimal("0.5"), "tỷ đồng", Decimal(500000000))
    assert (april.report, may.report, april.page, april.version) == ("87/BC-UBND", "102/BC-UBND", 1, 2)


def test_options_narrow(archive: Archive) -> None:
    assert told(archive, "lợn", agency="Đông Chấn") == PIGS[1:2]
    assert told(archive, "lợn", agency="xa tan liem") == [PIGS[0], PIGS[2]]
    assert told(archive, "lợn", measure=Measure.TARGET) == []
    assert len(told(archive, "budget_revenue", period=PeriodKind.YTD)) == 2
    assert len(told(archive, "budget_revenue", period=PeriodKind.MONTH)) == 2


def test_a_report_without_number_is_called_by_its_file(archive: Archive) -> None:
    assert series(archive, "lợn", agency="dong chan")[0].report == "dong.txt"


@pytest.mark.parametrize("words", ["đàn lạc đà", "đàn lợn rừng", "", "???", '"', "livestock_pigs"])
def test_unknown_indicators_are_refused_in_one_line(archive: Archive, words: str) -> None:
    with pytest.raises(UsageError) as error:
        series(archive, words)
    assert "\n" not in str(error.value)


def test_the_nearest_names_are_offered(archive: Archive) -> None:
    with pytest.raises(UsageError, match="Đàn lợn"):
        series(archive, "dan lonn")
    with pytest.raises(UsageError, match="UBND phường Đông Chấn"):
        series(archive, "lợn", agency="phường Đông Chân")
