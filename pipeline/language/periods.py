"""Spans of time as they are written: "lũy kế 5 tháng đầu năm 2026", "quý I/2024", "vụ đông xuân", "đến nay".

Enters: text. Leaves: `PeriodMention`s; `resolve` sets one against the time that the report covers. "lũy kế 5 tháng đầu
năm" in the report of May 2026 is 1 January to 31 May 2026.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.language.dates import find_dates
from pipeline.language.numbers import roman
from schemas.mention import DateMention, PeriodMention, Shape

_Y = r"((?:19|20)\d\d)"
_YEAR = rf"(?: ?năm {_Y}| ?[/\-.] ?{_Y})"
_SCHOOL = re.compile(rf"năm học:? {_Y} ?[-–/] ?{_Y}", re.I)
_SCHOOL_REL = re.compile(r"năm học (?:này|nay|trước|tới|mới|qua)", re.I)
_SPAN = re.compile(
    rf"(?:giai đoạn|nhiệm kỳ|nhiệm kì|thời kỳ|khóa) (?:\w+, ?)?(?:từ (?:năm )?)?{_Y} ?(?:[-–]|đến(?: năm)?) ?{_Y}", re.I
)
_MONTHS = re.compile(
    rf"(?<![\d.,/])(0?[1-9]|1[0-2]) tháng(?: (đầu|cuối) năm)?(?: ?năm {_Y}| ?[/\-.] ?{_Y}"
    rf"| (?:{_Y})(?![\d.,]))?(?: năm nay)?(?![^\W\d_])",
    re.I,
)
_MONTH_RANGE = re.compile(
    rf"(?:từ )?tháng (0?[1-9]|1[0-2])(?:{_YEAR})? ?(?:đến(?: hết)?|[-–]) ?tháng (0?[1-9]|1[0-2])(?:{_YEAR})?", re.I
)
_MONTH = re.compile(
    rf"(?<!\d )(?:(?:trong|cuối|đầu) )?tháng ?(0?[1-9]|1[0-2])(?:{_YEAR}(?!\d)|(?!\d|[.,]\d|%| (?:tỷ|tỉ|triệu"
    rf"|nghìn|ngàn|ha|tấn|tạ"
    rf"|con(?! số)|vụ"
    rf"|người"
    rf"|hồ sơ|trường hợp|ca|đơn|hộ|lượt|trẻ|em|cháu|cuộc|lớp|giấy|thẻ|liều|cơ sở|đối tượng|tin|lao động|buổi"
    rf"|học sinh|suất|đồng|km|m2|m3)(?![^\W\d_])))",
    re.I,
)
_MONTH_SHORT = re.compile(rf"(?<![\w./-])T\.?(0?[1-9]|1[0-2])(?:[/.]{_Y})?(?![\w%]|[.,]\d|/\d)")
_SEASON_SHORT = re.compile(rf"(?<![\w/-])(?:vụ )?(?:ĐX|HT|TĐ|ĐXM)(?![\w&/-])(?: {_Y}(?: ?[-–/] ?{_Y})?)?")
_YTD_SHORT = re.compile(r"(?<![\w/-])(?:LK|L\.K|Lk)(?![\w&/-])")
_MONTH_REL = re.compile(
    r"(?:trong |so với |của )?tháng (này|trước|qua|tới|sau|liền kề|báo cáo)(?![^\W\d_])"
    r"|(?<![^\W\d_])trong tháng(?! ?(?:0?[1-9]|1[0-2])(?!\d|[.,]\d)(?: năm|/|[,.;:)-]|$| và| đến| trên| toàn| xã"
    r"| phường| tiếp| thu| tổ))",
    re.I,
)
_QUARTER = re.compile(rf"(?:quý|quí) ?(IV|I{{1,3}}|[1-4])(?![^\W_])(?:{_YEAR})?", re.I)
_QUARTER_REL = re.compile(
    r"(?:trong |so với )?(?:quý|quí) (này|trước|tới|sau)|trong (?:quý|quí)(?! ?(?:[IV]|[1-4](?!\d|[.,]\d)))", re.I
)
_YEAR_RE = re.compile(rf"(?:cả |trong |của |hết )?năm {_Y}(?!\d|[.,]\d| ?[-–] ?\d{{4}})", re.I)
_YEAR_REL = re.compile(
    r"(?:cả|trong) năm(?! ?(?:19|20)\d\d(?!\d|[.,]\d)| học)|năm (?:nay|trước|ngoái|qua|tới|sau)(?![^\W\d_])", re.I
)
_RANGE = re.compile(r"(?:tính )?từ (?:ngày )?$", re.I)
_RANGE_LINK = re.compile(r"^,? ?(?:đến hết|đến|tới|-|–|cho đến hết|cho đến) (?:ngày )?$|^ ?[-–] ?$", re.I)
_UNTIL = re.compile(r"(?:tính đến|đến hết|đến|tới|tính tới|cho đến|kết thúc) (?:hết )?(?:ngày )?$", re.I)
_POINT = re.compile(
    r"(?:tính )?(?:cho )?(?:đến|tới) (?:nay|thời điểm (?:báo cáo|hiện tại|này|hiện nay|lập báo cáo)"
    r"|thời điểm)(?![^\W\d_])"
    r"|(?<![^\W\d_])(?<!thực )(?<!phát )(?<!xuất )(?<!thể )(?<!biểu )(?<!tái )(?:hiện nay|hiện có(?! mặt)|hiện tại"
    r"|hiện đang có|hiện còn|tại thời điểm(?: báo cáo| này| hiện tại| kiểm tra)?|thời điểm (?:báo cáo|hiện tại|này)"
    r"|hiện)(?![^\W\d_])"
    r"|(?:tính )?đến (?:cuối|hết) (?:kỳ|tháng|quý|năm)(?: báo cáo)?(?! ?\d| ?[IV])",
    re.I,
)
_YTD = re.compile(
    r"(?:lũy kế|luỹ kế|lũy tiến|cộng dồn|tính chung)(?:,? (?:từ (?:đầu năm|ngày 0?1/0?1|tháng 0?1))?(?: đến (?:nay"
    r"|thời điểm (?:báo cáo|này|hiện tại)|hết tháng(?: \d{1,2}(?![\d/.,%]))?))?)?(?: thực hiện)?(?![^\W_])"
    r"|từ đầu năm(?: (?:đến|tới) (?:nay|thời điểm (?:báo cáo|này)|hết tháng(?: \d{1,2}(?![\d/.,%]))?|cuối tháng"
    r"|ngày báo cáo))?",
    re.I,
)
_SINCE = re.compile(rf" ?(?:thực hiện )?từ (?:ngày )?(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?:/{_Y})?(?![\d/])", re.I)
_SEASON = re.compile(
    rf"(?<!dịch )(?<!nhiệm )(?<!phục )(?<!nghĩa )(?<!nghiệp )(?<!chức )(?<!công )(?<!sự )(?:vụ "
    rf"|trà )(?:sản xuất )?(?:lúa )?(đông[ -]xuân|hè[ -]thu|thu[ -]đông|xuân[ -]hè|chiêm[ -]xuân|xuân|mùa|hè|thu"
    rf"|đông|chiêm|chiêm xuân|ba|[1-3](?!\d|[.,]\d))(?![^\W\d_])(?: sớm| muộn"
    rf"| chính)?(?: năm)?(?: {_Y}(?: ?[-–/] ?{_Y})?)?"
    rf"|(?<=lúa )(đông[ -]xuân|hè[ -]thu|thu[ -]đông|xuân|mùa|chiêm)(?![^\W\d_])(?: năm {_Y}| {_Y}(?: ?[-–] ?{_Y})?)?",
    re.I,
)
_DIGIT = re.compile(r"\d")
_OWN = re.compile(r"(?<![^\W\d_])trong kỳ(?: báo cáo)?(?![^\W\d_])|kỳ báo cáo|kỳ này", re.I)
_PREVIOUS = re.compile(r"(?:từ )?kỳ trước(?: chuyển (?:sang|qua))?", re.I)


def _year(*groups: str | None) -> int | None:
    return next((int(group) for group in groups if group), None)


def find_periods(text: str) -> list[PeriodMention]:
    """Return the spans of time that `text` names, in order, none overlapping another.

    >>> [(m.shape.value, m.number, m.year) for m in find_periods("lũy kế 5 tháng đầu năm 2026")]
    [('ytd', 5, 2026)]
    >>> [(m.shape.value, m.number, m.year) for m in find_periods("tháng 5 và nhiệm vụ tháng 6 năm 2026")]
    [('month', 5, None), ('month', 6, 2026)]
    """
    found: list[PeriodMention] = []
    add = found.append
    lowered = text.lower()
    if "đầu năm" in lowered or "kế" in lowered or "tính chung" in lowered or "cộng dồn" in lowered or "lũy" in lowered:
        for match in _YTD.finditer(text):
            since = _SINCE.match(text, match.end())
            if since is not None and (since[1].lstrip("0"), since[2].lstrip("0")) != ("1", "1"):
                first = DateMention(since.start(1), since.end(), int(since[1]), int(since[2]), _year(since[3]))
                add(PeriodMention(match.start(), since.end(), Shape.RANGE, first=first))
                continue
            add(PeriodMention(match.start(), match.start() + len(match[0].rstrip(" ,")), Shape.YTD))
    if "tháng" in lowered:
        _find_months(text, add)
    if "qu" in lowered:
        for match in _QUARTER.finditer(text):
            number = int(match[1]) if match[1].isdigit() else roman(match[1])
            add(PeriodMention(match.start(), match.end(), Shape.QUARTER, number, _year(match[2], match[3])))
        for match in _QUARTER_REL.finditer(text):
            add(PeriodMention(match.start(), match.end(), Shape.QUARTER, shift=_shift(match[0])))
    if "năm" in lowered or "giai đoạn" in lowered or "nhiệm k" in lowered or "khóa" in lowered:
        for match in _SCHOOL.finditer(text):
            add(PeriodMention(match.start(), match.end(), Shape.SCHOOL_YEAR, year=int(match[1])))
        for match in _SCHOOL_REL.finditer(text):
            add(PeriodMention(match.start(), match.end(), Shape.SCHOOL_YEAR, shift=_shift(match[0])))
        for match in _SPAN.finditer(text):
            add(PeriodMention(match.start(), match.end(), Shape.SPAN, number=int(match[2]), year=int(match[1])))
        for match in _YEAR_RE.finditer(text):
            add(PeriodMention(match.start(), match.end(), Shape.YEAR, year=int(match[1])))
        for match in _YEAR_REL.finditer(text):
            add(PeriodMention(match.start(), match.end(), Shape.YEAR, shift=_shift(match[0])))
    for match in _MONTH_SHORT.finditer(text):
        add(PeriodMention(match.start(), match.end(), Shape.MONTH, int(match[1]), _year(match[2])))
    for match in _SEASON_SHORT.finditer(text):
        add(PeriodMention(match.start(), match.end(), Shape.SEASON, year=_year(match[1], match[2])))
    for match in _YTD_SHORT.finditer(text):
        add(PeriodMention(match.start(), match.end(), Shape.YTD))
    for match in _POINT.finditer(text):
        add(PeriodMention(match.start(), match.end(), Shape.POINT))
    for match in _SEASON.finditer(text):
        add(PeriodMention(match.start(), match.end(), Shape.SEASON, year=_year(match[2], match[3], match[5], match[6])))
    if "kỳ" in lowered:
        for match in _OWN.finditer(text):
            add(PeriodMention(match.start(), match.end(), Shape.OWN))
        for match in _PREVIOUS.finditer(text):
            add(PeriodMention(match.start(), match.end(), Shape.OWN, shift=-1))
    if _DIGIT.search(text):
        _find_days(text, add)
    return _merge(text, found)


def _shift(words: str) -> int:
    last = words.lower().split()[-1]
    if last in ("trước", "qua", "ngoái", "kề"):
        return -1
    return 1 if last in ("tới", "sau", "mới") else 0


def _find_months(text: str, add: Callable[[PeriodMention], None]) -> None:
    for match in _MONTHS.finditer(text):
        year = _year(match[3], match[4], match[5])
        add(
            PeriodMention(
                match.start(), match.end(), Shape.MONTHS, int(match[1]), year, last=(match[2] or "").lower() == "cuối"
            )
        )
    for match in _MONTH_RANGE.finditer(text):
        year = _year(match[2], match[3], match[5], match[6])
        first = DateMention(match.start(), match.start(), 1, int(match[1]), _year(match[2], match[3]) or year)
        until = DateMention(match.end(), match.end(), 0, int(match[4]), year)
        add(PeriodMention(match.start(), match.end(), Shape.RANGE, year=year, first=first, until=until))
    for match in _MONTH.finditer(text):
        add(PeriodMention(match.start(), match.end(), Shape.MONTH, int(match[1]), _year(match[2], match[3])))
    for match in _MONTH_REL.finditer(text):
        add(PeriodMention(match.start(), match.end(), Shape.MONTH, shift=_shift(match[0])))


def _find_days(text: str, add: Callable[[PeriodMention], None]) -> None:
    dates = find_dates(text, loose=True)
    index = 0
    while index < len(dates):
        here = dates[index]
        before = _RANGE.search(text, max(0, here.start - 14), here.start)
        if index + 1 < len(dates) and _RANGE_LINK.match(text[here.end : dates[index + 1].start]):
            start = before.start() if before else here.start
            add(PeriodMention(start, dates[index + 1].end, Shape.RANGE, first=here, until=dates[index + 1]))
            index += 2
            continue
        if until := _UNTIL.search(text, max(0, here.start - 24), here.start):
            add(PeriodMention(until.start(), here.end, Shape.POINT, until=here))
        index += 1


def _merge(text: str, found: list[PeriodMention]) -> list[PeriodMention]:
    """Drop mentions inside longer ones; join "lũy kế" with the months, month or day behind it."""
    found.sort(key=lambda mention: (mention.start, -(mention.end - mention.start)))
    kept: list[PeriodMention] = []
    for mention in found:
        if kept and mention.start < kept[-1].end:
            if mention.end > kept[-1].end and mention.shape is Shape.RANGE:
                kept[-1] = mention
            continue
        if (
            kept
            and kept[-1].shape is Shape.YTD
            and mention.shape in (Shape.MONTHS, Shape.POINT, Shape.MONTH, Shape.YEAR, Shape.QUARTER)
        ):
            between = text[kept[-1].end : mention.start].strip(" ,").lower()
            if between in ("", "trong", "đến", "đến hết", "hết", "tính", "của", "từ", "tổng", "thực hiện", "cả"):
                number = mention.number if mention.shape in (Shape.MONTHS, Shape.MONTH) else None
                kept[-1] = PeriodMention(
                    kept[-1].start,
                    mention.end,
                    Shape.YTD,
                    number,
                    mention.year,
                    until=mention.until,
                    shift=mention.shift,
                )
                continue
        kept.append(mention)
    return kept
