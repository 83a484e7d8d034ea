from __future__ import annotations

import pytest

from pipeline.structure import outline
from schemas.outline import Outline, Role
from tests.structure.made import FOOT, HEAD, cases, document

PROSE = "Trong tháng, UBND xã đã chỉ đạo các thôn thực hiện tốt công tác này theo kế hoạch."


def parts(body: str) -> Outline:
    return outline(document(HEAD + body.replace("~", PROSE) + "\n" + FOOT))


def ids(body: str) -> list[str]:
    return [section.id for section in parts(body).sections]


SCHEMES = cases("sections")


@pytest.mark.parametrize("name", SCHEMES)
def test_numbering_schemes(name: str) -> None:
    assert ids(SCHEMES[name]["body"]) == SCHEMES[name]["ids"].split()


def test_titles_numbers_levels_and_parents() -> None:
    made = parts(
        "A. KẾT QUẢ\nI. KINH TẾ\n1.1. Thu ngân sách: Thực hiện đạt 12 tỷ đồng, bằng 60% kế hoạch.\nB. KIẾN NGHỊ\n~"
    )
    rows = [(item.id, item.number, item.title, item.level, item.parent) for item in made.sections]
    assert rows == [
        ("A", "A", "KẾT QUẢ", 1, None),
        ("A.I", "I", "KINH TẾ", 2, "A"),
        ("A.I.1.1", "1.1", "Thu ngân sách", 3, "A.I"),
        ("B", "B", "KIẾN NGHỊ", 1, None),
    ]
    assert made.titles("A.I.1.1") == ("KẾT QUẢ", "KINH TẾ", "Thu ngân sách")


def test_a_section_ends_where_the_next_outside_it_begins() -> None:
    made = parts("A. KẾT QUẢ\nI. KINH TẾ\n~\nII. XÃ HỘI\n~\nB. KIẾN NGHỊ\n~")
    spans = {item.id: item.span for item in made.sections}
    assert spans["A"][1] == spans["B"][0]
    assert spans["A.I"][1] == spans["A.II"][0]
    assert made.text[slice(*spans["B"])].endswith(PROSE)
    assert made.text[slice(*spans["A.I"])].startswith("I. KINH TẾ")


def test_a_title_that_runs_on_is_the_lead_of_its_paragraph() -> None:
    made = parts("I. KINH TẾ\n1.1. Thu ngân sách: Thực hiện đạt 12 tỷ đồng, bằng 60% kế hoạch.")
    paragraph = next(item for item in made.paragraphs if item.marker == "1.1.")
    assert paragraph.role is Role.BODY
    assert paragraph.lead is not None
    assert made.text[slice(*paragraph.lead)] == "Thu ngân sách"
    assert made.text[paragraph.body :].startswith("Thu ngân sách: Thực hiện")


PLANS = [
    ("C. NHIỆM VỤ TRỌNG TÂM THÁNG 6 NĂM 2026", True),
    ("II. PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG 6", True),
    ("II. NHIỆM VỤ THÁNG 6", True),
    ("III. NHIỆM VỤ HỌC KỲ II", True),
    ("IV. KẾ HOẠCH VỤ HÈ THU NĂM 2027", True),
    ("II. KẾ HOẠCH ĐẦU TƯ CÔNG NĂM 2026", False),
    ("II. CHƯƠNG TRÌNH CÔNG TÁC THÁNG 6", True),
    ("II. KẾ HOẠCH THÁNG TỚI", True),
    ("II. NHIỆM VỤ, GIẢI PHÁP 6 THÁNG CUỐI NĂM", True),
    ("Phần thứ hai: PHƯƠNG HƯỚNG QUÝ III", True),
    ("MỘT SỐ NHIỆM VỤ TRỌNG TÂM THÁNG 6", True),
    ("II. MỘT SỐ CÔNG TÁC TRỌNG TÂM TRONG THỜI GIAN TỚI", True),
    ("II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 5", False),
    ("II. TÌNH HÌNH THỰC HIỆN NHIỆM VỤ TRỌNG TÂM", False),
    ("II. KIẾN NGHỊ, ĐỀ XUẤT", False),
    ("II. CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA", False),
    ("II. NHIỆM VỤ QUỐC PHÒNG", False),
    ("II. TỒN TẠI, HẠN CHẾ VÀ GIẢI PHÁP", False),
    ("II. NHIỆM VỤ TRỌNG TÂM THÁNG 5", False),
    ("II. THỰC HIỆN CÁC NHIỆM VỤ TRỌNG TÂM", False),
]


@pytest.mark.parametrize(("heading", "plan"), PLANS)
def test_parts_on_the_time_to_come(heading: str, plan: bool) -> None:
    first, after = {"C": ("B.", "D."), "P": ("Phần thứ nhất:", "Phần thứ ba:")}.get(heading[0], ("I.", "III."))
    made = parts(
        f"{first} KINH TẾ\n~\n{heading}\n- Tiếp tục chỉ đạo gieo cấy lúa mùa đúng khung thời vụ.\n{after} ĐÁNH GIÁ\n~"
    )
    flags = {item.marker: item.plan for item in made.paragraphs if item.role is not Role.FOOT and item.marker}
    assert flags["-"] is plan
    assert not flags[first]
    assert not flags[after]


def test_bullets_nest_by_their_kind() -> None:
    made = parts(
        "I. KINH TẾ\n- Thu ngân sách:\n+ Thuế: 5 tỷ đồng;\n+ Phí: 1 tỷ đồng.\n"
        "- Chi ngân sách: 4 tỷ đồng.\n* Đầu tư:\n- Công trình: 5."
    )
    body = [item for item in made.paragraphs if item.section == "I" and item.role is Role.BODY]
    assert [(item.marker, item.depth) for item in body] == [("-", 1), ("+", 2), ("+", 2), ("-", 1), ("*", 2), ("-", 1)]


def test_numbered_lines_of_a_plan_that_head_nothing_are_body() -> None:
    made = parts("I. KẾT QUẢ\n~\nII. NHIỆM VỤ THÁNG 6\n1. Gieo cấy lúa mùa\n2. Thu hoạch lúa xuân\nIII. Kiến nghị\n~")
    roles = {item.marker: (item.role, item.plan) for item in made.paragraphs if item.marker}
    assert roles["1."] == roles["2."] == (Role.BODY, True)
    assert roles["III."] == (Role.HEADING, False)
    assert made.sections[-1].title == "Kiến nghị"
