"""Một từ hoặc cụm từ viết hai lần liền nhau.

Báo khi một cụm từ hai tiếng trở lên, hoặc một hư từ (của, và, các, đã, là...), được lặp lại ngay sau nó. Từ láy (dần dần,
thường thường) và tên riêng không tính; cách nhau dấu câu cũng không tính.

Sai: Triển khai thực hiện thực hiện công tác đăng ký đất đai.
Đúng: Triển khai thực hiện công tác đăng ký đất đai.

Bỏ qua: thêm cụm từ vào tu_rieng trong baocao.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.words import words
from pipeline.language.text import fold
from schemas.finding import Severity

SEVERITY = Severity.WARNING

_SYLLABLE = re.compile(r"[^\W\d_]+")
_LONGEST = 5


def find(context: Context) -> Iterator[Found]:
    """Yield every phrase that is written twice in a row."""
    for line in context.lines:
        if " | " in line.text:
            continue
        found = list(_SYLLABLE.finditer(line.text))
        at = 0
        while at < len(found):
            length = _repeated(context, line.text, found, at)
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


def _repeated(context: Context, text: str, found: list[re.Match[str]], at: int) -> int:
    """Return how many syllables from `at` on are repeated at once, 0 for none."""
    for length in range(min(_LONGEST, (len(found) - at) // 2), 0, -1):
        first, second = found[at : at + length], found[at + length : at + 2 * length]
        if any(fold(one[0]) != fold(two[0]) for one, two in zip(first, second, strict=True)):
            continue
        if any(
            text[one.end() : two.start()] != " "
            for one, two in zip(found[at:], found[at + 1 : at + 2 * length], strict=False)
        ):
            continue
        phrase = fold(text[first[0].start() : first[-1].end()])
        if phrase in context.settings.words:
            continue
        if length > 1 or phrase in words().small:
            return length
    return 0
