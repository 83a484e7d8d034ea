"""Where sentences begin and end.

Enters: a passage's text. Leaves: spans. "Đạt 95% KH. TP. Huế có 12 xã." has two sentences.
"""

from __future__ import annotations

import re

from schemas.base import Span

_END = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s|$)")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(/])(?:TP|TX|TT|P|Q|H|X|T|Th|ThS|TS|PGS|GS|BS|KT|TM|TL|TUQ|PCT|CT|NĐ|QĐ|St|No|Tr|Stt|vv|v\.v|đ/c|Đ/c"
    r"|ĐT|HĐ|UB|BCH|Km|QL|NXB)$"
)
_NEXT = re.compile(r"\s+(?:[-+•*]\s+)?[\"“‘(\[]?(?P<first>\w)")


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences of `text`, without white space at their ends.

    >>> text = "Đạt 95% KH. TP. Huế có 12 xã."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Đạt 95% KH.', 'TP. Huế có 12 xã.']
    """
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match[0][0] == "." and _ABBREVIATED.search(text[max(0, match.start() - 6) : match.start()]):
            continue
        following = _NEXT.match(text, match.end())
        if following is not None and not (following["first"].isupper() or following["first"].isdigit()):
            continue
        _add(text, start, match.end(), found)
        start = match.end()
    _add(text, start, len(text), found)
    return found


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
