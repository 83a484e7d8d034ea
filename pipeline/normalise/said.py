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
_MOST_WORDS = 8


def is_sum(before: str) -> bool:
    """Tell whether a value is said to be a sum by the word right before it.

    >>> is_sum("hộ nghèo trên tổng số "), is_sum("tổng số hộ nghèo ")
    (True, False)
    """
    return _SUM.search(before) is not None


def said(before: str, unit: str, behind: str) -> Iterator[str]:
    """Yield the words round a value, first with those behind it.

    >>> list(said(" hộ nghèo trên tổng số ", "hộ", ", chiếm "))
    ['tổng số hộ']
    >>> list(said("; có ", "hợp tác xã", " đang hoạt động;"))
    ['có hợp tác xã đang hoạt động', 'có hợp tác xã']
    """
    head = " ".join(_CUT_BEFORE.split(before)[-1].strip(" ,-–+").split())
    tail = " ".join(_CUT_BEHIND.split(behind)[0].split())
    if len(head.split()) > _MOST_WORDS:
        return
    if tail and len(tail.split()) <= _MOST_WORDS:
        yield " ".join((head, unit, tail)).strip()
    if head:
        yield f"{head} {unit}".strip()
