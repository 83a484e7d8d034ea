"""The lines and tables of a document without what repeats on every page.

Enters: a `Document`. Leaves: `Piece`s (a line, later a paragraph) and `Grid`s (a table), in reading order; page
numbers, running heads and rules are gone. The line "2" between "đang chờ bàn giao mặt" and "bằng" disappears.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from pipeline.language.text import fold
from schemas.base import Box
from schemas.document import FOOTNOTE, Align, Cell, Document, Line, Table, Word


class Token(NamedTuple):
    """A word in NFC with its place."""

    text: str
    page: int | None = None
    box: Box | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Piece:
    """Tokens that belong together: a line as read, or the paragraph that lines were joined to.

    `first` and `last` are the lines that it begins and ends with; `folded` is its text folded.
    """

    tokens: list[Token]
    first: Line
    last: Line
    text: str = ""
    folded: str = ""
    cut: bool = False
    """whether a page number stood above it"""

    def __post_init__(self) -> None:
        self.text = " ".join([token.text for token in self.tokens])
        self.folded = fold(self.text)

    def extend(self, after: Piece) -> None:
        """Let `after` go on this paragraph."""
        self.tokens.extend(after.tokens)
        self.last = after.last
        self.text = f"{self.text} {after.text}"
        self.folded = f"{self.folded} {after.folded}"

    @property
    def bold(self) -> bool:
        """Whether it begins in bold type, or in a style of headings."""
        return self.first.bold or (self.first.style or "").lower().startswith(("heading", "title"))

    @property
    def note(self) -> bool:
        """Whether it is a footnote."""
        return self.first.style == FOOTNOTE

    @property
    def lead(self) -> int:
        """The length of the bold words that it begins with, if it goes on in plain type."""
        return len(" ".join([token.text for token in self.tokens[: self.first.lead]]))

    @property
    def caps(self) -> bool:
        """Whether it is written in capitals."""
        return is_caps(self.text)


@dataclass(slots=True)
class Grid:
    """A table: for each cell its tokens, columns and rows."""

    rows: list[list[tuple[list[Token], int, int]]]
    page: int | None = None


_PAGE_NUMBER = re.compile(r"^(?:[-–—~]\s*)?(?:trang\s+|page\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?(?:\s*[-–—~])?$", re.I)
_RULE = re.compile(r"^[-–—_=*.~‐‑―─\s]{3,}$")
_RULER_CELL = re.compile(r"^:?-{2,}:?$")
_DIGITS = re.compile(r"\d+")
_LONGEST_CAPS = 400
_EDGE = 2


@lru_cache(maxsize=4096)
def is_caps(text: str) -> bool:
    """Tell whether `text` has at least two letters and nearly all of them are capitals.

    >>> is_caps("II. VĂN HÓA - XÃ HỘI"), is_caps("1. Kinh tế")
    (True, False)
    """
    if len(text) > _LONGEST_CAPS:
        return False
    capitals = sum(map(str.isupper, text))
    return capitals >= 2 and sum(map(str.islower, text)) * 11 <= capitals


def tokens_of(words: tuple[Word, ...], page: int | None) -> list[Token]:
    """Return the words of a line in NFC; white space inside a word divides it."""
    found: list[Token] = []
    for word in words:
        text = word.text
        if not is_normalized("NFC", text):
            text = normalize("NFC", text)
        parts = text.split()
        if len(parts) == 1:
            found.append(Token(parts[0], page, word.box, word.confidence))
        else:
            found.extend(Token(part, page, word.box, word.confidence) for part in parts)
    return found


def pieces_of(document: Document) -> list[Piece | Grid]:
    """Return the pieces of `document` in reading order."""
    items = list(document.items)
    dropped = _running(items)
    found: list[Piece | Grid] = []
    for index, item in enumerate(items):
        if isinstance(item, Table):
            found.append(_grid(item))
        elif index not in dropped:
            tokens = tokens_of(item.words, item.page)
            if tokens and not _RULE.match(item.text):
                found.append(Piece(tokens, item, item))
    return _text_tables(_without_loose_numbers(found))


def _grid(table: Table) -> Grid:
    def cell(one: Cell) -> tuple[list[Token], int, int]:
        return tokens_of(one.words, table.page), one.columns, one.rows

    return Grid([[cell(one) for one in row] for row in table.rows], table.page)


def _running(items: list[Line | Table]) -> set[int]:
    """Return the indices of page numbers and running heads, lines at a page's edge that recur or hold its number."""
    pages: dict[int, list[int]] = {}
    for index, item in enumerate(items):
        if item.page is not None:
            pages.setdefault(item.page, []).append(index)
    edges: list[tuple[int, list[int]]] = []
    for page, indices in pages.items():
        ordered = sorted(indices, key=lambda index: _top(items[index])) if _boxed(items, indices) else indices
        edges += [(page, ordered[:_EDGE]), (page, ordered[: -_EDGE - 1 : -1])]
    counts: Counter[str] = Counter()
    for _, indices in edges:
        counts.update({_pattern(items[index]) for index in indices})
    needed = 3 if len(pages) > 3 else 2
    dropped: set[int] = set()
    for page, indices in edges:
        for index in indices:
            item = items[index]
            if isinstance(item, Table):
                break
            number = _PAGE_NUMBER.match(item.text.strip())
            numbered = number is not None and (abs(int(number[1]) - page) <= 2 or number[0] != number[1])
            recurs = page > 1 and len(pages) > 2 and counts[_pattern(item)] >= needed and 3 < len(item.text) < 120
            if not numbered and not recurs:
                break
            dropped.add(index)
    return dropped


