"""Words of a PDF page in the old codes become Unicode.

Enters: the pieces of a page with the names of their fonts, and what earlier pages told of the fonts. Leaves: the same
pieces, "®µn" in .VnTime read as "đàn". The byte of "ư" in TCVN3 is a hyphen to programs that read PDF; it is known by
its word: "nh-ng" is "những", "tÕ-x·" stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language.capitals import restore_words
from pipeline.language.legacy import Code, Setting, font_setting
from pipeline.language.recode import Recoder, all_bytes, hyphens_as_u
from pipeline.read.clean import clean
from pipeline.read.pdf_words import Piece, font_name

_SOFT_HYPHEN = "\u00ad"


def recode_pieces(pieces: list[Piece], recoder: Recoder) -> None:
    """Put the texts of a page's pieces into Unicode where they are; `recoder` learns from the page first."""
    by_font: dict[str, list[str]] = {}
    for piece in pieces:
        by_font.setdefault(font_name(piece.font), []).append(piece.raw)
    for font, texts in by_font.items():
        recoder.learn(" ".join(texts), font)
    settings = _settings(pieces, recoder)
    if not any(settings):
        return
    plain_hyphens = any(_SOFT_HYPHEN in piece.raw for piece in pieces)
    for index, (piece, setting) in enumerate(zip(pieces, settings, strict=True)):
        if setting is None:
            continue
        text = piece.raw
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        alone = not _joined(pieces[index - 1] if index else None, piece) and not _joined(piece, after)
        if setting.code is Code.TCVN3 and alone and not plain_hyphens:
            text = hyphens_as_u(text)
        piece.text = clean(recoder.put(text, setting, _ends_sentence(piece, after))).strip() or piece.text
    for row in _rows(pieces, settings):
        text = "".join(piece.text if piece.tied else f" {piece.text}" for piece in row)
        text = restore_words(text)
        for piece in row:
            text = text if piece.tied else text[1:]
            piece.text, text = text[: len(piece.text)], text[len(piece.text) :]


def _settings(pieces: list[Piece], recoder: Recoder) -> list[Setting | None]:
    """Return what each piece is in; a part of a word that doesn't tell is in what most fonts of the file are in."""
    settings = [recoder.setting(piece.raw, font_name(piece.font)) for piece in pieces]
    usual = recoder.verdict()
    if usual is None:
        return settings
    for index, piece in enumerate(pieces):
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        in_word = _joined(pieces[index - 1] if index else None, piece) or _joined(piece, after)
        doubtful = settings[index] is None and in_word and not piece.raw.isascii()
        if doubtful and all_bytes(piece.raw) and font_setting(font_name(piece.font)) is None:
            settings[index] = Setting(usual)
    return settings


def _joined(piece: Piece | None, after: Piece | None) -> bool:
    """Tell whether two pieces are parts of one word: no space was drawn between them and they stand on one baseline."""
    return piece is not None and after is not None and after.tied and abs(after.base - piece.base) <= 0.1 * piece.size


def _rows(pieces: list[Piece], settings: list[Setting | None]) -> Iterator[list[Piece]]:
    """Yield the pieces that follow each other on one baseline, where one is in TCVN3 and in no font of capitals."""
    row: list[Piece] = []
    old = False
    for piece, setting in zip(pieces, settings, strict=True):
        if row and abs(row[-1].base - piece.base) > 0.1 * piece.size:
            if old:
                yield row
            row, old = [], False
        row.append(piece)
        old = old or (setting is not None and setting.code is Code.TCVN3 and not setting.capitals)
    if old:
        yield row


def _ends_sentence(piece: Piece, after: Piece | None) -> bool:
    """Tell whether a full stop behind a piece ends a sentence: the next line begins with a capital or a number."""
    return after is None or (abs(after.base - piece.base) > 0.5 * piece.size and not after.raw[:1].islower())
