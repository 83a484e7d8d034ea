"""Folding of Vietnamese text for matching; the text itself is never changed by it.

Enters: any string. Leaves: a string of the same meaning for comparing. "HOÀ BÌNH" folds to "hòa bình".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OLD_STYLE = [
    "òa",
    "oà",
    "óa",
    "oá",
    "ỏa",
    "oả",
    "õa",
    "oã",
    "ọa",
    "oạ",
    "òe",
    "oè",
    "óe",
    "oé",
    "ỏe",
    "oẻ",
    "õe",
    "oẽ",
    "ọe",
    "oẹ",
    "ùy",
    "uỳ",
    "úy",
    "uý",
    "ủy",
    "uỷ",
    "ũy",
    "uỹ",
    "ụy",
    "uỵ",
]
_TONES = dict(zip(_OLD_STYLE[1::2], _OLD_STYLE[0::2], strict=True))
_TONE_AT_END = re.compile("(?<![qQ])(" + "|".join(_TONES) + r")(?![^\W\d_])")
_SPACE = re.compile(r"\s+")


class _Plain(dict[int, str]):
    """What every character is without its marks, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code).replace("đ", "d"))
        self[code] = plain = "".join(char for char in parts if not unicodedata.combining(char))
        return plain


_PLAIN = _Plain()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in NFC, lower case, with the two tone styles of oa, oe and uy made one; NFC input keeps its length.

    >>> fold("LŨY KẾ, Uỷ ban, HOÀ")
    'lũy kế, ủy ban, hòa'
    """
    return fold_long(text)


def fold_long(text: str) -> str:
    """Return the same for a text too long to be worth remembering."""
    return _TONE_AT_END.sub(lambda found: _TONES[found[1]], unicodedata.normalize("NFC", text).lower())


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return `text` folded and without any marks, for search without diacritics.

    >>> bare("Đường Hồ Chí Minh")
    'duong ho chi minh'
    """
    return without_marks(fold(text))


def bare_long(text: str) -> str:
    """Return the same for a text too long to be worth remembering."""
    return without_marks(fold_long(text))


def without_marks(folded: str) -> str:
    """Return a folded text without any marks.

    >>> without_marks("đường")
    'duong'
    """
    return folded.translate(_PLAIN)


def squeeze(text: str) -> str:
    """Return `text` with every run of white space made one space, none at the ends.

    >>> squeeze("  hai   ba ")
    'hai ba'
    """
    return _SPACE.sub(" ", text).strip()
