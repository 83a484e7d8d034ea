"""A serif font with Vietnamese letters for the PDF files.

Enters: nothing. Leaves: paths of the four faces; WriterError that says which package to install.
Example: /usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

from corpus.writers import WriterError

_FOLDERS = (
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/liberation-serif",
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
_FACES = (
    (
        "LiberationSerif-Regular.ttf",
        "LiberationSerif-Bold.ttf",
        "LiberationSerif-Italic.ttf",
        "LiberationSerif-BoldItalic.ttf",
    ),
    ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
    ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf", "DejaVuSerif-BoldItalic.ttf"),
)


@dataclass(frozen=True)
class Faces:
    """Files of the four faces."""

    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path


def vietnamese_letters() -> str:
    """Every letter of Vietnamese that ASCII lacks, both cases."""
    marks = "\u0300\u0301\u0309\u0303\u0323"
    low = "ăâđêôơư" + "".join(unicodedata.normalize("NFC", base + mark) for base in "aăâeêioôơuưy" for mark in marks)
    return low + low.upper()


def has_vietnamese(path: Path) -> bool:
    """Whether the font draws all of them (the first Liberation Serif does not)."""
    drawn = TTFontFile(str(path)).charToGlyph
    return all(ord(letter) in drawn for letter in vietnamese_letters())


def find_faces() -> Faces:
    """The first family of which all four faces are there, with every Vietnamese letter."""
    for names in _FACES:
        for folder in _FOLDERS:
            paths = [Path(folder) / name for name in names]
            if all(path.is_file() and has_vietnamese(path) for path in paths):
                return Faces(*paths)
    raise WriterError("Thiếu phông chữ có chân đủ dấu tiếng Việt: hãy cài gói fonts-liberation2 hoặc fonts-dejavu.")
