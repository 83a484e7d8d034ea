"""What the words round a figure, the figures before it and the lines above it say of its indicator."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue import load_catalogue
from pipeline.normalise.indicator import IndicatorLinker, LinkContext
from pipeline.normalise.said import said
from pipeline.normalise.surroundings import Surroundings
from pipeline.read import read_document
from pipeline.structure import outline
from schemas.report import Measure

LINKER = IndicatorLinker(load_catalogue())
LAND = "Hồ sơ cấp GCN lần đầu: tồn kỳ trước 26 hồ sơ; nhận mới "


def _code(context: LinkContext) -> str | None:
    link = LINKER.link(context)
    return link.code if link else None


FAMILIES = [
    (LinkContext("nhận mới hồ sơ", "hồ sơ", neighbour="land_first_prev"), "land_first_received"),
    (LinkContext("công dân rút hồ sơ", "hồ sơ", neighbour="land_first_issued"), "land_first_withdrawn"),
    (LinkContext("kỳ trước chuyển sang", "hồ sơ", neighbour="tthc_received"), "tthc_prev"),
    (LinkContext("đã trả kết quả", "hồ sơ", neighbour="tthc_online_partial"), "tthc_done"),
    (LinkContext("người bị thương", "người", neighbour="traffic_dead"), "traffic_injured"),
    (LinkContext("cấp lại", "hồ sơ", neighbour="bizreg_change"), "bizreg_reissue"),
    # anh em gần hơn anh em họ: quá hạn của hồ sơ đã giải quyết, không phải của hồ sơ đang giải quyết
    (LinkContext("quá hạn", "hồ sơ", neighbour="tthc_done_ontime"), "tthc_done_late"),
    # không cùng họ thì không nói lên điều gì
    (LinkContext("nhận mới hồ sơ", "hồ sơ", neighbour="bizreg_total"), None),
    (LinkContext("hộ", "hộ", neighbour="poor_hh"), None),
]


@pytest.mark.parametrize(("context", "code"), FAMILIES)
def test_the_figure_before_tells_the_family(context: LinkContext, code: str | None) -> None:
    assert _code(context) == code


LEADS = [
    ("nhận mới hồ sơ", "hồ sơ", LAND, "", "land_first_received"),
    ("cấp giấy phép", "giấy phép", "Về xây dựng: nhận 14 hồ sơ xin phép xây dựng, cấp ", "", "permit_issued"),
    ("nộp phạt", "đồng", "Về giao thông: tuần tra 20 buổi; nộp phạt ", "", "traffic_fine_amount"),
    ("nộp phạt", "đồng", "Về đất đai: nộp phạt ", "", None),
    ("sản lượng thu hoạch", "tấn", "Diện tích nuôi thủy sản 118 ha; sản lượng thu hoạch ", "", "aqua_output"),
    ("đã giải quyết", "hồ sơ", "Kết quả giải quyết thủ tục hành chính: Đã giải quyết: ", "", "tthc_done"),
    # đã có số khác xen vào, cùng đơn vị: không chắc nữa
    ("nhận mới hồ sơ", "hồ sơ", LAND, "construct_violation", "land_first_received"),
    ("nhận mới hồ sơ", "hồ sơ", LAND, "land_transfer", None),
]


@pytest.mark.parametrize(("label", "unit", "lead", "neighbour", "code"), LEADS)
def test_the_words_before_tell_what_it_is_about(
    label: str, unit: str, lead: str, neighbour: str, code: str | None
) -> None:
    unit_before = "hồ sơ" if neighbour == "land_transfer" else "vụ"
    context = LinkContext(label, unit, lead=lead, neighbour=neighbour or None, neighbour_unit=unit_before)
    assert _code(context) == code


def test_what_is_said_round_a_value_helps_a_label_that_tells_nothing() -> None:
    context = LinkContext("lệ phí", "triệu đồng", before=", thu phí, lệ phí ", whole_code="rev")
    link = LINKER.link(context)
    assert link is not None
    assert link.code == "rev_fee"
    assert link.rule.endswith("theo chữ quanh số")


SAID = [
    # nhãn trong câu nói khác thì chữ quanh số không đủ
    ("sản lượng cây vải", "tấn", "Cây vải cho thu hoạch, sản lượng 380 tấn", ", sản lượng ", "", None),
    ("hỗ trợ hộ nghèo", "hộ", "Hỗ trợ: nhà ở 12 hộ, hộ nghèo 5 hộ", ", hộ nghèo ", "", None),
    ("còn lại đơn", "đơn", "nhận 8 đơn, còn 2 đơn", ", còn ", "", "pet_pending"),
    ("Giảm nghèo", "hộ", "Toàn xã hiện có 4.365 hộ", "Toàn xã hiện có ", ", trong đó ", "hh_total"),
    ("Giảm nghèo", "hộ", "Toàn xã hiện có 12 hộ chăn nuôi", "Toàn xã hiện có ", " chăn nuôi", None),
]


@pytest.mark.parametrize(("label", "unit", "sentence", "before", "behind", "code"), SAID)
def test_what_is_said_must_agree_with_the_label(
    label: str, unit: str, sentence: str, before: str, behind: str, code: str | None
) -> None:
    assert _code(LinkContext(label, unit, sentence, before=before, behind=behind)) == code


def test_the_sum_that_a_figure_is_part_of_is_not_the_figure_again() -> None:
    sentence = "Xã còn 191 hộ nghèo trên tổng số 1.687 hộ"
    assert _code(LinkContext("hộ nghèo", "hộ", sentence, before="Xã còn ")) == "poor_hh"
    assert _code(LinkContext("hộ nghèo", "hộ", sentence, before=" nghèo trên tổng số ")) == "hh_total"


def test_a_planned_sum_is_the_plan_that_its_own_words_name() -> None:
    context = LinkContext("Giải ngân vốn đầu tư công", "tỷ đồng", measure=Measure.TARGET, before=", đạt ")
    assert _code(context) == "disb"
    named = LinkContext("Giải ngân", "tỷ đồng", measure=Measure.TARGET, before=" tổng kế hoạch vốn ")
    assert _code(named) == "pubinv_plan"


def test_the_upper_half_is_never_the_group_that_the_lower_half_counts() -> None:
    assert _code(LinkContext("trẻ đến lịch", "trẻ", top=True)) == "epi_children"
    assert _code(LinkContext("trẻ đến lịch", "trẻ", measure=Measure.TARGET)) == "epi_due"
    assert _code(LinkContext("trẻ đến lịch", "trẻ")) == "epi_due"


def test_a_goal_is_no_denominator() -> None:
    goal = LinkContext("trẻ tiêm chủng", "trẻ", measure=Measure.TARGET, aimed=True)
    assert _code(goal) == "epi_children"


def test_a_ratio_without_a_name_is_of_what_its_twin_is() -> None:
    context = LinkContext("sản lượng", "%", measure=Measure.RATIO, twin_code="aqua_output")
    link = LINKER.link(context)
    assert link is not None
    assert (link.code, link.rule) == ("aqua_output", "cùng nhãn với số liền quan")


def test_words_round_a_value_end_where_its_clause_ends() -> None:
    assert next(iter(said("Toàn xã hiện có ", "hộ", ", trong đó "))) == "Toàn xã hiện có hộ"
    assert list(said("; ", "trường", " với 36 lớp", "")) == ["trường với 36 lớp"]


REPORT = """ỦY BAN NHÂN DÂN
XÃ A
BÁO CÁO
Tình hình tháng 5 năm 2026

