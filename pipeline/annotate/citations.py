"""Documents named by their number, in State and Party form.

Enters: a passage's text. Leaves: `CitationMention`s. "Kế hoạch số 141/KH-UBND ngày 24/4/2026 của UBND tỉnh" has the
type KH, the number 141, the symbol 141/KH-UBND, the issuer UBND tỉnh and the date 24 April 2026.
"""

from __future__ import annotations

import datetime as dt
import re

from pipeline.language.dates import find_dates, on
from schemas.mention import CitationMention

_TYPES = {
    "nghị quyết": "NQ",
    "quyết định": "QĐ",
    "chỉ thị": "CT",
    "quy chế": "QC",
    "quy định": "QyĐ",
    "thông báo": "TB",
    "hướng dẫn": "HD",
    "chương trình": "CTr",
    "kế hoạch": "KH",
    "phương án": "PA",
    "đề án": "ĐA",
    "báo cáo": "BC",
    "tờ trình": "TTr",
    "công điện": "CĐ",
    "nghị định": "NĐ",
    "thông tư": "TT",
    "thông tư liên tịch": "TTLT",
    "luật": "L",
    "pháp lệnh": "PL",
    "công văn": "CV",
    "kết luận": "KL",
    "văn bản": "VB",
    "giấy mời": "GM",
    "biên bản": "BB",
    "hợp đồng": "HĐ",
}
_LETTERS = r"[A-ZĐƯÔƠĂÂÊ][A-Za-zĐđƯưÔôƠơ]*"
_PART = rf"(?:{_LETTERS}\d{{0,2}}|\d{{1,2}})"
_SYMBOL = rf"(?:(?:19|20)\d\d/)?{_LETTERS}\d{{0,2}}(?:[-&./–]{_PART})*"
_NUMBER = r"\d{1,5}[a-zA-Z]?"
_CITED = re.compile(
    rf"(?P<type>(?:{'|'.join(sorted((re.escape(name) for name in _TYPES), key=len, reverse=True))}))?(?P<so> ?số:? ?"
    rf"|\s)?"
    rf"(?P<list>(?:{_NUMBER}(?:,| và"
    rf"|;) ?)*)(?<![\d.,/])(?P<number>{_NUMBER}) ?(?P<mark>[/\-–]) ?(?P<symbol>{_SYMBOL})(?![^\W_])",
    re.IGNORECASE,
)
_BLANK = re.compile(rf"(?P<type>{'|'.join(_TYPES)}) số:?\s*(?:[.…_]+)?\s*/(?P<symbol>{_SYMBOL})", re.IGNORECASE)
_UPPER_SYMBOL = re.compile(r"(?:(?:19|20)\d\d/)?[A-ZĐ]")
_DATE_LINK = re.compile(r"[,;]? ?\(?(?:(?:ký |ban hành )?ngày )?", re.IGNORECASE)
_BY = re.compile(
    r"[,)]? ?(?:của|do) (?P<issuer>(?:[^\W\d_]|[ &-])+?)(?= (?:về|v/v|phê duyệt|ban hành|quy định|triển khai"
    r"|thực hiện|hướng dẫn|sửa đổi|tổ chức|giao|yêu cầu|và|phát động|tại|trên)(?![^\W_])|[,;.:()]|\d|$)",
    re.IGNORECASE,
)
_ISSUERS = (
    ("NĐ-CP", "Chính phủ"),
    ("NQ-CP", "Chính phủ"),
    ("TTG", "Thủ tướng Chính phủ"),
    ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
    ("QH", "Quốc hội"),
    ("TW", "Trung ương"),
    ("TU", "Tỉnh ủy"),
    ("HU", "Huyện ủy"),
    ("ĐU", "Đảng ủy"),
    ("BTC", "Bộ Tài chính"),
    ("BNV", "Bộ Nội vụ"),
    ("BGDĐT", "Bộ Giáo dục và Đào tạo"),
    ("BYT", "Bộ Y tế"),
    ("BKHCN", "Bộ Khoa học và Công nghệ"),
    ("BTP", "Bộ Tư pháp"),
    ("BCT", "Bộ Công Thương"),
    ("BXD", "Bộ Xây dựng"),
    ("BCA", "Bộ Công an"),
    ("BQP", "Bộ Quốc phòng"),
    ("TTCP", "Thanh tra Chính phủ"),
    ("VPCP", "Văn phòng Chính phủ"),
)


