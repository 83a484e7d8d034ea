"""Texts that are nearly right: pieces of reports put together at random, cut, doubled and sprinkled with odd letters.

Enters: a source of chance. Leaves: a text such as "từ 1.2.3,4 ha/ngày 31/2/20266 số 12//QĐ-". The same chance makes the
same text.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from random import Random

_DEV = Path(__file__).resolve().parents[1] / "dev"

NUMBERS = (
    "0", "1", "12", "1.238", "63.155", "19,22", "1.204,318", "1,048,576", "27,150.000", "0.5", "3,412", "00", "1.2.3",
    "10³", "½", "٣٤", "１２", "1e9", "NaN", "-5", "+7", "9" * 40, ".", ",", "..", ",,", "I", "IV", "XXXIX", "IIII", "%",
    "‰",
)  # fmt: skip
UNITS = (
    "triệu đồng", "trđ", "tỷ", "nghìn tỷ đồng", "ha", "m2", "m²", "m3", "%", "‰", "con", "hồ sơ", "tạ/ha", "/", " / ",
    "đồng/người/năm", "ngàn hồ sơ", "nghìn", "triệu", "kg", "km", "hộ", "lượt người", "điểm %", "", "tấn/",
)  # fmt: skip
DATES = (
    "ngày ", "tháng ", "năm ", "mùng ", "quý ", "6 tháng đầu năm ", "31/2/2026", "29/02/2023", "5/2026", "14-5-2026",
    "2026", "20266", "0/0/0", "00/13", "ngày 05 tháng 5 năm 2026", "từ ngày ", " đến ngày ", "17/4", "vụ Đông Xuân ",
    "2025-2026", "2026-2025", "nhiệm kỳ ", "tuần ", "so với cùng kỳ ", "đến hết ", "IV/2026", "13/2026", "9999", "1800",
)  # fmt: skip
MARKERS = (
    "A.", "B.", "I.", "II/", "IIII.", "XL.", "1.", "1.1.", "1.1.1.1.1", "3.2-", "a)", "đ)", "(1)", "-", "+", "*", "•",
    "Phần thứ hai", "PHẦN I.", "Phần thứ một trăm", "1)", "1/", "99999999999999999999.", "M.", "Điều 1.", "Chương I",
    ".", ")", "(", "((1))", "1..2", "i.", "v/",
)  # fmt: skip
CITATIONS = (
    "Quyết định số 12, 13/QĐ-UBND", "Nghị định 176/2025/NĐ-CP", "số ", "/", "-", "–", "QĐ-UBND", "KH-UBND", "/NQ-HĐND",
    "12/2026/", "của UBND tỉnh", " ngày 30/3/2026", "Kế hoạch số ……/KH-UBND", "Công văn 1126/VP-TH", "CV", "12,", "và ",
    "Thông tư liên tịch ", "141/KH-UBND", "số: /", "Luật số 12/2017/QH14", "0/QĐ", "1-", "Đ" * 30,
)  # fmt: skip
WORDS = (
    "trong đó", "lũy kế", "kế hoạch", "đạt ", "tăng ", "giảm ", "so với", "không có", "gồm", "còn lại", "bằng ", "ước ",
    "khoảng ", "trên ", ":", ";", ".", ",", "(", ")", " ", "\n", "\t", "...", "./.", "tổng đàn lợn", "thu ngân sách",
)  # fmt: skip
ODD = (
    "\x00", "\ufeff", "\u200b", "\u00ad", "\u202e", "\ufffd", "\ud7ff", "\U0001f4a9", "\u0301", "\u0323", "ﬁ", "İ", "ß",
    "\x85", "\u2028", "\r", "\x0b", "\x0c", "\xa0", "ỵ", "Ỹ", "\u1e9e", "ŉ", "ǰ", "Đ", "đ", "𝟏", "①", "〇", "²",
)  # fmt: skip

GRAMMARS = {
    "numbers": NUMBERS, "units": (*NUMBERS[:12], *UNITS), "dates": (*NUMBERS[:8], *DATES), "sections": MARKERS,
    "citations": (*CITATIONS, *DATES[:6]), "passages": (*NUMBERS, *UNITS, *DATES, *CITATIONS, *WORDS),
}  # fmt: skip
"""What each grammar's cases are made of."""

_LONG = 0.002


def text_of(chance: Random, pieces: tuple[str, ...]) -> str:
    """Return a text of a few pieces; one in five hundred repeats a piece hundreds of times."""
    roll = chance.random()
    if roll < _LONG:
        return "".join(chance.choices(pieces, k=2)) * chance.randint(50, 400)
    made = chance.choices(pieces, k=chance.randint(1, 9))
    if roll < 0.3:
        made.insert(chance.randrange(len(made) + 1), chance.choice(ODD))
    if roll < 0.2:
        made.insert(
            chance.randrange(len(made) + 1),
            chr(chance.choice((chance.randrange(32, 0x2FF), chance.randrange(0x1E00, 0x2200)))),
        )
    text = (" " if chance.random() < 0.3 else "").join(made)
    if roll > 0.9:
        cut = chance.randrange(len(text) + 1)
        text = text[cut:] + text[:cut]
    return unicodedata.normalize("NFC", text)


@cache
def reports() -> tuple[str, ...]:
    """Return the texts of the reports with gold."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(_DEV.glob("*.txt")))


def report_of(chance: Random) -> bytes:
    """Return a text file made of a report: lines lost, doubled, moved, joined, and odd pieces within."""
    lines = chance.choice(reports()).splitlines()
    start = chance.randrange(len(lines))
    lines = lines[: chance.randint(5, 25)] if chance.random() < 0.5 else lines[start : start + chance.randint(3, 30)]
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(lines))
        what = chance.randrange(7)
        if what == 0 and len(lines) > 1:
            del lines[at]
        elif what == 1:
            lines.insert(at, chance.choice(lines))
        elif what == 2:
            lines[at] = text_of(chance, GRAMMARS["passages"])
        elif what == 3:
            cut = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + text_of(chance, GRAMMARS["passages"]) + lines[at][cut:]
        elif what == 4:
            lines[at] = f"{chance.choice(MARKERS)} {lines[at]}"
        elif what == 5:
            lines[at] = "| " + " | ".join(chance.choices((*NUMBERS, *WORDS), k=chance.randint(1, 6))) + " |"
        else:
            lines[at] = lines[at].swapcase()
    data = "\n".join(lines).encode("utf-8", errors="replace")
    if chance.random() < 0.1:
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 20)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        data = bytes(damaged)
    return data
