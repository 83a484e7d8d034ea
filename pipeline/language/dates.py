"""Days as they are written: "14/5/2026", "ngày 05 tháng 5 năm 2026", "28/6", "ngày 14-5".

Enters: text. Leaves: `DateMention`s with day, month and year as far as they are written.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from schemas.mention import DateMention


def day_of(year: int | None, month: int, day: int) -> date | None:
    """Return the date, or `None` if it doesn't exist.

    >>> day_of(2026, 2, 30) is None
    True
    """
    if year is None or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def last_day(year: int, month: int) -> date:
    """Return the last day of a month.

    >>> last_day(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, calendar.monthrange(year, month)[1])


_D = r"(0?[1-9]|[12]\d|3[01])"
_M = r"(0?[1-9]|1[0-2])"
_Y = r"((?:18|19|20)\d\d)"
_WORDS = re.compile(
    rf"(?:(?:ngày |mùng |mồng )(?P<d>{_D[1:-1]}) tháng (?P<m>{_M[1:-1]})(?: năm (?P<y>{_Y[1:-1]})"
    rf"|[/\-.](?P<y2>{_Y[1:-1]}))?|(?<!\d)(?P<d3>{_D[1:-1]}) tháng (?P<m3>{_M[1:-1]}) năm (?P<y3>{_Y[1:-1]}))(?!\d)",
    re.I,
)
_FULL = re.compile(
    rf"(?:ngày |mùng |mồng )?(?:(?<![\d/.,\-])|(?<=\d{{4}}[-–])){_D} ?([/\-.]) ?{_M} ?\2 ?{_Y}(?![\d/])", re.I
)
_SHORT = re.compile(
    rf"(?:ngày|mùng|mồng|đêm|sáng|trưa|chiều|tối|rạng sáng) {_D} ?[/\-.] ?{_M}(?![\d/.,]\d|\d|%|[/\-][A-ZĐ])", re.I
)
_LOOSE = re.compile(rf"(?<![\d/.,\-]){_D}/{_M}(?![\d/%]|[.,]\d|[/\-][A-ZĐ])")
_BEFORE_LOOSE = re.compile(
    r"(?:ngày|đến|đến hết|hết|từ|trước|sau|dịp|lễ|và|-|–|quốc khánh|quốc tế|việt nam|phụ nữ|thương binh)\s*$"
    r"|ngày [^()]{0,60}\($|(?-i:Ngày [A-ZĐÂÊÔƠƯĂ])[^\d,;.()]{2,50} $",
    re.I,
)


def on(mention: DateMention, year: int | None = None) -> date | None:
    """Return the day that `mention` names, in `year` if it names none; `None` if there is no such day or no year."""
    return day_of(mention.year if mention.year is not None else year, mention.month, mention.day)


def find_dates(text: str, loose: bool = False) -> list[DateMention]:
    """Return the days that `text` names, in order.

    `loose` also takes a bare "28/6" that follows a word such as "đến" or "dịp".

    >>> [(d.day, d.month, d.year) for d in find_dates("từ ngày 17/4/2026 đến hết ngày 16/5")]
    [(17, 4, 2026), (16, 5, None)]
    >>> find_dates("đạt 12/15 chỉ tiêu")
    []
    """
    found: list[DateMention] = []
    for match in _WORDS.finditer(text):
        year = match["y"] or match["y2"] or match["y3"]
        day, month = int(match["d"] or match["d3"]), int(match["m"] or match["m3"])
        found.append(DateMention(match.start(), match.end(), day, month, int(year) if year else None))
    found.extend(
        DateMention(match.start(), match.end(), int(match[1]), int(match[3]), int(match[4]))
        for match in _FULL.finditer(text)
    )
    short = list(_SHORT.finditer(text))
    if loose:
        short.extend(
            match
            for match in _LOOSE.finditer(text)
            if _BEFORE_LOOSE.search(text, max(0, match.start() - 70), match.start())
        )
    found.extend(DateMention(match.start(), match.end(), int(match[1]), int(match[2]), None) for match in short)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
