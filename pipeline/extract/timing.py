"""Which span of time governs a figure.

Enters: a passage, the place of a figure in its sentence. Leaves: the `PeriodMention`, or nothing where only the
report's own time is left. In "Thu tháng 5 là 12 tỷ đồng, lũy kế 5 tháng 63 tỷ đồng" the second figure is governed by
"lũy kế 5 tháng".
"""

from __future__ import annotations

import re

from pipeline.language.units import unit_table
from schemas.base import Span
from schemas.mention import Passage, PeriodMention, Shape

_COMPARED = re.compile(
    r"(?:so với|so|cùng kỳ|cùng kì|cùng tháng|hơn|bằng|của kế hoạch|tầm nhìn|định hướng|đến|giá|ck|svck|lần"
    r"|kể)(?: với)?(?: trung bình)?(?: cùng (?:kỳ|kì|thời điểm|tháng|vụ|mùa))?(?: của)?\s*$",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|vốn|dự án|đề án|chương trình|tiêu chuẩn|danh sách"
    r"|tuyển sinh)(?: \w+){0,3}\s*$",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"trường|lớp|giáo dục|học sinh|tiểu học|thcs|thpt|mầm non|bán trú|giáo viên|tốt nghiệp|học lực|hạnh kiểm",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\s*(?:trong|của|tính)?\s*", re.IGNORECASE)
_HANDED_ON = re.compile(r"chuyển(?: sang| qua| tiếp)?\s*\Z", re.IGNORECASE)
_LEFT_OVER = re.compile(r" (?:chuyển|còn) (?:sang|qua|tồn)(?![^\W\d_])", re.IGNORECASE)
_OPEN_AT = re.compile(r"(?<![^\W\d_])tồn(?: đọng)?(?: cuối| đến| từ| của)?\s*\Z", re.IGNORECASE)
_WINDOW = (Shape.RANGE, Shape.SCHOOL_YEAR)
_LEVEL = re.compile(r"(?:hộ nghèo|chuẩn|giai đoạn|theo tiêu chí)(?: \w+){0,3}\s*$", re.IGNORECASE)


def _joins(text: str, end: int, period: PeriodMention) -> bool:
    """Whether a time stands right behind a figure that ends at `end`, a window also in a bracket of its own."""
    between = text[end : period.start]
    if period.shape is Shape.RANGE and between.strip() == "(" and text[period.end : period.end + 1] == ")":
        return True
    return _JOINS.fullmatch(between) is not None


def _leads(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`."""
    return not text[:start].strip() or text[:start].rstrip().endswith((".", ":", ";"))


def usable(passage: Passage) -> list[PeriodMention]:
    """Return the periods of a passage that can govern figures: not those that something is compared with."""
    text = passage.text
    found = []
    for period in passage.periods:
        before = text[max(0, period.start - 24) : period.start]
        if _is_history(period):
            continue
        if (period.shape is Shape.SPAN and not _leads(text, period.start)) or (
            _COMPARED.search(before) and period.shape not in (Shape.POINT, Shape.YTD)
        ):
            continue
        words = text[period.start : period.end].lower()
        if words.startswith("so với") or _HANDED_ON.search(before):
            continue
        found.append(period)
    return found


def _is_history(period: PeriodMention) -> bool:
    """Whether a range spans years ("20/11/1982 - 20/11/2025"): an anniversary, no time that figures are of."""
    first, until = period.first, period.until
    return (
        first is not None
        and until is not None
        and first.year is not None
        and until.year is not None
        and until.year - first.year > 1
    )


def _closed(text: str, start: int, end: int) -> bool:
    """Whether a bracket that was open at `start` is closed before `end`."""
    depth = 0
    for char in text[start:end]:
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth < 0:
                return True
    return False


def is_counted_unit(unit: str) -> bool:
    """Whether a unit counts cases or people: a cumulative time said of some of them doesn't reach past a semicolon."""
    found = unit_table().get(unit)
    return found is not None and found.kind == "counted"


class Timing:
    """Finds the period of each figure of one passage."""

    def __init__(self, passage: Passage, window: PeriodMention | None) -> None:
        self.passage = passage
        self.periods = usable(passage)
        self.window = window

    def of(self, quantity: Span, sentence: Span, right_end: int, unit: str = "") -> PeriodMention | None:
        """Return the period that governs the figure at `quantity`, counted in `unit`.

        In its clause, behind it, or earlier in its sentence.
        """
        text = self.passage.text
        before = [period for period in self.periods if sentence[0] <= period.start and period.end <= quantity[0]]
        inside = [
            period
            for period in self.periods
            if quantity[1] <= period.start < right_end
            or (right_end <= period.start and _joins(text, right_end, period))
        ]
        if inside and not text[quantity[1] : inside[0].start].strip(" ,").startswith(("so", "kế hoạch")):
            strong = [period for period in inside if period.shape not in (Shape.YEAR, Shape.SEASON)]
            if strong:
                return strong[0]
            season = next((period for period in inside if period.shape is Shape.SEASON), None)
            if season is not None and not before:
                return season
        for period in reversed(before):
            if period.shape is not Shape.RANGE and _closed(text, period.end, quantity[0]):
                continue
            if period.until is not None and period.shape is Shape.POINT and self._spent(period, sentence, quantity[0]):
                continue
            left_over = _LEFT_OVER.match(text, period.end) or _OPEN_AT.search(
                text, max(0, period.start - 16), period.start
            )
            if left_over and "," in text[period.end : quantity[0]]:
                continue
            if period.shape is Shape.SEASON and ";" in text[period.end : quantity[0]]:
                continue
            if (
                period.shape in (Shape.YTD, Shape.MONTHS)
                and is_counted_unit(unit)
                and ";" in text[period.end : quantity[0]]
                and not _leads(text, period.start)
            ):
                continue
            if (
                period.shape is Shape.POINT
                and period.until is None
                and ";" in text[period.end : quantity[0]]
                and not _leads(text, period.start)
            ):
                continue
            if period.shift and any(mark in text[period.end : quantity[0]] for mark in ",;"):
                continue
            if period.shape is Shape.YEAR and (_AIM.search(text[max(0, period.start - 40) : period.start]) is not None):
                continue
            return period
        if (
            self.window is not None
            and self.window.shape is Shape.SCHOOL_YEAR
            and not _SCHOOL.search(text[slice(*sentence)])
        ):
            return None
        return self.window

    def _spent(self, period: PeriodMention, sentence: Span, at: int) -> bool:
        """Whether a day named in the midst of a sentence was said of an earlier figure ("tồn đến 31/3 là 2 đơn")."""
        text = self.passage.text
        if not text[sentence[0] : period.start].strip(" -+*•"):
            return False
        earlier = [q for q in self.passage.quantities if period.end <= q.start < at]
        return bool(earlier) and "," in text[earlier[0].end : at]

    def carried(self) -> PeriodMention | None:
        """Return the window ("từ ngày ... đến ngày ...") that the passage sets for what follows in it."""
        return next((period for period in self.periods if period.shape in _WINDOW), None)


def heading_period(passage: Passage) -> PeriodMention | None:
    """Return the time that a heading sets for all below it: a window, or "6 tháng", "quý I"."""
    for period in passage.periods:
        if period.shape in (Shape.RANGE, Shape.MONTHS, Shape.QUARTER, Shape.MONTH, Shape.YTD) and not _is_history(
            period
        ):
            return period
    return None
