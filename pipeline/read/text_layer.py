"""Whether the text layer over a scanned page can be relied on.

Enters: the words of a page that a picture covers. Leaves: how many of them are Vietnamese syllables, by their build:
"phường" is one, "phưòng" with a stray letter or "Uy ban" without its marks is none. What an old recognition left fails
by that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pipeline.language.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW = 8
_SYLLABLES, _MARKED = 0.75, 0.35


def is_sound(text: Iterable[str]) -> bool:
    """Tell whether words are Vietnamese: most of them syllables, and a fair part with marks; too few aren't."""
    words = [word for part in text for word in _WORD.findall(unicodedata.normalize("NFC", part))]
    small = [word for word in words if not word.isupper()] or words
    if len(words) < _FEW:
        return False
    syllables = sum(is_syllable(word) for word in small)
    marked = sum(not word.isascii() for word in words)
    return syllables >= _SYLLABLES * len(small) and marked >= _MARKED * len(words)
