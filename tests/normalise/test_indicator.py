"""Labels, units and places that must link, and near misses that must not."""

from __future__ import annotations

import pytest

from pipeline.catalogue import load_catalogue
from pipeline.normalise.indicator import IndicatorLinker, Link, LinkContext, stable_key
from schemas.report import Measure

LINKER = IndicatorLinker(load_catalogue())
TTHC = ("III. NỘI CHÍNH", "5. Cải cách hành chính")
LAND = ("I. KINH TẾ", "8. Quản lý tài nguyên, bảo vệ môi trường")
PETITION = ("III. NỘI CHÍNH", "4. Tiếp công dân và giải quyết đơn thư")
FARM = ("I. KINH TẾ", "3.2. Chăn nuôi - thú y")


def _code(context: LinkContext) -> str | None:
    link = LINKER.link(context)
    return link.code if link else None


PLAIN = [
    # trồng trọt, chăn nuôi: tiếng Bắc, tiếng Nam
    ("Cây lúa, cấy", "ha", "crop_rice_area"),
    ("Lúa hè thu xuống giống dứt điểm", "ha", "crop_rice_area"),
    ("diện tích gieo sạ lúa", "ha", "crop_rice_area"),
    ("Năng suất lúa bình quân", "tạ/ha", "crop_rice_yield"),
    ("Sản lượng lúa", "nghìn tấn", "crop_rice_output"),
    ("bắp lai", "ha", "crop_maize_area"),
    ("cây ngô", "ha", "crop_maize_area"),
    ("khoai mì", "ha", "crop_cassava_area"),
    ("đậu phộng", "ha", "crop_peanut_area"),
    ("Tổng đàn trâu", "con", "livestock_buffalo"),
    ("đàn trâu, bò", "con", "livestock_buffalo_cattle"),
    ("Tổng đàn heo", "con", "livestock_pig"),
    ("Đàn lợn", "con", "livestock_pig"),
    ("heo nái", "con", "livestock_sow"),
    ("Tổng đàn gia cầm", "ngàn con", "poultry_total"),
    ("vaccine dại chó, mèo", "liều", "vac_rabies"),
    ("Vắc xin lở mồm long móng trâu, bò", "liều", "vac_fmd"),
    ("tiêm phòng LMLM cho trâu, bò", "liều", "vac_fmd"),
    ("chích ngừa cúm gia cầm", "liều", "vac_avian_flu"),
    ("Trồng rừng tập trung", "ha", "forest_planted"),
    # ngân sách, đầu tư
    ("Tổng thu NSNN trên địa bàn", "tỷ đồng", "rev"),
    ("thu ngân sách", "triệu đồng", "rev"),
    ("chi ngân sách", "triệu đồng", "exp"),
    ("Tổng chi NSĐP", "đồng", "exp"),
    ("Thu tiền SDĐ", "triệu đồng", "rev_land"),
    ("thuế CTN-NQD", "triệu đồng", "rev_tax_nonstate"),
    ("chi thường xuyên", "triệu đồng", "exp_recurrent"),
    ("Tổng kế hoạch vốn đầu tư công", "triệu đồng", "pubinv_plan"),
    ("giải ngân vốn đầu tư công", "tỉ đồng", "disb"),
    # đất đai, xây dựng
    ("tiếp nhận hồ sơ cấp GCN QSD đất lần đầu", "hồ sơ", "land_first_received"),
    ("hồ sơ cấp sổ đỏ lần đầu", "hồ sơ", "land_first_received"),
    ("hồ sơ xin chuyển mục đích sử dụng đất", "hồ sơ", "land_convert_received"),
    ("hồ sơ cấp giấy phép xây dựng", "hồ sơ", "permit_received"),
    ("cấp phép xây dựng", "giấy phép", "permit_issued"),
    # xã hội
    ("Số hộ nghèo", "hộ", "poor_hh"),
    ("hộ cận nghèo", "hộ", "nearpoor_hh"),
    ("Giải quyết việc làm mới", "lao động", "job_created"),
    ("XKLĐ", "người", "labour_export"),
    ("Chi trả trợ cấp đối tượng BTXH", "đối tượng", "social_benef"),
    ("Chi trả trợ cấp đối tượng BTXH", "đồng", "social_pay_amount"),
    ("người có công đi điều dưỡng", "đối tượng", "merit_retreat"),
    ("trẻ được tiêm", "trẻ", "epi_children"),
    ("ca sốt xuất huyết", "ca", "disease_case_dengue"),
    ("Tổng số học sinh các cấp", "em", "edu_pupils"),
    # nội chính
    ("xảy ra vụ tai nạn giao thông", "vụ", "traffic_acc"),
    ("vụ tàng trữ trái phép chất ma tuý", "vụ", "drug_case"),
    ("hồ sơ hộ tịch", "hồ sơ", "civil_status"),
    ("Tiếp công dân thường xuyên", "lượt", "recv_visits"),
    ("Tiếp công dân thường xuyên", "người", "recv_people"),
    ("Tiếp công dân thường xuyên", "vụ việc", "recv_cases"),
    ("đoàn đông người", "đoàn", "recv_groups"),
    ("đoàn đông người", "người", "recv_group_people"),
    ("hồ sơ thanh toán trực tuyến", "hồ sơ", "tthc_epay"),
    ("sản phẩm OCOP 4 sao", "sản phẩm", "ocop_4star"),
    ("sản phẩm OCCOP", "sản phẩm", "ocop_total"),
]


