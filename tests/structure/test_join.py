from __future__ import annotations

import pytest

from pipeline.structure import outline
from tests.structure.made import FOOT, HEAD, document, paged

JOINED = [
    ("đã tiếp nhận và trả kết quả 80 hồ sơ liên quan đến đăng ký kinh doanh, trong đó: 33 hồ sơ thành lập mới, 29 hồ sơ", "thay đổi nội dung đăng ký kinh doanh, 01 hồ sơ cấp lại."),
    ("Hoàn thành cơ sở dữ liệu đất đai trên địa bàn phường Bắc Kạn, tỉnh Thái", "Nguyên. Tiếp tục kiểm tra, xác minh giải quyết đơn đề nghị."),
    ("Bổ nhiệm 02 công chức gồm Phó Trưởng phòng Kinh tế và Phó Trưởng phòng Xây", "dụng, Nông nghiệp và Môi trường; điều động 12 công chức."),
    ("Phần còn lại tập trung ở hai công trình thoát nước đang chờ bàn giao mặt", "bằng, dự kiến thi công lại ngay khi dứt mưa."),
    ("Trong tháng đã ban hành Kế hoạch về kiểm tra môi trường trên địa bàn phường và Kế hoạch số", "144/KH-UBND ngày 29/4/2026 về việc ứng phó sự cố môi trường."),
    ("Phối hợp với các xã lân cận tổ chức chương trình nghệ thuật, gồm phường Đức Xuân, xã", "Cẩm Giàng, xã Phủ Thông, thu hút đông đảo Nhân dân."),
    ("Thực hiện tốt công tác tuyên truyền về kinh tế, văn hóa và tình hình phát triển kinh tế", "- xã hội trên địa bàn xã trong tháng."),
]
APART = [
    ("- Thu thuế ngoài quốc doanh: 5 tỷ đồng;", "- Thu phí, lệ phí: 1 tỷ đồng;"),
    ("Công tác văn hóa được quan tâm, tổ chức nhiều hoạt động chào mừng các ngày lễ lớn của đất nước", "Tiếp tục triển khai các nhiệm vụ được giao trong tháng."),
    ("Trong tháng, xã đã triển khai nhiều hoạt động văn hóa.", "các hoạt động đều bảo đảm an toàn."),
    ("3. Công tác phòng cháy, chữa cháy và cứu nạn, cứu hộ trên địa bàn cơ sở", "Thực hiện kiểm tra 12 cơ sở, không phát hiện vi phạm."),
    ("Một số kết quả như sau:", "lúa mùa cấy được 20 ha, đạt kế hoạch."),
]


def lines(text: str, *, whole: bool = True) -> list[str]:
    return outline(document(HEAD + "I. KINH TẾ\n" + text + "\n" + FOOT, whole=whole)).text.split("\n")


@pytest.mark.parametrize(("first", "second"), JOINED)
def test_a_sentence_cut_by_a_page_end_is_joined(first: str, second: str) -> None:
    assert f"{first} {second}" in lines(f"{first}\n\n{second}")


@pytest.mark.parametrize(("first", "second"), APART)
def test_paragraphs_stay_apart(first: str, second: str) -> None:
    found = lines(f"{first}\n\n{second}")
    assert first in found
    assert second in found


def test_a_page_number_between_the_halves_of_a_sentence_disappears() -> None:
    found = lines("Vốn đầu tư công mới giải ngân đạt 15,5% do\n\n2\n\nvăn bản hướng dẫn ban hành chậm.")
    assert "Vốn đầu tư công mới giải ngân đạt 15,5% do văn bản hướng dẫn ban hành chậm." in found


def test_hard_wrapped_text() -> None:
    body = """\
1.1- Trồng trọt: Vụ xuân năm 2012 toàn xã gieo cấy được 412.6 ha
lúa, đạt 99.8% kế hoạch, giảm 1.3 ha so với vụ xuân năm trước do
chuyển một phần sang đất giao thông, thuỷ lợi. Năng suất lúa của
Nhân dân ước đạt 71.5 tạ/ha, trong đó lúa lai 74.2 tạ/ha, lúa
thuần 69.6 tạ/ha.

1.2- Chăn nuôi: Đàn lợn có 4250 con (lợn nái 610, lợn thịt 3640)
và đàn trâu bò 185 con; không có ổ dịch.
"""
    found = lines(body, whole=False)
    assert sum(line.startswith(("1.1-", "1.2-")) for line in found) == 2
    assert next(line for line in found if line.startswith("1.1-")).endswith("thuần 69.6 tạ/ha.")


def test_lines_of_pages_are_joined_by_indent_and_width() -> None:
    full = "Trong tháng uỷ ban nhân dân xã đã chỉ đạo các thôn thực hiện tốt kế hoạch"
    rows = [("BÁO CÁO", 180.0), ("Tình hình kinh tế tháng 5 năm 2026", 90.0), ("I. KINH TẾ", 36.0)]
    pages = [
        [*rows, (full, 36.0), (full, 0.0), ("Nhân dân đồng tình.", 0.0), (full, 36.0), (full, 0.0)],
        [("2", 220.0), ("Nhân dân phấn khởi.", 0.0), ("1. Trồng trọt", 36.0), (full, 36.0), ("kết thúc.", 0.0)],
    ]
    found = outline(paged(pages)).text.split("\n")
    assert found[3:] == [
        f"{full} {full} Nhân dân đồng tình.",
        f"{full} {full} Nhân dân phấn khởi.",
        "1. Trồng trọt",
        f"{full} kết thúc.",
    ]


def test_running_heads_of_pages_disappear() -> None:
    head = ("UBND XÃ TÂN LẬP - BÁO CÁO THÁNG 5", 0.0)
    rows = [[(f"Toàn xã có {name} được hỗ trợ.", 0.0) for name in (f"hộ {letter}", f"thôn {letter}")] for letter in "abcd"]
    pages = [[head, *row, (f"Trang {page}/4", 200.0)] for page, row in enumerate(rows, 1)]
    text = outline(paged(pages)).text
    assert text.count("UBND XÃ TÂN LẬP") == 1
    assert "Trang" not in text
    assert text.count("Toàn xã") == 8
