"""Telling which text of a file is in an old code, and putting it into Unicode.

Enters: the stretches of text of a file, each with the name of its font where there is one. Leaves: the same stretches,
those in TCVN3, VNI-Windows or VIQR in Unicode. "Tæng ®µn lîn" in .VnTime becomes "Tổng đàn lợn"; so does it in a font
that tells nothing, because "tổng", "đàn" and "lợn" are syllables and "®µn" is none. Sound text stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from pipeline.language.legacy import Code, Setting, decode, font_setting, is_byte
from pipeline.language.syllables import is_syllable
from pipeline.language.viqr import decode_viqr, escapes, viqr_words

# Words of a text in which every letter may be a byte: all but white space and ASCII that isn't a letter
_TOKEN = re.compile(r"[^\s0-9!-/:-@\[-`{-~“”‘’–—…•]{2,}")
_SOUND = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_LETTER = r"[^\s0-9!-/:-@\[-`{-~]"
_HYPHEN_AS_U = re.compile(f"(?<={_LETTER})-(?={_LETTER})|(?<={_LETTER})-(?=[,;.:)]*$)|(?<![^(“])-(?={_LETTER})")
_ABBREVIATION = re.compile("[A-ZĐ§Ñ]+")
_BYTE_CODES = (Code.TCVN3, Code.VNI)
# A font's text is in a code if so many of its words become syllables, and so few are ones as they stand
_SURE, _UNSURE = 0.85, 0.4
_FEW = 3
# VIQR is plain ASCII: so many words have to bear its signs
_VIQR_FEW, _VIQR_SHARE = 5, 0.25


@dataclass(slots=True)
class Evidence:
    """How many words of a text aren't plain ASCII, and how many of them are syllables, as they are and decoded."""

    words: int = 0
    raw: int = 0
    decoded: Counter[Code] = field(default_factory=Counter)
    ascii_words: int = 0
    viqr: int = 0

    def add(self, other: Evidence) -> None:
        """Count the words of another text too."""
        self.words += other.words
        self.raw += other.raw
        self.decoded += other.decoded
        self.ascii_words += other.ascii_words
        self.viqr += other.viqr

    def best(self) -> Code:
        """Return the code of single bytes in which most words are syllables."""
        return max(_BYTE_CODES, key=lambda code: self.decoded[code])

    def verdict(self) -> Code | None:
        """Return the code that the words are in beyond doubt, or `None`."""
        if self.words >= _FEW:
            code = self.best()
            sure = self.decoded[code] >= _SURE * self.words and self.raw <= _UNSURE * self.words
            return code if sure else None
        enough = self.viqr >= max(_VIQR_FEW, _VIQR_SHARE * (self.ascii_words + self.words))
        return Code.VIQR if enough and not self.words else None


def weigh(text: str) -> Evidence:
    """Count the words of a text, as they are and decoded; nothing of a text with letters that no byte code has.

    >>> weigh("Tæng ®µn lîn 1.238 con").verdict(), weigh("Tổng đàn lợn 1.238 con").verdict()
    (<Code.TCVN3: 'TCVN3 (ABC)'>, None)
    """
    found = Evidence()
    if text.isascii():
        found.viqr, found.ascii_words = viqr_words(text)
        return found
    text = unicodedata.normalize("NFC", text)
    if _SOUND.search(text):
        return found
    found.words, found.raw = _syllables(text)
    for code in _BYTE_CODES:
        found.decoded[code] = _syllables(decode(text, code))[1]
    return found


def _syllables(text: str) -> tuple[int, int]:
    """Return how many words that aren't ASCII a text has, and how many of them are syllables."""
    words = [word for word in _TOKEN.findall(text) if not word.isascii() and not _ABBREVIATION.fullmatch(word)]
    return len(words), sum(map(is_syllable, words))


