"""Who issued a report, where the head says it and where only the text does.

Enters: the head's lines, the opening and closing paragraphs, the place. Leaves: the issuer and the office above. "UBND
phường Bắc Kạn báo cáo kết quả công tác tháng 5" names it where the head leaves it out.
"""

from __future__ import annotations

import re

from pipeline.language.text import fold
from pipeline.structure.agency import begins_with, issuer, place_of, short_name
from pipeline.structure.pieces import is_caps
from pipeline.structure.vocabulary import WORDS

_KINDS = WORDS.longest_first("agency", "kinds")
_NAMED = "|".join(
    re.escape(kind.upper() if kind in ("ubnd", "hđnd") else kind[0].upper() + kind[1:]).replace("ủy", "(?:ủy|uỷ)")
    for kind in _KINDS
).replace("Ủy", "(?:Ủy|Uỷ)")
_VERBS = "|".join(re.escape(verb) for verb in WORDS.longest_first("agency", "reports"))
_SUBJECT = re.compile(
    rf"(?:^|[.,;:)]\s+)(?P<name>(?:{_NAMED})(?![^\W\d_])[^.,;:()]{{0,80}}?)\s+(?:{_VERBS})(?![^\W\d_])"
)
_CLOSING = re.compile(rf"(?:của|,)\s+(?P<name>(?:{_NAMED})(?![^\W\d_])[^.,;:()]{{0,80}}?)\s*(?:\./\.|[.,/;]|$)")
_BARE_PLACE = re.compile(r"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|đặc khu|tỉnh)$")
_LONGEST = 14


def named_issuer(lines: list[str], texts: list[str], place: str | None) -> tuple[str | None, str | None]:
    """Return the office that issued a report and the one above it.

    >>> named_issuer([], ["Thực hiện Kế hoạch số 3, UBND xã báo cáo như sau:"], "Tân Lập")
    ('UBND xã Tân Lập', None)
    """
    own, parent = issuer(lines)
    selves = [name for name in (_in_text(text, place) for text in texts) if name is not None]
    if own is None:
        return (selves[0] if selves else None), parent
    return _as_in_text(own, selves, texts), parent


def _in_text(text: str, place: str | None) -> str | None:
    """Return the office that a sentence says reports, in its short form with its place."""
    pattern = _CLOSING if fold(text).startswith(WORDS.list("foot", "closings")) else _SUBJECT
    for found in pattern.finditer(text):
        name = short_name(found["name"].strip())
        if len(name.split()) > _LONGEST:
            continue
        if _BARE_PLACE.search(fold(name)):
            return f"{name} {place}" if place else None
        if place_of(name) is not None or fold(name).startswith("trường"):
            return name
    return None


def _as_in_text(own: str, selves: list[str], texts: list[str]) -> str:
    """Return the issuer as the report itself writes it: spelled so, and in the abbreviation that it uses."""
    kind, place = begins_with(fold(own), _KINDS), place_of(own)
    words = set(fold(own).split())
    for name in selves:
        other = place_of(name)
        same = other is not None and place is not None and fold(other) == fold(place)
        abbreviated = any(word not in words for word in fold(name).split())
        if same and abbreviated and begins_with(fold(name), _KINDS) == kind and len(name) < len(own):
            return name
    for text in texts:
        at = fold(text).find(fold(own))
        if at >= 0 and not is_caps(text[at : at + len(own)]):
            return text[at : at + len(own)]
    return own
