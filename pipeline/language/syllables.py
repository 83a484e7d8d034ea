"""What a written Vietnamese syllable can be: an onset, a rime, a tone in its place.

Enters: a word. Leaves: whether it is a syllable that Vietnamese can have. "nghiệp" is one, "ngiệp", "nghịêp" and "cac"
are none. Both tone styles (hòa, hoà) count. Whether anybody uses the syllable is another question.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

TONES = MappingProxyType(
    {"ngang": "", "huyền": "\u0300", "sắc": "\u0301", "ngã": "\u0303", "hỏi": "\u0309", "nặng": "\u0323"}
)
"""The six tones and the combining signs that write them."""

_SIGNS = frozenset(TONES.values()) - {""}
_STOPPED = ("c", "ch", "p", "t")
_STOP_TONES = frozenset(("\u0301", "\u0323"))
_MARKED = frozenset("ăâêôơư")
_VOWELS = frozenset("aăâeêioôơuưy")
_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"[A-ZĐa-z]{0,3}[Đđ]|[A-ZĐ]+|[b-df-hj-np-tv-xzđ]+")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Tell whether `word` is a syllable that Vietnamese can have, in any case, its tone in the old or new place.

    >>> [is_syllable(word) for word in ("Nghiệp", "hoà", "HÒA", "ngiệp", "cac", "thúê", "nghịêp")]
    [True, True, True, False, False, False, False]
    """
    parted = part(word)
    if parted is None:
        return False
    plain, tone, at = parted
    if (places := _plain_syllables().get(plain)) is not None and not tone:
        return not places.stopped
    if places is not None and (not places.stopped or tone in _STOP_TONES) and at in places.vowels:
        return True
    return unicodedata.normalize("NFC", word).lower() in _names()


@lru_cache(maxsize=65536)
def part(word: str) -> tuple[str, str, int] | None:
    """Return a word without its tone, in small letters, with the tone's sign and the index of the letter that bears it.

    `None` for a word with two tones.

    >>> part("Tiếng")
    ('tiêng', '\u0301', 2)
    """
    letters: list[str] = []
    tone, place = "", -1
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _SIGNS:
            if tone or not letters:
                return None
            tone, place = char, len(letters) - 1
        elif unicodedata.combining(char) and letters:
            letters[-1] += char
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)), tone, place


def with_tone(plain: str, tone: str) -> str:
    """Return a syllable without tone with the combining sign `tone` where the new style puts it.

    >>> with_tone("hoa", TONES["huyền"]), with_tone("tiêng", TONES["sắc"])
    ('hòa', 'tiếng')
    """
    places = _plain_syllables()[plain]
    at = places.vowels[0]
    return unicodedata.normalize("NFC", plain[: at + 1] + tone + plain[at + 1 :])


def syllables() -> list[str]:
    """Return all syllables that the rules make, tones in the new style, in no order that means anything."""
    return [
        with_tone(plain, tone)
        for plain, places in _plain_syllables().items()
        for tone in TONES.values()
        if not places.stopped or tone in _STOP_TONES
    ]


def share_of_syllables(text: str) -> tuple[int, int]:
    """Return how many words of `text` that aren't plain ASCII are syllables, and how many such words there are.

    Abbreviations such as HĐND, in which only đ isn't ASCII, don't count.

    >>> share_of_syllables("HĐND giao: Tæng đàn lợn 1.238 con")
    (2, 3)
    """
    words = [word for word in _WORD.findall(text) if not word.isascii() and not _ABBREVIATION.fullmatch(word)]
    return sum(map(is_syllable, words)), len(words)


class _Places:
    """Where the tone of a syllable may stand, the new style's place first; and whether only two tones are possible."""

    __slots__ = ("stopped", "vowels")

    def __init__(self, vowels: tuple[int, ...], stopped: bool) -> None:
        self.vowels = vowels
        self.stopped = stopped


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("pipeline.language").joinpath("syllables.toml").read_text(encoding="utf-8"))


@cache
def _names() -> frozenset[str]:
    return frozenset(_data()["names"]["syllables"])


@cache
def _plain_syllables() -> dict[str, _Places]:
    """Return all syllables without tone that the table allows, with the places of their tone."""
    data = _data()
    found: dict[str, _Places] = {}
    for onset in data["onsets"]:
        own = data["rimes_after_qu"] if onset == "qu" else []
        rimes = [
            rime
            for rime in data["rimes"]
            if rime[0] in data["before"].get(onset, rime[0])
            and rime not in data["never_after"].get(onset, ())
            and onset in data["only_after"].get(rime, (onset,))
        ]
        for rime in (*rimes, *own):
            vowels = tuple(len(onset) + place for place in _tone_places(rime))
            found.setdefault(onset + rime, _Places(vowels, rime.endswith(_STOPPED)))
    return found


def _tone_places(rime: str) -> tuple[int, ...]:
    """Return the indices of the letters of a rime that may bear its tone, that of the new style first.

    >>> _tone_places("oa"), _tone_places("oan"), _tone_places("ươi"), _tone_places("ia"), _tone_places("oai")
    ((0, 1), (1,), (1,), (0,), (1,))
    """
    marked = [index for index, letter in enumerate(rime) if letter in _MARKED]
    if marked:
        return (marked[-1],)
    vowels = [index for index, letter in enumerate(rime) if letter in _VOWELS]
    if len(vowels) == 1:
        return (vowels[0],)
    if len(vowels) < len(rime) or len(vowels) == 3:
        return (vowels[1],)
    return (0, 1) if rime in ("oa", "oe", "uy") else (0,)
