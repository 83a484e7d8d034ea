"""Zeros that are stated in words: "không có hồ sơ quá hạn", "chưa phát hiện ca bệnh nào", "Lở mồm long móng: không".

Enters: a passage. Leaves: `Zero`s with their noun and what there was none of.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.extract.words import acts, word_lists
from pipeline.language.text import fold, squeeze
from pipeline.language.units import unit_table
from schemas.base import Span
from schemas.mention import Passage

_STATED = re.compile(
    r"(?<![^\W\d_])(?P<not>không|chưa)(?: hề)? (?P<verb>(?:để )?(?:xảy ra|phát sinh|xuất hiện)|(?:ghi nhận|phát hiện"
    r"|có|còn|tiếp nhận|nhận được|nhận)(?: được)?(?: phát sinh| xảy ra)?)(?: thêm| mới| có| một| bất kỳ"
    r"| bất cứ)*(?: các| những)? ",
    re.IGNORECASE,
)
_EVENTS = re.compile(
    r"(?:dịch|dịch bệnh|bệnh dịch|cháy|cháy nổ|cháy rừng|ngộ độc|tai nạn|tội phạm|thiệt hại|khiếu kiện|điểm nóng"
    r"|tồn đọng|án|tử vong|vi phạm|bạo lực|tệ nạn|tảo hôn|hoạt động|tai biến|biến chứng|sự cố|sạt lở|phản ứng"
    r"|thất thoát|tái nghèo)(?![^\W\d_])",
    re.IGNORECASE,
)
_EVENT_VERBS = ("xảy ra", "phát sinh", "xuất hiện", "ghi nhận", "phát hiện")
_END = re.compile(
    r"[,;:.()]|\s[-–]\s|(?<![^\W\d_])(?:và(?= (?:không|chưa|đã|các))|trên địa bàn|trong tháng|trong kỳ|trong quý"
    r"|trong năm|tuy nhiên|nhưng|song|do|nên|vì|so với|theo|cũng|đảm bảo|đạt|tỷ lệ|để|khi|qua)(?![^\W\d_])",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?:mà|nào|các|những|hộ|người|cơ sở|đối tượng|trường hợp|khu vực|nơi|đơn vị|trẻ|ai|do|vì|nếu|nhưng)\s*$",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"(?<![^\W\d_])không(?: có| gây)? (?P<label>tử vong|thiệt hại(?: lớn)?(?: về)? (?:người|tài sản|về người và tài sản"
    r"|người và tài sản))",
    re.IGNORECASE,
)
_LABEL_NONE = re.compile(
    r"(?P<label>[^:;,.()]{2,80}):\s*(?P<none>không(?: có| phát sinh| xảy ra| phát hiện| ghi nhận)?"
    r"|chưa(?: có| phát sinh| xảy ra| phát hiện| ghi nhận)|0)(?=\s*(?:[;.,)]|$))",
    re.IGNORECASE,
)
_LISTED_NONE = re.compile(
    r"\d[^,;.:()]*[,;] (?P<label>[^\W\d_]+(?: [^\W\d_]+){0,3}) (?P<none>không(?: có)?)(?=\s*(?:[;.,)]|$))",
    re.IGNORECASE,
)
_NOT_HELD = re.compile(
    r"(?<![^\W\d_])(?:không|chưa) (?P<verb>mở|tổ chức|thành lập|kết nạp|cấp|xử phạt|khởi công|tuyển|giới thiệu|bắt|lập)"
    r"(?: được| thêm| mới)* (?P<what>[^,;.:()\d]{2,60}?) (?:nào|trong (?:tháng|kỳ|quý|năm))(?![^\W\d_])",
    re.IGNORECASE,
)
_NOT_HELD_IN = re.compile(
    r"(?<![^\W\d_])trong (?:tháng|kỳ|quý|năm)(?: này)?,? (?P<no>(?:không|chưa) (?P<verb>mở|tổ chức|thành lập|kết nạp"
    r"|cấp|xử phạt"
    r"|khởi công|tuyển|giới thiệu|bắt|lập)(?: được| thêm| mới)* (?P<what>[^,;.:()\d]{2,60}?))(?=\s*(?:[,;.]|$))",
    re.IGNORECASE,
)
_NEWLY = re.compile(
    r"(?:^| )(?:mới|phát sinh|thành lập)(?![^\W\d_])|^ trong (?:tháng|kỳ|quý|năm)(?![^\W\d_])", re.IGNORECASE
)
_NOUN_TAIL = re.compile(r"(?: (?:nào|gì)(?: (?:xảy ra|phát sinh|bị|được|xin|mắc|vi phạm))?| xảy ra)$", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r" ?(?:không|chưa|đã|tình hình|công tác|đảm bảo|bảo đảm|góp|tuy|đến|trong|các|đồng thời|tỷ lệ|giữ|duy trì"
    r"|đáp ứng|hoàn thành|UBND|phường|xã)(?![^\W\d_])",
    re.IGNORECASE,
)
_LED = re.compile(r"(?:^|[.;] )[\s\-–*+•]*(?P<label>[^:;.()\d]{2,80}):\s*\Z")
_LONG_LED = 14
_DEED = 4
_TOKEN = re.compile(r"[^\W\d_]+")


@cache
def _no_count() -> frozenset[str]:
    raw = tomllib.loads(files("pipeline.extract").joinpath("words.toml").read_text(encoding="utf-8"))
    return frozenset(map(fold, raw["uncountable"]))


@dataclass(frozen=True, slots=True)
class Zero:
    """A stated zero at `span`: its `unit` (the counted noun, "" where only an event is named) and `label`."""

    span: Span
    unit: str
    label: str
    rule: str


def find_zeros(passage: Passage, plan: bool = False) -> list[Zero]:
    """Return the zeros that `passage` states in words; in a `plan` "không để xảy ra" is a wish."""
    text = passage.text
    found: list[Zero] = []
    lowered = text.lower()
    if "không" not in lowered and "chưa" not in lowered:
        return found
    folded = fold(text)
    for match in _STATED.finditer(text):
        start = match.end()
        end = _phrase_end(text, start)
        phrase = squeeze(text[start:end])
        if not phrase or any(start <= quantity.start < end for quantity in passage.quantities):
            continue
        if _RELATIVE.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        unit = _noun(folded, start)
        verb = match["verb"].lower()
        if verb.startswith("để") and plan:
            continue
        event = any(verb.endswith(word) for word in _EVENT_VERBS) or (
            verb in ("có", "còn") and _EVENTS.match(phrase) is not None
        )
        first = _TOKEN.match(phrase)
        if unit is None and not (event and first is not None and first[0].lower() not in _no_count()):
            continue
        if (
            unit is not None
            and not event
            and match["not"].lower() == "chưa"
            and verb == "có"
            and " nào" not in f" {phrase}"
            and not _NEWLY.search(phrase)
            and not _NEWLY.search(text[end : end + 14])
        ):
            continue
        label = squeeze(f"{_deed(text, match.start())} {_NOUN_TAIL.sub('', phrase)} {_led_by(text, match.start())}")
        found.append(Zero((match.start(), end), unit or "", label, "zero.stated"))
    for match in _HARM.finditer(text):
        if not any(zero.span[0] <= match.start() < zero.span[1] for zero in found):
            unit = "người" if match["label"].endswith("người") else ""
            found.append(Zero(match.span(), unit, squeeze(match["label"]), "zero.harm"))
    for match in _LABEL_NONE.finditer(text):
        label = squeeze(match["label"]).strip(" -–*+•")
        if label and match["none"] != "0":
            begin = match.end("label") - len(match["label"].lstrip(" -–*+•"))
            label = _led_by(text, match.start("none"), _LONG_LED) or label
            found.append(Zero((begin, match.end()), "", label, "zero.label"))
    _find_unheld(text, folded, found, plan)
    for match in _LISTED_NONE.finditer(text):
        span = (match.start("label"), match.end())
        if not any(zero.span[0] < span[1] and span[0] < zero.span[1] for zero in found):
            people = fold(match["label"]) in word_lists().casualties
            found.append(Zero(span, "người" if people else "", squeeze(match["label"]), "zero.label"))
    found.sort(key=lambda zero: zero.span)
    return found


def _deed(text: str, start: int) -> str:
    """Return what was done to none: "giải quyết xong" of "giải quyết xong chưa có tin nào"; else nothing."""
    words = re.split(r"[,;:.()\d]", text[max(0, start - 40) : start])[-1].split()
    return " ".join(words) if 0 < len(words) <= _DEED and acts(" ".join(words)) else ""


def _led_by(text: str, start: int, longest: int = 9) -> str:
    """Return what a list item's words before its colon name: "Sởi, ho gà: chưa ghi nhận ca mắc"; else nothing."""
    led = _LED.search(text, 0, start)
    return squeeze(led["label"]) if led is not None and len(led["label"].split()) <= longest else ""