I. NỘI CHÍNH

Kết quả giải quyết thủ tục hành chính:

- Tiếp nhận: 30 hồ sơ;

- Đang giải quyết: 7 hồ sơ.

Chủ tịch tiếp dân 02 ngày.
"""


def test_a_list_has_the_line_above_it_and_its_items_before(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    found = outline(read_document(path))
    surroundings = Surroundings(found)
    first, second, other = (found.text.index(number) for number in ("30 hồ sơ", "7 hồ sơ", "02 ngày"))
    assert "thủ tục hành chính" in surroundings.lead((second, second + 1))
    surroundings.remember((first, first + 2), "tthc_received", "hồ sơ")
    assert surroundings.neighbour((second, second + 1)) == ("tthc_received", "hồ sơ")
    assert surroundings.neighbour((other, other + 2)) == (None, "")
    assert "thủ tục" not in surroundings.lead((other, other + 2))
    assert surroundings.beyond((first, first + 2)) == " hồ sơ"


def test_a_label_from_elsewhere_says_nothing() -> None:
    """A label whose words stand neither in the sentence nor above it was carried over from another place."""
    sentence = "Toàn phường hiện có 6.198 hộ"
    context = LinkContext("hộ đang vận động bàn giao mặt bằng", "hộ", sentence, before="Toàn phường hiện có ")
    assert _code(context) == "hh_total"
    same = LinkContext(
        "hộ đang vận động bàn giao mặt bằng", "hộ", "Còn 37 hộ đang vận động bàn giao mặt bằng", before="Còn "
    )
    assert _code(same) == "site_clearance_hh"
