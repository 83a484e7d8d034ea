"""The words right round a value, to read a figure by where its label doesn't tell.

Enters: what stands before and behind the value. Leaves: short texts: ", trong đó: thu phí, lệ phí" before 904 "triệu
đồng" gives "thu phí, lệ phí triệu đồng".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CUT_BEFORE = re.compile(r"[.;:()\n]|trong đó|\b(?:trên|trong) (?=tổng)|\b(?:cùng )?với ", re.IGNORECASE)
_CUT_BEHIND = re.compile(r"[,.;:()/\n]|trong đó|\b(?:trên|trong) (?=tổng)", re.IGNORECASE)
_SUM = re.compile(r"\b(?:tổng số|tổng cộng|tổng|cộng)\W*$", re.IGNORECASE)
_OF_SUM = re.compile(r"\b(?:trên|trong) (?:tổng số|tổng)\W*$", re.IGNORECASE)
_MOST_WORDS = 14


def is_sum(before: str) -> bool:
    """Tell whether a value is said to be a sum by the word right before it.

    >>> is_sum("hộ nghèo trên tổng số "), is_sum("tổng số hộ nghèo ")
    (True, False)
    """
    return _SUM.search(before) is not None


def is_sum_of_others(before: str) -> bool:
    """Tell whether a value is the sum that the figure before it is a part of.

    >>> is_sum_of_others("hộ nghèo trên tổng số "), is_sum_of_others("; tổng số: ")
    (True, False)
    """
    return _OF_SUM.search(before) is not None


def said(before: str, unit: str, behind: str, beyond: str = "") -> Iterator[str]:
    """Yield the words round a value: with those behind it, then with all of its clause, `beyond` the next number.

    What stands before the last comma is left out afterwards.

    >>> list(said(" hộ nghèo trên tổng số ", "hộ", ", chiếm "))
    ['tổng số hộ']
    >>> list(said("; có ", "học viên", " dự ", "dự 01 lớp tập huấn chuyển đổi số."))
    ['có học viên dự', 'có học viên dự 01 lớp tập huấn chuyển đổi số']
    """
    head = " ".join(_CUT_BEFORE.split(before.rstrip(" :–-"))[-1].strip(" ,-–+").split())
    for start in dict.fromkeys((head, head.rpartition(", ")[2])):
        if len(start.split()) > _MOST_WORDS:
            continue
        for text in dict.fromkeys((behind, beyond) if beyond else (behind,)):
            tail = " ".join(_CUT_BEHIND.split(text)[0].split())
            if len(tail.split()) <= _MOST_WORDS and (start or tail):
                yield " ".join(f"{start} {unit} {tail}".split())
