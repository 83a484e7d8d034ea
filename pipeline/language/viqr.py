"""VIQR as people typed it: full stops and Roman numerals that nobody wrote a backslash for.

Enters: plain ASCII. Leaves: how much of it is VIQR, and the same in Unicode. "I. Ddo^ng ddu?." is "I. Đông đủ.", though
by the letter of the rule "I." would be "Ị".
"""

from __future__ import annotations

import re

from pipeline.language.legacy import Code, decode
from pipeline.language.syllables import is_syllable

_WORD = re.compile(r"\S*[A-Za-z]\S*")
_ADDRESS = re.compile(r"@|//|www\.")
# Signs that no English or unmarked Vietnamese word has at such places
_STRONG = re.compile(
    r"[aeoAEO]\^|[aA]\((?=['`?~.]?[a-zA-Z]|['`?~.])|[ouOU]\+|[dD][dD]"
    r"|[aeiouyAEIOUY]['`?~.](?=[a-zA-Z])"
)
_ESCAPE = re.compile(r"[aeiouyAEIOUY]\\[.?'~]")
_EDGE = re.compile(r"^[^\w]+|[^\w]+$")
# A single letter or a Roman numeral before its full stop; dots of leaders; the stop that ends a line
_NUMERAL = re.compile(r"(?:^|(?<=[(.]))(?:[IVX]+|[aeiouyAEIOUY])\.(?=[.)\d]|$)")
_DOTS = re.compile(r"(?<=[aeiouyAEIOUY])(?:\.{3,}|\./\.)")
_LAST = re.compile(r"(?<=[aeiouyAEIOUY])\.$")
_FINAL = re.compile(r"[.?'](?=[^\w]*$)")
# Shorter lines are headings, which have no full stop
_SENTENCE = 8
_SPACE = re.compile(r"(\s+)")


def viqr_words(text: str) -> tuple[int, int]:
    """Return how many words of a text bear signs of VIQR and are syllables then, and how many words it has.

    A word that bears signs and is no syllable counts against.

    >>> viqr_words("To^?ng dda`n lo+.n 1.238 con"), viqr_words("Tong dan lon. add(1) to a.b@c.vn")
    ((3, 4), (-3, 6))
    """
    right = wrong = total = 0
    for word in _WORD.findall(text):
        total += 1
        if _STRONG.search(word) and not _ADDRESS.search(word):
            decoded = _EDGE.sub("", decode(word, Code.VIQR))
            parts = [part for part in re.split(r"[^\w]+", decoded) if part]
            good = all(part.isascii() or is_syllable(part) for part in parts)
            right += good
            wrong += not good
    return right - 3 * wrong if wrong * 6 > right else right, total


def escapes(text: str) -> bool:
    """Tell whether whoever wrote a text put a backslash before signs that stand for themselves."""
    return _ESCAPE.search(text) is not None


def decode_viqr(text: str, escaped: bool = False, ends: bool = True) -> str:
    """Return text in VIQR in Unicode; addresses of mail and web stay.

    `escaped` says that all signs that stand for themselves have a backslash, `ends` that a line ends where the text
    does.

    >>> decode_viqr("I. To^?ng dda`n lo+.n la` 1.238 con, du+. kie^'n ban ho^.i o+? xa~ nghe`o., a@b.vn. Gia.")
    'I. Tổng đàn lợn là 1.238 con, dự kiến ban hội ở xã nghèo., a@b.vn. Gia.'
    """
    done: list[str] = []
    for line in text.splitlines(keepends=True):
        words = _SPACE.split(line.rstrip())
        last = len(words) - 1 if (ends or line.endswith("\n")) and len(words) > 2 * _SENTENCE else len(words)
        done += [
            decode(word, Code.VIQR) if escaped else _decoded(word, index == last) for index, word in enumerate(words)
        ]
        done.append(line[len(line.rstrip()) :])
    return "".join(done)


def _decoded(word: str, last: bool) -> str:
    """Return one word in Unicode; `last` says that its full stop ends a line."""
    if _ADDRESS.search(word):
        return word
    for pattern in (_NUMERAL, _DOTS, *((_LAST,) if last else ())):
        word = pattern.sub(lambda hit: hit[0].replace(".", "\\."), word)
    done = decode(word, Code.VIQR)
    if _is_one(done):
        return done
    literal = decode(_FINAL.sub(lambda hit: f"\\{hit[0]}", word), Code.VIQR)
    return literal if _is_one(literal) else done


def _is_one(word: str) -> bool:
    """Tell whether a word, without what stands around it, is a syllable."""
    return is_syllable(_EDGE.sub("", word))