@pytest.mark.parametrize(("label", "unit", "code"), PLAIN)
def test_label_and_unit_link(label: str, unit: str, code: str) -> None:
    assert _code(LinkContext(label, unit)) == code


NEAR_MISSES = [
    ("tiêm phòng trâu, bò", "con"),
    ("trâu, bò chết rét", "con"),
    ("hỗ trợ hộ chăn nuôi lợn", "con"),
    ("hỗ trợ hộ nghèo", "hộ"),
    ("hộ nghèo được vay vốn", "hộ"),
    ("hộ", "hộ"),
    ("hộ nghèo", "người"),
    ("thu", "triệu đồng"),
    ("thu", "ha"),
    ("Thu hội phí", "triệu đồng"),
    ("kinh phí", "triệu đồng"),
    ("hồ sơ", "hồ sơ"),
    ("đang giải quyết", "hồ sơ"),
    ("tiếp nhận", "hồ sơ"),
    ("thành lập mới", "hồ sơ"),
    ("lớp", "lớp"),
    ("công trình", "công trình"),
    ("diện tích", "ha"),
    ("sản lượng", "tấn"),
    ("năng suất", "tạ/ha"),
    ("thiệt hại", "triệu đồng"),
    ("người chết", "người"),
    ("kết nạp mới", "%"),
    ("giá lợn hơi", "nghìn đồng/kg"),
    ("lợn", "tấn"),
    ("lúa lai bị ngập", "ha"),
    ("phun thuốc trừ sâu cho lúa", "ha"),
    ("trang trại bò", "trang trại"),
    ("tuyên truyền phòng chống ma túy", "buổi"),
    ("nhà giáo", "con"),
    ("ca mắc", "ca"),
    ("tiếp nhận mới", ""),
    ("", ""),
    ("", "con"),
]


@pytest.mark.parametrize(("label", "unit"), NEAR_MISSES)
def test_near_misses_do_not_link(label: str, unit: str) -> None:
    assert LINKER.link(LinkContext(label, unit)) is None


PLACED = [
    (LinkContext("đang giải quyết", "hồ sơ", section_titles=TTHC), "tthc_pending"),
    (LinkContext("đang giải quyết", "hồ sơ", section_titles=LAND), "land_first_pending"),
    (LinkContext("đang giải quyết", "đơn", section_titles=PETITION), "pet_pending"),
    (LinkContext("đang giải quyết", "tin", section_titles=("2. An ninh",)), "tip_pending"),
    (LinkContext("tiếp nhận trong kỳ", "hồ sơ", section_titles=TTHC), "tthc_received"),
    (LinkContext("tiếp nhận", "đơn thư", section_titles=PETITION), "pet_received"),
    (LinkContext("Số đơn từ kỳ trước chuyển sang", "đơn", section_titles=PETITION), "pet_prev"),
    (LinkContext("kỳ trước chuyển qua", "hồ sơ", section_titles=TTHC), "tthc_prev"),
    (LinkContext("đã giải quyết", "đơn", section_titles=PETITION), "pet_solved"),
    (LinkContext("trả kết quả", "hồ sơ", section_titles=TTHC), "tthc_done"),
    (LinkContext("Số lớp", "lớp", section_titles=("3. Giáo dục và Đào tạo",)), "edu_classes"),
    (LinkContext("tư vấn", "lần", section_titles=("4. Lĩnh vực Y tế",)), "health_talk"),
]


@pytest.mark.parametrize(("context", "code"), PLACED)
def test_titles_tell_what_a_short_label_means(context: LinkContext, code: str) -> None:
    assert _code(context) == code


