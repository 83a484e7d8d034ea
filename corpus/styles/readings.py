"""Which periods a reasonable reader may give a figure, by the words that stand before it.

Enters: the blocks of a report. Leaves: the same, with more periods accepted where the sentence does not say.
Example: a stock without "hiện có" or "đến nay" may be the month's; "đến nay đã giải ngân" may be a point in time.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.styles.pieces import Block, Piece

_NOW = ("hiện", "đến nay")
_LOOSE = "pt;m;k:quarter;k:half;k:nine_months;ytd;y"


def soften(blocks: list[Block]) -> None:
    """Widen the periods in place; bullets and rows belong to the sentence above them."""
    before = ""
    for block in blocks:
        if block.kind in ("heading", "part"):
            before = ""
            continue
        sentence = before if block.kind in ("bullet", "table") else ""
        if block.kind == "table":
            block.rows = [[_cell(cell, sentence)[0] for cell in row] for row in block.rows]
            continue
        block.pieces, last = _cell(block.pieces, sentence)
        if block.kind == "para":
            before = last


def _cell(pieces: list[Piece], sentence: str) -> tuple[list[Piece], str]:
    """The pieces with their periods widened, and the sentence that stands open at the end."""
    found = []
    for piece in pieces:
        found.append(_widen(piece, sentence.lower()))
        sentence = re.split(r"[.!?] ", sentence + piece.text)[-1]
    return found, sentence


def _widen(piece: Piece, sentence: str) -> Piece:
    figure = piece.figure
    if figure is None:
        return piece
    if figure.periods == "pt" and not any(cue in sentence for cue in _NOW):
        return replace(piece, figure=replace(figure, periods=_LOOSE))
    if figure.periods.startswith("ytd") and "đến nay" in sentence:
        return replace(piece, figure=replace(figure, periods=f"{figure.periods};pt"))
    return piece
