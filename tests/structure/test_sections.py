from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest

from pipeline.structure import outline
from schemas.document import FOOTNOTE, Document
from schemas.outline import Outline, Role
from tests.structure.made import FOOT, HEAD, SOURCE, cases, document, line

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


def test_bold_words_in_front_are_the_title() -> None:
    made = outline(
        Document(
            SOURCE,
            (
                line("BÁO CÁO"),
                line("Kết quả tháng 5"),
                line("I. KINH TẾ"),
                replace(line("1. Trồng trọt đã có chuyển biến Diện tích gieo cấy đạt 20 ha."), lead=7),
            ),
        )
    )
    assert [(item.id, item.title) for item in made.sections][1] == ("I.1", "Trồng trọt đã có chuyển biến")
    lead = made.paragraphs[-1].lead
    assert lead is not None
    assert made.text[slice(*lead)] == "Trồng trọt đã có chuyển biến"


def test_a_footnote_is_a_paragraph_of_its_own() -> None:
    note = replace(line("1 Theo số liệu của Chi cục Thống kê"), style=FOOTNOTE)
    before, after = line("Toàn xã có 20 hộ nghèo, chiếm 2% tổng số hộ theo kết quả của"), line("rà soát năm 2025.")
    made = outline(Document(SOURCE, (line("I. KINH TẾ"), before, note, after)))
    rows = [(made.text[slice(*item.span)], item.section, item.marker) for item in made.paragraphs]
    assert rows[2] == ("1 Theo số liệu của Chi cục Thống kê", "I", "")
    assert len(rows) == 4


def test_a_long_report_takes_little_time() -> None:
    body = "".join(f"{number}. Lĩnh vực {number}\n" + f"{PROSE}\n" * 8 for number in range(1, 41))
    report = document(f"{HEAD}I. KẾT QUẢ\n{body}{FOOT}")
    outline(report)
    times = []
    for _ in range(5):
        start = process_time()
        outline(report)
        times.append(process_time() - start)
    assert min(times) < 0.08, "40 ms on a quiet machine"