PARTS = [
    (LinkContext("lợn", "con", whole_code="livestock_total", whole_label="Tổng đàn gia súc"), "livestock_pig"),
    (LinkContext("thành lập mới", "hồ sơ", whole_code="bizreg_total", whole_label="đăng ký kinh doanh"), "bizreg_new"),
    (LinkContext("một phần", "hồ sơ", whole_code="tthc_online", whole_label="trực tuyến"), "tthc_online_partial"),
    (LinkContext("toàn trình", "hồ sơ", whole_code="tthc_received", whole_label="tiếp nhận"), "tthc_online_full"),
    (LinkContext("chưa đến hạn", "hồ sơ", whole_code="tthc_pending"), "tthc_pending_intime"),
    (LinkContext("đơn tố cáo", "đơn", whole_code="pet_received", whole_label="tiếp nhận"), "pet_denounce"),
    (LinkContext("xây mới", "hộ", whole_code="housing_need"), "housing_build"),
    (LinkContext("Nguồn thu sử dụng đất", "triệu đồng", whole_code="pubinv_plan"), "pubinv_plan_land"),
    (LinkContext("3 sao", "sản phẩm", whole_code="ocop_total"), "ocop_3star"),
    # phần không có chỉ tiêu riêng thì không mang mã của tổng, cũng không mang mã của chỉ tiêu khác
    (LinkContext("lợn thịt", "con", whole_code="livestock_pig", whole_label="Đàn lợn"), None),
    (LinkContext("xoài", "ha", whole_code="crop_fruit_area"), None),
    (LinkContext("keo", "ha", whole_code="forest_planted"), None),
    (LinkContext("nữ", "người", whole_code="job_created"), None),
    (LinkContext("đăng ký kinh doanh", "hồ sơ", whole_code="bizreg_total"), None),
    (LinkContext("trâu", "con", whole_label="Tiêm phòng vắc xin", sentence="Tiêm phòng: trâu 10 con"), None),
    (LinkContext("dịch vụ", "hộ", whole_code="household_business"), None),
    (LinkContext("chó", "con", whole_code="poultry_total"), None),
]


@pytest.mark.parametrize(("context", "code"), PARTS)
def test_parts_link_to_their_own_indicator_or_to_none(context: LinkContext, code: str | None) -> None:
    assert _code(context) == code


IN_SENTENCES = [
    ("trâu", "con", "Tổng đàn gia súc phát triển ổn định: trâu 48 con", "livestock_buffalo"),
    ("trâu", "con", "Đã tiêm phòng cho trâu 48 con, bò 20 con", None),
    ("lợn", "con", "Rét đậm làm chết lợn 12 con", None),
    ("ngô", "ha", "Đã thu hoạch lúa 50 ha, ngô 20 ha", None),
    ("bị thương", "người", "Xảy ra 03 vụ tai nạn giao thông, làm bị thương 04 người", "traffic_injured"),
    ("bị thương", "người", "Vụ cháy làm bị thương 01 người", None),
    ("làm chết", "người", "Tai nạn giao thông 02 vụ, làm chết 01 người", "traffic_dead"),
    ("hộ kinh doanh", "hộ", "Trên địa bàn có hộ kinh doanh 356 hộ", "household_business"),
    ("hộ kinh doanh", "hộ", "Tập huấn, tuyên truyền cho hộ kinh doanh 40 hộ", None),
    ("thiệt hại", "triệu đồng", "Mưa đá gây thiệt hại 320 triệu đồng", "disaster_loss"),
    ("thiệt hại", "triệu đồng", "Kẻ gian trộm cắp gây thiệt hại 18 triệu đồng", None),
    ("vật nuôi khác", "con", "Đàn vật nuôi khác (chó, mèo) là 2.100 con", "pet_total"),
    ("sản lượng", "tấn", "Lúa thu hoạch xong, sản lượng 2.950 tấn", "crop_rice_output"),
    ("sản lượng", "tấn", "Cây vải sớm cho thu hoạch, sản lượng 380 tấn", None),
    ("tiếp nhận hồ sơ", "hồ sơ", "Bộ phận Một cửa tiếp nhận hồ sơ 410", "tthc_received"),
    ("tiếp nhận hồ sơ", "hồ sơ", "Bộ phận Một cửa tiếp nhận hồ sơ: 410 (kỳ trước 30, mới 380)", None),
    ("quá hạn", "hồ sơ", "Đã giải quyết 410 hồ sơ, quá hạn 02 hồ sơ", "tthc_done_late"),
    ("nồng độ cồn", "trường hợp", "Xử lý vi phạm nồng độ cồn 11 trường hợp", "traffic_fined"),
]


@pytest.mark.parametrize(("label", "unit", "sentence", "code"), IN_SENTENCES)
def test_the_sentence_tells(label: str, unit: str, sentence: str, code: str | None) -> None:
    assert _code(LinkContext(label, unit, sentence)) == code


