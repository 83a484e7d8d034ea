"""Thiếu một phần mà mẫu của cơ quan, hoặc các báo cáo trước, đều có.

Các mục bắt buộc của cơ quan đặt ở muc_bat_buoc trong baocao.toml; ngoài ra so với đề mục của ba báo cáo gần nhất.

Sai: (ba báo cáo trước đều có mục Quốc phòng) báo cáo không có mục Quốc phòng.
Đúng: 1. Quốc phòng: ...

Bỏ qua: tắt trong baocao.toml: tat = ["structure.missing"].
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.pasts import named
from pipeline.language.text import fold, squeeze
from schemas.finding import Evidence, Severity

SEVERITY = Severity.WARNING

_RECENT = 3
_ALIKE = 80
_SHORT = 100
_TIME = re.compile(r"(?:tháng|quý|năm|kỳ) [\divx/ -]+|\d+ tháng(?: đầu năm| cuối năm)?|\d{4}")


def find(context: Context) -> Iterator[Found]:
    """Yield the parts that are required, or that the last reports all have, and the draft doesn't."""
    here = [_normal(section.title) for section in context.report.sections if section.title]
    starts = [fold(line.text).lstrip("-+*•0123456789.()/ ") for line in context.lines]
    for wanted in context.settings.required_sections:
        if not any(fold(wanted) in title for title in here):
            yield Found(message=f"Thiếu mục bắt buộc “{wanted}”.", evidence=(), expected=wanted)
    history = context.history
    if history is None or len(history.reports) < _RECENT:
        return
    recent = history.reports[:_RECENT]
    titles = [history.titles(report) for report in recent]
    for title, _ in titles[0]:
        name = _normal(title)
        if not name or len(title) > _SHORT or _among(name, here):
            continue
        if any(start.startswith(name) for start in starts):
            continue
        if all(_among(name, [_normal(other) for other, _ in others]) for others in titles[1:]):
            yield Found(
                message=f"Thiếu mục “{title}” mà {_RECENT} báo cáo gần nhất đều có.",
                evidence=(Evidence(span=None, text=title, report=named(recent[0])),),
                expected=title,
            )


def _normal(title: str) -> str:
    return squeeze(_TIME.sub("", fold(title))).strip(" .:;-")


def _among(name: str, titles: list[str]) -> bool:
    return any(fuzz.ratio(name, other) >= _ALIKE or (len(other) > 3 and name in other) for other in titles)
