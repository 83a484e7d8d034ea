"""Lines of head and foot that stand alone: mottos, number, place and date, recipients, signature.

Enters: a line. Leaves: what kind of line it is. "TM. ỦY BAN NHÂN DÂN" names an authority, "PHÓ CHỦ TỊCH" a signer.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language.text import bare, fold
from pipeline.structure.pieces import Piece, is_caps
from pipeline.structure.vocabulary import WORDS

_DASHES = re.compile(r"[\s\-–—]+")
_MOTTOS = tuple(_DASHES.sub(" ", bare(motto)) for motto in WORDS.list("head", "mottos"))
_STAMPS = frozenset(WORDS.list("head", "stamps"))
_TITLES = frozenset(bare(title).replace(" ", "") for title in WORDS.list("head", "titles"))
_SIGNERS = WORDS.longest_first("foot", "titles")
_AUTHORITIES = WORDS.longest_first("foot", "authorities")
_AUTHORITY = re.compile("(?:" + "|".join(re.escape(word) for word in _AUTHORITIES) + r")(?:\s|(?<=[./]))\s*(?=\S)")
_NUMBER = re.compile(r"^(?:Số|SỐ)(?:\s*:|\s+\S*[-/]\s?[A-ZĐ])")
_BLANK = r"[\s.…_]*"
PLACE_DATE = re.compile(
    rf"(?:(?P<place>[^\s,;:/.\d][^,;:/]{{0,38}}?)\s*,\s*)?ng[àa]y(?P<day>{_BLANK}\d{{0,2}}{_BLANK})"
    rf"(?:th[áa]ng|[/.-])(?P<month>{_BLANK}\d{{0,2}}{_BLANK})(?:n[ăa]m|[/.-])(?P<year>{_BLANK}\d{{0,4}}){_BLANK}$",
    re.I,
)
_LABEL = bare(WORDS.text("foot", "label"))
_ADDRESSED = tuple(bare(label) for label in WORDS.list("addressees", "labels"))
_SHORT = 80
BEFORE_LABEL = "-–—._•'‘’ "
"""What recognition makes of dirt before "Nơi nhận"."""


def is_motto(folded: str) -> bool:
    """Tell whether a line is a motto of State or Party, or a star or rule under the Party's name."""
    if len(folded) > _SHORT:
        return False
    plain = _DASHES.sub(" ", bare(folded.strip(" *.-_")))
    return plain in _MOTTOS or folded.strip() in ("*", "* *", "***")


def is_stamp(folded: str) -> bool:
    """Tell whether a line is a stamp such as "DỰ THẢO" or "HỎA TỐC"."""
    return folded.strip(" .()[]:!").rstrip("0123456789 ") in _STAMPS


def is_title(folded: str) -> bool:
    """Tell whether a line is the name of the type of document, "BÁO CÁO", and nothing more, spaced out or not."""
    return len(folded) < 40 and bare(folded.strip(" .:*-")).replace(" ", "") in _TITLES


def is_number(text: str) -> bool:
    """Tell whether a line is that of the document's number, "Số: 12/BC-UBND"."""
    return len(text) < 60 and _NUMBER.match(text) is not None


def is_recipients(folded: str) -> bool:
    """Tell whether a line begins the list of recipients; lost marks don't matter."""
    folded = folded.lstrip(BEFORE_LABEL)
    return folded[:1] == "n" and bare(folded[:16]).startswith(_LABEL)


def is_addressed(folded: str) -> bool:
    """Tell whether a line begins the list of those whom the report is addressed to; lost marks don't matter."""
    return folded[:1] == "k" and bare(folded[:16]).startswith(_ADDRESSED)


@lru_cache(maxsize=4096)
def is_authority(text: str) -> bool:
    """Tell whether a line names the body that is signed for, "TM. ỦY BAN NHÂN DÂN", or the chief, "KT. CHỦ TỊCH".

    >>> is_authority("TM. ỦY BAN NHÂN DÂN"), is_authority("Q. 5 có 12 hộ")
    (True, False)
    """
    return len(text) < 90 and is_caps(text) and _AUTHORITY.match(fold(text)) is not None


@lru_cache(maxsize=4096)
def signer_title(text: str) -> str | None:
    """Return the last signer's title in a line that holds nothing but titles and authorities, else `None`.

    In capitals, the unit may follow the title, and marks may be lost: what is meant is returned.

    >>> signer_title("KT. CHỦ TỊCH PHÓ CHỦ TỊCH"), signer_title("Chủ tịch UBND xã phân công"), signer_title("CHU TỊCH")
    ('PHÓ CHỦ TỊCH', None, 'CHỦ TỊCH')
    """
    text = _marked(text)
    text = text.strip(" .,:;")
    folded = fold(text)
    caps = is_caps(text)
    if len(text) > 90 or len(folded) != len(text) or not (caps or len(text) < 40):
        return None
    last: int | None = None
    at = 0
    while at < len(folded):
        authority = _AUTHORITY.match(folded, at)
        at = authority.end() if authority is not None else at
        title = next(
            (word for word in _SIGNERS if folded.startswith(word, at) and _whole(folded, at + len(word))), None
        )
        if title is None:
            return _title_behind(text, folded, last) if caps else None
        last = at
        at += len(title)
        while at < len(folded) and folded[at] in " ,.-":
            at += 1
    return text[last:] if last is not None else None


def _marked(text: str) -> str:
    """Return a line in capitals with the marks that recognition lost of a title: "CHU TỊCH" is "CHỦ TỊCH"."""
    if len(text) > _SHORT or not is_caps(text):
        return text
    folded = fold(text)
    plain = bare(folded)
    if len(plain) != len(text):
        return text
    for title in _SIGNERS:
        start = plain.find(bare(title))
        while start >= 0:
            end = start + len(title)
            if _whole(plain, end) and (not start or not plain[start - 1].isalnum()):
                text = text[:start] + title.upper() + text[end:]
                break
            start = plain.find(bare(title), start + 1)
        else:
            continue
        break
    return text


def _title_behind(text: str, folded: str, last: int | None) -> str | None:
    """Return the title where a unit's name stands behind it, or an authority's before it."""
    if last is not None:
        return text[last:]
    if _AUTHORITY.match(folded) is None:
        return None
    title = next((word for word in _SIGNERS if folded.endswith(f" {word}")), None)
    return text[len(text) - len(title) :] if title is not None else None


def _whole(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum()


def _is_place_date(text: str) -> bool:
    """Tell whether a line is that of place and date, and not the end of a sentence with a date."""
    found = PLACE_DATE.match(text)
    if found is None or (text.endswith(".") and not text.endswith("..")):
        return False
    return text[0].isupper()


def stands_alone(piece: Piece) -> bool:
    """Tell whether a line is never part of a longer paragraph."""
    text, folded = piece.text, piece.folded
    if piece.note:
        return True
    if len(text) > 90:
        return False
    return (
        is_motto(folded)
        or is_title(folded)
        or is_stamp(folded)
        or is_number(text)
        or is_recipients(folded)
        or is_authority(text)
        or (piece.caps and signer_title(text) is not None)
        or _is_place_date(text)
    )
