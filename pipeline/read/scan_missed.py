"""Print that recognition passed over: ink of the size of words that no word accounts for.

Enters: a prepared picture with the words found. Leaves: the same words and those that a second look at the ink without
words gives. A "Thường" beside a stain is taken for a full stop at times; what is lost so may be a number.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from pipeline.read.scan_words import Seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.read.scan_picture import Pixels

    Place = tuple[int, int, int, int]
    Look = Callable[[Place], list[Seen]]

# In heights of a small letter: how far words of one line stand apart, and how large what is looked at is
_APART, _WIDE, _HIGH = 1.4, (1.2, 80.0), (0.8, 4.0)
_MOST = 10
_EMPTY_BOX = 2.2
_BELIEVED = 0.7


def with_missed(words: list[Seen], ink: Pixels, per_point: float, look: Look) -> list[Seen]:
    """Return `words` and what was missed; `look` reads a place (x0, top, x1, bottom in points of the picture)."""
    if not words:
        return words
    xheight = median(word.xheight for word in words) * per_point
    kept = [word for word in words if not _says_too_little(word)]
    line = max(word.line for word in words)
    found: list[Seen] = []
    for place in _places(kept, ink, per_point, xheight):
        seen = [word for word in look(place) if any(char.isalnum() for char in word.text)]
        letters = sum(len(word.text) for word in seen)
        if letters and sum(word.confidence * len(word.text) for word in seen) >= _BELIEVED * letters:
            line += 1
            found += [_placed(word, kept, line) for word in seen]
    return [*kept, *found] if found else words


def _says_too_little(word: Seen) -> bool:
    """Tell whether a word has far more room than letters."""
    room = (word.x1 - word.x0) / (word.xheight * len(word.text))
    return word.confidence < 0.5 and not any(char.isalnum() for char in word.text) and room > _EMPTY_BOX


def _placed(word: Seen, words: list[Seen], line: int) -> Seen:
    """Return a word found late on the line of print that it stands in, if there is one."""
    near = [other for other in words if abs(other.base - word.base) < 0.5 * other.xheight]
    if not near:
        return replace(word, line=line)
    beside = min(near, key=lambda other: min(abs(other.x0 - word.x1), abs(word.x0 - other.x1)))
    return replace(word, line=beside.line, base=beside.base, xheight=beside.xheight)


def _places(words: list[Seen], ink: Pixels, per_point: float, xheight: float) -> list[Place]:
    """Return where ink of the size of words is that no word covers, the largest first."""
    import cv2
    import numpy as np

    left = ink.copy()
    for word in words:
        high = 0.15 * word.xheight
        box = [
            round(side * per_point) for side in (word.x0 - high, word.top - high, word.x1 + high, word.bottom + high)
        ]
        left[max(0, box[1]) : box[3], max(0, box[0]) : box[2]] = 0
    edge = round(1.5 * xheight)
    left[:edge] = left[-edge:] = 0
    left[:, :edge] = left[:, -edge:] = 0
    reach = max(1, round(_APART * xheight))
    joined = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((max(1, reach // 5), reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found: list[tuple[int, Place]] = []
    for x, y, wide, high, area in stats[1:].tolist():
        fits = _WIDE[0] <= wide / xheight <= _WIDE[1] and _HIGH[0] <= high / xheight <= _HIGH[1]
        if fits and area > 0.2 * wide * high and _dark(left, x, y, wide, high) > 0.08:
            margin = round(0.4 * xheight)
            found.append((area, (max(0, x - margin), max(0, y - margin), x + wide + margin, y + high + margin)))
    return [place for _, place in sorted(found, reverse=True)[:_MOST]]


def _dark(ink: Pixels, x: int, y: int, wide: int, high: int) -> float:
    """Return the share of a place that is dark."""
    return float(ink[y : y + high, x : x + wide].mean())
