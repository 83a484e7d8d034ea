"""Recognition of print: a prepared picture becomes words with places and certainties.

Enters: a `Ready` picture. Leaves: its words, each with the line it stands in and how thick its letters are.
Tesseract is called through tesserocr, one engine a thread, each on one core.
"""

from __future__ import annotations

import os
import re
import threading
from typing import TYPE_CHECKING

from pipeline.read.clean import clean
from pipeline.read.scan_missed import with_missed
from pipeline.read.scan_numeral import NUMERAL, numeral
from pipeline.read.scan_tessdata import LANGUAGE, ORIENTATION, find_tessdata
from pipeline.read.scan_words import Seen

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI

    from pipeline.read.scan_picture import Pixels
    from pipeline.read.scan_prepare import Ready

    Box = tuple[int, int, int, int]

_POINTS = 72
_PAGE, _LINE = 3, 7
# One letter that is taken for two: a Vietnamese one and its foreign likeness
_TWICE = re.compile("(?:ĐÐ|ÐĐ)|(?:NÑ|ÑN)")
_engines = threading.local()


def _engine(language: str = LANGUAGE) -> PyTessBaseAPI:
    """Return this thread's engine for a language, made when first asked for."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    import tesserocr

    made: dict[str, PyTessBaseAPI] = _engines.__dict__.setdefault("made", {})
    if language not in made:
        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
        made[language] = tesserocr.PyTessBaseAPI(path=str(find_tessdata()), lang=language)
    return made[language]


def version() -> str:
    """Return what the outcome of recognition depends on: the engine and its data."""
    import tesserocr

    data = find_tessdata() / f"{LANGUAGE}.traineddata"
    return f"{tesserocr.tesseract_version().split()[1]} {data.stat().st_size}"


def recognise(ready: Ready) -> tuple[Seen, ...]:
    """Return the words of a page, line by line, in points."""
    engine = _engine()
    engine.SetPageSegMode(_PAGE)
    _show(engine, ready.grey, ready.dpi)
    scale = _POINTS / ready.dpi
    ink = _Ink(ready.grey)

    def look(place: Box) -> list[Seen]:
        left, top, right, bottom = place
        engine.SetPageSegMode(_LINE)
        _show(engine, ready.grey[top:bottom, left:right], ready.dpi)
        return _found(engine, ink, scale, left, top)

    return tuple(with_missed(_found(engine, ink, scale), ink.all, ready.dpi / _POINTS, look))


def _found(engine: PyTessBaseAPI, ink: _Ink, scale: float, left: int = 0, top: int = 0) -> list[Seen]:
    """Return the words in what the engine was shown, which begins at (`left`, `top`); `scale` makes points of dots."""
    from tesserocr import RIL, iterate_level

    found: list[Seen] = []
    iterator = engine.GetIterator() if engine.Recognize() else None
    if iterator is None:
        return found
    line, base, xheight = -1, ((0, 0), (1, 0)), 0.0
    for word in iterate_level(iterator, RIL.WORD):
        box = word.BoundingBox(RIL.WORD)
        if box is None or word.Empty(RIL.WORD):
            continue
        if word.IsAtBeginningOf(RIL.TEXTLINE) or line < 0:
            line += 1
            base = word.Baseline(RIL.TEXTLINE) or ((box[0], box[3]), (box[2], box[3]))
            row = word.RowAttributes()
            xheight = max(1.0, row["row_height"] - abs(row["descenders"]) - abs(row["ascenders"]))
        level = _height(base, (box[0] + box[2]) / 2) + top
        box = (box[0] + left, box[1] + top, box[2] + left, box[3] + top)
        text = "".join(clean(_TWICE.sub(_once, word.GetUTF8Text(RIL.WORD))).split())
        if NUMERAL.fullmatch(text):
            text = numeral(ink.all[box[1] : box[3], box[0] : box[2]], text)
        if text:
            x0, y0, x1, y1 = (round(side * scale, 2) for side in box)
            base_at, low = round(level * scale, 2), round(xheight * scale, 2)
            sure = round(max(0.0, word.Confidence(RIL.WORD)) / 100, 3)
            stroke = round(ink.stroke(box) * scale, 3)
            found.append(Seen(text, x0, y0, x1, y1, base_at, low, stroke, sure, line))
    return found


def _once(letters: re.Match[str]) -> str:
    """Return the Vietnamese one of two letters that the engine saw in one place."""
    return "N" if "N" in letters[0] else "Đ"


def line_text(grey: Pixels, dpi: float) -> str:
    """Return what a small picture of one line says."""
    engine = _engine()
    engine.SetPageSegMode(_LINE)
    _show(engine, grey, dpi)
    return clean(engine.GetUTF8Text()).strip()


def quarters_by_print(grey: Pixels, dpi: float) -> int | None:
    """Ask the engine by how many quarter turns, counter-clockwise, a page becomes upright; `None` if it can't tell."""
    if not (find_tessdata() / f"{ORIENTATION}.traineddata").is_file():
        return None
    engine = _engine(ORIENTATION)
    engine.SetPageSegMode(0)
    _show(engine, grey, dpi)
    told = engine.DetectOrientationScript()
    if not told or told["orient_conf"] < 2:
        return None
    return round(told["orient_deg"] / 90) % 4


def _show(engine: PyTessBaseAPI, grey: Pixels, dpi: float) -> None:
    """Give a picture to the engine."""
    height, width = grey.shape
    engine.SetImageBytes(grey.tobytes(), width, height, 1, width)
    engine.SetSourceResolution(round(dpi))


def _height(base: tuple[tuple[int, int], tuple[int, int]], x: float) -> float:
    """Return how high a line of print stands at `x`."""
    (x0, y0), (x1, y1) = base
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0) if x1 != x0 else float(y0)


class _Ink:
    """Where a page is dark, for measuring how thick letters are drawn."""

    def __init__(self, grey: Pixels) -> None:
        import cv2
        import numpy as np

        cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
        self.all = np.asarray(cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1], np.uint8)
        self.inner = np.asarray(cv2.erode(self.all, cross), np.uint8)

    def stroke(self, box: Box) -> float:
        """Return the mean thickness of the strokes in a box: twice their area by the length of their edges."""
        part = slice(box[1], box[3]), slice(box[0], box[2])
        area = _count(self.all[part])
        return 2 * area / max(1, area - _count(self.inner[part]))


def _count(ink: Pixels) -> int:
    return int(ink.sum())