def _find_unheld(text: str, folded: str, found: list[Zero], plan: bool) -> None:
    """Add what wasn't done in the report's time: "chưa mở lớp tập huấn trong kỳ"; a counted noun has to be named."""
    for pattern, group in ((_NOT_HELD, 0), (_NOT_HELD_IN, "no")):
        for match in pattern.finditer(text):
            unit = _noun(folded, match.start("what"))
            taken = any(zero.span[0] < match.end() and match.start() < zero.span[1] for zero in found)
            if unit is not None and not plan and not taken:
                label = squeeze(f"{match['verb']} {match['what']}")
                found.append(Zero((match.start(group), match.end("what")), unit, label, "zero.unheld"))


def _phrase_end(text: str, start: int) -> int:
    match = _END.search(text, start)
    end = match.start() if match else len(text)
    if match and match[0] == "," and len(text[start:end].split()) <= 4:
        further = _END.search(text, end + 1)
        last = further.start() if further else len(text)
        piece = text[end + 1 : last]
        ends = further is None or further[0] not in ",(:"
        if (
            ends
            and (len(piece.split()) > 1 or further is None or further[0] in ".;")
            and not any(char.isdigit() for char in piece)
            and not _NEW_CLAUSE.match(piece)
        ):
            end = last
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _noun(folded: str, start: int) -> str | None:
    match = unit_table().pattern.match(folded, start)
    if match is None:
        return "ha" if folded.startswith(("diện tích", "dt "), start) else None
    unit = unit_table().get(match[0].strip())
    if unit is None or unit.kind not in ("counted",):
        return None
    return "vụ" if unit.name == "tai nạn" else unit.name
