"""A photographed page cut out of its picture and drawn flat: the table round it goes, its edges become straight.

Enters: a picture in grey. Leaves: the page alone with the way back, or `None` where the picture is all page, as a
scanner's is. A page of which two corners lie outside the picture is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.base import Matrix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.read.scan_picture import Pixels

    Corners = NDArray[np.float32]

# The longer side of the small picture that is looked at, in its points
_SMALL = 700
# Shares of the picture that a page fills, and how much lighter than what is round it a page is, in grey levels
_LEAST, _MOST, _LIGHTER = 0.3, 0.97, 35
# How many sides, and corners, of a picture have to show the ground
_FRAMED = 3
# A page may be so much longer than wide; its sides may differ by so much
_RATIOS, _SKEWED = (1.15, 1.75), 1.35
_A4_WIDTH, _POINTS = 595.0, 72


@dataclass(frozen=True, slots=True)
class Flat:
    """The page alone at `dpi`; `onto` takes its places, in points, onto the picture as nearly as a flat map can."""

    grey: Pixels
    dpi: float
    onto: Matrix


def flattened(grey: Pixels, dpi: float) -> Flat | None:
    """Return the page that a picture shows on something darker, `None` where there is no such page."""
    import cv2
    import numpy as np

    corners = _corners(grey) if _is_framed(grey) else None
    if corners is None:
        return None
    top, right, bottom, left = (float(np.linalg.norm(corners[(at + 1) % 4] - corners[at])) for at in range(4))
    width, height = max(top, bottom), max(left, right)
    if max(top, bottom) > _SKEWED * min(top, bottom) or max(left, right) > _SKEWED * min(left, right):
        return None
    longer, shorter = max(width, height), min(width, height)
    if not _RATIOS[0] <= longer / shorter <= _RATIOS[1]:
        return None
    size = round(width), round(height)
    square = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    way = cv2.getPerspectiveTransform(corners, square)
    page = cv2.warpPerspective(grey, way, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    own_dpi = shorter * _POINTS / _A4_WIDTH
    return Flat(np.asarray(page, np.uint8), own_dpi, _onto(square, corners, own_dpi, dpi))


def _is_framed(grey: Pixels) -> bool:
    """Tell whether a picture is darker along its edges than in its middle, at the first look."""
    import numpy as np

    high, wide = grey.shape
    edge = [grey[: high // 100 or 1 : 2], grey[-(high // 100 or 1) :: 2], grey[:, : wide // 100 or 1 : 2]]
    edge.append(grey[:, -(wide // 100 or 1) :: 2])
    middle = float(np.median(grey[high // 4 : -high // 4 : 8, wide // 4 : -wide // 4 : 8]))
    return sum(middle - float(np.median(strip)) > _LIGHTER for strip in edge) >= _FRAMED


def _corners(grey: Pixels) -> Corners | None:
    """Return the corners of a light page on dark ground, from the top left clockwise, in points of the picture."""
    import cv2
    import numpy as np

    scale = min(1.0, _SMALL / max(grey.shape))
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    light = cv2.threshold(cv2.GaussianBlur(paper, (0, 0), 3), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]
    contours, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    page = max(contours, key=cv2.contourArea)
    if not _LEAST * light.size <= cv2.contourArea(page) <= _MOST * light.size:
        return None
    hull = cv2.convexHull(page)
    around = 0.03 * cv2.arcLength(hull, closed=True)
    found = np.asarray(cv2.approxPolyDP(hull, around, closed=True).reshape(-1, 2), np.int32)
    if len(found) != 4 or not _on_dark(small, found):
        return None
    return _ordered((found / scale).astype(np.float32))


def _on_dark(small: Pixels, corners: NDArray[np.int32]) -> bool:
    """Tell whether what lies round four corners is darker than what lies in them, and most corners are in sight."""
    import cv2
    import numpy as np

    high, wide = small.shape
    mask = np.zeros((high, wide), np.uint8)
    cv2.fillConvexPoly(mask, corners.astype(np.int32), 1)
    inside, outside = small[mask == 1], small[mask == 0]
    if outside.size < 0.03 * small.size:
        return False
    edge = 2
    seen = (corners[:, 0] > edge) & (corners[:, 0] < wide - 1 - edge)
    seen &= (corners[:, 1] > edge) & (corners[:, 1] < high - 1 - edge)
    return int(seen.sum()) >= _FRAMED and float(np.median(inside)) - float(np.median(outside)) > _LIGHTER


def _ordered(corners: Corners) -> Corners:
    """Return four corners from the top left clockwise."""
    import numpy as np

    by_sum, by_difference = corners.sum(axis=1), corners[:, 0] - corners[:, 1]
    order = [by_sum.argmin(), by_difference.argmax(), by_sum.argmax(), by_difference.argmin()]
    return np.ascontiguousarray(corners[order], np.float32)


def _onto(square: Corners, corners: Corners, page_dpi: float, picture_dpi: float) -> Matrix:
    """Return the flat map that takes the page's corners nearest to where they are in the picture, both in points."""
    import numpy as np

    start = np.hstack([square * (_POINTS / page_dpi), np.ones((4, 1), np.float32)])
    found, *_ = np.linalg.lstsq(start, corners * (_POINTS / picture_dpi), rcond=None)
    (a, b), (c, d), (e, f) = (tuple(map(float, row)) for row in found)
    return (a, b, c, d, e, f)