def find_citations(text: str) -> list[CitationMention]:
    """Return the documents that `text` cites, in order.

    >>> [c.symbol for c in find_citations("Quyết định số 12, 13/QĐ-UBND và Nghị định 176/2025/NĐ-CP")]
    ['12/QĐ-UBND', '13/QĐ-UBND', '176/2025/NĐ-CP']
    """
    if "/" not in text and "-" not in text and "–" not in text:
        return []
    found: list[CitationMention] = []
    for match in _CITED.finditer(text):
        symbol = match["symbol"]
        if not _UPPER_SYMBOL.match(symbol) or not _is_document(match, symbol):
            continue
        start = match.start("type") if match["type"] else match.start("list")
        if not match["type"] and match["so"] and match["so"].strip():
            start = match.start("so") + len(match["so"]) - len(match["so"].lstrip())
        end, date = _date_behind(text, match.end())
        issuer = _issuer(text, end, symbol)
        kind = _type(match["type"], symbol)
        earlier = re.findall(_NUMBER, match["list"])
        tail = f"{match['mark'].replace('–', '-')}{symbol}"
        for number in earlier:
            at = text.index(number, match.start("list"))
            found.append(CitationMention(at, at + len(number), kind, number, f"{number}{tail}", issuer, date))
        begin = start if not earlier else match.start("number")
        found.append(CitationMention(begin, end, kind, match["number"], f"{match['number']}{tail}", issuer, date))
    for match in _BLANK.finditer(text):
        end, date = _date_behind(text, match.end())
        found.append(
            CitationMention(
                match.start(),
                end,
                _type(match["type"], match["symbol"]),
                None,
                match["symbol"],
                _issuer(text, end, match["symbol"]),
                date,
            )
        )
    found.sort(key=lambda citation: citation.start)
    return found


def _is_document(match: re.Match[str], symbol: str) -> bool:
    """Tell a document's number from a rate or a name ("12 HS/lớp", "COVID-19", "10/Km")."""
    letters = re.sub(r"[^A-Za-zĐđ]", "", symbol)
    upper = sum(char.isupper() for char in letters)
    if match["type"] or (match["so"] and "số" in match["so"].lower()):
        return upper >= 1
    if match["mark"] != "/":
        return bool(re.search(r"/(?:TW|TU|ĐU|HU|QU|ĐTN|BTG|BTC|UB|CP|ĐUK|TĐTN|[A-ZĐ]{2,})$", symbol))
    return upper >= 2 and (
        "-" in symbol or "/" in symbol or symbol[:2] in ("QH", "NĐ", "QĐ", "KH", "CV", "TB", "BC", "CT", "NQ")
    )


def _type(word: str | None, symbol: str) -> str | None:
    head = re.split(r"[-/]", re.sub(r"^(?:19|20)\d\d/", "", symbol))[0]
    if head in _TYPES.values():
        return head
    if word is not None:
        return _TYPES[word.lower()]
    return re.sub(r"\d", "", head) or None if head.startswith("QH") else head


def _date_behind(text: str, end: int) -> tuple[int, dt.date | None]:
    link = _DATE_LINK.match(text, end)
    assert link is not None
    window = text[end : end + 46]
    for mention in find_dates(window):
        if mention.start <= link.end() - end and window[: mention.start].strip(" ,;(") in (
            "",
            "ngày",
            "ký",
            "ban hành",
        ):
            day = on(mention)
            if day is not None:
                return end + mention.end, day
    return end, None


def _issuer(text: str, end: int, symbol: str) -> str | None:
    if by := _BY.match(text, end):
        return by["issuer"].strip()
    upper = symbol.upper()
    return next(
        (name for mark, name in _ISSUERS if upper.endswith(mark) or f"/{mark}" in upper or f"-{mark}" in upper), None
    )
