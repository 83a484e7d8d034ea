from __future__ import annotations

import pytest

from pipeline.structure import outline
from schemas.outline import Outline, Role
from tests.structure.made import FOOT, HEAD, document

PROSE = "Trong tháng, UBND xã đã chỉ đạo các thôn thực hiện tốt công tác này theo kế hoạch."


def parts(body: str) -> Outline:
    return outline(document(HEAD + body.replace("~", PROSE) + "\n" + FOOT))


def ids(body: str) -> list[str]:
    return [section.id for section in parts(body).sections]


SCHEMES = {
    "A- I- 1- 1.1-": ("A- KẾT QUẢ\nI- KINH TẾ\n1- Nông nghiệp\n1.1- Trồng trọt\n~\n1.2- Chăn nuôi\n~\n2- Thu ngân sách\n~\nII- VĂN HÓA\n~\nB- KIẾN NGHỊ\n~", "A A.I A.I.1 A.I.1.1 A.I.1.2 A.I.2 A.II B"),
    "A. I. 1. 1.1. a.": ("A. KẾT QUẢ\nI. KINH TẾ\n1. Nông nghiệp\n1.1. Trồng trọt\na. Vụ xuân\n~\nb. Vụ mùa\n~\n1.2. Chăn nuôi\n~\n2. Công nghiệp\n~", "A A.I A.I.1 A.I.1.1 A.I.1.1.a A.I.1.1.b A.I.1.2 A.I.2"),
    "I/ 1/ a)": ("I/ KINH TẾ\n1/ Nông nghiệp\na) Trồng trọt: Toàn xã gieo cấy được 20 ha lúa xuân, đạt kế hoạch.\nb) Chăn nuôi: Đàn lợn có 200 con, tăng so với cùng kỳ.\n2/ Ngân sách\n~\nII/ VĂN HÓA\n~", "I I.1 I.1.a I.1.b I.2 II"),
    "I. 1) ": ("I. KINH TẾ\n1) Nông nghiệp\n~\n2) Công nghiệp\n~\nII. XÃ HỘI\n1) Giáo dục\n~", "I I.1 I.2 II II.1"),
    "I. (1)": ("I. KẾT QUẢ\n(1) Tiếp nhận: Tổng số hồ sơ là 2.418 hồ sơ, gồm kỳ trước chuyển sang 187 hồ sơ.\n(2) Giải quyết: Đã trả kết quả 2.236 hồ sơ, không có hồ sơ quá hạn.", "I I.1 I.2"),
    "Phần, tiêu đề dòng dưới": ("Phần thứ nhất\nKẾT QUẢ THỰC HIỆN\nI. KINH TẾ\n~\nPhần thứ hai\nNHIỆM VỤ TRỌNG TÂM THÁNG 6\nI. VỀ KINH TẾ\n~", "I I.I II II.I"),
    "PHẦN, A.": ("PHẦN THỨ NHẤT\nKẾT QUẢ THÁNG 5\nA. KINH TẾ\n1. Ngân sách\n~\nB. XÃ HỘI\n~\nPHẦN THỨ HAI: NHIỆM VỤ THÁNG 6\n1. Tập trung thu ngân sách.", "I I.A I.A.1 I.B II II.1"),
    "PHẦN I. cùng dòng": ("PHẦN I. KẾT QUẢ THỰC HIỆN\nI. KINH TẾ\n~\nII. XÃ HỘI\n~\nPHẦN II. KIẾN NGHỊ\n~", "I I.I I.II II"),
    "chỉ có 1.": ("1. Kinh tế\n~\n2. Xã hội\n~\n2.1. Giáo dục\n~\n2.2. Y tế\n~\n3. Quốc phòng\n~", "1 2 2.1 2.2 3"),
    "1.1 không chấm": ("1. Kinh tế\n1.1 Trồng trọt\n~\n1.2 Chăn nuôi\n~", "1 1.1 1.2"),
    "I.1. trong I": ("I. KINH TẾ\nI.1. Trồng trọt\n~\nI.2. Chăn nuôi\n~\nII. XÃ HỘI\nII.1. Y tế\n~", "I I.1 I.2 II II.1"),
    "1. trong 1.": ("I. KẾT QUẢ\n1. Lĩnh vực kinh tế\n~\n1. Sản xuất nông nghiệp: Lúa chiêm xuân gieo cấy 386 ha, năng suất bình quân cao.\n2. Ngân sách: Thu ngân sách xã đạt dự toán, chi ngân sách bảo đảm.\n2. Lĩnh vực xã hội\n~", "I I.1 I.1.1 I.1.2 I.2"),
    "số bị lặp": ("I. KINH TẾ\n1. Trồng trọt\n~\n2. Chăn nuôi\n~\n2. Lâm nghiệp\n~\n3. Thủy sản\n~", "I I.1 I.2 I.2 I.3"),
    "số bị nhảy": ("I. KINH TẾ\n1. Trồng trọt\n~\n2. Chăn nuôi\n~\n4. Thủy sản\n~\nIII. XÃ HỘI\n~", "I I.1 I.2 I.4 III"),
    "số cha sai": ("I. KINH TẾ\n1. Trồng trọt\n~\n2. Nông nghiệp\n1.1. Lúa\n~\n1.2. Ngô\n~", "I I.1 I.2 I.2.1.1 I.2.1.2"),
    "thiếu số II": ("I. KINH TẾ\n1. Trồng trọt\n~\n2. Chăn nuôi\n~\nVĂN HÓA - XÃ HỘI\n1. Giáo dục\n~\n2. Y tế\n~\nIII. NỘI CHÍNH\n~", "I I.1 I.2 II II.1 II.2 III"),
    "d) đ) e)": ("I. KINH TẾ\n" + "".join(f"{letter}) Lĩnh vực {letter}\n~\n" for letter in "abcdđeg"), "I I.a I.b I.c I.d I.đ I.e I.g"),
    "danh sách chỉ tiêu": ("I. KẾT QUẢ\n~\nII. CHỈ TIÊU\n(1) Thu ngân sách: 6,2 tỷ đồng;\n(2) Tỷ lệ hộ nghèo: dưới 1,1%;\n(3) Không có chi bộ yếu kém.", "I II"),
    "câu đánh số trong kết quả": ("I. KẾT QUẢ\n1. Tiếp tục chỉ đạo các thôn gieo cấy lúa mùa; hoàn thành trong tháng.\n2. Tổ chức tốt công tác tuyên truyền trên địa bàn xã.", "I"),
    "câu đánh số trong nhiệm vụ": ("I. KẾT QUẢ\n~\nII. NHIỆM VỤ TRỌNG TÂM THÁNG 6\n1. Tiếp tục chỉ đạo gieo cấy. Phấn đấu đạt 40 ha.\n2. Tổ chức tuyên truyền.\n4. Tăng cường kiểm tra.", "I II II.1 II.2 II.4"),
    "dấu chấm sau tiêu đề chạy": ("I. KINH TẾ\na) Trồng trọt. Diện tích lúa xuân toàn xã đạt 120 ha, bằng 100% kế hoạch.\nb) Chăn nuôi. Tổng đàn gia súc hiện có 1.250 con, tăng so với tháng trước.", "I I.a I.b"),
    "không số": ("VỀ KINH TẾ\n~\nVỀ XÃ HỘI\n~", ""),
}


