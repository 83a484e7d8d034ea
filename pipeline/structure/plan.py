"""Which parts of a report are on the time to come.

Enters: the title of a part. Leaves: yes or no. "C. NHIỆM VỤ TRỌNG TÂM THÁNG 6 NĂM 2026" is on the time to come,
"KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 5" isn't.
"""

from __future__ import annotations

import re

from pipeline.language.text import fold
from pipeline.structure.agency import begins_with
from pipeline.structure.title_period import mentions_in, planned
from pipeline.structure.vocabulary import WORDS
from schemas.period import Period


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W\d_])(?:" + "|".join(map(re.escape, words)) + r")(?![^\W\d_])")


_STRONG = _any(WORDS.longest_first("plan", "strong"))
_NOT = _any(WORDS.longest_first("plan", "not"))
_WEAK = WORDS.longest_first("plan", "weak")
_TERMS = _any(WORDS.longest_first("plan", "terms"))
_ALONE = frozenset(WORDS.list("plan", "alone"))
_NEXT_SEASON = re.compile(r"(?:kế hoạch|phương án|mục tiêu|chỉ tiêu)(?: sản xuất| gieo trồng| gieo cấy)? vụ ")
_DONE = re.compile(r"(?<![^\W\d_])đã(?![^\W\d_])")


def is_plan(title: str, own: Period | None) -> bool:
    """Tell whether a part with this title is on the time to come; `own` is the time that the report covers.

    >>> is_plan("PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG 7", None), is_plan("Kết quả thực hiện nhiệm vụ", None)
    (True, False)
    """
    folded = fold(title).strip(" .:;-*")
    strong = _STRONG.search(folded)
    weak = begins_with(folded, _WEAK)
    if strong is None and weak is None:
        return False
    at = strong.start() if strong is not None else 0
    denied = _NOT.search(folded)
    if (denied is not None and denied.start() <= at) or _DONE.search(folded):
        return False
    if strong is None:
        return (
            folded in _ALONE
            or _NEXT_SEASON.match(folded) is not None
            or _TERMS.search(folded) is not None
            or _later(title, own)
        )
    return not mentions_in(title) or not _is_own(title, own)


def _later(title: str, own: Period | None) -> bool:
    """Tell whether a title names a time after the report's own."""
    found = planned(title, own)
    if found is None:
        return False
    if own is None or own.start is None or own.end is None or found.start is None or found.end is None:
        return True
    return found.start > own.start and found.end > own.end


def _is_own(title: str, own: Period | None) -> bool:
    """Tell whether a title names the time that the report covers."""
    found = planned(title, own)
    return own is not None and found is not None and (found.start, found.end) == (own.start, own.end)
