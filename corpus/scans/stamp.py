"""The round red stamp that an office puts over its signature.

Enters: a rendered page and where the signature is. Leaves: the page with a stamp of 36 mm over it, print showing
through.
"""

from __future__ import annotations

import cv2
import numpy as np

from corpus.scans.page import Picture

_RED = (205, 35, 45)
_MILLIMETRES = 25.4


def stamp(picture: Picture, x: float, y: float, dpi: int, random: np.random.Generator) -> Picture:
    """The page with a stamp round the point (x, y), in pixels; red ink darkens nothing but green and blue."""
    radius = round(18 / _MILLIMETRES * dpi)
    centre = (round(x + random.uniform(-2, 2)), round(y + random.uniform(-2, 2)))
    mask = np.zeros(picture.shape[:2], np.uint8)
    line = max(2, dpi // 70)
    cv2.circle(mask, centre, radius, 255, line, cv2.LINE_AA)
    cv2.circle(mask, centre, round(radius * 0.93), 255, max(1, line // 2), cv2.LINE_AA)
    cv2.circle(mask, centre, round(radius * 0.62), 255, max(1, line // 2), cv2.LINE_AA)
    _letters(mask, centre, round(radius * 0.76), "UY BAN NHAN DAN * PHUONG * TINH *", dpi)
    _star(mask, centre, round(radius * 0.34))
    worn = cv2.GaussianBlur(random.random(mask.shape).astype(np.float32), (0, 0), dpi / 100)
    worn = np.clip((worn - worn.min()) / (worn.max() - worn.min()) * 1.6, 0.35, 1)
    share = (mask.astype(np.float32) / 255 * worn * 0.9)[:, :, None]
    through = np.minimum(picture, np.array(_RED, np.uint8)).astype(np.float32)
    return np.asarray(picture * (1 - share) + through * share, np.uint8)


def _letters(mask: Picture, centre: tuple[int, int], radius: int, words: str, dpi: int) -> None:
    """Write along the rim, each letter turned to the middle."""
    side = max(12, dpi // 8)
    for index, letter in enumerate(words):
        angle = 2 * np.pi * index / len(words) - np.pi / 2
        tile = np.zeros((side, side), np.uint8)
        cv2.putText(
            tile, letter, (side // 5, side * 4 // 5), cv2.FONT_HERSHEY_DUPLEX, side / 34, 255, max(1, dpi // 150)
        )
        turn = cv2.getRotationMatrix2D((side / 2, side / 2), -90 - float(np.degrees(angle)), 1)
        tile = np.asarray(cv2.warpAffine(tile, turn, (side, side)), np.uint8)
        x = round(centre[0] + radius * float(np.cos(angle)) - side / 2)
        y = round(centre[1] + radius * float(np.sin(angle)) - side / 2)
        if x >= 0 and y >= 0 and x + side <= mask.shape[1] and y + side <= mask.shape[0]:
            mask[y : y + side, x : x + side] = np.maximum(mask[y : y + side, x : x + side], tile)


def _star(mask: Picture, centre: tuple[int, int], radius: int) -> None:
    """Draw the star in the middle."""
    angles = [-np.pi / 2 + index * np.pi / 5 for index in range(10)]
    points = [
        (centre[0] + (radius if index % 2 == 0 else radius * 0.4) * np.cos(angle),
         centre[1] + (radius if index % 2 == 0 else radius * 0.4) * np.sin(angle))
        for index, angle in enumerate(angles)
    ]  # fmt: skip
    cv2.fillPoly(mask, [np.array(points, np.int32)], 255)
