"""Words that recognition of print misread, known again: for matching only, what was read stays as it is.

Enters: a text with slips, "phân đấu thu 25 triệu đổng". Leaves: a form of the same length in which they are undone,
"phấn đấu thu 25 triệu đồng", so that a place in one is the same place in the other. Numbers are never touched; those
that hold letters, "l.238" and "1.23B", are pointed out.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from pipeline.language.syllables import is_syllable
from pipeline.language.text import bare, fold

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER_BEFORE = re.compile(r"\d\s$")
_DIGITS = str.maketrans("10|5", "lols")
_LIKE_DIGITS = "lIiOoQDBSsZzGTbgq|!"
_GLUED = "ha|kg|km|tấn|tạ|con|triệu|tỷ|tỉ"
_MIXED = re.compile(
    rf"(?<![\w.,-])(?!T)[\d{_LIKE_DIGITS}]+(?:[.,]{{1,2}}[\d{_LIKE_DIGITS}]+)*"
    rf"(?:(?![\w/-])|(?=/\d)|(?=(?:{_GLUED})(?!\w)))"
)
_MARKS = re.compile(r"[.,]+")
_DOUBLED = re.compile(r"\d[.,]{2}\d")
# A letter behind digits that is a unit or a name rather: 5l, 12m, 3s, 4G
_UNIT_LETTERS = frozenset("lmgsbqiz")
_NETWORK = re.compile(r"[2-6]G|[234]D")
_NAMED = re.compile(
    r"(?:tổ|lớp|xóm|thôn|số|khu|đường|quốc lộ|phòng|bản|ngõ|phố|nhà|tầng|cụm|nhóm|hạng|loại|đợt|khối|lô|thửa)\s+$"
)
# The longest phrase of the table, in words; the longest distance at which a word is the same, in parts of its length
_MARK, _GROUP, _WIDE, _OTHER = 0.3, 0.5, 0.5, 1.0
_NEAR = 0.2


def match_form(text: str) -> str:
    """Return a form of `text` of the same length, for matching, in which usual slips are undone; `text` in NFC.

    >>> match_form("Phân đấu thu 25,5 triệu đổng, Chủ tịch Hô Chí Minh, 12 hô, tổng đàn 1ợn l.238 con")
    'Phấn đấu thu 25,5 triệu đồng, Chủ tịch Hồ Chí Minh, 12 hộ, tổng đàn lợn l.238 con'
    """
    return usual_repairer().form(text)


class Repairer:
    """Undoes slips by a list of phrases, which the table's own are part of."""

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        own = [phrase for rows in _data()["phrases"].values() for phrase in rows]
        self._by_skeleton: dict[str, list[str]] = {}
        self._lengths: dict[str, int] = {}
        self._words: dict[str, set[str]] = {}
        self.words: set[str] = set()
        for phrase in dict.fromkeys(fold(phrase) for phrase in (*own, *phrases)):
            parts = _WORD.findall(phrase)
            self.words.update(parts)
            if len(parts) > 1:
                self._by_skeleton.setdefault(_skeleton(phrase), []).append(phrase)
                first = _skeleton(parts[0])
                self._lengths[first] = max(self._lengths.get(first, 0), len(parts))
        for word in self.words:
            self._words.setdefault(_skeleton(word), set()).add(word)

    def form(self, text: str) -> str:
        """Return a form of `text` of the same length in which slips are undone."""
        form = list(text)
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        index = 0
        while index < len(words):
            taken = self._phrase(text, words, index, form)
            if not taken:
                start, end = words[index]
                meant = self._word(text, start, end)
                if meant is not None:
                    form[start:end] = _like(text[start:end], meant)
            index += taken or 1
        return "".join(form)

    def _phrase(self, text: str, words: list[tuple[int, int]], index: int, form: list[str]) -> int:
        """Undo the slips of the longest phrase that begins with a word; return how many words it has, 0 for none."""
        start = words[index][0]
        longest = self._lengths.get(_skeleton(text[start : words[index][1]]), 0)
        for count in range(min(longest, len(words) - index), 1, -1):
            end = words[index + count - 1][1]
            own = fold(text[start:end])
            if len(own) != end - start:
                continue
            phrases = self._by_skeleton.get(_skeleton(own), ())
            if own in phrases:
                return count
            meant = [phrase for phrase in phrases if _is_slip(own, phrase)]
            if len(meant) == 1:
                form[start:end] = _like(text[start:end], meant[0])
                return count
        return 0

    def _word(self, text: str, start: int, end: int) -> str | None:
        """Return the word that a single misread one was meant to be, of the same length, or `None`."""
        written = text[start:end]
        own = fold(written)
        if len(own) != len(written) or own.isdigit():
            return None
        meant: str | None = _data()["after_number"].get(own)
        if meant is not None:
            return meant if _NUMBER_BEFORE.search(text[max(0, start - 2) : start]) and len(meant) == len(own) else None
        if any(map(str.isdigit, own)):
            if own.isascii():
                return None
            meant = own.translate(_DIGITS)
            return meant if is_syllable(meant) else None
        if is_syllable(own):
            return None
        near = {word for word in self._words.get(_skeleton(own), ()) if len(word) == len(own)}
        if len(near) == 1 and (len(own) > 2 or not own.isascii()):
            return near.pop()
        for wide, letter in _data()["wide"].items():
            narrow = own.replace(wide, letter)
            if narrow != own and narrow in self.words:
                return narrow.ljust(len(own))
        return None


@cache
def usual_repairer() -> Repairer:
    """Return the repairer that knows the table's phrases only."""
    return Repairer()


