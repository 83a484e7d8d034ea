"""The digital file that a scan is made from.

Enters: a PDF with text. Leaves: its pages as pictures, and where its signature stands: "CHỦ TỊCH" on one of the last pages.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2

from corpus.scans.page import Picture

_TITLES = ("CHỦ TỊCH", "TRƯỞNG PHÒNG", "HIỆU TRƯỞNG", "BÍ THƯ", "TRƯỞNG CÔNG AN", "TRƯỞNG TRẠM")
_BELOW = 62
_POINTS = 72


@dataclass(frozen=True)
class Place:
    """A point on a page (from 0), in points from its top left corner."""

    page: int
    x: float
    y: float


def rendered(path: Path, page: int, dpi: int) -> Picture:
    """A page, as an array of red, green and blue."""
    document = pypdfium2.PdfDocument(path)
    try:
        return np.array(document[page].render(scale=dpi / _POINTS).to_pil().convert("RGB"))
    finally:
        document.close()


def page_count(path: Path) -> int:
    """How many pages the file has."""
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def signature(path: Path) -> Place | None:
    """Where the stamp belongs: below the signer's title, to the left of the name."""
    with pdfplumber.open(path) as pdf:
        for number in range(len(pdf.pages) - 1, max(-1, len(pdf.pages) - 4), -1):
            found: Place | None = None
            for line in pdf.pages[number].extract_text_lines():
                text = unicodedata.normalize("NFC", line["text"])
                title = next((title for title in _TITLES if title in text and text.isupper()), None)
                if title is None and any(mark in text for mark in ("TM.", "KT.")):
                    title = "KT." if "KT." in text else "TM."
                if title is not None:
                    start = line["chars"][_at(line["chars"], title)]["x0"]
                    found = Place(number, start, line["bottom"] + _BELOW / 2)
            if found is not None:
                return found
    return None


def _at(chars: list[dict[str, str]], words: str) -> int:
    """Which glyph of a line the words begin with."""
    drawn = "".join(unicodedata.normalize("NFC", char["text"])[:1] for char in chars if not char["text"].isspace())
    at = max(0, drawn.find(words.replace(" ", "")))
    return [index for index, char in enumerate(chars) if not char["text"].isspace()][at]
