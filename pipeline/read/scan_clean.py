"""Words of a scan one by one: which are dirt, how they were meant, how sure they are.

Enters: a `Seen` word. Leaves: the answer. A "." that stands by itself is a speck, a "~" is a dash, "Sau" no higher
than small letters is "sau"; of "54T" nobody can be sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.read.scan_words import ScanPage, Seen

_DIGIT = re.compile(r"\d")
_MIXED = re.compile(r"\d[OoQDlIiTSBZzGgq|!]|[OolITSBZ|!]\d")
_UNITS = re.compile(r"[\d.,]+k?g[.,;:)]*")
_USUAL_SIGNS = frozenset("-–—+*•%/&;:,.()“”\"'…~_")
# Marks that stand right behind a word, and are specks where they stand by themselves
_MARKS = frozenset(".,'`´‘’\"^°¨")
# Letters that look alike small and large, and how much higher than a small letter a large one is at least
_ALIKE, _LOW = frozenset("acemnorsuvwxzgpqyươ.,;:"), 1.2
# A line of so few letters may be one of small ones that are taken for capitals: "SaO."
_FEW_LETTERS = 4
# What a bullet is taken for; what is a dash; how wide a hyphen and the next longer one are at most, in small letters
_STROKES, _DASHES, _HYPHEN, _EN_DASH = frozenset("~¬=«—"), frozenset("-~—–"), 0.85, 1.6


def are_capitals(words: Sequence[Seen]) -> bool:
    """Tell whether most of a line is in capitals."""
    letters = [char for word in words for char in word.text if char.isalpha()]
    if len(letters) <= _FEW_LETTERS and set("".join(letters).lower()) <= _ALIKE:
        return False
    return sum(char.isupper() for char in letters) > 0.6 * len(letters)


def is_dirt(word: Seen, alone: bool) -> bool:
    """Tell whether a word is rather a speck or a stroke; `alone` says that no print stands right beside it."""
    high = (word.bottom - word.top) / word.xheight
    if set(word.text) == {"_"} or word.text in _MARKS:
        return True
    if set(word.text) <= _USUAL_SIGNS:
        return word.confidence < 0.4 and alone
    letters = sum(char.isalnum() for char in word.text)
    if letters == 0:
        return word.confidence < 0.5
    if not 0.4 <= high <= 6:
        return True
    return alone and (word.confidence < 0.12 or (word.confidence < 0.4 and letters < 3))


def as_meant(word: Seen, usual: float, *, first: bool) -> str:
    """Return a word as it was meant: a tilde is a dash, and what is no higher than a small letter isn't a capital."""
    text = word.text
    if first and text in _STROKES:
        return "-"
    if text in _DASHES:
        wide = (word.x1 - word.x0) / word.xheight
        return "-" if wide < _HYPHEN else "–" if wide < _EN_DASH else "—"
    if word.base - word.top < _LOW * usual and text != text.lower() and set(text.lower()) <= _ALIKE:
        text = text.lower()
    return text.replace("~", "-")


def certainty(word: Seen, page: ScanPage) -> float:
    """Return how sure a word is: one of digits and letters that look alike is doubtful, and a number on a bad page."""
    sure = word.confidence
    if not _DIGIT.search(word.text):
        return round(sure, 3)
    if _MIXED.search(word.text) and not _UNITS.fullmatch(word.text):
        sure = min(sure, 0.4)
    return round(min(sure, page.confidence if page.confidence < 0.85 else 1.0), 3)
