"""Numbers and bullets in front of a line, in every way of numbering.

Enters: the text of a paragraph. Leaves: a `Marker`, or `None`. "3.1. Trồng trọt" has the marker "3.1." of the style
DOTTED with the parts 3 and 1; "12.232 triệu đồng" has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """A way of numbering, or a bullet."""

    PART = "part"
    UPPER = "upper"
    ROMAN = "roman"
    ARABIC = "arabic"
    DOTTED = "dotted"
    LOWER = "lower"
    LOWER_ROMAN = "lower_roman"
    BULLET = "bullet"


RANKS = {
    Style.PART: 0,
    Style.UPPER: 1,
    Style.ROMAN: 2,
    Style.ARABIC: 3,
    Style.DOTTED: 4,
    Style.LOWER: 5,
    Style.LOWER_ROMAN: 6,
    Style.BULLET: 7,
}
"""How the styles usually nest, for a number that comes with nothing before it to tell."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A number or bullet as written, `end` where the words behind it begin.

    `form` is the punctuation that belongs to it (".", ")", "()", "/", "-"); `parts` are "3", "1" in 3.1; `ordinal` is
    the value of the last of them.
    """

    written: str
    number: str
    style: Style
    form: str
    ordinal: int
    parts: tuple[str, ...]
    end: int

    def same_list(self, other: Marker) -> bool:
        """Tell whether two numbers may be of one list, by their style and punctuation."""
        return self.style is other.style and self.form == other.form and len(self.parts) == len(other.parts)


_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}
_WORDS = {
    "nhất": 1, "một": 1, "hai": 2, "nhì": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10,
}  # fmt: skip
_ROMAN_DIGITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

_PART = re.compile(
    r"(?P<word>phần|chương)\s+(?:thứ\s+(?P<named>"
    + "|".join(_WORDS)
    + r")|(?P<roman>[IVX]+)|(?P<digits>\d{1,2})|(?P<letter>[A-H]))"
    r"(?![^\W_])\s*(?:[.:)/\-–—]+\s*)?",
    re.I,
)
_SINGLE = r"[IVXL]{1,6}|[A-HĐKLMNPQRSTU]|\d{1,3}|[a-zđ]|[ivx]{2,4}"
_DOTTED = re.compile(
    r"(?P<token>(?:[IVX]{1,5}|[A-HĐ]|\d{1,2}|[a-zđ])(?:\.\d{1,2}(?![\d]))+(?:\.[a-zđ](?![^\W_]))?)"
    r"(?:(?P<close>[.)/:]{1,2}(?:\s?[-–](?=\s))?|\s?[-–](?=\s|[^\W\d_]))\s*|\s+)(?P<next>\S|$)"
)
_CLOSED = re.compile(rf"(?P<token>{_SINGLE})(?P<close>[.)/:\-–]{{1,2}}|\s[-–](?=\s))\s*(?P<next>\S|$)")
_COMMA = re.compile(r"(?P<token>\d{1,2}|[IVX]{1,5}|[a-hđ])(?P<close>,)\s(?P<next>[^\W\d_])")
"""A comma for the full stop, typed so or read so by OCR: "5, Cải cách hành chính\""""
_ROUND = re.compile(rf"\((?P<token>{_SINGLE})\)\s*(?:[.:\-–]\s)?(?P<next>\S|$)")
_LETTER_DIGIT = re.compile(r"(?P<token>[a-zđ]\d{1,2})(?P<close>[.)/])\s*(?P<next>\S|$)")
_SYMBOL = re.compile(r"[A-ZĐ][A-ZĐa-z&]{0,8}[-/.][A-ZĐ]")
"""The rest of a document's number, as in 45/QĐ-UBND"""
_BULLET = re.compile(r"(?P<token>[-–—−+*•●○◦▪■□➢➤✓♦❖❑·→➔]|o(?=\s+[^\W\d_]))\s*(?P<next>\S|$)")


def roman(number: int) -> str:
    """Return `number` (1 to 39) in Roman numerals.

    >>> roman(4), roman(12)
    ('IV', 'XII')
    """
    found = ""
    for value, letters in _ROMAN_DIGITS:
        while number >= value:
            found += letters
            number -= value
    return found


def roman_value(letters: str) -> int:
    """Return the value of Roman numerals, 0 if they are none as one writes them.

    >>> roman_value("XIV"), roman_value("VX")
    (14, 0)
    """
    total = 0
    values = [_ROMANS.get(letter, 0) for letter in letters.lower()]
    for value, after in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < after else value
    return total if 0 < total < 40 and roman(total).lower() == letters.lower() else 0


def letter_value(letter: str) -> int:
    """Return the place of a letter in the Vietnamese alphabet, from 1; 0 for a letter that isn't in it.

    >>> letter_value("đ"), letter_value("E")
    (5, 6)
    """
    return _ALPHABET.find(letter.lower()) + 1


