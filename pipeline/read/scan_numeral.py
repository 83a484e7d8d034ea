"""Numerals before headings, of which the engine loses strokes: "III." becomes "II." and "I." becomes "1." at times.

Enters: the ink of one word with what it was taken for. Leaves: the numeral by its strokes. An I has feet on both sides
at its top, a 1 only has a flag that falls to its left.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.read.scan_picture import Pixels

    Runs = list[tuple[int, int]]

NUMERAL = re.compile(r"[XV]?[Il1|]{1,3}[.)]")
"""What may be a Roman numeral that wants a closer look."""

_ARABIC = re.compile(r"1{1,3}[.)]")
_LETTERS = re.compile(r"[Il1|]+")
_MOST = 3


def numeral(ink: Pixels, text: str) -> str:
    """Return a numeral with as many strokes as `ink` (1 where dark) shows, I or 1 by their tops."""
    ink = _trimmed(ink)
    high = ink.shape[0]
    if high < 8:
        return text
    strokes = _runs(ink[high // 5 : high // 3])
    lead = 2 if text[0] in "XV" else 0
    strokes = strokes[lead:]
    if not 1 <= len(strokes) <= _MOST:
        return text
    if _ARABIC.fullmatch(text) and not all(_has_feet(ink, stroke) for stroke in strokes):
        return text
    told = len(_LETTERS.findall(text)[0])
    return _LETTERS.sub("I" * max(told, len(strokes)), text, count=1)


def _trimmed(ink: Pixels) -> Pixels:
    """Return the ink without empty rows above and below its letters."""
    import numpy as np

    rows = np.flatnonzero(ink.any(axis=1))
    return ink[rows[0] : rows[-1] + 1] if len(rows) else ink


def _runs(band: Pixels) -> Runs:
    """Return from where to where the columns of a band are mostly dark."""
    import numpy as np

    dark = np.concatenate(([False], band.mean(axis=0) > 0.5, [False])).astype(np.int8)
    edges = np.flatnonzero(np.diff(dark)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _has_feet(ink: Pixels, stroke: tuple[int, int]) -> bool:
    """Tell whether a stroke has feet at its top: on its right, or on its left and not lower down, where a flag ends."""
    start, end = stroke
    high = ink.shape[0]
    reach = max(1, (end - start) // 4)
    if ink[: max(2, high // 8), end : end + reach].any() and ink[: max(2, high // 8), start - 1 : start].any():
        return True
    top = ink[: max(1, high // 10), :start].sum(axis=1).max()
    below = ink[high // 8 : high // 4, :start].sum(axis=1).max()
    return bool(top > below)
