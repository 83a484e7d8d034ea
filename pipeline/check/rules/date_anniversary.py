"""Số năm kỷ niệm không khớp với hai mốc ghi trong ngoặc.

Sai: kỷ niệm 135 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2026).
Đúng: kỷ niệm 136 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2026).

Bỏ qua: baocao check --silence date.anniversary ở đoạn ấy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.language.text import fold
from schemas.finding import Severity

SEVERITY = Severity.ERROR

_DAY = r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?|tháng \d{1,2}[/.-]|\d{1,2}[/.-])?"
_ANNIVERSARY = re.compile(
    rf"(\d{{1,4}})\s+năm\s+(?!\d)([^()\n]{{4,140}}?)\s*\(\s*(?:ngày )?({_DAY})((?:1[5-9]|20)\d\d)"
    rf"\s*(?:[-–—]|đến)\s*(?:ngày )?({_DAY})((?:19|20)\d\d)\s*\)",
    re.I,
)
_NAMED = re.compile(r"kỷ niệm|kỉ niệm|(?<!\w)ngày |thành lập|truyền thống|chiến thắng|giải phóng|sinh nhật|năm sinh")
_BEFORE = 60


def find(context: Context) -> Iterator[Found]:
    """Yield every "N năm" whose two dates are another number of years apart."""
    for line in context.lines:
        for match in _ANNIVERSARY.finditer(line.text):
            stated, apart = int(match[1]), int(match[6]) - int(match[4])
            same_day = re.sub(r"\W0?", " ", match[3]).split() == re.sub(r"\W0?", " ", match[5]).split()
            named = _NAMED.search(fold(line.text[max(match.start() - _BEFORE, 0) : match.end(2)])) is not None
            if stated == apart or not same_day or not named:
                continue
            yield Found(
                message=f"Từ {match[4]} đến {match[6]} là {apart} năm, báo cáo ghi {stated} năm.",
                evidence=(context.place((line.start + match.start(), line.start + match.end())),),
                expected=f"{apart} năm",
                found=f"{stated} năm",
            )