def follows(before: Marker, after: Marker) -> bool:
    """Tell whether `after` is the number that comes next; đ may be left out between d and e."""
    if after.ordinal == before.ordinal + 1:
        return True
    return (
        after.style in (Style.LOWER, Style.UPPER) and before.parts[-1].lower() == "d" and after.parts[-1].lower() == "e"
    )


def parse_marker(text: str) -> Marker | None:
    """Return the number or bullet that `text` begins with.

    >>> parse_marker("3.1. Trồng trọt").parts
    ('3', '1')
    >>> parse_marker("12.232 triệu đồng") is None, parse_marker("5. 2026, chuẩn bị") is None
    (True, True)
    >>> parse_marker("Phần thứ hai: NHIỆM VỤ").number
    'Phần thứ hai'
    """
    head = text[:48]
    if not head:
        return None
    if head[0] in "pPcC" and (part := _part(head)) is not None:
        return part
    bullet = _BULLET.match(head)
    if bullet is not None:
        return _bullet(bullet)
    found = _DOTTED.match(head)
    if found is not None and _fits(found["next"], strict=found["close"] is None):
        pieces = tuple(found["token"].split("."))
        return _make(found, pieces, Style.DOTTED, (found["close"] or "").strip()[:1], int_of(pieces[-1]))
    found = _ROUND.match(head)
    if found is not None and _fits(found["next"], strict=False):
        return _single(found, "()")
    found = _CLOSED.match(head)
    if found is not None and _fits(found["next"], strict=False) and not _abbreviation(found):
        return _single(found, found["close"].strip()[:1].replace("–", "-"))
    found = _COMMA.match(head)
    if found is not None and found["next"].isupper():
        return _single(found, ".")
    found = _LETTER_DIGIT.match(head)
    if found is not None and _fits(found["next"], strict=False):
        token = found["token"]
        return _make(found, (token[0], token[1:]), Style.DOTTED, found["close"], int(token[1:]))
    return None


def _abbreviation(found: re.Match[str]) -> bool:
    """Tell whether a capital with its stroke or dash is the beginning of a word such as "V/v" or "T/M"."""
    glued = found.start("next") == found.end("close")
    return found["token"].isupper() and found["close"] in ("/", "-") and glued and found["next"].islower()


def int_of(part: str) -> int:
    """Return the value of one part of a number: digits, a letter or Roman numerals."""
    return int(part) if part.isdigit() else (roman_value(part) or letter_value(part))


def _part(head: str) -> Marker | None:
    found = _PART.match(head)
    if found is None:
        return None
    if found["named"]:
        value = _WORDS[found["named"].lower()]
    elif found["roman"]:
        value = roman_value(found["roman"])
    elif found["digits"]:
        value = int(found["digits"])
    else:
        value = letter_value(found["letter"])
    if not value or (found["word"][0].islower()):
        return None
    component = found["letter"].upper() if found["letter"] else roman(min(value, 39))
    written = found[0].strip()
    return Marker(written, written.rstrip(".:)/-–— "), Style.PART, "", value, (component,), found.end())


def _bullet(found: re.Match[str]) -> Marker | None:
    after = found["next"]
    glued = found.end() - 1 == found.end("token") and after
    if glued and not (after.isalpha() or after in "“\"'(["):
        return None
    written = found["token"]
    end = found.start("next") if after else found.end()
    return Marker(written, written, Style.BULLET, "-" if written in "–—−" else written, 0, (written,), end)


def _single(found: re.Match[str], form: str) -> Marker | None:
    token = found["token"]
    if (
        form in ("/", "-")
        and _SYMBOL.match(found.string, found.start("next"))
        and found.start("next") == found.end("close")
    ):
        return None
    if token.isdigit():
        if len(token) > 2 or int(token) == 0:
            return None
        return _make(found, (str(int(token)),), Style.ARABIC, form, int(token))
    value = roman_value(token)
    if token.isupper() and value and token not in "L":
        return _make(found, (token,), Style.ROMAN, form, value)
    if len(token) == 1:
        style = Style.UPPER if token.isupper() else Style.LOWER
        value = letter_value(token)
    else:
        style = Style.LOWER_ROMAN
    if not value:
        return None
    return _make(found, (token,), style, form, value)


def _make(found: re.Match[str], parts: tuple[str, ...], style: Style, form: str, value: int) -> Marker | None:
    if not value:
        return None
    end = found.start("next") if found["next"] else found.end()
    written = found.string[:end].rstrip()
    return Marker(written, found["token"], style, form, value, parts, end)


def _fits(after: str, *, strict: bool) -> bool:
    """Tell whether a title or sentence may begin with `after`; strictly, only with a capital."""
    if not after:
        return not strict
    if strict:
        return after.isupper() or after in '“"'
    return after.isalpha() or after in "“\"'([*‘”"
