"""When two texts say the same, for scoring.

Enters: two strings, such as "Hoà Bình" and "hòa  bình". Leaves: whether a reader would call them the same.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from pipeline.language.text import fold, squeeze

_ALIKE = 0.9
_EDGES = " .;,-"


def plain(text: str | None) -> str:
    """Return `text` folded, with single spaces; "" for none.

    >>> plain("Trồng  LÚA")
    'trồng lúa'
    """
    return squeeze(fold(text or ""))


def alike(one: str | None, other: str | None) -> bool:
    """Say whether nine in ten characters agree, punctuation at the ends aside.

    >>> alike("Như trên;", "như trên"), alike("Chủ tịch", "Phó Chủ tịch")
    (True, False)
    """
    left, right = plain(one).strip(_EDGES), plain(other).strip(_EDGES)
    if left == right:
        return True
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def one_in_other(one: str | None, other: str | None) -> bool:
    """Say whether one of two names holds the other as whole words, or both are missing.

    >>> one_in_other("Phòng Kinh tế", "phòng kinh tế xã"), one_in_other(None, "Công an xã")
    (True, False)
    """
    left, right = plain(one).strip(_EDGES), plain(other).strip(_EDGES)
    if not left or not right:
        return left == right
    return f" {left} " in f" {right} " or f" {right} " in f" {left} " or alike(left, right)
