"""Capitals that TCVN3 loses where its fonts are lost: they came from the font, the bytes are those of small letters.

Enters: lines of a text decoded from TCVN3 without fonts ("CộNG HòA Xã HộI", "ủy ban nhân dân"). Leaves: the same
with the capitals that can be told: words in which all ASCII letters are capitals, the formal lines of head and foot,
the first letter of a sentence. Names ("ánh" for Ánh) within a sentence can't be told.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from pipeline.language.syllables import is_syllable
from pipeline.language.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_START = re.compile(r"^(?:[IVXLC]+\.|[A-H]\.|\d+(?:\.\d+)*[.)]?|[a-zđ]\)|[-–+*•])?\s*[“\"(]?")
_NEXT = re.compile(r"(?<=[.!?]\s)[^\W\d_]")
_HEADING = re.compile(r"^(?:[IVXLC]+|[A-H])\.\s+")
_FORMAL_NUMBER = re.compile(r"^số\s*:")
_LONGEST = 100


def restore_words(text: str) -> str:
    """Return `text` with words in capitals throughout, of which only the ASCII letters are capitals yet.

    A single capital is taken for the first letter of a name or sentence, unless its neighbours are in capitals.

    >>> restore_words("CộNG HòA Xã HộI, y tế; BáO CáO Từ Xã"), restore_words("Tổng đàn; Xã Hòa Bình; UBND xã")
    ('CỘNG HÒA XÃ HỘI, y tế; BÁO CÁO TỪ XÃ', 'Tổng đàn; Xã Hòa Bình; UBND xã')
    """
    words = list(_WORD.finditer(text))
    states = [_state(found[0]) for found in words]
    parts: list[str] = []
    at = 0
    for index, found in enumerate(words):
        state = states[index]
        if state is None:
            near = [
                known
                for known in (*states[max(0, index - 1) : index], *states[index + 1 : index + 2])
                if known is not None
            ]
            state = states[index] = (bool(near) and all(near)) or None
        parts += [text[at : found.start()], found[0].upper() if state else found[0]]
        at = found.end()
    return "".join((*parts, text[at:]))


def _state(word: str) -> bool | None:
    """Tell whether a word is in capitals: yes, no, or `None` where a single letter or none tells."""
    if word.isascii():
        return (word.isupper() and is_syllable(word)) if len(word) > 1 else None
    own = [char for char in word if char.isascii()]
    if any(char.islower() for char in own):
        return False
    if not own or (len(own) == 1 and len(word) > 1 and word[0].isascii()):
        return None
    return True


def restore_lines(lines: list[str]) -> list[str]:
    """Return the lines of a text that was in TCVN3 with the capitals that lines and sentences call for.

    >>> restore_lines(["céng hòa", "ủy ban nhân dân", "xã hòa bình", "", "ước đạt 5 ha. ở xã"])
    ['céng hòa', 'ỦY BAN NHÂN DÂN', 'XÃ HÒA BÌNH', '', 'Ước đạt 5 ha. Ở xã']
    """
    done: list[str] = []
    formal = False
    before = ""
    for line in map(restore_words, lines):
        text = line.strip()
        formal = _is_formal(text) or (formal and _goes_on(text))
        if formal:
            line = line.upper()
        elif text:
            line = _sentences(line, not before or before.endswith((".", ":", ";", "!", "?")) or before.isupper())
        done.append(line)
        before = text if text else ""
    return done


def restore_sentences(text: str, starts: bool = True) -> str:
    """Return a paragraph or a part of one with the capitals that its words and sentences call for.

    `starts` says that a sentence begins with it.

    >>> restore_sentences("ước đạt 5 ha. ở xã, ước 3 ha")
    'Ước đạt 5 ha. Ở xã, ước 3 ha'
    """
    return _sentences(restore_words(text), starts)


def _is_formal(text: str) -> bool:
    """Tell whether a line in small letters is one that reports set in capitals."""
    if not text or len(text) > _LONGEST or (text != text.lower() and not _HEADING.match(text)):
        return False
    folded = fold(text)
    if _HEADING.match(text):
        rest = _HEADING.sub("", text)
        return rest == rest.lower() and any(map(str.isalpha, rest)) and not rest.endswith((".", ";", ":"))
    return folded.strip(" .:*-") in _lines() or folded.startswith(_beginnings())


def _goes_on(text: str) -> bool:
    """Tell whether a line in small letters goes on the name of an office in the line above."""
    short = 0 < len(text) <= 40 and text == text.lower() and not any(map(str.isdigit, text))
    return short and not text.endswith((".", ";", ",", ":")) and _FORMAL_NUMBER.match(text) is None


def _sentences(line: str, starts: bool) -> str:
    """Return a line with capitals where its sentences begin with a letter that TCVN3 has no capital for."""
    start = _START.match(line)
    at = start.end() if start is not None else 0
    if starts and at < len(line) and not line[at].isascii():
        line = line[:at] + line[at].upper() + line[at + 1 :]
    return _NEXT.sub(lambda found: found[0] if found[0].isascii() else found[0].upper(), line)


@cache
def _lines() -> frozenset[str]:
    return frozenset(_data()["lines"])


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(_data()["beginnings"])


@cache
def _data() -> dict[str, list[str]]:
    raw = tomllib.loads(files("pipeline.language").joinpath("legacy.toml").read_text(encoding="utf-8"))
    table: dict[str, list[str]] = raw["capitals"]
    return table
