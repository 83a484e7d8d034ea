from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.structure.marker import Style, follows, parse_marker

NUMBERS = [
    ("A- KẾT QUẢ", "A", Style.UPPER, 1),
    ("A. KẾT QUẢ", "A", Style.UPPER, 1),
    ("B/ NHIỆM VỤ", "B", Style.UPPER, 2),
    ("Đ. NỘI CHÍNH", "Đ", Style.UPPER, 5),
    ("I- KINH TẾ", "I", Style.ROMAN, 1),
    ("I - KINH TẾ", "I", Style.ROMAN, 1),
    ("II/ VĂN HÓA", "II", Style.ROMAN, 2),
    ("XIV. TỔ CHỨC", "XIV", Style.ROMAN, 14),
    ("1- Nông nghiệp", "1", Style.ARABIC, 1),
    ("1. Nông nghiệp", "1", Style.ARABIC, 1),
    ("1.Nông nghiệp", "1", Style.ARABIC, 1),
    ("12/ Nông nghiệp", "12", Style.ARABIC, 12),
    ("(1) Thu ngân sách", "1", Style.ARABIC, 1),
    ("(20) Thu ngân sách", "20", Style.ARABIC, 20),
    ("1) Thu ngân sách", "1", Style.ARABIC, 1),
    ("1.1- Trồng trọt", "1.1", Style.DOTTED, 1),
    ("1.1. Trồng trọt", "1.1", Style.DOTTED, 1),
    ("3.10 Trồng trọt", "3.10", Style.DOTTED, 10),
    ("1.2.3. Lúa", "1.2.3", Style.DOTTED, 3),
    ("I.1. Trồng trọt", "I.1", Style.DOTTED, 1),
    ("a) Lúa", "a", Style.LOWER, 1),
    ("a. Vụ xuân", "a", Style.LOWER, 1),
    ("đ) Cây khác", "đ", Style.LOWER, 5),
    ("Phần thứ nhất", "Phần thứ nhất", Style.PART, 1),
    ("PHẦN THỨ HAI: NHIỆM VỤ", "PHẦN THỨ HAI", Style.PART, 2),
    ("PHẦN I. KẾT QUẢ", "PHẦN I", Style.PART, 1),
    ("- Lúa: 20 ha", "-", Style.BULLET, 0),
    ("-Lúa: 20 ha", "-", Style.BULLET, 0),
    ("+ 20 ha lúa", "+", Style.BULLET, 0),
    ("• Lúa", "•", Style.BULLET, 0),
    ("o Lúa", "o", Style.BULLET, 0),
    ("* Lúa", "*", Style.BULLET, 0),
]

NONE = [
    "12.232 triệu đồng",
    "3.215 con lợn",
    "1.5 ha lúa",
    "5. 2026, chuẩn bị",
    "45/QĐ-UBND ngày 12/4/2026",
    "144/KH-UBND ngày 29/4/2026",
    "05-CT/TW của Bộ Chính trị",
    "20/5/2026 là ngày",
    "8-10 ha lúa",
    "2026 - 2031",
    "-5% so với cùng kỳ",
    "+3,4% so với cùng kỳ",
    "Phần lớn các hộ",
    "Phần mềm một cửa",
    "ông Nguyễn Văn A",
    "UBND xã",
    "và các xã",
    "",
]


@pytest.mark.parametrize(("text", "number", "style", "ordinal"), NUMBERS)
def test_reads_numbers_and_bullets(text: str, number: str, style: Style, ordinal: int) -> None:
    marker = parse_marker(text)
    assert marker is not None
    assert (marker.number, marker.style, marker.ordinal) == (number, style, ordinal)
    assert text[marker.end :] == text[len(marker.written) :].lstrip()


@pytest.mark.parametrize("text", NONE)
def test_leaves_other_beginnings_alone(text: str) -> None:
    assert parse_marker(text) is None


def test_vietnamese_letters_follow_one_another() -> None:
    letters = [parse_marker(f"{letter}) Lúa") for letter in "abcdđeg"]
    for before, after in pairwise(letters):
        assert before is not None
        assert after is not None
        assert follows(before, after)
    d, e = letters[3], letters[5]
    assert d is not None
    assert e is not None
    assert follows(d, e)
