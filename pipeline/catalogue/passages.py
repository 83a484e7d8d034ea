"""The words around a label: what stands before it in its statement, and right after it.

Enters: a sentence and a label in it. Leaves: words in the spelling used, with a space at both ends, to look for phrases
in. In "Tổng đàn vật nuôi khác (chó, mèo) là 2.425 con" the words "chó mèo" stand right after "vật nuôi khác".
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.catalogue.words import Vocabulary
from pipeline.language.text import fold

AFTER = 30
"""How many characters after the label may still tell what it means."""


def last_statement(text: str) -> str:
    """Return what follows the last full stop, or the last semicolon before a capital.

    >>> last_statement("Tiếp định kỳ 04 ngày; Tiếp thường xuyên 09 lượt; trong đó")
    'Tiếp thường xuyên 09 lượt; trong đó'
    """
    start = text.rfind(". ") + 1
    at = text.rfind("; ", start)
    while at >= 0:
        if text[at + 2 : at + 3].isupper():
            return text[at + 2 :]
        at = text.rfind("; ", start, at)
    return text[start:].lstrip()


class Passages:
    """Finds the surroundings of labels; a label that doesn't stand in its sentence has all of it around."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary
        self.before = lru_cache(maxsize=4096)(self._before)
        self.around = lru_cache(maxsize=4096)(self._around)
        self.after = lru_cache(maxsize=4096)(self._after)

    def _before(self, sentence: str, label: str, before: str | None) -> str:
        """Return the statement up to the label, the label included."""
        if before is not None:
            return self._words.text(last_statement(before))
        end = _end(sentence, label)
        return self._words.text(last_statement(sentence[:end]) if end else sentence)

    def _around(self, sentence: str, label: str, before: str | None) -> str:
        """Return the statement up to the label and a little more."""
        if before is not None:
            return self._words.text(last_statement(before))
        end = _end(sentence, label)
        return self._words.text(last_statement(sentence[:end]) + sentence[end : end + AFTER] if end else sentence)

    def _after(self, sentence: str, label: str) -> str:
        """Return a little of what follows the label."""
        end = _end(sentence, label)
        return self._words.text(sentence[end : end + AFTER] if end else "")


def _end(sentence: str, label: str) -> int:
    """Return where the label ends in the sentence (at its last place), or 0."""
    at = fold(sentence).rfind(fold(label))
    return at + len(label) if at >= 0 else 0
