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
_LEAST = 6
_FOOT = 15
_HEADING = re.compile(r"[A-ZĐÀ-Ỹ][^\d.;:|]*[^\W\d]")
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
    plain = [_plain_headings(history.text(report)) for report in recent]
    known = [[_normal(title) for title, _ in found] for found in titles]
    free = [other for other in here if not _among_alike(other, known[0])]
    common = set.intersection(*(set(lines) for lines in plain))
    lines = {_normal(line.text) for line in context.lines}
    for name, title in plain[0].items():
        if name in common and name not in lines and not _among(name, known[0]):
            yield _missing(title, named(recent[0]))
    for title, _ in titles[0]:
        name = _normal(title)
        if not name or len(title) > _SHORT or _among_alike(name, here) or any(name in other for other in free):
            continue
        if any(start == name or start.startswith((f"{name}:", f"{name}.")) for start in starts):
            continue
        if all(_among(name, others) for others in known[1:]):
            yield _missing(title, named(recent[0]))


def _missing(title: str, report: str) -> Found:
    return Found(
        message=f"Thiếu mục “{title}” mà {_RECENT} báo cáo gần nhất đều có.",
        evidence=(Evidence(span=None, text=title, report=report),),
        expected=title,
    )


def _plain_headings(text: str) -> dict[str, str]:
    """Return the lines that stand alone like headings: short, without figures, without an end mark, in the middle."""
    lines = text.split("\n")
    middle = lines[len(lines) // 10 : -_FOOT] if len(lines) > 2 * _FOOT else []
    return {
        _normal(line): line.strip()
        for line in middle
        if _LEAST <= len(line.strip()) <= _SHORT // 2 and _HEADING.fullmatch(line.strip())
    }


def _normal(title: str) -> str:
    return squeeze(_TIME.sub("", fold(title))).strip(" .:;-")


def _among_alike(name: str, titles: list[str]) -> bool:
    return any(fuzz.ratio(name, other) >= _ALIKE for other in titles)


def _among(name: str, titles: list[str]) -> bool:
    return any(fuzz.ratio(name, other) >= _ALIKE or (len(other) > 3 and name in other) for other in titles)
