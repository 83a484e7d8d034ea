"""Whether the text layer over a scanned page can be relied on.

Enters: the words of a page that a picture covers. Leaves: how many of them are Vietnamese syllables, by their build:
"phường" is one, "phưòng" with a stray letter or "Uy ban" without its marks is none. What an old recognition left fails
by that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x)?"
_OPEN = (
    r"(?:iêu|yêu|uôi|ươi|ươu|oai|oay|oeo|uây|uyu|uya|uê|uơ|uy|ia|ya|ua|ưa|oa|oe|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi"
    r"|ưu|a|e|ê|i|o|ô|ơ|u|ư|y)"
)
_NUCLEUS = r"(?:uyê|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
_SYLLABLE = re.compile(rf"{_ONSET}(?:{_OPEN}|{_NUCLEUS}(?:ng|nh|m|n|(?P<stop>ch|c|p|t)))")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP, _HEAVY = "\u0301", "\u0323"
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW = 8
_SYLLABLES, _MARKED = 0.75, 0.35


def is_syllable(word: str) -> bool:
    """Tell whether a word is built as a Vietnamese syllable, its mark among what its end allows.

    >>> [is_syllable(word) for word in ("Phường", "gia", "khuyết", "cac", "cấc", "Phưòng", "tmng", "được")]
    [True, True, True, False, True, False, False, True]
    """
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in parts if char in _TONES]
    plain = unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES))
    found = _SYLLABLE.fullmatch(plain)
    if found is None or len(tones) > 1:
        return False
    return found["stop"] is None or (len(tones) == 1 and tones[0] in (_SHARP, _HEAVY))


def is_sound(text: Iterable[str]) -> bool:
    """Tell whether words are Vietnamese: most of them syllables, and a fair part with marks; too few aren't."""
    words = [word for part in text for word in _WORD.findall(unicodedata.normalize("NFC", part))]
    small = [word for word in words if not word.isupper()] or words
    if len(words) < _FEW:
        return False
    syllables = sum(is_syllable(word) for word in small)
    marked = sum(not word.isascii() for word in words)
    return syllables >= _SYLLABLES * len(small) and marked >= _MARKED * len(words)
