"""Words of a PDF page in the old codes become Unicode.

Enters: the pieces of a page with the names of their fonts, and what earlier pages told of the fonts. Leaves: the same
pieces, "®µn" in .VnTime read as "đàn". The byte of "ư" in TCVN3 is a hyphen to programs that read PDF; it is known by
its word: "nh-ng" is "những", "tÕ-x·" stays.
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.language.capitals import restore_words
from pipeline.language.legacy import Code
from pipeline.language.recode import Recoder, hyphens_as_u
from pipeline.read.clean import clean
from pipeline.read.pdf_words import Piece, font_name


def recode_pieces(pieces: list[Piece], recoder: Recoder) -> None:
    """Put the texts of a page's pieces into Unicode where they are; `recoder` learns from the page first."""
    by_font: dict[str, list[str]] = {}
    for piece in pieces:
        by_font.setdefault(font_name(piece.font), []).append(piece.raw)
    for font, texts in by_font.items():
        recoder.learn(" ".join(texts), font)
    for piece, after in pairwise((*pieces, None)):
        assert piece is not None
        setting = recoder.setting(piece.raw, font_name(piece.font))
        if setting is None:
            continue
        text = piece.raw
        if setting.code is Code.TCVN3:
            text = hyphens_as_u(text)
        elif setting.code is Code.VIQR and not _ends_sentence(piece, after):
            text += " \\"
        text = clean(recoder.put(text, setting)).removesuffix(" \\").strip()
        if setting.code is Code.TCVN3 and not setting.capitals:
            text = restore_words(text)
        piece.text = text or piece.text


def _ends_sentence(piece: Piece, after: Piece | None) -> bool:
    """Tell whether a full stop at the end of a piece ends a sentence: the next line begins with a capital or a number."""
    return after is None or (abs(after.base - piece.base) > 0.5 * piece.size and not after.raw[:1].islower())
