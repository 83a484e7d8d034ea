"""The rules on a scan, by which tables are known; and taking them off, since letters are read better without.

Enters: a prepared picture. Leaves: the same without rules, and these in points, as `pdf_tables` wants them: that under
"Chỉ tiêu | Kế hoạch" goes from 65 to 335.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.read.pdf_tables import Rule

if TYPE_CHECKING:
    from pipeline.read.scan_picture import Pixels
    from pipeline.read.scan_prepare import Ready

    Rules = tuple[Rule, ...]

_POINTS = 72
# In points: the shortest rule of a table, the thickest
_SHORTEST, _THICKEST = 32.0, 4.0
_DARK = 40


def without_rules(ready: Ready) -> tuple[Ready, Rules, Rules]:
    """Return a page without its rules, and these, horizontal and upright; none unless some cross, as in a table."""
    import cv2
    import numpy as np

    per_point = ready.dpi / _POINTS
    paper = int(np.median(ready.grey[::8, ::8]))
    ink = cv2.dilate((ready.grey < paper - _DARK).astype(np.uint8), np.ones((3, 3), np.uint8))
    long = round(_SHORTEST * per_point)
    across = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, long), np.uint8)), np.uint8)
    upright = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8)), np.uint8)
    if not np.logical_and(across, upright).any():
        return ready, (), ()
    grey = np.where(np.logical_or(across, upright), np.uint8(paper), ready.grey)
    found = _found(across, per_point, level=True), _found(upright, per_point, level=False)
    return replace(ready, grey=grey), *found


def _found(rules: Pixels, per_point: float, *, level: bool) -> Rules:
    """Return the rules in a picture of nothing but rules."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(rules, connectivity=8)
    found: list[Rule] = []
    for x, y, wide, high, _ in stats[1:].tolist():
        thick = high if level else wide
        if thick > _THICKEST * per_point + 2:
            continue
        middle, start, long = (y + high / 2, x, wide) if level else (x + wide / 2, y, high)
        found.append((round(middle / per_point, 2), round(start / per_point, 2), round((start + long) / per_point, 2)))
    return tuple(found)
