"""Which syllables Vietnamese has, by the rules of onset, rime and tone in `syllables.toml`.

Enters: a word. Leaves: whether it can be a Vietnamese syllable: "nghiệp" can, "ngiệp", "tiêp" and "trưòng" can't.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
_FRONT = ("i", "y", "e", "ê")


@cache
def _table() -> tuple[tuple[str, ...], frozenset[str], frozenset[str], dict[str, tuple[int, ...]]]:
    raw = tomllib.loads(files("pipeline.check").joinpath("syllables.toml").read_text(encoding="utf-8"))
    onsets = tuple(sorted(raw["am_dau"], key=len, reverse=True))
    rimes = frozenset(rime for group in raw["van"].values() for rime in group)
    return onsets, rimes, frozenset(raw["ngoai_le"]), {rime: tuple(at) for rime, at in raw["dau"].items()}


def _parts(word: str) -> tuple[str, str, int]:
    """Return the letters without tone marks, the tone, and the letter that bears it (-1 for none)."""
    letters, tone, at = "", "", -1
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            if tone:
                return "", "", -1
            tone, at = _TONES[char], len(unicodedata.normalize("NFC", letters)) - 1
        else:
            letters += char
    return unicodedata.normalize("NFC", letters), tone, at


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Return whether `word`, lower case and NFC, can be a Vietnamese syllable; both places of the tone of oa pass.

    >>> [is_syllable(word) for word in ("nghiệp", "hoà", "hòa", "quyết", "giữa", "gìn")]
    [True, True, True, True, True, True]
    >>> [is_syllable(word) for word in ("đưọc", "ngiệp", "tiêp", "chínhh")]
    [False, False, False, False]
    """
    onsets, rimes, exceptions, _ = _table()
    if word in exceptions:
        return True
    letters, tone, at = _parts(word)
    if not letters:
        return False
    for onset in (*onsets, ""):
        rime = letters[len(onset) :]
        if letters.startswith(onset) and rime in rimes and _fits(onset, rime) and _tone(rime, tone, at - len(onset)):
            return True
    return False


def _fits(onset: str, rime: str) -> bool:
    """Return whether the onset is written so before the rime: k, gh, ngh before i, e, ê; c, g, ng before the rest."""
    if onset in ("k", "gh", "ngh"):
        return rime.startswith(_FRONT)
    if onset in ("c", "ng"):
        return not rime.startswith(_FRONT)
    if onset == "g":
        return not rime.startswith(("e", "ê", "y"))
    if onset == "qu":
        return not rime.startswith(("u", "o", "ô"))
    return True


def _tone(rime: str, tone: str, at: int) -> bool:
    """Return whether the rime can bear the tone, and bears it on the right letter."""
    if rime.endswith(("p", "t", "c", "ch")) and tone not in ("sắc", "nặng"):
        return False
    if not tone:
        return True
    return at in _bearers(rime)


@cache
def _bearers(rime: str) -> tuple[int, ...]:
    """Return the letters of the rime that may bear its tone mark."""
    special = _table()[3]
    if rime in special:
        return special[rime]
    vowels = [at for at, char in enumerate(rime) if char in "aăâeêioôơuưy"]
    hooked = [at for at in vowels if rime[at] in "ăâêôơư"]
    if hooked:
        return (hooked[-1],)
    if len(vowels) == 1:
        return (vowels[0],)
    closed = rime[-1] not in "aeiouy"
    return (vowels[1],) if closed or len(vowels) == 3 else (vowels[0],)
