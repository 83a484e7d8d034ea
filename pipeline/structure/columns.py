"""Two columns that stand on one line, taken apart.

Enters: a line of head or foot. Leaves: its cells. "PHƯỜNG ĐÔNG CHẨN Độc lập - Tự do - Hạnh phúc" is two of them; so is
"- Như trên; CHỦ TỊCH".
"""

from __future__ import annotations

import re

from pipeline.language.text import fold
from pipeline.structure.pieces import Piece, is_caps
from pipeline.structure.standing import PLACE_DATE
from pipeline.structure.vocabulary import WORDS

_GAP = 24.0
_MOTTO = re.compile(
    r"\s(?=(?:"
    + "|".join(
        r"[\s\-–—]+".join(map(re.escape, re.split(r"[\s\-–—]+", motto))) for motto in WORDS.list("head", "mottos")
    )
    + "))"
)
_NUMBER = re.compile(r"(Số\s*:?\s*[\d….]*[a-z]?\s?[/-]\s?[^\s,;]+)\s+(?=[^\s-])")
_TITLES = "|".join(re.escape(title.upper()) for title in WORDS.longest_first("foot", "titles"))
_AUTHORITY = r"(?:TM\.?|T/M|KT\.?|K/T|TL\.?|T/L|TUQ\.?|Q\.)\s?"
_SIGNATURE = re.compile(
    rf"(?<=[;.,:])(?<!TM\.)(?<!KT\.)(?<!TL\.)(?<!TUQ\.)(?<!Q\.)\s+(?=(?:{_AUTHORITY}[A-ZĐ]|{_TITLES}))"
)
_SIGNED = re.compile(rf"((?:{_AUTHORITY})?(?:(?:{_TITLES})\s+)+)(?=[^\W\d_])")


def cells_by_gap(piece: Piece) -> list[str]:
    """Return the text of `piece`, divided where the page shows a wide gap between two words of a line."""
    cells: list[list[str]] = [[]]
    before = None
    for token in piece.tokens:
        box = token.box
        if before is not None and box is not None and abs(box.top - before.top) < 6 and box.x0 - before.x1 > _GAP:
            cells.append([])
        cells[-1].append(token.text)
        before = box
    return [" ".join(cell) for cell in cells if cell]


def head_cells(piece: Piece) -> list[str]:
    """Return the cells of a line of the head."""
    found: list[str] = []
    for cell in cells_by_gap(piece):
        motto = _MOTTO.search(fold(cell))
        for part in (cell[: motto.start()], cell[motto.end() :]) if motto is not None else (cell,):
            number = _NUMBER.match(part)
            if number is not None and PLACE_DATE.match(part[number.end() :]):
                found += [part[: number.end()].strip(), part[number.end() :]]
            elif part.strip():
                found.append(part.strip())
    return found


def foot_cells(piece: Piece) -> list[str]:
    """Return the cells of a line of the foot; the name behind a title is one of its own."""
    found: list[str] = []
    for cell in cells_by_gap(piece):
        for part in _SIGNATURE.split(cell):
            signed = _SIGNED.match(part)
            found += (
                [part[: signed.end()], part[signed.end() :]]
                if signed is not None and not is_caps(part[signed.end() :])
                else [part]
            )
    return [part.strip() for part in found if part.strip()]
