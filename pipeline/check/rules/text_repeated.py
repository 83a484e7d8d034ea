"""Một từ hoặc cụm từ viết hai lần liền nhau.

Báo khi một tiếng hoặc một cụm từ được lặp lại ngay sau nó. Từ láy (dần dần, thường thường), tên riêng, và chỗ hai từ
gặp nhau (trực tiếp tiếp công dân) không tính; cách nhau dấu câu cũng không tính.

Sai: Triển khai thực hiện thực hiện công tác đăng ký đất đai.
Đúng: Triển khai thực hiện công tác đăng ký đất đai.

Bỏ qua: thêm cụm từ vào tu_rieng trong baocao.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.words import words
from pipeline.language.text import fold
from schemas.finding import Severity

SEVERITY = Severity.WARNING

_SYLLABLE = re.compile(r"[^\W\d_]+")
_LONGEST = 5
_MARKER = 5
_EVERY = frozenset(("người", "nhà"))
_ALL = (*_EVERY, "ngành")
"""Written twice only together: "người người, nhà nhà thi đua"."""


def find(context: Context) -> Iterator[Found]:
    """Yield every phrase that is written twice in a row."""
    for line in context.lines:
        if " | " in line.text:
            continue
        found = list(_SYLLABLE.finditer(line.text))
        lower = [match[0].lower() for match in found]
        at = 0
        while at < len(found):
            length = next(
                (
                    length
                    for length in range(min(_LONGEST, (len(found) - at) // 2), 0, -1)
                    if lower[at] == lower[at + length] and _repeated(context, line.text, found[at:], length)
                    and not (length == 1 and _meant(line.text, found, at, lower[at]))
                ),
                0,
            )  # fmt: skip
            if not length:
                at += 1
                continue
            start, end = found[at].start(), found[at + 2 * length - 1].end()
            phrase = line.text[start : found[at + length - 1].end()]
            yield Found(
                message=f"“{phrase}” viết hai lần liền nhau.",
                evidence=(context.place((line.start + start, line.start + end)),),
                expected=phrase,
                found=line.text[start:end],
            )
            at += 2 * length


def _repeated(context: Context, text: str, found: list[re.Match[str]], length: int) -> bool:
    """Return whether the first `length` syllables come again at once, with nothing but spaces between."""
    both = found[: 2 * length]
    first, second = both[:length], both[length:]
    if any(one[0] != two[0] for one, two in zip(first, second, strict=True)) and not _sentence_start(first, second):
        return False
    if any(text[one.end() : two.start()] != " " for one, two in pairwise(both)):
        return False
    return fold(text[first[0].start() : first[-1].end()]) not in context.settings.words


def _sentence_start(first: list[re.Match[str]], second: list[re.Match[str]]) -> bool:
    """Return whether the two differ only by a capital at the start of the line: "Triển khai triển khai"."""
    same = [fold(match[0]) for match in first] == [fold(match[0]) for match in second]
    return same and first[0].start() < _MARKER and first[0][0][0].isupper() and first[0][0][1:] == second[0][0][1:]


def _meant(text: str, found: list[re.Match[str]], at: int, syllable: str) -> bool:
    """Return whether a syllable written twice is right: a doublet, a name, or two words that meet in it."""
    if syllable in _EVERY and not any(f"{one} {one}" in fold(text) for one in _ALL if one != syllable):
        return False
    if syllable in words().doublets or len(syllable) < 2 or found[at][0][0].isupper():
        return True
    if at == 0 or at + 2 >= len(found):
        return False
    before = fold(text[found[at - 1].start() : found[at].end()])
    after = fold(text[found[at + 1].start() : found[at + 2].end()])
    return (before in words().endings and after in words().beginnings) or before in words().communes
