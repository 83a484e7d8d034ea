"""Planned tasks: one a sentence, from the part of the report on the time to come.

Enters: a passage of that part. Leaves: `TaskMention`s. "Tiếp tục tiêm phòng cho đàn lợn, hoàn thành trước ngày 20/5."
is a task that goes on, due on 20 May.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.extract.sentences import sentences
from pipeline.language.dates import find_dates
from pipeline.language.text import fold, squeeze
from schemas.mention import DateMention, Passage, PeriodMention, Shape, TaskMention
from schemas.outline import Paragraph

_WORD = re.compile(r"[^\W\d_]+")
_DUE = re.compile(
    r"(?:trước|đến|hết|trong|chậm nhất|xong trước|tại kỳ họp|kỳ họp|vào|hạn|đến hết|tới|cuối|tháng|quý"
    r"|hoàn thành)(?: hết)?(?: ngày)?\s*$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[\d]+|[a-zđ]|[IVX]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    verbs: re.Pattern[str]
    continuing: tuple[str, ...]
    offices: re.Pattern[str]
    charged: re.Pattern[str]
    leads: re.Pattern[str]
    things: re.Pattern[str]


@cache
def _words() -> _Words:
    raw = tomllib.loads(files("pipeline.extract").joinpath("tasks.toml").read_text(encoding="utf-8"))

    def any_of(rows: list[str]) -> str:
        return "|".join(re.escape(fold(row)) for row in sorted(rows, key=len, reverse=True))

    verbs = any_of(raw["verbs"])
    offices = any_of(raw["offices"])
    return _Words(
        verbs=re.compile(rf"(?<![^\W\d_])(?:{verbs})(?![^\W\d_])"),
        continuing=tuple(raw["continuing"]),
        offices=re.compile(rf"(?:{offices})(?![^\W\d_])"),
        things=re.compile(rf"(?:{any_of(raw['things'])}|{offices})(?![^\W\d_])"),
        charged=re.compile(
            rf"(?<![^\W\d_])(?:giao(?! ban)(?: cho)?|yêu cầu"
            rf"|đề nghị) (?P<after>(?:{offices})(?![^\W\d_])[^,;.:]*?)(?=,? (?:chủ trì|phối hợp|theo dõi|tham mưu"
            rf"|tổng hợp|đôn đốc|rà soát|xây dựng|tổ chức|triển khai|thực hiện|hướng dẫn|chịu trách nhiệm|phụ trách"
            rf"|kiểm tra|báo cáo|chuẩn bị|hoàn thành|lập|tăng cường)(?![^\W\d_])|[,;.:]|$)"
        ),
        leads=re.compile(
            rf"(?:^|[;.,] ?|do )(?P<before>(?:{offices})(?![^\W\d_])[^,;.:]{{0,60}}?) (?:chủ trì|chịu trách nhiệm"
            rf"|phụ trách|làm đầu mối|là cơ quan thường trực)(?![^\W\d_])"
        ),
    )


def find_tasks(passage: Passage, paragraph: Paragraph, lead_end: int, item: str | None) -> list[TaskMention]:
    """Return the tasks of a passage in the part on the time to come; `lead_end` is where its run-in title ends."""
    text = passage.text
    found: list[TaskMention] = []
    for start, end in sentences(text):
        if end <= lead_end:
            continue
        begin = max(start, lead_end)
        while begin < end and not text[begin].isalnum() and text[begin] not in '"“(':
            begin += 1
        sentence = text[begin:end]
        action = _action(sentence) or (_unknown(sentence) if item is not None else None)
        if action is None:
            continue
        folded = fold(sentence)
        due, day = _deadline(passage, begin, end)
        found.append(
            TaskMention(
                span=(begin + passage.offset, end + passage.offset),
                text=squeeze(sentence),
                item=item,
                action=action,
                continuing=folded.startswith(_words().continuing),
                deadline=due,
                deadline_day=day,
                responsible=_responsible(sentence, folded),
                section=paragraph.section,
                rule="task.sentence",
            )
        )
    return found


def item_of(paragraph: Paragraph, section_number: str | None) -> str | None:
    """Return the number that a task stands under, as written but without its mark; "-" for any bullet."""
    marker = paragraph.marker.strip()
    if marker:
        number = re.search(r"\d+(?:\.\d+)*|[A-Za-zĐđ]+", marker)
        return number[0] if number else "-"
    if section_number:
        number = re.search(r"\d+(?:\.\d+)*|[A-Za-zĐđ]+", section_number)
        return number[0] if number else None
    return None


def _action(sentence: str) -> str | None:
    """Return the verb that opens a sentence; `None` where it is a bare target or a heading."""
    folded = fold(sentence)
    words = _words()
    if match := words.verbs.match(folded):
        return match[0] if not _bare_target(folded) else None
    if len(folded.split()) < 5 or folded.endswith(":"):
        return None
    if _bare_target(folded):
        return None
    if words.leads.search(folded):
        return "chủ trì"
    match = words.verbs.search(folded)
    return match[0] if match else None


_STATEMENT = re.compile(r"(?<![^\W\d_])(?:là|được|đã|đang|sẽ|còn|bị|rất|có|do|của|gồm|nhằm)(?![^\W\d_])|:")
_ITEM_WORDS = 4


def _unknown(sentence: str) -> str | None:
    """Return the opening of an item that orders something by a verb which no list holds; `None` for what states.

    >>> _unknown("Cắm mốc lộ giới các tuyến đường trong khu dân cư.")
    'cắm mốc'
    """
    folded = fold(sentence)
    first = folded.split()
    if len(first) < _ITEM_WORDS or not folded.endswith((".", ";")) or sentence.isupper():
        return None
    if _STATEMENT.search(folded) or _bare_target(folded) or _words().things.match(folded):
        return None
    return " ".join(first[:2]) if all(word.isalpha() for word in first[:2]) else None


_TARGET = re.compile(
    r"(?:tỷ lệ|tỉ lệ|tổng|số|diện tích|sản lượng|năng suất|thu ngân sách|thu nhập|giá trị|tốc độ|thu(?! hoạch| gom"
    r"| hút| hồi| dọn)|chi(?! trả)|trẻ|hộ|tốt nghiệp|học sinh|đàn|dân số|giải quyết việc làm"
    r"|lao động)(?![^\W\d_])[^.;]{0,90}?(?::|đạt|từ|dưới|trên|còn|là)? ?(?:[^\W\d_]+ ){0,3}\d[\d.,]*"
)


def _bare_target(folded: str) -> bool:
    """Whether a sentence is a target of the form "label: value" or "Tỷ lệ ... đạt 95%", with no verb of doing."""
    if not any(char.isdigit() for char in folded):
        return False
    if re.match(
        r"[^:.;]{2,90}: ?(?:(?:đạt|từ|trên|dưới|khoảng|phấn đấu|ước|tối thiểu|ít nhất|tăng|giảm|không quá|giữ"
        r"|duy trì)(?: mức| đạt| trên)* )*\d(?:[^.;]|\.\d){0,60}\.?;?$",
        folded,
    ):
        return True
    match = _TARGET.match(folded)
    if match is None:
        return False
    head = match[0]
    verb = re.search(
        r"(?<![^\W\d_])(?:phấn đấu|triển khai|tổ chức|thực hiện|hoàn thành|tập trung|vận động|đẩy|tăng cường|chỉ đạo"
        r"|rà soát)(?![^\W\d_])",
        folded,
    )
    return verb is None and len(folded) - len(head) < 60


def _deadline(passage: Passage, start: int, end: int) -> tuple[PeriodMention | None, DateMention | None]:
    """Return the last time that the sentence sets as its end: a day ("trước ngày 25/7") or a span ("trong quý II")."""
    text = passage.text
    citations = [(citation.start, citation.end) for citation in passage.citations]
    for day in find_dates(text[start:end], loose=True):
        at = start + day.start
        if any(first <= at < last for first, last in citations):
            continue
        before = text[max(start, at - 24) : at]
        if re.search(
            r"(?:trước|đến|hết|chậm nhất|vào|hạn|xong|tới|trong)(?: hết)?(?: ngày)?(?: là)?\s*$", before, re.IGNORECASE
        ) or re.search(
            r"(?:trước|đến|hết|chậm nhất|vào|hạn|xong|tới)(?: hết)? ngày", before + text[at : at + 5], re.IGNORECASE
        ):
            return None, day
    for period in reversed(passage.periods):
        if not (start <= period.start and period.end <= end):
            continue
        before = text[max(start, period.start - 26) : period.start]
        own = text[period.start : period.end].lower()
        if period.shape in (Shape.MONTH, Shape.QUARTER, Shape.YEAR, Shape.MONTHS) and (
            re.search(
                r"(?:trong|trước|đến|hết|tại kỳ họp|kỳ họp|cuối|vào|xong|hoàn thành|thường lệ)(?: hết| cuối| đầu"
                r"| giữa)?\s*$",
                before,
                re.IGNORECASE,
            )
            or own.startswith(("trong ", "hết "))
        ):
            return period, None
    return None, None


def _responsible(sentence: str, folded: str) -> str | None:
    words = _words()
    if match := words.charged.search(folded):
        return sentence[match.start("after") : match.end("after")].strip()
    if match := words.leads.search(folded):
        return sentence[match.start("before") : match.end("before")].strip()
    return None