def _boxed(items: list[Line | Table], indices: list[int]) -> bool:
    return all(items[index].box is not None for index in indices)


def _top(item: Line | Table) -> float:
    return item.box.top if item.box is not None else 0.0


def _pattern(item: Line | Table) -> str:
    if isinstance(item, Table):
        return ""
    return _DIGITS.sub("#", fold(item.text)) if len(item.text) > 3 else ""


def _without_loose_numbers(found: list[Piece | Grid]) -> list[Piece | Grid]:
    """Drop the page numbers of a text without pages: a line with the next number, alone between lines of prose."""
    kept: list[Piece | Grid] = []
    cut = False
    due: tuple[int, ...] = (1, 2)
    for index, item in enumerate(found):
        if isinstance(item, Piece) and item.first.page is None and len(item.text) <= 12:
            number = _PAGE_NUMBER.match(item.text)
            if number is not None and int(number[1]) in due and _prose(found, index - 1) and _prose(found, index + 1):
                due = (int(number[1]) + 1,)
                cut = True
                continue
        if isinstance(item, Piece):
            item.cut = cut
        cut = False
        kept.append(item)
    return kept


def _prose(found: list[Piece | Grid], index: int) -> bool:
    if not 0 <= index < len(found):
        return True
    item = found[index]
    return isinstance(item, Piece) and (len(item.text) > 24 or any(char.isalpha() for char in item.text))


def _text_tables(found: list[Piece | Grid]) -> list[Piece | Grid]:
    """Make tables of lines whose cells are parted by bars, two or more of them on end."""
    kept: list[Piece | Grid] = []
    rows: list[Piece] = []
    for item in [*found, None]:
        if isinstance(item, Piece) and _barred(item):
            rows.append(item)
            continue
        if len(rows) >= 2:
            kept.append(Grid([row for row in map(_cells, rows) if row], rows[0].first.page))
        else:
            kept.extend(rows)
        rows = []
        if item is not None:
            kept.append(item)
    return kept


def _barred(piece: Piece) -> bool:
    if "|" not in piece.text:
        return False
    bars = sum(token.text == "|" for token in piece.tokens)
    return (
        bars >= 2
        or (bars == 1 and len(piece.tokens) <= 24)
        or (piece.text.startswith("|") and piece.text.endswith("|"))
    )


def _cells(piece: Piece) -> list[tuple[list[Token], int, int]]:
    tokens = list(piece.tokens)
    if len(tokens) == 1 and tokens[0].text.count("|") > 1:
        tokens = [Token(part, tokens[0].page, tokens[0].box) for part in re.split(r"(\|)", tokens[0].text) if part]
    if tokens and tokens[0].text == "|" and tokens[-1].text == "|":
        tokens = tokens[1:-1]
    cells: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == "|":
            cells.append([])
        else:
            cells[-1].append(token)
    if all(not cell or (len(cell) == 1 and _RULER_CELL.match(cell[0].text)) for cell in cells):
        return []
    return [(cell, 1, 1) for cell in cells]


def centred(line: Line) -> bool:
    """Tell whether the file says that a line is centred."""
    return line.align is Align.CENTRE
