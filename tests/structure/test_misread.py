"""Numbers of headings that recognition misread, and the foot of a scan."""

from __future__ import annotations

import pytest

from pipeline.structure import outline
from schemas.document import Document, Line, Media, Source, Word
from schemas.outline import Outline

HEAD = ("UBND XÃ TÂN LIÊM", "BÁO CÁO", "Tình hình tháng 5 năm 2026", "Kính gửi: Đảng ủy xã.")
FOOT = ("Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Hoàng Văn Khuyên")


def scanned(*lines: str, foot: tuple[str, ...] = FOOT, ocr: bool = True) -> Outline:
    """What is made of a scan with these lines between head and foot."""
    made = tuple(
        Line(tuple(Word(word) for word in text.split()), page=1, whole=True) for text in (*HEAD, *lines, *foot)
    )
    source = Source(path="a.pdf", sha256="0" * 64, media=Media.PDF, pages=1, ocr_pages=(1,) if ocr else ())
    return outline(Document(source, made))


def ids(made: Outline) -> list[str]:
    return [section.id for section in made.sections]


PROSE = "Trong tháng xã đã hoàn thành nhiệm vụ được giao."


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("U LĨNH VỰC KINH TẾ", "I/ LĨNH VỰC VĂN HÓA", "HI/ QUỐC PHÒNG", "IV/ NHẬN XÉT"), ["I", "II", "III", "IV"]),
        (("I. KINH TẾ", "I. VĂN HÓA XÃ HỘI", "II. NỘI CHÍNH", "IV. ĐÁNH GIÁ"), ["I", "II", "III", "IV"]),
        (("IL. TÌNH HÌNH CHUNG", "II. NHIỆM VỤ THÁNG TỚI"), ["I", "II"]),
        (("KINH TẾ", "II. VĂN HÓA", "1H. NỘI CHÍNH"), ["I", "II", "III"]),
        (("1. KINH TẾ", "2. VĂN HÓA", "3. NỘI CHÍNH"), ["1", "2", "3"]),
        (("A. KẾT QUẢ", "I. KINH TẾ", "IL. NỘI CHÍNH", "B. NHIỆM VỤ", "I. KINH TẾ"), ["A", "A.I", "A.II", "B", "B.I"]),
        (("I. KINH TẾ", "II. VĂN HÓA", "LƯU TRỮ HỒ SƠ", "III. NỘI CHÍNH"), ["I", "II", "III"]),
    ],
)
def test_numerals_are_told_by_their_order(headings: tuple[str, ...], expected: list[str]) -> None:
    made = scanned(*(line for heading in headings for line in (heading, PROSE)))
    assert ids(made) == expected
    assert all(heading in made.text for heading in headings)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (("1. Thu ngân sách", "2, Cải cách hành chính", "3. Y tế"), ["I.1", "I.2", "I.3"]),
        (("1. Thu ngân sách", "_2. Cải cách hành chính", "3 Y tế"), ["I.1", "I.2", "I.3"]),
        (("a) Trồng trọt", "bì Chăn nuôi", "©) Thủy sản"), ["I.a", "I.b", "I.c"]),
        (("a) Trồng trọt", "b) Chăn nuôi", "Lâm nghiệp", "d) Thủy sản"), ["I.a", "I.b", "I.c", "I.d"]),
        (("a) Trồng trọt", "b) Chăn nuôi", "c) Lâm nghiệp", "đ) Thủy sản"), ["I.a", "I.b", "I.c", "I.d"]),
        (("I. Thu ngân sách", "2. Cải cách hành chính"), ["I.1", "I.2"]),
    ],
)
def test_numbers_of_items_are_told_by_their_neighbours(items: tuple[str, ...], expected: list[str]) -> None:
    made = scanned("I. KINH TẾ", *(line for item in items for line in (item, PROSE)), "II. NỘI CHÍNH", PROSE)
    assert ids(made) == ["I", *expected, "II"]


def test_a_digital_file_is_taken_at_its_word() -> None:
    lines = ("I. KINH TẾ", PROSE, "HI. NỘI CHÍNH", PROSE)
    assert ids(scanned(*lines, ocr=False)) == ["I"]


def test_a_scan_without_slips_is_as_a_digital_file() -> None:
    lines = ("I. KINH TẾ", "1. Thu", PROSE, "2. Chi", PROSE, "II. NỘI CHÍNH", "a) Quân sự", PROSE, "b) An ninh", PROSE)
    assert ids(scanned(*lines)) == ids(scanned(*lines, ocr=False))


@pytest.mark.parametrize(
    "foot",
    [
        (*FOOT[:4], "CHU TỊCH", "Hoàng Văn Khuyên"),
        (*FOOT[:4], "CHỦ TỊCH", "hoàng Văn Khuyên"),
        ("- Nơi nhận:", *FOOT[1:]),
    ],
)
def test_the_foot_is_found_in_spite_of_lost_marks(foot: tuple[str, ...]) -> None:
    footer = scanned("I. KINH TẾ", PROSE, foot=foot).footer
    assert footer.signer_title == "CHỦ TỊCH"
    assert (footer.signer_name or "").lower() == "hoàng văn khuyên"
    assert (footer.signer_name or "")[0] == "H"
    assert footer.recipients == ("Như trên", "Lưu: VT")
