"""Tháng, quý hoặc năm trong báo cáo không phải là kỳ của báo cáo.

Thường do chép từ báo cáo tháng trước. Xem tên báo cáo, các đề mục, câu mở đầu, câu kết, “lũy kế N tháng”, và tháng đứng
ngay trước số liệu của kỳ. Những chỗ so với kỳ trước, cùng kỳ thì không tính.

Sai: (báo cáo tháng 5 năm 2026) Lũy kế 4 tháng đầu năm thu ngân sách đạt 63.155 triệu đồng.
Đúng: (báo cáo tháng 5 năm 2026) Lũy kế 5 tháng đầu năm thu ngân sách đạt 63.155 triệu đồng.

Bỏ qua: baocao check --silence period.mismatch ở đoạn ấy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context, Line
from pipeline.check.found import Found
from pipeline.check.timing import Time, expected_times, own_time
from pipeline.language.periods import find_periods
from pipeline.language.text import fold
from schemas.finding import Severity
from schemas.mention import PeriodMention, Shape
from schemas.period import PeriodKind

SEVERITY = Severity.WARNING

_COMPARED = re.compile(r"(?:so với|so|cùng kỳ|bằng|từ|sau|trước|hết|kể từ|chương trình công tác|kế hoạch|của)\s*$")
_CUMULATIVE = re.compile(
    r"(?:lũy kế|tính chung|cộng dồn|lũy tiến)(?:,| là| thực hiện| ước)? (\d{1,2}) tháng(?: đầu năm)?(?: năm)?"
    r"(?: ?((?:19|20)\d\d))?"
)
_STATED = re.compile(
    r"(?:^|[.;:,(] ?|(?<=trong )|(?<=ngân sách )|(?<=thu )|(?<=chi )|(?<=riêng ))"
    r"tháng (\d{1,2})(?!\d|[.,]\d)(?:/| năm |-)?((?:19|20)\d\d)?"
    r"(?= (?:là|đạt|ước|được|thu|chi|thực hiện|có|xảy ra|toàn|trên địa bàn)|,|:| \d)"
)
_SEASON = re.compile(
    r"vụ (?:lúa )?(?:xuân|mùa|hè thu|thu đông|chiêm xuân|đông|hè|thu)(?: sớm| muộn)? (?:năm )?"
    r"((?:19|20)\d\d)(?! ?[-–/] ?\d)"
)
_COMING = re.compile(r"dự kiến|sẽ|phấn đấu|kế hoạch tháng")
_TITLES = re.compile(r"kết quả|tình hình|nhiệm vụ|phương hướng|chương trình|công tác|kế hoạch|chỉ tiêu")
_CITED = 120
_WINTER = 3


def find(context: Context) -> Iterator[Found]:
    """Yield every time in the text that isn't the report's own."""
    own = own_time(context.report.header.period)
    if own is None:
        return
    allowed = expected_times(context.report.header)
    titles = {fold(section.title) for section in context.report.sections if section.title}
    headings = {section.span[0]: fold(section.title) for section in context.report.sections}
    for number, line in enumerate(context.lines):
        folded = fold(line.text).strip("* ")
        title = headings.get(line.start, "")
        structural = folded in titles or (len(title) > 0 and folded.endswith(title))
        opening = line.section is None and number < len(context.lines) // 3
        closing = line.foot and fold(line.text).lstrip("*- ").startswith("trên đây")
        if structural or opening or closing:
            yield from _structural(context, line, allowed)
        elif not line.plan and not line.foot:
            yield from _body(context, line, own)


def _structural(context: Context, line: Line, allowed: frozenset[Time]) -> Iterator[Found]:
    """Yield what a title, a heading, the opening or the closing says of another time."""
    folded = fold(line.text)
    if not _TITLES.search(folded):
        return
    for mention in find_periods(line.text):
        time = _time(mention)
        if time is None or any(time.fits(other) for other in allowed):
            continue
        before = folded[: mention.start]
        if _COMPARED.search(before) or _elsewhere(context, line, mention):
            continue
        yield _found(context, line, mention.start, mention.end)


def _elsewhere(context: Context, line: Line, mention: PeriodMention) -> bool:
    """Return whether the words belong to the name or the date of another document."""
    at = line.start + mention.start
    here = [citation.span for citation in context.report.citations if line.holds(citation.span)]
    if any(start <= at < end + _CITED and "báo cáo" not in fold(context.text[end:at]) for start, end in here):
        return True
    return re.search(r"ngày[^.;]{0,12}$", fold(line.text[: mention.start])) is not None


def _time(mention: PeriodMention) -> Time | None:
    if mention.shift or mention.last:
        return None
    if mention.shape is Shape.MONTH and mention.number is not None:
        return Time(PeriodKind.MONTH, mention.number, mention.year)
    if mention.shape is Shape.QUARTER and mention.number is not None:
        return Time(PeriodKind.QUARTER, mention.number, mention.year)
    if mention.shape in (Shape.MONTHS, Shape.YTD) and mention.number is not None:
        return Time(PeriodKind.YTD, mention.number, mention.year)
    return None


def _body(context: Context, line: Line, own: Time) -> Iterator[Found]:
    folded = fold(line.text)
    months = own.last_month
    for match in _CUMULATIVE.finditer(folded):
        wrong_year = match[2] is not None and int(match[2]) != own.year
        if _COMING.search(re.split(r"[.;]", folded[: match.start()])[-1]):
            continue
        if (int(match[1]) != months or wrong_year) and not _last_year(folded, match.start()):
            yield _found(context, line, match.start(), match.end())
    for match in _SEASON.finditer(folded):
        if int(match[1]) != own.year and not _last_year(folded, match.start()) and not _other_year(folded, match, own):
            yield _found(context, line, match.start(), match.end())
    if own.kind is not PeriodKind.MONTH or re.search(rf"tháng 0?{months}(?!\d)", folded):
        return
    for match in _STATED.finditer(folded):
        month, year = int(match[1]), int(match[2]) if match[2] else None
        start = folded.index("tháng", match.start())
        if (month != months or year not in (None, own.year)) and not _last_year(folded, start):
            yield _found(context, line, start, match.end())


def _other_year(folded: str, match: re.Match[str], own: Time) -> bool:
    """Return whether the season is one to come, or the winter crop that goes on into the new year."""
    early = "đông" in match[0] and own.last_month <= _WINTER and int(match[1]) + 1 == own.year
    return early or (own.year is not None and int(match[1]) > own.year)


def _last_year(folded: str, at: int) -> bool:
    """Return whether the words before speak of a comparison."""
    clause = re.split(r"[.;]", folded[:at])[-1][-60:]
    return (
        re.search(
            r"so với|so cùng|cùng kỳ|năm trước|giảm so|tăng so|bằng \d[\d.,]*%|(?:từ|cuối|đầu|hết|đến|giữa|của) $",
            clause,
        )
        is not None
    )


def _found(context: Context, line: Line, start: int, end: int) -> Found:
    written = line.text[start:end].strip()
    own = own_time(context.report.header.period)
    return Found(
        message=f"“{written}” không khớp với kỳ của báo cáo ({own}).",
        evidence=(context.place((line.start + start, line.start + start + len(line.text[start:end].rstrip()))),),
        expected=str(own),
        found=written,
    )
