"""Glyphs of a PDF page become words with their place, letter form and height on the line.

Enters: the glyphs that pdfminer laid out, in the order the file draws them. Leaves: `Piece`s, a word or a part of one
that is all in one font. "1.238" in Times 14 is one piece; so are the "m" and the raised "2" of "m2", one each.

The glyphs are taken as pdfminer gives them, not as pdfplumber's dicts: building those takes longer than all the rest.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTImage, LTItem

from pipeline.read.clean import clean

# Parts of the font size. No space is so narrow; letters that belong together stand nearer.
_SPACE = 0.15
_OVERLAP = -0.35
_DOUBLED = 0.12
_LEVEL = 0.1
_UNKNOWN = "\ufffd"
# Print that is smaller, in points, is there to be searched or to hide
_SMALLEST = 1.0

Glyph = tuple[str, float, float, float, float, float, float, str]
"""Text, x0, x1, top, bottom, baseline, size, font; from the page's top left corner."""


@dataclass(slots=True)
class Piece:
    """A word, or the part of a word that is in one font; `tied` says that no space was drawn before it.

    `raw` is its text as the file gives it, `font` the name of its font there; `confidence` is below 1 where
    recognition of print wasn't sure.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool
    tied: bool
    confidence: float = 1.0
    raw: str = ""
    font: str = ""


@dataclass(slots=True)
class PageGlyphs:
    """What stands on a page: its glyphs upright, its size as read, what else is drawn, and how much is unreadable."""

    glyphs: list[Glyph]
    width: float
    height: float
    drawn: list[LTItem]
    unknown: int
    turned: int


@lru_cache(maxsize=4096)
def font_name(font: object) -> str:
    """Return the name of a font without the mark of a subset.

    >>> font_name("ABCDEF+.VnTime")
    '.VnTime'
    """
    return str(font).rsplit("+", 1)[-1]


@lru_cache(maxsize=4096)
def _font_style(font: object) -> tuple[bool, bool]:
    """Tell whether a font is bold and whether it is italic by its name, which in a damaged file may be anything.

    >>> _font_style("ABCDEF+TimesNewRomanPS-BoldItalicMT")
    (True, True)
    """
    name = font_name(font).lower()
    bold = any(part in name for part in ("bold", "black", "heavy", "demi", ",bd", "-bd"))
    return bold, any(part in name for part in ("italic", "oblique", "kursiv"))


@lru_cache(maxsize=32768)
def _word(text: str) -> str:
    """Return a word of a PDF as it was meant; a soft hyphen that is drawn is a hyphen there."""
    return clean(text.replace("\u00ad", "-")) if not text.isascii() else text


def _told(text: str) -> str:
    """Return the text of a glyph, or a sign for "unknown" where the font doesn't tell which character it shows."""
    return _UNKNOWN if text.startswith("(cid:") or (text < " " and not text.isspace()) else text


def _leaves(container: LTContainer[LTComponent]) -> Iterator[LTItem]:
    """Yield everything on a page, forms within forms opened."""
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


def page_glyphs(layout: LTContainer[LTComponent], width: float, height: float) -> PageGlyphs:
    """Collect the glyphs of a page; if most are turned by 90, 180 or 270 degrees, the page is turned upright."""
    upright: list[Glyph] = []
    turned: list[LTChar] = []
    drawn: list[LTItem] = []
    unknown = 0
    for item in _leaves(layout):
        if not isinstance(item, LTChar):
            drawn.append(item)
            continue
        if item.size < _SMALLEST:
            continue
        text = _told(item.get_text())
        unknown += text == _UNKNOWN
        matrix = item.matrix
        if matrix[0] > 0 and item.upright:
            glyph = (text, item.x0, item.x1, height - item.y1, height - item.y0, height - matrix[5])
            upright.append((*glyph, item.size, item.fontname))
        else:
            turned.append(item)
    if len(turned) <= len(upright):
        return PageGlyphs(upright, width, height, drawn, unknown, len(turned))
    angle = Counter(_angle(char) for char in turned).most_common(1)[0][0]
    glyphs = [_turn(char, angle, width, height) for char in turned if _angle(char) == angle]
    left = len(turned) - len(glyphs) + len(upright)
    if angle != 180:
        width, height = height, width
    pictures: list[LTItem] = [item for item in drawn if isinstance(item, LTImage)]
    return PageGlyphs(glyphs, width, height, pictures, unknown, left)


def _angle(char: LTChar) -> int:
    """Return by how many degrees, counter-clockwise, a glyph is turned: 0, 90, 180 or 270."""
    a, b = char.matrix[:2]
    if abs(a) >= abs(b):
        return 0 if a > 0 else 180
    return 90 if b > 0 else 270


def _turn(char: LTChar, angle: int, width: float, height: float) -> Glyph:
    """Return a glyph of a turned page as it would stand if the page were turned back."""
    text = _told(char.get_text())
    e, f = char.matrix[4:]
    if angle == 90:
        box = (char.y0, char.y1, char.x0, char.x1, e)
    elif angle == 270:
        box = (height - char.y1, height - char.y0, width - char.x1, width - char.x0, width - e)
    else:
        box = (width - char.x1, width - char.x0, char.y0, char.y1, f)
    return (text, *box, max(box[3] - box[2], _SMALLEST), char.fontname)


def pieces_of(page: PageGlyphs) -> list[Piece]:
    """Join glyphs that stand together into pieces, in the order in which they are drawn."""
    pieces: list[Piece] = []
    piece: Piece | None = None
    parts: list[str] = []
    tied = False
    font = ""
    last_x0 = 0.0
    for text, x0, x1, top, bottom, base, size, name in page.glyphs:
        if text.isspace():
            _close(piece, parts, pieces)
            piece, tied = None, False
            continue
        if piece is not None and abs(base - piece.base) < _LEVEL * size:
            gap = x0 - piece.x1
            if text == parts[-1] and (x0 == x1 or (name == font and abs(x0 - last_x0) < _DOUBLED * size)):
                continue
            if name == font and _OVERLAP * size <= gap <= _SPACE * size and abs(size - piece.size) < 0.5:
                parts.append(text)
                last_x0 = x0
                piece.x1 = max(piece.x1, x1)
                continue
            if unicodedata.combining(text[0]):
                parts.append(text)
                continue
        _close(piece, parts, pieces)
        bold, italic = _font_style(name)
        piece = Piece("", x0, top, x1, bottom, base, size, bold, italic, tied, font=name)
        parts, font, last_x0, tied = [text], name, x0, True
    _close(piece, parts, pieces)
    return pieces


def _close(piece: Piece | None, parts: list[str], pieces: list[Piece]) -> None:
    """Give a piece its text and keep it, unless nothing visible is left of it."""
    if piece is not None:
        piece.raw = "".join(parts)
        piece.text = _word(piece.raw).strip()
        if piece.text:
            pieces.append(piece)
