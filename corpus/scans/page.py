"""One page made to look scanned.

Enters: a rendered page as an array (height, width, 3) of bytes, a `Quality` and a random generator. Leaves: an array of
the same kind, greyer, askew and dirty. The same generator state gives the same page.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.scans.quality import Quality

Picture = NDArray[np.uint8]


def scanned(picture: Picture, quality: Quality, random: np.random.Generator) -> Picture:
    """The page as a scan of this quality."""
    height, width = picture.shape[:2]
    angle = float(random.uniform(0.4, 1.0) * quality.skew * random.choice([-1, 1]))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    if quality.blur:
        turned = cv2.GaussianBlur(turned, (0, 0), quality.blur)
    ink = turned.astype(np.float32)
    ink = 255 - (255 - ink) * (1 - quality.fade / 255)
    ink *= _light(height, width, quality.shadow, random)[:, :, None]
    ink -= 6
    ink += random.normal(0, quality.noise, (height, width, 1)).astype(np.float32)
    page = np.clip(ink, 0, 255).astype(np.uint8)
    _speckle(page, quality.specks * height * width // 1_000_000, quality.dpi, random)
    return page


def _light(height: int, width: int, shadow: float, random: np.random.Generator) -> NDArray[np.float32]:
    """How much light falls on each place: less towards one side and in the fold."""
    if not shadow:
        return np.ones((height, width), np.float32)
    x = np.linspace(0, 1, width, dtype=np.float32)
    y = np.linspace(0, 1, height, dtype=np.float32)
    side = x if random.random() < 0.5 else 1 - x
    fold = np.exp(-((x - (0.02 if random.random() < 0.5 else 0.98)) ** 2) / 0.004)
    corner = np.outer(y, side)
    return np.asarray(1 - shadow * (0.55 * corner + 0.45 * fold[None, :]), np.float32)


def _speckle(page: Picture, count: int, dpi: int, random: np.random.Generator) -> None:
    """Drop dark specks of a pixel or a few on the page, and some light ones on its letters."""
    height, width = page.shape[:2]
    for number in range(count):
        x, y = int(random.integers(width)), int(random.integers(height))
        radius = int(random.integers(0, max(2, dpi // 90)))
        shade = int(random.integers(30, 150)) if number % 3 else 245
        cv2.circle(page, (x, y), radius, (shade, shade, shade), -1)
