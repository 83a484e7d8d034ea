"""Ngày không có trong lịch, hoặc thứ trong tuần không đúng với ngày ấy.

Sai: ngày 31/4/2026; thứ Hai, ngày 15/3/2026.
Đúng: ngày 30/4/2026; Chủ nhật, ngày 15/3/2026.

Bỏ qua: baocao check --silence date.invalid ở đoạn ấy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.check.context import Context, Line
from pipeline.check.found import Found
from pipeline.check.wording import day
from pipeline.language.dates import day_of
from pipeline.language.text import fold
from schemas.finding import Severity

SEVERITY = Severity.ERROR

_DAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_FULL = re.compile(r"(?<![\d/.,-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/])")
_SHORT = re.compile(r"(?:ngày|mùng)\s+(\d{1,2})/(\d{1,2})(?![\d/]|[.,]\d)")
_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+((?:19|20)\d\d))?")
_WEEKDAY = re.compile(
    r"(thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])(?![\d/])|chủ nhật),?\s*\(?(?:ngày\s+)?(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})"
    r"(?:(?:/|\s+năm\s+)((?:19|20)\d\d))?"
)
_LEAP = 2024


def find(context: Context) -> Iterator[Found]:
    """Yield dates that don't exist and weekdays that aren't that day's."""
    for line in context.lines:
        folded = fold(line.text)
        taken: set[int] = set()
        for match in (*_FULL.finditer(folded), *_WORDS.finditer(folded), *_SHORT.finditer(folded)):
            place = match.start(1)
            if place in taken:
                continue
            taken.add(place)
            month, year = (
                (match[3], match[4]) if match.re is _FULL else (match[2], match[3] if match.re is _WORDS else None)
            )
            if day_of(int(year) if year else _LEAP, int(month), int(match[1])) is None:
                yield _no_such_day(context, line, match)
        yield from _weekdays(context, line, folded)


def _no_such_day(context: Context, line: Line, match: re.Match[str]) -> Found:
    written = line.text[match.start() : match.end()]
    return Found(
        message=f"“{written}” không có trong lịch.",
        evidence=(context.place((line.start + match.start(), line.start + match.end())),),
        found=written,
    )


def _weekdays(context: Context, line: Line, folded: str) -> Iterator[Found]:
    period = context.report.header.period
    for match in _WEEKDAY.finditer(folded):
        year = int(match[4]) if match[4] else (period.end.year if period is not None and period.end else None)
        when = day_of(year, int(match[3]), int(match[2]))
        if when is None or _named(match[1]) == when.weekday():
            continue
        yield Found(
            message=f"Ngày {day(when)} là {_title(when)}, báo cáo ghi {line.text[match.start(1) : match.end(1)]}.",
            evidence=(context.place((line.start + match.start(), line.start + match.end())),),
            expected=_title(when),
            found=line.text[match.start(1) : match.end(1)],
        )


def _named(word: str) -> int:
    return int(word[-1]) - 2 if word[-1].isdigit() else _DAYS.index(word)


def _title(when: date) -> str:
    return _DAYS[when.weekday()].capitalize()