@pytest.mark.parametrize("name", SCHEMES)
def test_numbering_schemes(name: str) -> None:
    body, wanted = SCHEMES[name]
    assert ids(body) == wanted.split()


def test_titles_numbers_levels_and_parents() -> None:
    made = parts("A. KẾT QUẢ\nI. KINH TẾ\n1.1. Thu ngân sách: Thực hiện đạt 12 tỷ đồng, bằng 60% kế hoạch.\nB. KIẾN NGHỊ\n~")
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
    made = parts(f"{first} KINH TẾ\n~\n{heading}\n- Tiếp tục chỉ đạo gieo cấy lúa mùa đúng khung thời vụ.\n{after} ĐÁNH GIÁ\n~")
    flags = {item.marker: item.plan for item in made.paragraphs if item.role is not Role.FOOT and item.marker}
    assert flags["-"] is plan
    assert not flags[first]
    assert not flags[after]


def test_bullets_nest_by_their_kind() -> None:
    made = parts("I. KINH TẾ\n- Thu ngân sách:\n+ Thuế: 5 tỷ đồng;\n+ Phí: 1 tỷ đồng.\n- Chi ngân sách: 4 tỷ đồng.\n* Đầu tư:\n- Công trình: 5.")
    body = [item for item in made.paragraphs if item.section == "I" and item.role is Role.BODY]
    assert [(item.marker, item.depth) for item in body] == [("-", 1), ("+", 2), ("+", 2), ("-", 1), ("*", 2), ("-", 1)]
