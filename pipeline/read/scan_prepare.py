"""A page's picture made ready for recognition, and the way back to where things stand on the page.

Enters: the points of a page with its size. Leaves: `Ready`, a grey picture upright and level, in which the red stamp
over "Nguyễn Văn A" is gone. Bad pages lose their specks and shadows; good ones would only suffer from that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.read.scan_upright import Lie, lie_of
from schemas.base import Matrix

if TYPE_CHECKING:
    from pipeline.read.scan_picture import Pixels


_POINTS = 72
# Finer pictures are read worse and more slowly
_MOST_DPI, _REDUCED_DPI = 230, 200
# Mean difference of points of paper to the median of their neighbours, in grey levels: 1 to 3 is usual
_NOISY = 5.0
# On noisy paper, what differs so much from its neighbours is a speck; lighter than so many times the noise is paper
_SPECK, _PAPER, _BLACK = 85, 5.5, 20
# Difference between light and dark paper, in grey levels
_UNEVEN = 30
_LEVEL = 0.1
# How much redder than green and blue red ink is; print under it is darker in the red channel, the ink itself lighter
_REDDISH, _INK, _STAMP = 28, 40, 150


@dataclass(frozen=True, slots=True)
class Ready:
    """`grey` is the picture to recognise at `dpi`; `onto` takes points of it, in 1/72 inch, onto the page as shown."""

    grey: Pixels
    dpi: float
    onto: Matrix
    noise: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page, in points."""
        return self.grey.shape[1] * _POINTS / self.dpi, self.grey.shape[0] * _POINTS / self.dpi


def grey_of(pixels: Pixels, width: float) -> tuple[Pixels, float]:
    """Return a page in grey, dark on light, not finer than needed, and its dots an inch; `width` is in points."""
    import cv2
    import numpy as np

    dpi = pixels.shape[1] * _POINTS / width
    grey = without_red(pixels) if pixels.ndim == 3 else pixels
    if dpi > _MOST_DPI:
        scale = _REDUCED_DPI / dpi
        grey = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        dpi = grey.shape[1] * _POINTS / width
    if float(np.median(grey[::8, ::8])) < 100:
        grey = np.asarray(cv2.bitwise_not(grey), np.uint8)
    return grey, dpi


def without_red(pixels: Pixels) -> Pixels:
    """Return a coloured page in grey by its red channel; what is still to be seen there of red ink goes."""
    import cv2
    import numpy as np

    red = np.ascontiguousarray(pixels[:, :, 0])
    others = cv2.max(np.ascontiguousarray(pixels[:, :, 1]), np.ascontiguousarray(pixels[:, :, 2]))
    excess = cv2.blur(cv2.subtract(red, others), (3, 3))
    stamped = cv2.dilate((excess > _REDDISH).astype(np.uint8), np.ones((3, 3), np.uint8))
    if not stamped.any():
        return red
    scale = 255 / (_STAMP - _INK)
    levels = np.clip((np.arange(256) - _INK) * scale, 0, float(np.median(red[::8, ::8]))).astype(np.uint8)
    lighter = np.asarray(cv2.LUT(red, levels), np.uint8)
    return np.where(stamped.astype(bool), cv2.max(red, lighter), red).astype(np.uint8)


def prepare(grey: Pixels, dpi: float, lie: Lie | None = None) -> Ready:
    """Return a page ready for recognition; `lie` where it is known better than by its looks."""
    import numpy as np

    lie = lie or lie_of(grey)
    noise = noise_of(grey)
    height, width = (side * _POINTS / dpi for side in grey.shape)
    turned = np.ascontiguousarray(np.rot90(grey, lie.quarters)) if lie.quarters else grey
    levelled, back = _level(_cleaned(turned, noise), lie.angle, dpi)
    return Ready(levelled, dpi, composed(_unturn(lie.quarters, width, height), back), noise)


def noise_of(grey: Pixels) -> float:
    """Return how much points of paper differ from their neighbours, in grey levels, on the middle of a page."""
    import cv2
    import numpy as np

    high, wide = grey.shape
    middle = grey[high // 6 : high - high // 6, wide // 6 : wide - wide // 6]
    smooth = cv2.medianBlur(middle, 3)
    paper = (smooth > float(np.median(smooth)) - 50).astype(np.uint8)
    return float(cv2.mean(cv2.absdiff(middle, smooth), mask=paper)[0])


def _cleaned(grey: Pixels, noise: float) -> Pixels:
    """Take specks, grain and shadows off a bad page."""
    import cv2
    import numpy as np

    noisy = noise > _NOISY
    if noisy:
        smooth = cv2.medianBlur(grey, 3)
        grey = np.where(cv2.absdiff(grey, smooth) > _SPECK, smooth, grey).astype(np.uint8)
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 31)
    light, dark = np.percentile(paper, [90, 5])
    if noisy or light - dark > _UNEVEN:
        paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
        grey = np.asarray(cv2.divide(grey, paper, scale=255), np.uint8)
    if noisy:
        white = max(255 - _PAPER * noise, _BLACK + 100)
        levels = np.clip((np.arange(256) - _BLACK) * 255 / (white - _BLACK), 0, 255).astype(np.uint8)
        grey = np.asarray(cv2.LUT(grey, levels), np.uint8)
    return grey


def _level(grey: Pixels, angle: float, dpi: float) -> tuple[Pixels, Matrix]:
    """Turn a page by an angle, counter-clockwise, in degrees; return it with the way back, in points."""
    import cv2
    import numpy as np

    if abs(angle) < _LEVEL:
        return grey, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    level = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    (a, c, e), (b, d, f) = (tuple(map(float, row)) for row in cv2.invertAffineTransform(turn))
    scale = _POINTS / dpi
    return np.asarray(level, np.uint8), (a, b, c, d, e * scale, f * scale)


def _unturn(quarters: int, width: float, height: float) -> Matrix:
    """Return what takes points of a page turned counter-clockwise back onto the page, whose sizes are given."""
    return (
        (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
        (0.0, 1.0, -1.0, 0.0, width, 0.0),
        (-1.0, 0.0, 0.0, -1.0, width, height),
        (0.0, -1.0, 1.0, 0.0, 0.0, height),
    )[quarters % 4]


def composed(outer: Matrix, inner: Matrix) -> Matrix:
    """Return what does `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    k, m, n, p, q, r = outer
    return (
        k * a + n * b, m * a + p * b, k * c + n * d, m * c + p * d, k * e + n * f + q, m * e + p * f + r,
    )  # fmt: skip
