"""Letters of other alphabets that only look like Vietnamese ones.

Enters: a word or a line. Leaves: the same with the letters that were meant, of the same length for text in NFC. The
"о" of "tổng số hộ nghèо" may be Cyrillic, the "ð" of "ðồng" Icelandic. Words that are wholly in another alphabet stay.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from pipeline.language.syllables import is_syllable

_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")


def unmask(text: str, whole: bool = False) -> tuple[str, int]:
    """Return `text` in NFC with the letters that were meant, and how many weren't.

    `whole` says that words without any Latin letter are meant too, if they look like Vietnamese syllables.

    >>> unmask("ðồng bà\\u043e, hộ nghè\\u043e"), unmask("µg, α, Москва")
    (('đồng bào, hộ nghèo', 3), ('µg, α, Москва', 0))
    """
    if not has_any(text):
        return text, 0
    count = 0

    def word(found: re.Match[str]) -> str:
        nonlocal count
        own = unicodedata.normalize("NFC", found[0])
        shown = own.translate(_always())
        if _foreign().search(shown) and _may_be_meant(shown, whole):
            shown = unicodedata.normalize("NFC", unicodedata.normalize("NFD", shown).translate(_in_words()))
        if shown != own:
            count += _differences(own, shown)
        return shown

    return _WORD.sub(word, text), count


def has_any(text: str) -> bool:
    """Tell whether a text holds any look-alike."""
    return not text.isascii() and _any().search(text) is not None


def bare_letters(text: str) -> str:
    """Return `text` with every look-alike replaced, whatever stands around it: for comparing, not for keeping."""
    return unicodedata.normalize("NFC", text).translate(_always()).translate(_in_words())


def _may_be_meant(word: str, whole: bool) -> bool:
    """Tell whether all letters of other alphabets in a word look like Latin ones, and whether some letter is Latin."""
    letters = [char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char)]
    known = [ord(char) in _in_words() for char in letters]
    latin = [char.isascii() or char in "đĐ" for char in letters]
    if not all(one or other for one, other in zip(known, latin, strict=True)):
        return False
    return any(latin) or (whole and is_syllable(bare_letters(word)))


def _differences(one: str, other: str) -> int:
    if len(one) != len(other):
        return 1
    return sum(a != b for a, b in zip(one, other, strict=True))


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("pipeline.language").joinpath("lookalikes.toml").read_text(encoding="utf-8"))


@cache
def _always() -> dict[int, str]:
    return str.maketrans(_data()["always"])


@cache
def _in_words() -> dict[int, str]:
    return str.maketrans(_data()["in_words"])


@cache
def _any() -> re.Pattern[str]:
    return re.compile("[" + "".join((*_data()["always"], *_data()["in_words"])) + "]|[aA]\u030c")


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile("[" + "".join(_data()["in_words"]) + "\u0400-\u04ff]")
