"""Một văn bản được viện dẫn với hai ngày khác nhau, hoặc hai số cho cùng một văn bản.

So các lần viện dẫn cùng số, ký hiệu; cùng loại, cùng ngày, cùng trích yếu; và năm trong ký hiệu với năm của ngày ban
hành.

Sai: Kế hoạch số 141/KH-UBND ngày 24/4/2026 ... Kế hoạch số 141/KH-UBND ngày 14/4/2026.
Đúng: Kế hoạch số 141/KH-UBND ngày 24/4/2026 ... Kế hoạch số 141/KH-UBND ngày 24/4/2026.

Bỏ qua: baocao check --silence citation.conflict ở đoạn ấy, nếu là hai văn bản của hai cơ quan.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz

from pipeline.check.context import Context
from pipeline.check.documents import Cited, cited
from pipeline.check.found import Found
from pipeline.check.wording import day
from schemas.finding import Evidence, Severity

SEVERITY = Severity.WARNING

_ALIKE = 90
_LEAST = 24


def find(context: Context) -> Iterator[Found]:
    """Yield every pair of citations that can't both be right."""
    documents = cited(context)
    for document in documents:
        when = document.citation.date
        if when is not None and document.year not in (None, when.year):
            yield Found(
                message=(
                    f"Ký hiệu {document.citation.symbol} là của năm {document.year}, "
                    f"nhưng ngày ban hành ghi {day(when)}."
                ),
                evidence=(_place(document),),
                expected=str(document.year),
                found=day(when),
            )
    told: set[int] = set()
    for (at, first), (other, second) in combinations(enumerate(documents), 2):
        message = None if at in told or other in told else _conflict(first, second)
        if message is not None:
            told.add(other)
            yield Found(message=message, evidence=(_place(second), _place(first)))


def _conflict(first: Cited, second: Cited) -> str | None:
    """Return what contradicts what, `None` where nothing does."""
    one, two = first.citation, second.citation
    if first.suffix != second.suffix or first.issuer != second.issuer:
        return None
    if first.number == second.number:
        if one.date is None or two.date is None or one.date == two.date:
            return None
        if one.date.year != two.date.year and not _one_title(first, second):
            return None
        return f"Văn bản {one.symbol} được ghi hai ngày khác nhau: {day(one.date)} và {day(two.date)}."
    if one.date is not None and one.date == two.date and _one_title(first, second):
        return f"Cùng một văn bản ngày {day(one.date)} được ghi hai số: {one.symbol} và {two.symbol}."
    return None


def _one_title(first: Cited, second: Cited) -> bool:
    """Return whether both are about the same; a title may be cut short in one of them."""
    short, long = sorted((first.title, second.title), key=len)
    return len(short) >= _LEAST and fuzz.ratio(short, long[: len(short)]) >= _ALIKE


def _place(document: Cited) -> Evidence:
    citation = document.citation
    return Evidence(
        span=citation.span, text=citation.text, section=citation.section, page=citation.page, bbox=citation.bbox
    )
