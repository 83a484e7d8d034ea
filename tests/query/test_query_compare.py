from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.query.compare import Sort, compare
from pipeline.store.archive import Archive, open_archive
from pipeline.store.save import save_report
from schemas.report import Measure
from schemas.rows import CompareRow
from tests.store.made_up import Draft, Said, make


def by_label(rows: list[CompareRow]) -> dict[str, CompareRow]:
    return {row.label: row for row in rows}


def test_two_months_indicator_by_indicator(archive: Archive) -> None:
    rows = compare(archive, "2026-04", "2026-05", agency="Tân Liêm", sort=Sort.CATALOGUE)
    pigs = next(row for row in rows if row.indicator == "livestock_pig")
    assert (pigs.a, pigs.b, pigs.change, pigs.percent) == (Decimal(1938), Decimal(2010), Decimal(72), 3.72)
    assert [row.indicator for row in rows][:2] == ["livestock_buffalo", "livestock_pig"]  # the catalogue's order
    assert rows[-1].indicator is None


def test_different_units_are_compared_in_the_base_unit(archive: Archive) -> None:
    row = next(
        row
        for row in compare(archive, "2026-04", "2026-05", measure=Measure.ACTUAL)
        if row.indicator == "budget_revenue"
    )
    assert (row.unit, row.a, row.b, row.change) == (
        "đồng",
        Decimal(412600000),
        Decimal(500000000),
        Decimal(87400000),
    )


def test_percentages_have_a_difference_but_no_percentage(archive: Archive) -> None:
    row = by_label(compare(archive, "2026-04", "2026-05", measure=Measure.RATIO))[
        "tổng thu ngân sách so dự toán tỉnh giao"
    ]
    assert (row.change, row.percent) == (Decimal("6.7"), None)


def test_what_one_month_lacks_is_null(archive: Archive) -> None:
    rows = by_label(compare(archive, "2026-04", "2026-05", agency="Tân Liêm"))
    assert (rows["lớp học nghề"].a, rows["lớp học nghề"].b, rows["lớp học nghề"].change) == (None, Decimal(12), None)
    turned = by_label(compare(archive, "2026-05", "2026-04", agency="Tân Liêm"))
    assert (turned["lớp học nghề"].a, turned["lớp học nghề"].b) == (Decimal(12), None)
    assert all(row.b is None for row in compare(archive, "2026-05", "2030-01"))


@pytest.mark.parametrize("month", ["2026-13", "05/2026", "tháng 5", ""])
def test_what_is_no_month_is_refused(archive: Archive, month: str) -> None:
    with pytest.raises(UsageError, match="không phải là tháng"):
        compare(archive, "2026-04", month)


def test_from_zero_there_is_no_percentage_and_namesakes_stay_apart(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        for province, value in (("Lạng Sơn", "0"), ("Thái Nguyên", "7")):
            for month, more in (("2026-04", 0), ("2026-05", 5)):
                said = Said(str(int(value) + more), "vụ", "vụ cháy", "fire_case")
                addressees = (f"UBND tỉnh {province}",)
                draft = Draft(month=month, figures=[said], addressees=addressees, signed=date(2026, 5, 20))
                save_report(archive, make(draft))
        rows = compare(archive, "2026-04", "2026-05", sort=Sort.CATALOGUE)
    assert [(row.a, row.b, row.percent) for row in rows] == [
        (Decimal(0), Decimal(5), None),
        (Decimal(7), Decimal(12), 71.43),
    ]


def test_values_of_one_indicator_are_paired_by_label_then_by_order(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        for month, figures in (
            ("2026-04", [("5", "vụ cháy rừng"), ("3", "vụ cháy nhà"), ("1", "vụ nổ")]),
            ("2026-05", [("4", "vụ cháy nhà"), ("6", "vụ cháy rừng"), ("2", "vụ nổ khí")]),
        ):
            said = [Said(value, "vụ", label, "fire_case") for value, label in figures]
            save_report(archive, make(Draft(month=month, figures=said, signed=date(2026, 5, 20))))
        rows = compare(archive, "2026-04", "2026-05", sort=Sort.CATALOGUE)
    assert [(row.a, row.b) for row in rows] == [(5, 6), (3, 4), (1, 2)]
