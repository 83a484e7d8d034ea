"""Việc kể là đã làm, hoặc văn bản viện dẫn, có ngày sau ngày của báo cáo.

Ngày của báo cáo là ngày ghi ở đầu; dự thảo để trống ngày thì lấy ngày cuối của tháng ghi ở đầu.

Sai: (báo cáo ngày 20/5/2026) Đã ban hành Kế hoạch số 152/KH-UBND ngày 28/5/2026.
Đúng: (báo cáo ngày 20/5/2026) Đã ban hành Kế hoạch số 152/KH-UBND ngày 18/5/2026.

Bỏ qua: baocao check --silence date.future ở đoạn ấy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.wording import day
from pipeline.language.dates import find_dates, on
from pipeline.language.text import fold
from schemas.finding import Evidence, Severity

SEVERITY = Severity.ERROR

_DONE = re.compile(r"(?<!\w)(?:đã|được tổ chức|hoàn thành)(?!\w)")
_COMING = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến|kế hoạch|chuẩn bị|trước ngày|đến hết|thời hạn|phấn đấu|chậm nhất|trước"
    r"|lịch|thông báo|mời|giấy mời|phương án|chương trình|đăng ký)(?!\w)"
)
_CLAUSE = re.compile(r"[.;,:]\s")


def find(context: Context) -> Iterator[Found]:
    """Yield documents cited and things done that are dated after the report."""
    latest = context.latest_day
    if latest is None:
        return
    cited = [citation.span for citation in context.report.citations]
    for citation in context.report.citations:
        if citation.date is not None and citation.date > latest:
            place = Evidence(
                span=citation.span, text=citation.text, section=citation.section, page=citation.page, bbox=citation.bbox
            )
            yield _found(f"Văn bản {citation.symbol} ghi ngày {day(citation.date)}", latest, citation.date, place)
    for line in context.lines:
        if line.plan or line.foot:
            continue
        for mention in find_dates(line.text):
            span = (line.start + mention.start, line.start + mention.end)
            when = on(mention, latest.year)
            if when is None or when <= latest or any(start <= span[0] < end for start, end in cited):
                continue
            before = fold(line.text[: mention.start])
            clause = _CLAUSE.split(before)[-1]
            if _DONE.search(clause) and not _COMING.search(clause):
                yield _found(f"Việc kể là đã làm ghi ngày {day(when)}", latest, when, context.place(span))


def _found(what: str, latest: date, when: date, place: Evidence) -> Found:
    return Found(
        message=f"{what}, sau ngày của báo cáo ({day(latest)}).",
        evidence=(place,),
        expected=f"không sau {day(latest)}",
        found=day(when),
    )
