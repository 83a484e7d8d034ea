"""A digital report taken for a scan, and one word of it changed.

Enters: a `Document`. Leaves: the same as recognition would leave it: on pages, each word with a box of its own and a
certainty. How sure the engine is of sound numbers and of wrong ones was counted on made scans of three qualities.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from schemas.base import Box
from schemas.document import Cell, Document, Line, Table, Word

SOUND = (0.72, 0.819, 0.894, 0.9, 0.918, 0.93, 0.932, 0.95, 0.963, 0.967, 0.967, 0.969, 0.969, 0.97, 0.97)
"""Certainties of sound numbers, 6247 of them, at 0, 1, 2, 3, 5, 8, 10, 15, 25, 50, 60, 75, 85, 99, 100 in a hundred."""

_AT = (0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.25, 0.5, 0.6, 0.75, 0.85, 0.99, 1.0)
WRONG = (
    0.38,
    0.4,
    0.4,
    0.4,
    0.4,
    0.4,
    0.48,
    0.53,
    0.59,
    0.6,
    0.61,
    0.66,
    0.7,
    0.74,
    0.77,
    0.79,
    0.85,
    0.87,
    0.92,
    0.96,
)
"""Certainties of numbers that the engine got wrong, all that there were."""

_LINES = 40


@dataclass(frozen=True)
class Spot:
    """A number of the report: the box of its word, the word, the number in it as read, and its value."""

    page: int
    box: Box
    word: str
    read: str
    value: Decimal

    def inside(self, page: int | None, bbox: tuple[float, float, float, float]) -> bool:
        """Whether the number's word lies in a box."""
        x0, top, x1, bottom = bbox
        slack = 0.05
        return (
            page == self.page
            and x0 - slack <= self.box.x0
            and self.box.x1 <= x1 + slack
            and top - slack <= self.box.top
            and self.box.bottom <= bottom + slack
        )


def _certainty(chance: random.Random) -> float:
    """Return how sure the engine is of a sound number."""
    at = chance.random()
    last = next(index for index, share in enumerate(_AT) if at <= share)
    if not last:
        return SOUND[0]
    part = (at - _AT[last - 1]) / (_AT[last] - _AT[last - 1])
    return round(SOUND[last - 1] + part * (SOUND[last] - SOUND[last - 1]), 3)


def scanlike(document: Document, chance: random.Random) -> Document:
    """Return the document as if every page had been recognised."""
    count = 0

    def seen(word: Word, page_line: int) -> Word:
        nonlocal count
        count += 1
        return Word(word.text, Box(count, page_line, count + 0.9, page_line + 0.9), _certainty(chance))

    items: list[Line | Table] = []
    for number, item in enumerate(document.items):
        page, line = number // _LINES + 1, number % _LINES
        if isinstance(item, Line):
            items.append(replace(item, words=tuple(seen(word, line) for word in item.words), page=page))
        else:
            rows = tuple(tuple(_cell(cell, partial(seen, page_line=line)) for cell in row) for row in item.rows)
            items.append(replace(item, rows=rows, page=page))
    pages = (len(document.items) - 1) // _LINES + 1
    source = document.source.model_copy(update={"pages": pages, "ocr_pages": tuple(range(1, pages + 1))})
    return replace(document, source=source, items=tuple(items))


def _cell(cell: Cell, change: Callable[[Word], Word]) -> Cell:
    return replace(cell, words=tuple(change(word) for word in cell.words))


def spoiled(document: Document, spot: Spot, made: str, chance: random.Random) -> Document:
    """Return the document with `made` in the place of a number, as surely as the engine is of what it got wrong."""

    def change(word: Word) -> Word:
        if word.box != spot.box or word.text != spot.word:
            return word
        return replace(word, text=word.text.replace(spot.read, made, 1), confidence=chance.choice(WRONG))

    items: list[Line | Table] = []
    for item in document.items:
        if isinstance(item, Line):
            here = item.page == spot.page
            items.append(replace(item, words=tuple(map(change, item.words))) if here else item)
        else:
            here = item.page == spot.page
            rows = tuple(tuple(_cell(cell, change) for cell in row) for row in item.rows)
            items.append(replace(item, rows=rows) if here else item)
    return replace(document, items=tuple(items))


def words_of(document: Document) -> Iterator[tuple[int, Word]]:
    """Yield the words of a document with their pages."""
    for item in document.items:
        if isinstance(item, Line):
            yield from ((item.page or 0, word) for word in item.words)
        else:
            yield from ((item.page or 0, word) for row in item.rows for cell in row for word in cell.words)
