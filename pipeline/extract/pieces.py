"""The pieces of a label between commas put together again.

Enters: the pieces before a number, last first in weight. Leaves: the label. "nông", "lâm nghiệp", "thủy sản" make
"nông, lâm nghiệp, thủy sản"; of "Trong tháng", "phường tiếp nhận hồ sơ" the last is enough.
"""

from __future__ import annotations

import re

from pipeline.extract.words import acts, word_lists
from pipeline.language.text import fold

_HEADS = re.compile(
    r"(?:(?:tổng|số|diện tích|sản lượng|năng suất|tỷ lệ|tỉ lệ|thu|chi|giải ngân|vốn|kinh phí|đàn|doanh thu|giá trị"
    r"|thu nhập|lượt|dư nợ|doanh số|lệ phí|thuế|phí|nguồn|tỷ suất|cây|lúa|ngô|rau|trâu|bò|lợn|heo|gà|vịt|dê"
    r"|ngựa)(?![^\W\d_])|tiếp nhận (?:mới|trực)|thu nhập)",
    re.IGNORECASE,
)
_LIST_HEADS = re.compile(r"(?:lúa|ngô|bắp|trâu|bò|lợn|heo|gà|vịt|dê|ngựa|rau|thuế|phí)\Z", re.IGNORECASE)
_TOTALS = re.compile(r"(?:tổng|tổng số|số|tỷ lệ|tỉ lệ) (?!tiền)", re.IGNORECASE)
_COUNTS_ALL = re.compile(
    r"(?:tổng(?: số| cộng| chung)?|cộng|toàn bộ|chung|số lượng)(?: lượt| ca| vụ| đơn| hồ sơ)?", re.IGNORECASE
)
_COORDINATED = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2} và [^\W\d_]+(?: [^\W\d_]+){0,2}")
_UNDER = 7


def under(topic: str, label: str) -> str:
    """Return a list item's label with what the item is about before it, or behind a head that needs it.

    >>> under("Lao", "quản lý điều trị"), under("Cây chè", "diện tích")
    ('Lao, quản lý điều trị', 'diện tích Cây chè')
    """
    if fold(topic) in fold(label):
        return label
    if fold(label) in word_lists().generic:
        return f"{label} {topic}"
    return f"{topic}, {label}" if len(label.split()) <= _UNDER else label


def joined(pieces: list[str]) -> str:
    """Return the last piece, with those before its commas that it doesn't make sense without."""
    first = len(pieces) - 1
    label = pieces[first]
    for back in range(first - 1, max(-1, first - 4), -1):
        if any(len(piece.split()) > 5 for piece in pieces[back + 1 :]):
            break
        if _TOTALS.match(pieces[back]):
            return ", ".join(pieces[back:])
    while first > 0 and _LIST_HEADS.match(pieces[first]) and _LIST_HEADS.match(pieces[first - 1].split()[-1]):
        first -= 1
    if (
        first > 0
        and len(pieces[first - 1].split()) == 1
        and pieces[first - 1].isalpha()
        and not acts(pieces[first - 1])
    ):
        first -= 1
    if first < len(pieces) - 1:
        return ", ".join(pieces[first:])
    if first == 1 and _COORDINATED.fullmatch(label) and len(pieces[0].split()) <= 3 and acts(pieces[0]):
        return f"{pieces[0]}, {label}"
    alone = _LIST_HEADS.match(label) or (_HEADS.match(label) and len(label.split()) > 1)
    if first > 0 and _COUNTS_ALL.fullmatch(label):
        return f"{pieces[first - 1]}, {label}"
    if first > 0 and len(label.split()) <= 3 and not alone:
        return f"{pieces[first - 1]}, {label}"
    return label