PERCENTAGES = [
    ("Thu ngân sách", Measure.RATIO, "Thu ngân sách đạt 61% dự toán", "rev"),
    ("Tổng đàn heo", Measure.CHANGE, "Tổng đàn heo tăng 4%", "livestock_pig"),
    ("Hộ nghèo", Measure.RATIO, "Hộ nghèo chiếm 3,1%", "poor_rate"),
    ("Tỷ lệ hộ nghèo", Measure.CHANGE, "Tỷ lệ hộ nghèo giảm 0,8%", "poor_rate"),
    ("hồ sơ đúng và trước hạn", Measure.RATIO, "", "tthc_ontime_rate"),
    ("tiếp nhận trực tuyến", Measure.RATIO, "", "tthc_online"),
    ("Thu gom rác thải sinh hoạt", Measure.RATIO, "", "waste_collect_rate"),
    ("Cây ngô", Measure.RATIO, "Cây ngô 32/32 ha, đạt 100%", "crop_maize_area"),
    ("ngô", Measure.RATIO, "Sản lượng ngô 90 tấn, đạt 95%", "crop_maize_output"),
    ("ngô", Measure.RATIO, "đạt 100%", None),
    ("tiểu học", Measure.RATIO, "Tỷ lệ ra lớp: mầm non 97%, tiểu học 99,5%", None),
    ("phấn đấu giải ngân", Measure.TARGET, "phấn đấu giải ngân 100% kế hoạch vốn", "disb"),
    ("Đàn lợn", Measure.ACTUAL, "Đàn lợn 5%", None),
]


@pytest.mark.parametrize(("label", "measure", "sentence", "code"), PERCENTAGES)
def test_percentages_link_to_what_they_are_of(label: str, measure: Measure, sentence: str, code: str | None) -> None:
    assert _code(LinkContext(label, "%", sentence, measure=measure)) == code


def test_the_base_decides_between_equals() -> None:
    context = LinkContext("ngô", "%", "đạt 100%", measure=Measure.RATIO, base_code="crop_maize_output")
    assert _code(context) == "crop_maize_output"


def test_a_denominator_with_an_indicator_of_its_own() -> None:
    assert _code(LinkContext("tổng số trẻ được tiêm", "trẻ", measure=Measure.TARGET)) == "epi_due"
    assert _code(LinkContext("tổng số trẻ được tiêm", "trẻ", measure=Measure.ACTUAL)) == "epi_children"
    assert _code(LinkContext("phấn đấu điều tra, khám phá", "%", measure=Measure.TARGET)) != "crime_case"


def test_a_plan_and_its_result_have_one_code() -> None:
    codes = {_code(LinkContext("thu tiền sử dụng đất", "triệu đồng", measure=measure)) for measure in Measure}
    assert codes == {"rev_land"}


def test_a_link_says_why_and_how_sure() -> None:
    link = LINKER.link(LinkContext("lợn", "con", whole_code="livestock_total", section_titles=FARM))
    assert link == Link("livestock_pig", "tên gọi 'lợn', đơn vị con, là một phần của livestock_total", 0.95)
    titled = LINKER.link(LinkContext("đang giải quyết", "hồ sơ", section_titles=TTHC))
    assert titled is not None
    assert "trong mục '5. Cải cách hành chính'" in titled.rule
    assert 0 < titled.confidence < 1


def test_what_stands_before_the_value_goes_before_the_sentence() -> None:
    sentence = "Đàn trâu, bò khỏe mạnh. Đã tiêm phòng cho trâu 48 con"
    assert _code(LinkContext("trâu", "con", sentence, before="Đã tiêm phòng cho trâu")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Số đoàn kiểm tra trong tháng 5", "đoàn", ("5. Thu ngân sách",)), ("đoàn kiểm tra", "đoàn", ("NGÂN SÁCH",))),
        (("Thu hội phí quý II", "triệu đồng", ()), ("thu hội phí", "tỷ đồng", ())),
        (("dưa hấu", "ha", ("3.1. Trồng trọt",)), ("Diện tích dưa hấu vụ xuân", "ha", ("Trồng trọt",))),
        (("hoà giải viên", "người", ()), ("hòa giải viên", "người", ())),
        (("Tổ chức hội nghị đối thoại", "hội nghị", ()), ("Hội nghị đối thoại", "hội nghị", ())),
    ],
)
def test_keys_meet_over_small_differences(
    one: tuple[str, str, tuple[str, ...]], other: tuple[str, str, tuple[str, ...]]
) -> None:
    assert stable_key(*one) == stable_key(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("dưa hấu", "ha", ()), ("dưa leo", "ha", ())),
        (("dưa hấu", "ha", ()), ("dưa hấu", "tấn", ())),
        (("kiểm tra", "đoàn", ("Y tế",)), ("kiểm tra", "đoàn", ("Thu ngân sách",))),
        (("trẻ dưới 6 tuổi", "trẻ", ()), ("trẻ dưới 16 tuổi", "trẻ", ())),
    ],
)
def test_keys_differ_where_things_do(
    one: tuple[str, str, tuple[str, ...]], other: tuple[str, str, tuple[str, ...]]
) -> None:
    assert stable_key(*one) != stable_key(*other)
