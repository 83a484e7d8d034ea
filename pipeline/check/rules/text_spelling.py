"""Tiếng không có trong tiếng Việt, hoặc một tên viết hai cách.

Tiếng được xét theo quy tắc âm đầu, vần, thanh (tiêp, ngiệp, trưòng không thể là tiếng Việt). Chỉ xét chữ thường, không
xét tên riêng, chữ viết tắt, từ mượn quen. Tên riêng và chữ viết tắt thì xét trong báo cáo: cách viết hiếm gặp khác
cách viết quen một dấu hoặc một chữ.

Sai: Trưòng tiểu học; chương trình OCCOP (nơi khác: OCOP).
Đúng: Trường tiểu học; chương trình OCOP.

Bỏ qua: thêm từ vào tu_rieng trong baocao.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context, Line
from pipeline.check.found import Found
from pipeline.check.names import odd_names
from pipeline.check.words import words
from pipeline.language.syllables import is_syllable
from pipeline.language.text import fold
from schemas.finding import Severity

SEVERITY = Severity.WARNING

_TOKEN = re.compile(r"(?<![^\W_])[^\W\d_]+(?![^\W_])")
_ATTACHED = "./-@_&:\\"
_LEAST = 3
_FOREIGN = re.compile(r"[fjwz]")


def find(context: Context) -> Iterator[Found]:
    """Yield syllables that can't be, once each, and names written in two ways."""
    told: set[str] = set()
    own = {fold(word) for word in context.settings.words}
    for line in context.lines:
        if line.foot:
            continue
        for match in _TOKEN.finditer(line.text):
            word = match[0]
            if word in told or fold(word) in own or not _suspect(line, match):
                continue
            told.add(word)
            yield Found(
                message=f"“{word}” không phải là tiếng Việt; có thể gõ sai.",
                evidence=(context.place((line.start + match.start(), line.start + match.end())),),
                found=word,
            )
    for name in odd_names(context):
        if fold(name.written) not in own:
            yield Found(
                message=f"“{name.written}” chỉ gặp {name.times} lần, nơi khác viết “{name.usual}”.",
                evidence=(context.place(name.span), context.place(name.usual_span)),
                expected=name.usual,
                found=name.written,
            )


def _suspect(line: Line, match: re.Match[str]) -> bool:
    """Return whether a word of small letters can't be a syllable, and isn't a piece of an address or a code."""
    word = match[0]
    if len(word) < _LEAST or not word.islower() or _FOREIGN.search(word):
        return False
    before, after = line.text[: match.start()][-1:], line.text[match.end() :][:2]
    if (before and before in _ATTACHED) or (after[:1] in _ATTACHED and after[1:].strip()):
        return False
    return word not in words().loans and not is_syllable(word)