class Recoder:
    """Puts a file's text into Unicode, font by font; `learn` all stretches first, or all up to this page.

    `used` counts the stretches by the code that they were in.
    """

    def __init__(self) -> None:
        self._evidence: dict[str, Evidence] = {}
        self._escapes = False
        self.used: Counter[Code] = Counter()

    def learn(self, text: str, font: str | None = None) -> None:
        """Take a stretch of text, best a whole paragraph or page, as evidence for what its font's text is in."""
        self._evidence.setdefault(font or "", Evidence()).add(weigh(text))
        self._escapes = self._escapes or escapes(text)

    def setting(self, text: str, font: str | None = None) -> Setting | None:
        """Return what a stretch of text is in, or `None` if it is sound as it is."""
        if not text or (not text.isascii() and _SOUND.search(unicodedata.normalize("NFC", text))):
            return None
        whole = self._evidence.get(font or "", Evidence())
        named = font_setting(font)
        if named is not None:
            return _named(named, whole)
        code = whole.verdict()
        if code is None:
            own = weigh(text).verdict() if text.count(" ") + 1 >= _FEW else None
            return Setting(own) if own is not None else None
        if code is Code.VIQR:
            return Setting(code)
        if text.isascii():
            return None
        own_words = weigh(text)
        fits = own_words.decoded[code] >= own_words.raw if own_words.words else any(map(str.isalpha, text))
        return Setting(code) if fits else None

    def verdict(self) -> Code | None:
        """Return the code that the text of all fonts that tell none is in, or `None`."""
        whole = Evidence()
        for font, evidence in self._evidence.items():
            if font_setting(font) is None:
                whole.add(evidence)
        return whole.verdict()

    def recode(self, text: str, font: str | None = None) -> str:
        """Return a stretch of text in Unicode.

        >>> Recoder().recode("Tæng ®µn lîn", ".VnTime"), Recoder().recode("Tổng đàn lợn", ".VnTime")
        ('Tổng đàn lợn', 'Tổng đàn lợn')
        """
        setting = self.setting(text, font)
        return text if setting is None else self.put(text, setting)

    def put(self, text: str, setting: Setting, ends: bool = True) -> str:
        """Return `text`, known to be in a code, in Unicode, and count it; `ends` says that a line ends with it."""
        if setting.code is Code.VIQR:
            done = decode_viqr(text, self._escapes, ends)
        else:
            done = decode(text, setting.code, setting.capitals)
        if done != text:
            self.used[setting.code] += 1
        return done

    def remark(self) -> str | None:
        """Say which old codes the file's text was in; `None` if it was in none."""
        if not self.used:
            return None
        codes = ", ".join(sorted(code.value for code in self.used))
        return f"văn bản dùng bảng mã cũ {codes}; đã chuyển sang Unicode"


def _named(named: Setting, whole: Evidence) -> Setting | None:
    """Return the setting that a font's name tells, unless its text shows plainly that the name is wrong."""
    if whole.words < _FEW or whole.decoded[named.code] >= max(_SURE * whole.words, whole.raw):
        return named
    if whole.raw >= _SURE * whole.words:
        return None
    other = whole.best()
    if other is not named.code and whole.decoded[other] >= _SURE * whole.words:
        return Setting(other)
    return named


def hyphens_as_u(text: str) -> str:
    """Return a word of a TCVN3 font out of a PDF with the hyphens that stand for "ư", whose byte is read as a hyphen.

    >>> [hyphens_as_u(word) for word in ("nh-ng", "®-êng", "T-", "tÕ-x·", "BC-UBND")]
    ['nh\\xadng', '®\\xadêng', 'T\\xad', 'tÕ-x·', 'BC-UBND']
    """
    if "-" not in text:
        return text
    changed = _HYPHEN_AS_U.sub("\u00ad", text)
    words = [word for word in re.split(r"[^\w]+", decode(changed, Code.TCVN3)) if word]
    if changed == text or not words or not all(word.isdigit() or is_syllable(word) for word in words):
        return text
    return changed


def all_bytes(text: str) -> bool:
    """Tell whether every character may be a byte of an old code."""
    return all(map(is_byte, text))
