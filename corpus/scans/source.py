"""The digital file that a scan is made from.

Enters: a PDF with text. Leaves: its pages as pictures, and where its signature stands: "CHỦ TỊCH" on one of the last
pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2

from corpus.scans.page import Picture

_TITLES = r"CHỦ\s*TỊCH|TRƯỞNG\s*(?:PHÒNG|BAN|TRẠM|CÔNG\s*AN)|HIỆU\s*TRƯỞNG|BÍ\s*THƯ|GIÁM\s*ĐỐC|(?:TM|KT)\."
_BELOW = 45
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
            found = pdf.pages[number].search(_TITLES)
            if found:
                last = max(found, key=lambda match: float(match["bottom"]))
                return Place(number, float(last["x0"]), float(last["bottom"]) + _BELOW)
    return None
