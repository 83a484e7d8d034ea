"""Pieces of a PDF page become rows: what stands on one baseline, left to right, parts of words joined.

Enters: `Piece`s in the order they are drawn. Leaves: `Row`s from top to bottom. The "m" and the raised "2" of "m2"
become one word; a raised footnote mark is left out; a word drawn twice to look bold stands once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.read.pdf_words import Piece

# Parts of the font size
_SAME_LINE = 0.2
_TOUCHING = 0.15
_RAISED_AT_LEAST, _RAISED_AT_MOST, _RAISED_SAME_SIZE = 0.15, 0.75, 0.5
_LOWERED = 0.4
_SMALL = 0.82
# The longest raised or lowered piece, in characters
_SHIFTED = 6

_LENGTH = re.compile(r"(?:^|(?<=[\d\s/(]))(?:m|km|cm|dm|mm|hm)$")
_TEN = re.compile(r"(?:^|[^\d.,])10$")
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|\*{1,3})[\])]?[,;]?")
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Row:
    """The words on one baseline; `part` tells which column of a two-column block it stands in (0 where none)."""

    pieces: list[Piece]
    base: float
    part: int = 0
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Take the row's box and size from its pieces."""
        self.x0 = self.pieces[0].x0
        self.x1 = max(piece.x1 for piece in self.pieces)
        self.top = min(piece.top for piece in self.pieces)
        self.bottom = max(piece.bottom for piece in self.pieces)
        self.size = max(piece.size for piece in self.pieces)

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(piece.text for piece in self.pieces)


def rows_of(pieces: list[Piece]) -> list[Row]:
    """Group pieces by baseline, put them in order and join what belongs together."""
    groups: list[list[Piece]] = []
    base = size = 0.0
    for piece in sorted(pieces, key=attrgetter("base")):
        if groups and piece.base - base <= _SAME_LINE * min(size, piece.size):
            groups[-1].append(piece)
        else:
            groups.append([piece])
            base, size = piece.base, piece.size
    rows: list[Row] = []
    for group in groups:
        group.sort(key=attrgetter("x0"))
        rows.append(Row(group, _middle_base(group)))
    rows = _attach_shifted(rows)
    for row in rows:
        row.pieces = _join(row.pieces)
        row.measure()
    return rows


def _middle_base(group: list[Piece]) -> float:
    """Return the baseline of the largest piece of a group."""
    return max(group, key=attrgetter("size")).base


def _attach_shifted(rows: list[Row]) -> list[Row]:
    """Move small pieces that are raised (m2) or lowered (CO2) to the row that they belong to."""
    kept: list[Row] = []
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else None
        above = kept[-1] if kept else None
        for other in (below, above):
            if other is None or not row.pieces or row.base == other.base:
                continue
            lift = (other.base - row.base) / other.size
            small = row.size <= _SMALL * other.size
            if 0 < lift <= _RAISED_SAME_SIZE or (small and -_LOWERED <= lift <= _RAISED_AT_MOST):
                own = [piece for piece in row.pieces if len(piece.text) <= _SHIFTED and _touches(piece, other)]
                other.pieces = sorted([*other.pieces, *own], key=attrgetter("x0"))
                row.pieces = [piece for piece in row.pieces if piece not in own]
        if row.pieces:
            row.measure()
            kept.append(row)
    return kept


def _touches(piece: Piece, row: Row) -> bool:
    """Tell whether a shifted piece stands right behind a piece of the row, or before its first one."""
    return any(-0.2 * row.size <= piece.x0 - other.x1 <= 0.35 * row.size for other in row.pieces) or (
        0 <= row.x0 - piece.x1 <= 0.35 * row.size
    )


def _join(pieces: list[Piece]) -> list[Piece]:
    """Join the parts of words, read raised figures, and drop what is drawn a second time in the same place."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is None:
            joined.append(piece)
            continue
        gap = piece.x0 - last.x1
        if gap < -_TOUCHING * piece.size and _drawn_twice(last, piece):
            last.bold = True
            continue
        if last.base - piece.base >= _RAISED_AT_LEAST * last.size:
            if not _read_raised(last, piece):
                joined.append(piece)
        elif _goes_on(last, piece, gap):
            last.text += piece.text
            last.x1 = max(last.x1, piece.x1)
        else:
            joined.append(piece)
    return joined


def _goes_on(last: Piece, piece: Piece, gap: float) -> bool:
    """Tell whether a piece is the rest of the word before it: on the same baseline, or small and lowered (CO2)."""
    lowered = piece.base - last.base
    if piece.size <= _SMALL * last.size and lowered > 0.05 * last.size:
        return gap <= _TOUCHING * last.size
    level = abs(lowered) < _RAISED_AT_LEAST * max(last.size, piece.size)
    return piece.tied and -0.5 * piece.size < gap <= _TOUCHING * piece.size and level


def _drawn_twice(first: Piece, second: Piece) -> bool:
    """Tell whether the second piece only makes the first look bold."""
    inside = min(first.x1, second.x1) - second.x0
    return second.text in first.text and inside >= 0.7 * (second.x1 - second.x0)


def _read_raised(last: Piece, raised: Piece) -> bool:
    """Read a raised piece into the word before it, or leave a footnote mark out; tell whether that was done."""
    if _LENGTH.search(last.text) and raised.text.rstrip(",.;:)%") in {"2", "3"}:
        last.text += raised.text
    elif _TEN.search(last.text) and raised.text.isdigit():
        last.text += raised.text.translate(_RAISE)
    elif not _MARK.fullmatch(raised.text):
        return False
    elif raised.text[-1] in ",;":
        last.text += raised.text[-1]
    last.x1 = max(last.x1, raised.x1)
    return True
