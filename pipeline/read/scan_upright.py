"""How a page lies: by which quarter turns and by which angle it has to be turned for its lines to run level.

Enters: a page in grey. Leaves: `Lie`. The lines of print show as peaks when ink is counted along them; Vietnamese has
its marks above the letters, so that a line with more ink below than above stands on its head.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.read.scan_picture import Pixels

    Points = NDArray[np.int64]

# The longer side of the small picture that is looked at, in points of that picture
_SMALL = 800
_WIDEST, _COARSE, _FINE = 5.0, 0.25, 0.05
# More ink above the letters than below by such a factor, or less, is beyond doubt (2 and 0.4 are usual)
_SURE = 1.35
_FEW_LINES = 3


@dataclass(frozen=True, slots=True)
class Lie:
    """`quarters` counter-clockwise make the page upright; `angle` is what is left then, clockwise, in degrees.

    `sure` is false where there is too little print to tell which side is up.
    """

    quarters: int
    angle: float
    sure: bool


def lie_of(grey: Pixels) -> Lie:
    """Return how a page lies."""
    import numpy as np

    ink = _ink(grey)
    ys, xs = np.nonzero(ink)
    if len(ys) < 50:
        return Lie(0, 0.0, sure=False)
    level, level_score = _skew(ys, xs)
    upright, upright_score = _skew(xs, ys)
    quarters = 0
    if upright_score > 1.3 * level_score:
        # A page turned by a quarter: its columns become rows, counted from the right
        quarters, ys, xs = 1, ink.shape[1] - 1 - xs, ys
        level = -upright
    above, below, lines = _above_and_below(ys, xs, level)
    if above < below:
        quarters += 2
    most, least = max(above, below), min(above, below)
    return Lie(quarters % 4, level, sure=lines >= _FEW_LINES and most > _SURE * least)


def _ink(grey: Pixels) -> NDArray[np.bool_]:
    """Return where a page is much darker than the paper round it, at a small scale."""
    import cv2
    import numpy as np

    scale = min(1.0, _SMALL / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    depth = cv2.subtract(paper, small)
    return np.asarray(depth > max(25.0, 0.35 * float(np.percentile(depth, 99.5))))


def _skew(ys: Points, xs: Points) -> tuple[float, float]:
    """Return the angle along which ink gathers in lines, in degrees, and how sharply it does."""
    import numpy as np

    def sharpness(degrees: float) -> float:
        return float((np.diff(_profile(ys, xs, degrees)) ** 2).sum())

    coarse = max(np.arange(-_WIDEST, _WIDEST + _COARSE / 2, _COARSE), key=sharpness)
    fine = max(np.arange(coarse - _COARSE, coarse + _COARSE + _FINE / 2, _FINE), key=sharpness)
    return round(float(fine), 2), sharpness(fine)


def _profile(ys: Points, xs: Points, degrees: float) -> NDArray[np.float64]:
    """Count the ink along lines that fall by an angle from left to right."""
    import numpy as np

    rows = ys - xs * np.tan(np.radians(degrees))
    return np.bincount((rows - rows.min()).astype(np.int64)).astype(np.float64)


def _above_and_below(ys: Points, xs: Points, degrees: float) -> tuple[float, float, int]:
    """Return how much ink there is above and below the bodies of the letters, in all lines, and how many lines."""
    import numpy as np

    profile = _profile(ys, xs, degrees)
    usual = float(np.median(np.sort(profile)[-max(1, len(profile) // 6) :]))
    body = np.concatenate(([False], profile > 0.5 * usual, [False]))
    edges = np.flatnonzero(np.diff(body.astype(np.int8)))
    above = below = 0.0
    lines = 0
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        high = int(end - start)
        if 3 <= high <= 16:
            above += float(profile[max(0, start - high) : start].sum())
            below += float(profile[end : end + high].sum())
            lines += 1
    return above, below, lines
