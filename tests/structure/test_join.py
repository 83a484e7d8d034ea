from __future__ import annotations

import pytest

from pipeline.structure import outline
from tests.structure.made import FOOT, HEAD, cases, document, paged

CASES = cases("join")


def lines(text: str, *, whole: bool = True) -> list[str]:
    return outline(document(HEAD + "I. KINH TẾ\n" + text + "\n" + FOOT, whole=whole)).text.split("\n")


@pytest.mark.parametrize("pair", CASES["joined"])
def test_a_sentence_cut_by_a_page_end_is_joined(pair: dict[str, str]) -> None:
    first, second = pair["first"], pair["second"]
    assert f"{first} {second}" in lines(f"{first}\n\n{second}")


@pytest.mark.parametrize("pair", CASES["apart"])
def test_paragraphs_stay_apart(pair: dict[str, str]) -> None:
    first, second = pair["first"], pair["second"]
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
    rows = [
        [(f"Toàn xã có {name} được hỗ trợ.", 0.0) for name in (f"hộ {letter}", f"thôn {letter}")] for letter in "abcd"
    ]
    pages = [[head, *row, (f"Trang {page}/4", 200.0)] for page, row in enumerate(rows, 1)]
    text = outline(paged(pages)).text
    assert text.count("UBND XÃ TÂN LẬP") == 1
    assert "Trang" not in text
    assert text.count("Toàn xã") == 8
