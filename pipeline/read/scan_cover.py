"""Whether the text layer over a scanned page says all that the picture shows, and says it in level lines.

Enters: a picture of a page and the places of the layer's words. Leaves: the answer. A signature typed over a scan
covers little of its ink; the layer of a good recognition covers nearly all. On a page that lies askew the words of a
layer stand on no common line: such a page is better read anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.read.scan_prepare import grey_of
from pipeline.read.scan_upright import lie_of

if TYPE_CHECKING:
    from pipeline.read.scan_picture import Picture, Pixels

_DPI = 72
_EDGE = 0.04
_REACH = 3
_DARK = 45
# Share of the ink that a layer has to account for, a stamp and a signature being beside it; then degrees
_SAYS_ALL, _LEVEL = 0.55, 0.2


def can_replace(picture: Picture, boxes: Iterable[tuple[float, float, float, float]]) -> bool:
    """Tell whether a text layer makes reading the picture needless; its words are in boxes: x0, top, x1, bottom."""
    grey, dpi = grey_of(picture.pixels(), picture.width)
    lie = lie_of(grey)
    if lie.sure and (lie.quarters or abs(lie.angle) > _LEVEL):
        return False
    return _covered_ink(grey, dpi, boxes) >= _SAYS_ALL


def _covered_ink(grey: Pixels, dpi: float, boxes: Iterable[tuple[float, float, float, float]]) -> float:
    """Return the share of a page's ink under boxes, its outermost edges left out."""
    import cv2
    import numpy as np

    scale = _DPI / dpi
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.subtract(np.full_like(small, int(np.median(small))), small) > _DARK
    high, wide = ink.shape
    ink[: int(_EDGE * high)] = ink[high - int(_EDGE * high) :] = False
    ink[:, : int(_EDGE * wide)] = ink[:, wide - int(_EDGE * wide) :] = False
    all_ink = int(ink.sum())
    for x0, top, x1, bottom in boxes:
        ink[max(0, int(top) - _REACH) : int(bottom) + _REACH, max(0, int(x0) - _REACH) : int(x1) + _REACH] = False
    return 1 - int(ink.sum()) / all_ink if all_ink else 1.0
