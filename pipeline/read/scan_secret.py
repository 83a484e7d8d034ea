"""The secrecy stamp on a scan: in red ink, in a frame, askew, its marks misread perhaps.

Enters: the picture of a first page with what was read of it. Leaves: nothing, or a `SecretError`. "MAT" in capitals
alone on a line near the top counts here, since recognition loses marks; "CÔNG TÁC BẢO MẬT" doesn't.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.language.text import bare
from pipeline.read.scan_ocr import line_text
from pipeline.read.scan_prepare import grey_of
from pipeline.read.scan_upright import lie_of
from pipeline.read.secrecy import is_stamp, refuse_secret

if TYPE_CHECKING:
    from pipeline.read.scan_picture import Picture, Pixels

    Place = tuple[int, int, int, int]

STAMP = "MẬT"
"""What stands for any of the stamps, where which one isn't known."""

_MISREAD = frozenset(("mat", "toimat", "tuyetmat"))
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 24
_MILLIMETRES = 25.4
# Sides of a stamp in millimetres: width and height, least and most
_WIDE, _HIGH = (9, 95), (4, 32)
_MOST_PLACES = 8
_RED = 45
_DARK = 110


def is_stamp_read(line: str) -> bool:
    """Tell whether a line of a scan is a secrecy stamp, its marks read wrongly perhaps.

    >>> [is_stamp_read(line) for line in ("MẬT", "| TÓI MÂT |", "TUYET MAT.", "Mật", "MẶT HÀNG", "BÍ MẬT")]
    [True, True, True, False, False, False]
    """
    if is_stamp(line):
        return True
    letters = "".join(_LETTERS.findall(line))
    if len(line) > _LONGEST or not letters.isupper():
        return False
    return bare(letters.lower()) in _MISREAD


def refuse_stamped(picture: Picture, name: str) -> None:
    """Raise `SecretError` if a page bears a stamp in red ink or in a frame; raises `BadPictureError` too."""
    refuse_secret((STAMP for _ in range(_is_stamped(picture))), name)


def _is_stamped(picture: Picture) -> bool:
    """Tell whether a page bears a stamp in red ink or in a frame."""
    import numpy as np

    pixels = picture.pixels()
    grey, _ = grey_of(pixels, picture.width)
    quarters = lie_of(grey).quarters
    pixels = np.ascontiguousarray(np.rot90(pixels, quarters))
    width = picture.height if quarters % 2 else picture.width
    dpi = pixels.shape[1] * 72 / width
    return any(is_stamp_read(text) for text in _texts(pixels, dpi))


def _texts(pixels: Pixels, dpi: float) -> Iterator[str]:
    """Yield what the places say that may be a stamp."""
    import numpy as np

    if pixels.ndim == 3:
        lightest = np.maximum(pixels[:, :, 1], pixels[:, :, 2])
        red = np.where(pixels[:, :, 0] > lightest, pixels[:, :, 0] - lightest, 0).astype(np.uint8)
        yield from _lines(red, _places(red > _RED, dpi, join=3.0), dpi)
    grey = pixels.min(axis=2) if pixels.ndim == 3 else pixels
    upper = np.ascontiguousarray(255 - grey[: grey.shape[0] // 2])
    yield from _lines(upper, _places(upper > _DARK, dpi, join=0.0), dpi)


def _places(ink: Pixels | object, dpi: float, join: float) -> list[Place]:
    """Return where ink of a stamp's size is, what stands nearer than `join` millimetres counting as one."""
    import cv2
    import numpy as np

    mask = np.asarray(ink, np.uint8)
    if int(mask.sum()) < dpi:
        return []
    millimetre = dpi / _MILLIMETRES
    if join:
        reach = round(join * millimetre)
        mask = np.asarray(cv2.dilate(mask, np.ones((reach, reach), np.uint8)), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: list[tuple[int, Place]] = []
    for x, y, wide, high, area in stats[1:].tolist():
        fits = _WIDE[0] <= wide / millimetre <= _WIDE[1] and _HIGH[0] <= high / millimetre <= _HIGH[1]
        if fits and wide >= high and (join or area < 0.4 * wide * high):
            found.append((area, (x, y, wide, high)))
    return [place for _, place in sorted(found, reverse=True)[:_MOST_PLACES]]


def _lines(ink: Pixels, places: Iterable[Place], dpi: float) -> Iterator[str]:
    """Yield what is written in places, as it stands and turned level."""
    import cv2
    import numpy as np

    for x, y, wide, high in places:
        part = np.ascontiguousarray(ink[y : y + high, x : x + wide])
        _, dark = cv2.threshold(part, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        angle = _angle(np.asarray(dark, np.uint8))
        for turned in (0.0, angle) if abs(angle) > 1 else (0.0,):
            for letters in _without_frame(_level(np.asarray(dark, np.uint8), turned)):
                edge = round(high / 3)
                paper = cv2.copyMakeBorder(255 - letters, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(255,))
                yield line_text(np.asarray(paper, np.uint8), dpi)


def _angle(dark: Pixels) -> float:
    """Return by how much a stamp is askew, in degrees, clockwise."""
    import cv2
    import numpy as np

    points = np.argwhere(dark)[:, ::-1].astype(np.float32)
    if len(points) < 10:
        return 0.0
    (_, (wide, high), angle) = cv2.minAreaRect(points)
    if wide < high:
        angle -= 90
    return float(angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle)


def _level(dark: Pixels, angle: float) -> Pixels:
    import cv2
    import numpy as np

    if not angle or abs(angle) > 30:
        return dark
    high, wide = dark.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    return np.asarray(cv2.warpAffine(dark, matrix, (wide, high)), np.uint8)


def _without_frame(dark: Pixels) -> Iterator[Pixels]:
    """Yield the letters of a stamp: what doesn't go all round, and if something does, all but its long strokes."""
    import cv2
    import numpy as np

    count, marks, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    high, wide = dark.shape
    framed = [index for index in range(1, count) if int(stats[index][2]) >= 0.6 * wide]
    letters = np.where(np.isin(marks, framed), 0, dark).astype(np.uint8)
    if letters.any():
        yield letters
    if framed:
        level = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, max(3, wide // 3)), np.uint8))
        upright = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((max(3, high * 2 // 3), 1), np.uint8))
        strokes = cv2.dilate(np.logical_or(level, upright).astype(np.uint8), np.ones((3, 3), np.uint8))
        yield np.where(strokes > 0, 0, dark).astype(np.uint8)
