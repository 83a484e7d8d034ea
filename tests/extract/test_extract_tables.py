"""Tables: the row names, the head tells unit, measure and time."""

from __future__ import annotations

import pytest

from tests.extract.made import by_text, report, span_of, table, told

PLAN = table(
    "STT|Chỉ tiêu|ĐVT|Kế hoạch năm|Thực hiện|% so KH",
    "1|Đàn lợn|con|1.200|1.238|103,2",
    "2|Diện tích lúa|ha|210|205,5|97,9",
    "3|Sản lượng chè|tấn||90|",
)


def test_row_and_column_make_a_figure() -> None:
    found = report("I. KINH TẾ", PLAN)
    assert told(found.figures) == [
        "1.200 = 1200 con",
        "1.238 = 1238 con",
        "103,2 = 103.2 %",
        "210 = 210 ha",
        "205,5 = 205.5 ha",
        "97,9 = 97.9 %",
        "90 = 90 tấn",
    ]
    assert [figure.measure.value for figure in found.figures[:3]] == ["target", "actual", "ratio"]
    assert [figure.label for figure in found.figures] == ["Đàn lợn"] * 3 + ["Diện tích lúa"] * 3 + ["Sản lượng chè"]
    assert {figure.rule for figure in found.figures} == {"figure.table"}


def test_columns_of_the_month_and_of_the_year_so_far() -> None:
    found = by_text(
        report(
            "I. NGÂN SÁCH",
            table(
                "Nội dung|ĐVT|Thực hiện tháng 5|Lũy kế 5 tháng|So với cùng kỳ (%)",
                "Thu thuế|triệu đồng|120,5|640|104,2",
                "Thu phí|triệu đồng|12|58|98,1",
            ),
        )
    )
    assert span_of(found["120,5"]) == "month 2026-05-01 2026-05-31"
    assert span_of(found["640"]) == "ytd 2026-01-01 2026-05-31"
    assert (found["104,2"].measure.value, found["104,2"].unit) == ("ratio", "%")
    assert str(found["104,2"].against) == "same_period_last_year"


def test_unit_of_the_caption() -> None:
    found = report(
        "I. NGÂN SÁCH",
        "Kết quả thu (đơn vị: triệu đồng)",
        table("Nội dung|Dự toán năm|Ước thực hiện|Tỷ lệ (%)", "Thu thuế|1.200|640|53,3", "Thu phí|210|98|46,7"),
        title="6 tháng đầu năm 2026",
        month=6,
    )
    assert [figure.unit for figure in found.figures] == ["triệu đồng", "triệu đồng", "%"] * 2
    assert [figure.measure.value for figure in found.figures] == ["target", "actual", "ratio"] * 2
    assert [span_of(figure) for figure in found.figures[:2]] == [
        "year 2026-01-01 2026-12-31",
        "half 2026-01-01 2026-06-30",
    ]


def test_unit_in_the_head_of_a_column() -> None:
    found = report("I. KINH TẾ", table("Cây trồng|Diện tích (ha)|Sản lượng (tấn)", "Lúa|205,5|1.130", "Ngô|64|320"))
    assert told(found.figures) == ["205,5 = 205.5 ha", "1.130 = 1130 tấn", "64 = 64 ha", "320 = 320 tấn"]
    assert "lúa" in found.figures[0].label.lower()
    assert "sản lượng" in found.figures[1].label.lower()


def test_last_year_beside_this_year() -> None:
    found = by_text(
        report(
            "I. KINH TẾ",
            table("Nội dung|ĐVT|Cùng kỳ năm trước|Thực hiện|Tăng, giảm (%)", "Sản lượng chè|tấn|80|90|12,5"),
        )
    )
    assert span_of(found["80"]) == "month 2025-05-01 2025-05-31"
    assert found["80"].measure.value == "actual"
    assert found["12,5"].measure.value == "change"


def test_a_falling_column_keeps_its_sign() -> None:
    found = by_text(
        report("I. KINH TẾ", table("Nội dung|ĐVT|Thực hiện|Tăng (+), giảm (-) so cùng kỳ", "Vụ cháy|vụ|3|-2"))
    )
    change = next(figure for figure in found.values() if figure.measure.value == "change")
    assert change.value == -2
    assert str(change.against) == "same_period_last_year"


def test_order_numbers_and_numbered_columns_are_no_figures() -> None:
    found = report(
        "I. KINH TẾ",
        table("STT|Nội dung|ĐVT|Kế hoạch|Thực hiện|Tỷ lệ (%)", "1|2|3|4|5|6=5/4", "1|Trồng rừng|ha|120|74,6|62,2"),
    )
    assert told(found.figures) == ["120 = 120 ha", "74,6 = 74.6 ha", "62,2 = 62.2 %"]


def test_empty_cells_and_dashes_are_no_figures() -> None:
    found = report("I. KINH TẾ", table("Nội dung|ĐVT|Thực hiện", "Trồng rừng|ha|-", "Trồng chè|ha|", "Trồng ngô|ha|64"))
    assert told(found.figures) == ["64 = 64 ha"]


def test_numbers_of_a_table_without_names_are_told_as_unread() -> None:
    found = report("I. KINH TẾ", table("Nội dung|ĐVT|Thực hiện", "Trồng rừng|ha|52", "||17"))
    assert told(found.figures) == ["52 = 52 ha"]
    assert [number.text for number in found.unread] == ["17"]


def test_what_stands_below_a_table_is_read() -> None:
    found = by_text(report("I. KINH TẾ", PLAN, "Ngoài ra, trồng mới 14 ha quế."))
    assert found["14 ha"].value == 14


def test_counted_noun_of_a_column() -> None:
    found = report("I. GIÁO DỤC", table("Trường|Số lớp|Số học sinh", "Mầm non|12|302", "Tiểu học|15|412"))
    assert [figure.unit for figure in found.figures] == ["lớp", "học sinh"] * 2


@pytest.mark.xfail(strict=True, reason="a percentage in a table has no base")
def test_percentage_of_a_row_is_of_its_actual_value() -> None:
    found = by_text(report("I. KINH TẾ", PLAN))
    assert found["103,2"].base == found["1.238"].id


@pytest.mark.xfail(strict=True, reason="rows below 'trong đó' are no parts, and their label keeps the words")
def test_row_of_parts() -> None:
    found = by_text(
        report(
            "I. NGÂN SÁCH",
            table("Nội dung|ĐVT|Thực hiện", "Thu thuế|triệu đồng|640", "Trong đó: thuế đất|triệu đồng|98"),
        )
    )
    assert found["98"].label == "thuế đất"
    assert found["98"].whole == found["640"].id


@pytest.mark.xfail(strict=True, reason="the plan of a counted thing takes the report's month")
def test_plan_of_a_herd_is_of_the_year() -> None:
    found = by_text(report("I. KINH TẾ", PLAN))
    assert span_of(found["1.200"]) == "year 2026-01-01 2026-12-31"
