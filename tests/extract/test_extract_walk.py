"""What one paragraph hands on to the next: times, totals, subjects, and where that ends."""

from __future__ import annotations

import pytest

from tests.extract.made import by_text, report, span_of, told


def test_a_time_in_a_heading_is_that_of_its_section_only() -> None:
    found = by_text(
        report(
            "I. NỘI CHÍNH",
            "1. Tiếp công dân (từ ngày 15/4/2026 đến ngày 14/5/2026)",
            "Tiếp 12 lượt công dân. Tiếp nhận 8 đơn.",
            "2. Hộ tịch",
            "Đăng ký khai sinh 9 trường hợp.",
        )
    )
    assert span_of(found["12 lượt"]) == "range 2026-04-15 2026-05-14"
    assert span_of(found["8 đơn"]) == "range 2026-04-15 2026-05-14"
    assert span_of(found["9 trường hợp"]) == "month 2026-05-01 2026-05-31"


def test_a_time_in_a_heading_reaches_the_sections_in_it() -> None:
    found = by_text(
        report(
            "I. NỘI CHÍNH (từ ngày 15/4/2026 đến ngày 14/5/2026)",
            "1. Tiếp công dân",
            "Tiếp 12 lượt công dân.",
            "II. VĂN HÓA",
            "Tổ chức 3 buổi tuyên truyền.",
        )
    )
    assert span_of(found["12 lượt"]) == "range 2026-04-15 2026-05-14"
    assert span_of(found["3 buổi"]) == "month 2026-05-01 2026-05-31"


def test_a_time_from_day_to_day_goes_on_to_the_next_paragraph() -> None:
    found = by_text(
        report(
            "I. NỘI CHÍNH",
            "Từ ngày 15/4/2026 đến ngày 14/5/2026, UBND xã tiếp 12 lượt công dân.",
            "Tiếp nhận 8 đơn.",
            "II. VĂN HÓA",
            "Tổ chức 3 buổi tuyên truyền.",
        )
    )
    assert span_of(found["8 đơn"]) == "range 2026-04-15 2026-05-14"
    assert span_of(found["3 buổi"]) == "month 2026-05-01 2026-05-31"


def test_bullets_below_a_total_are_its_parts() -> None:
    found = by_text(
        report(
            "I. KINH TẾ",
            "1. Chăn nuôi",
            "Tổng đàn gia súc hiện có 3.742 con, trong đó:",
            "- Trâu: 1.105 con;",
            "- Bò: 699 con;",
            "- Lợn: 1.938 con.",
            "2. Thủy sản",
            "Sản lượng cá 12 tấn.",
        )
    )
    total = found["3.742 con"]
    assert [found[text].whole for text in ("1.105 con", "699 con", "1.938 con")] == [total.id] * 3
    assert [found[text].label for text in ("1.105 con", "699 con", "1.938 con")] == ["Trâu", "Bò", "Lợn"]
    assert total.whole is None
    assert found["12 tấn"].whole is None
    assert {span_of(found[text]) for text in ("3.742 con", "1.105 con")} == {"point - 2026-05-31"}


def test_bullets_in_bullets_are_parts_of_theirs() -> None:
    found = by_text(
        report(
            "I. CẢI CÁCH HÀNH CHÍNH",
            "1. Kết quả",
            "Tổng số hồ sơ tiếp nhận: 701 hồ sơ, trong đó:",
            "- Kỳ trước chuyển sang: 106 hồ sơ.",
            "- Tiếp nhận trong kỳ: 595 hồ sơ, gồm:",
            "+ Trực tuyến: 416 hồ sơ.",
            "+ Trực tiếp: 179 hồ sơ.",
            "2. Hộ tịch",
            "Khai sinh 12 trường hợp.",
        )
    )
    assert found["106 hồ sơ"].whole == found["595 hồ sơ"].whole == found["701 hồ sơ"].id
    assert found["416 hồ sơ"].whole == found["179 hồ sơ"].whole == found["595 hồ sơ"].id
    assert found["12 trường hợp"].whole is None


