"""Whether the text layer over a scanned page says all that the picture shows.

Enters: a picture of a page and the places of the layer's words. Leaves: the share of its ink that lies under them. A
signature typed over a scan covers little; the layer of a good recognition covers nearly all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.read.scan_prepare import grey_of

if TYPE_CHECKING:
    from pipeline.read.scan_picture import Picture

_DPI = 72
_EDGE = 0.04
_REACH = 3
_DARK = 45


def covered_ink(picture: Picture, boxes: Iterable[tuple[float, float, float, float]]) -> float:
    """Return the share of a page's ink under boxes (x0, top, x1, bottom in points), its outermost edges left out."""
    import cv2
    import numpy as np

    grey, dpi = grey_of(picture.pixels(), picture.width)
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