def nearest(words: str, vocabulary: Iterable[str], near: float = _NEAR) -> str | None:
    """Return the entry of a vocabulary that a misread word or phrase is most like, or `None` if none or two are.

    `near` is the distance allowed, in parts of the length: a lost or wrong mark counts 0.3, a usual confusion 0.5.

    >>> nearest("triêu đổng", ["triệu đồng", "tỷ đồng"]), nearest("giarn", ["giảm", "giao"]), nearest("con", ["tấn"])
    ('triệu đồng', 'giảm', None)
    """
    own = fold(words)
    scored = sorted((distance(own, fold(entry)), entry) for entry in dict.fromkeys(vocabulary))
    if not scored or scored[0][0] > near * max(len(own), 1):
        return None
    tie = len(scored) > 1 and scored[0][0] and scored[1][0] - scored[0][0] < _MARK / 2
    return None if tie else scored[0][1]


def distance(one: str, other: str) -> float:
    """Return how far two folded texts are apart, the usual slips counted less than other letters.

    >>> distance("đổng", "đồng"), distance("narn", "nam"), distance("con", "cây")
    (0.3, 0.5, 2.0)
    """
    wide: dict[str, str] = _data()["wide"]
    rows = [[float(column) for column in range(len(other) + 1)]]
    for line, letter in enumerate(one, 1):
        row = [float(line)]
        for column, meant in enumerate(other, 1):
            best = min(
                rows[line - 1][column] + 1, row[column - 1] + 1, rows[line - 1][column - 1] + _cost(letter, meant)
            )
            if line > 1 and wide.get(one[line - 2 : line]) == meant:
                best = min(best, rows[line - 2][column - 1] + _WIDE)
            if column > 1 and wide.get(other[column - 2 : column]) == letter:
                best = min(best, rows[line - 1][column - 2] + _WIDE)
            row.append(best)
        rows.append(row)
    return round(rows[-1][-1], 2)


def doubtful_numbers(text: str) -> list[tuple[int, int]]:
    """Return the places of numbers in which letters stand for digits, perhaps, or marks twice: "l.238", "54T con".

    A letter behind a number that is a name ("tổ 11B", "lớp 5B") isn't one.

    >>> text = "đàn lợn l.238 con, 1.23B con, 54T con, tổ 11B"
    >>> [text[start:end] for start, end in doubtful_numbers(text)]
    ['l.238', '1.23B', '54T']
    """
    found: list[tuple[int, int]] = []
    for number in _MIXED.finditer(text):
        written = number[0]
        digits = sum(map(str.isdigit, written))
        letters = sum(map(str.isalpha, written)) + written.count("|") + written.count("!")
        if digits and not letters and _DOUBLED.search(written):
            found.append(number.span())
            continue
        if not digits or not letters or letters > digits + 1 or (written[-1] in _UNIT_LETTERS and letters == 1):
            continue
        if _NETWORK.fullmatch(written):
            continue
        grouped = "." in written or "," in written
        inner = any(not char.isdigit() and char not in ".," for char in written[:-1])
        if not grouped and text[number.start() - 1 : number.start()] == "/":
            continue
        named = _NAMED.search(text[: number.start()].lower()) is not None
        if grouped or inner or (not named and text[number.end() : number.end() + 2].strip().islower()):
            found.append(number.span())
    return found


def digits_of(number: str) -> str:
    """Return the digits of a number that holds letters or doubled marks, as a number; the letters aren't guessed.

    >>> digits_of("l.238"), digits_of("54T"), digits_of("1..238"), digits_of("12,.5"), digits_of("6O,5")
    ('238', '54', '1.238', '12,5', '6,5')
    """
    kept = "".join(char for char in number if char.isdigit() or char in ".,").strip(".,")
    return _MARKS.sub(lambda marks: marks[0][0], kept)


def _cost(letter: str, meant: str) -> float:
    if letter == meant:
        return 0.0
    one, other = bare(letter), bare(meant)
    if one == other:
        return _MARK
    return _GROUP if _skeleton(one) == _skeleton(other) else _OTHER


def _is_slip(own: str, phrase: str) -> bool:
    """Tell whether `own` is `phrase` misread: half of its syllables are right, or only marks are lost."""
    parts, meant = _WORD.findall(own), _WORD.findall(phrase)
    right = sum(one == other for one, other in zip(parts, meant, strict=True))
    if 2 * right >= len(meant):
        return True
    return all(_is_without(letter, other) for letter, other in zip(own, phrase, strict=True))


@lru_cache(maxsize=8192)
def _is_without(letter: str, meant: str) -> bool:
    """Tell whether a letter is another one without some of its marks."""
    if letter == meant:
        return True
    one, other = (
        unicodedata.normalize("NFD", letter.replace("đ", "d\u0335")),
        unicodedata.normalize("NFD", meant.replace("đ", "d\u0335")),
    )
    return one[0] == other[0] and set(one[1:]) <= set(other[1:])


def _like(written: str, meant: str) -> list[str]:
    """Return the letters of `meant` in the case of `written`; signs between words stay as they were."""
    return [new.upper() if old.isupper() else new for old, new in zip(written, meant, strict=True)]


@lru_cache(maxsize=65536)
def _skeleton(text: str) -> str:
    """Return a text without marks and with letters that are taken for one another made one."""
    return bare(text).translate(_groups())


@cache
def _groups() -> dict[int, str]:
    return {ord(char): group[0] for group in _data()["groups"] for char in group}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("pipeline.language").joinpath("repair.toml").read_text(encoding="utf-8"))