def test_bullets_are_parts_of_the_figure_that_they_add_up_to() -> None:
    found = by_text(
        report(
            "I. KINH TẾ",
            "Có 9 thôn trồng rừng, diện tích 52 ha.",
            "- Keo 30 ha.",
            "- Bạch đàn 22 ha.",
        )
    )
    assert found["30 ha"].whole == found["22 ha"].whole == found["52 ha"].id
    assert found["9 thôn"].whole is None


def test_bullets_without_a_total_have_none() -> None:
    found = by_text(report("I. KINH TẾ", "1. Trồng trọt", "- Ngô: 12,3 ha.", "- Lạc: 7 ha.", "- Rau: 20,5 ha."))
    assert {figure.whole for figure in found.values()} == {None}
    assert [figure.label for figure in found.values()] == ["Ngô", "Lạc", "Rau"]


def test_bullets_that_are_no_parts_by_their_unit_have_no_whole() -> None:
    found = by_text(
        report("I. KINH TẾ", "Toàn xã có 12 HTX hoạt động.", "- Trồng mới 30 ha rừng.", "- Thu phí 22 triệu đồng.")
    )
    assert {figure.whole for figure in found.values()} == {None}


@pytest.mark.xfail(strict=True, reason="a percentage takes its base from its own sentence only")
def test_a_percentage_at_the_start_of_a_sentence_is_of_the_figure_before() -> None:
    found = by_text(report("I. KINH TẾ", "Trồng mới 74,6 ha rừng. Đạt 62,2%."))
    assert found["62,2%"].base == found["74,6 ha"].id
    assert "rừng" in found["62,2%"].label


def test_the_subject_ends_with_its_section() -> None:
    found = by_text(
        report("I. KINH TẾ", "1. Rừng", "Trồng mới 74,6 ha rừng.", "2. Thu ngân sách", "Đạt 62,2% dự toán.")
    )
    assert "rừng" not in found["62,2%"].label
    assert "ngân sách" in found["62,2%"].label.lower()


def test_a_run_in_title_is_the_label_of_what_has_none() -> None:
    found = by_text(report("I. KINH TẾ", "1. Thu ngân sách: Đạt 120 triệu đồng, bằng 9,8% dự toán."))
    assert "thu ngân sách" in found["120 triệu đồng"].label.lower()
    assert "thu ngân sách" in found["9,8%"].label.lower()


def test_headings_hold_no_figures() -> None:
    found = report("I. THỰC HIỆN 19 TIÊU CHÍ NÔNG THÔN MỚI", "Xã đạt 16/19 tiêu chí.")
    assert told(found.figures) == ["16 = 16 tiêu chí", "19 tiêu chí = 19 tiêu chí"]
    assert [number.text for number in found.unread] == ["19 TIÊU CHÍ"]


def test_head_and_foot_hold_no_figures() -> None:
    assert report("I. KINH TẾ", "Không khí thi đua sôi nổi.").figures == ()


def test_figures_carry_their_section() -> None:
    found = by_text(report("I. KINH TẾ", "1. Rừng", "Trồng 74,6 ha.", "II. XÃ HỘI", "Tặng 30 suất quà."))
    assert (found["74,6 ha"].section, found["30 suất"].section) == ("I.1", "II")


@pytest.mark.parametrize("word", ["gồm", "bao gồm", "cụ thể", "trong đó", "chia ra"])
def test_words_that_announce_bullets(word: str) -> None:
    found = by_text(report("I. GIÁO DỤC", f"Toàn trường có 24 lớp, {word}:", "- Mẫu giáo 15 lớp.", "- Nhà trẻ 7 lớp."))
    assert found["15 lớp"].whole == found["7 lớp"].whole == found["24 lớp"].id
