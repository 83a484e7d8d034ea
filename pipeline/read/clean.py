"""Characters as they were meant: one form for each letter, plain spaces, no invisible marks.

Enters: a piece of text out of a file. Leaves: the same text in NFC. "Tổng\\u00a0đàn\\u200b lợn" becomes "Tổng đàn lợn".
Digits, separators and dashes are never changed; compatibility forms stay what they are (10³ isn't 103).
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb"
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHENS = "\u2010\u2011"

# What Word and its PDFs write for the signs of the Symbol and Wingdings fonts
SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a8": "♦", "\uf076": "❖", "\uf06c": "●",
    "\uf06e": "■", "\uf071": "❑", "\uf0a3": "≤", "\uf0b3": "≥", "\uf0b1": "±", "\uf0b0": "°", "\uf0b4": "×",
    "\uf0e0": "→", "\uf0e8": "➔", "\uf0ae": "→", "\uf020": " ", "\uf02d": "-", "\uf02b": "+", "\uf02a": "*",
    "\uf025": "%", "\uf028": "(", "\uf029": ")", "\uf02c": ",", "\uf02e": ".", "\uf02f": "/", "\uf03a": ":",
    **{chr(0xF030 + digit): str(digit) for digit in range(10)},
}  # fmt: skip

_TABLE = str.maketrans(
    dict.fromkeys(_SPACES, " ") | dict.fromkeys(_INVISIBLE, "") | dict.fromkeys(_HYPHENS, "-") | _LIGATURES | SYMBOLS
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Letters of the old 8-bit code TCVN3 as they look when taken for Latin-1; there U+00AD is "ư" and U+00D0 is "é"
_LEGACY = re.compile(r"[µ¸¶·¹®¨©ª«¬](?=[a-z])|(?<=[a-zA-Z])[µ¸¶·¹®¨©ª«¬]")
_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])\u00ad(?=[^\W\d_])")


def clean(text: str) -> str:
    """Return `text` in NFC, with plain spaces and without invisible characters; line ends stay.

    >>> clean("Ðảng\\u00a0bộ ho\\u00adạt đ\\u00f4\\u0323ng 10³")
    'Đảng bộ hoạt động 10³'
    """
    if text.isascii():
        return _CONTROL.sub("", text.replace("\t", " "))
    text = _CONTROL.sub("", text.translate(_TABLE))
    if ("\u00ad" in text or "Ð" in text) and not _LEGACY.search(text):
        text = _SOFT_HYPHEN.sub("", text).replace("Ð", "Đ")
    return unicodedata.normalize("NFC", text)
