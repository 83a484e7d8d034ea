"""One page made to look photographed, or sent by fax.

Enters: a rendered page as an array (height, width, 3) of bytes, a `Quality` and a random generator. Leaves: an array of
the same kind: on a table, seen from the side, in uneven light; or black and white, with the few lines of a fax.
"""

from __future__ import annotations

import cv2
import numpy as np

from corpus.scans.page import Picture
from corpus.scans.quality import Quality

_TABLE = (96, 74, 52)


def photographed(picture: Picture, quality: Quality, random: np.random.Generator) -> Picture:
    """The page as a hand-held camera sees it: on a darker table, its corners moved, light falling from one side."""
    height, width = picture.shape[:2]
    edge = round(0.07 * width)
    out = (width + 2 * edge, height + 2 * edge)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + edge + random.uniform(-1, 1, (4, 2)).astype(np.float32) * quality.tilt * width
    middle = moved.mean(axis=0)
    angle = np.radians(float(random.uniform(0.5, 1.0) * quality.skew * random.choice([-1, 1])))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]], np.float32)
    moved = ((moved - middle) @ turn.T + middle).astype(np.float32)
    grain = random.normal(0, 30, (out[1], out[0], 3)).astype(np.float32)
    table = np.asarray(_TABLE, np.float32) + np.asarray(cv2.GaussianBlur(grain, (0, 0), 3), np.float32)
    way = cv2.getPerspectiveTransform(corners, moved)
    page = cv2.warpPerspective(picture, way, out, flags=cv2.INTER_CUBIC).astype(np.float32)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), way, out).astype(np.float32)[:, :, None] / 255
    seen = page * mask + table * (1 - mask)
    if quality.blur:
        seen = np.asarray(cv2.GaussianBlur(seen, (0, 0), quality.blur), np.float32)
    x, y = np.meshgrid(np.linspace(0, 1, out[0]), np.linspace(0, 1, out[1]))
    side = x if random.random() < 0.5 else 1 - x
    seen *= (1 - quality.shadow * (0.6 * side + 0.4 * y))[:, :, None]
    seen += random.normal(0, quality.noise, seen.shape)
    return np.clip(seen, 0, 255).astype(np.uint8)


def faxed(picture: Picture, quality: Quality) -> Picture:
    """The page in black and white, `quality.dpi` dots across and `quality.lines` lines down an inch."""
    height, width = picture.shape[:2]
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (width, round(height * quality.lines / quality.dpi)), interpolation=cv2.INTER_AREA)
    black = cv2.threshold(small, 175, 255, cv2.THRESH_BINARY)[1]
    return np.repeat(np.asarray(black, np.uint8)[:, :, None], 3, axis=2)
