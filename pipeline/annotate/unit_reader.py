"""The unit that stands behind a number, with what it is a rate of.

Enters: a passage's text and where a number ends. Leaves: a span and a `Unit`. Behind "48,5" in "48,5 triệu
đồng/người/năm" stands the rate "triệu đồng/người/năm".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.language.text import fold
from pipeline.language.units import Unit, unit_table
from schemas.base import Span

_RATED = (
    "người/năm|người|năm|tháng|ngày|tuần|quý|hộ|khẩu|nhân khẩu|xã|thôn|ấp|bản|vụ|lớp|nhóm lớp|nhóm|học sinh|hs"
    "|trường|giáo viên|lượt|ca|ha|m2|m²|m3|m³|km2|km|m|giờ"
    "|phút|sào|con|hécta|hecta|kg|tấn|tạ|đợt|buổi|lần|đơn vị|lao động|suất|liều|đồng|cái|chiếc|gia đình|thửa"
    "|hội viên|đoàn viên|đảng viên|nái|lứa|trẻ|phụ nữ|dân|công|cây|lô|căn|nhà|đối tượng|trường hợp|hồ sơ"
    "|htx|hợp tác xã|tủ|vạn dân|(?:1\\.000|10\\.000|100\\.000|1000|10000|100000) (?:dân|người)|thành viên|cơ sở"
    "|chi hội|chi bộ|tổ viên|tổ|đội|thùng|bao|chai|sản phẩm|phần"
    "|người dân|bệnh nhân|cán bộ|trạm|hồ|ao|khu phố|tổ dân phố|cuộc|phiên|chuyến"
)
_RATE = re.compile(rf" ?/ ?(?:(?P<count>0?1|6|06|9|12|3) ?(?:(?<=1 )|(?<=1)|(?=tháng)))?(?P<unit>{_RATED})(?![^\W_])")


class UnitReader:
    """Reads the unit that stands behind a number in one passage."""

    def __init__(self, text: str, noun: Callable[[int], Span | None]) -> None:
        self.text = text
        self.folded = fold(text)
        self._table = unit_table()
        self._noun = noun

    def at(self, end: int) -> tuple[Span, Unit] | None:
        """Return the unit of the table that stands at or one space behind `end`, with its rate ("/người/năm")."""
        start = end + 1 if self.folded[end : end + 1] == " " else end
        match = self._table.pattern.match(self.folded, start)
        if match is None:
            return None
        stop = match.end()
        written = self.folded[start:stop].rstrip()
        stop = start + len(written)
        unit = self._table.get(written)
        if unit is None:
            return None
        while rate := _RATE.match(self.folded, stop):
            stop = rate.end()
            unit = Unit(f"{unit.name}{_rate(rate)}", f"{unit.base}{_rate(rate)}", unit.factor, "rate", False)
        return (start, stop), unit

    def noun_at(self, end: int) -> Span | None:
        """Return the noun that is counted at `end`, where the unit table has none."""
        return self._noun(end)


def _rate(rate: re.Match[str]) -> str:
    number = (rate["count"] or "").lstrip("0")
    number = "" if number == "1" else number
    return f"/{number} {rate['unit']}" if number else f"/{rate['unit']}"
