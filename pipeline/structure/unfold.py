"""Tables that hold the head or the foot, taken apart into lines.

Enters: the pieces of a document and the place of "BÁO CÁO". Leaves: the pieces with a line for each cell. A table of
one row with "Số: /BC-UBND" and "Bắc Kạn, ngày tháng 5 năm 2026" becomes two lines.
"""

from __future__ import annotations

from pipeline.structure.pieces import Grid, Piece, Token
from pipeline.structure.standing import is_number, is_recipients
from schemas.document import Line


def unfold(pieces: list[Piece | Grid], anchor: int | None) -> list[Piece | Grid]:
    """Return `pieces` with the tables above the title, and that of the recipients, a line a cell."""
    found: list[Piece | Grid] = []
    for index, piece in enumerate(pieces):
        if isinstance(piece, Grid) and ((anchor is not None and index < anchor) or _is_foot(piece)):
            found += _lines(piece)
        else:
            found.append(piece)
    return found


def _is_foot(grid: Grid) -> bool:
    """Tell whether a table is that of the recipients and the signature."""
    return len(grid.rows) <= 3 and any(is_recipients(line.folded) for line in _lines(grid))


def _lines(grid: Grid) -> list[Piece]:
    """Return the cells as lines, each begun anew at the document's number and at the dash of an item."""
    found: list[Piece] = []
    for row in grid.rows:
        for tokens, _, _ in row:
            line: list[Token] = []
            for place, token in enumerate(tokens):
                rest = " ".join(part.text for part in tokens[place : place + 3])
                if line and (is_number(rest) or (token.text == "-" and line[-1].text[-1] in ":;,")):
                    found.append(_line(line, grid.page))
                    line = []
                line.append(token)
            if line:
                found.append(_line(line, grid.page))
    return found


def _line(tokens: list[Token], page: int | None) -> Piece:
    line = Line((), page=page, whole=True)
    return Piece(tokens, line, line)
