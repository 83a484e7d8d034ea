"""The two places where a report really has two columns: its head and its foot.

Enters: the rows of a page. Leaves: the same rows, those of a head or foot split at the gutter and put in order, left
column first. "ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" becomes two rows; the wide gaps of a justified
line stay where they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf_rows import Row

# A gutter is at least so wide (parts of the font size), and so many times as wide as the other gaps of its row
_GUTTER = 0.42
_TIMES_OTHER_GAPS = 1.9
# In points; then what bounds the search: gutters followed at a time, rows of a block, rows that may stand beside one
_NARROWEST = 5.0
_MOST_GUTTERS, _LONGEST, _NEAR = 6, 100, 4
_HEAD_ENDS = 0.45
_FOOT_CUES = ("NƠI NHẬN", "NƠI GỬI", "TM.", "KT.", "TL.", "TUQ.")
_CUES = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐẢNG CỘNG SẢN", *_FOOT_CUES)

Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The page that rows stand on: its size and how far its text goes to the left and right.

    `expected` says that two columns at its top are no surprise: on the first page, and where the last one ended in two.
    """

    width: float
    height: float
    left: float
    right: float
    expected: bool

    def centres(self, row: Row) -> bool:
        """Tell whether a row stands in the middle between the margins, as a title does, or of the page."""
        near, twice = 0.7 * row.size, row.x0 + row.x1
        in_text = abs(twice - self.left - self.right) < near and self.right - self.left > 0.5 * self.width
        return (in_text or abs(twice - self.width) < near) and row.x1 - row.x0 < 0.9 * (self.right - self.left)


def order_columns(rows: list[Row], frame: Frame) -> list[Row]:
    """Split the rows of two-column blocks and order them; all other rows stay as they are."""
    ordered: list[Row] = []
    index = 0
    while index < len(rows):
        block = _block(rows, index, frame)
        if block is None or not _is_head_or_foot(rows[index : block[0]], frame):
            ordered.append(rows[index])
            index += 1
            continue
        end, gutter = block
        start, end = _trim(rows, index, end, gutter, frame)
        left, right = _split(rows[start:end], gutter)
        ordered += [*rows[index:start], *left, *right]
        index = end
    return ordered


def _trim(rows: list[Row], start: int, end: int, gutter: Gap, frame: Frame) -> tuple[int, int]:
    """Leave out rows at the ends of a block that stand in its left column, or in the middle, with nothing beside them.

    Before the first pair they are the end of the text; behind a head they are what follows it, but behind a foot they
    are the rest of the recipients.
    """
    is_left = [row.x1 <= gutter[0] + 1 for row in rows[start:end]]
    paired = [index for index in range(start, end) if _has_partner(rows[start:end], rows[index], gutter)]
    first = start
    while first < paired[0] and (is_left[first - start] or frame.centres(rows[first])):
        first += 1
    if _is_foot(rows[first:end]):
        return first, end
    middles = [row.x0 + row.x1 for row in rows[first : paired[-1] + 1] if row.x1 <= gutter[0] + 1]
    kept = paired[-1] + 1
    while kept < end and (not is_left[kept - start] or _is_under(rows[kept], middles)):
        kept += 1
    return first, kept


def _is_under(row: Row, middles: list[float]) -> bool:
    """Tell whether a row is centred under others of its column."""
    return any(abs(row.x0 + row.x1 - middle) < 0.7 * row.size for middle in middles)


def _is_foot(rows: list[Row]) -> bool:
    """Tell a foot from a head by the words of its first rows."""
    text = " ".join(row.text for row in rows[:4]).upper()
    return any(cue in text for cue in _FOOT_CUES)


def _has_partner(rows: list[Row], row: Row, gutter: Gap) -> bool:
    """Tell whether a row has words on both sides of the gutter, or one beside it does on the other side."""
    if _straddles(row, gutter):
        return True
    on_left = row.x0 < gutter[0]
    return any(
        abs(other.base - row.base) < 0.9 * row.size and (other.x1 > gutter[1] if on_left else other.x0 < gutter[0])
        for other in rows
        if other is not row
    )


def _is_head_or_foot(rows: list[Row], frame: Frame) -> bool:
    """Tell whether two-column rows are at a place, or hold words, where a head or a foot is to be expected."""
    if frame.expected and rows[-1].bottom < _HEAD_ENDS * frame.height:
        return True
    text = " ".join(row.text for row in rows).upper()
    return any(cue in text for cue in _CUES)


def _block(rows: list[Row], start: int, frame: Frame) -> tuple[int, Gap] | None:
    """Return the end and the gutter of the longest two-column block that begins at a row, or `None`."""
    best: tuple[int, Gap] | None = None
    gutters = [(gap, _straddles(rows[start], gap)) for gap in _wide_gaps(rows[start], frame.width)]
    for end in range(start + 1, min(len(rows), start + _LONGEST) + 1):
        paired = next((gap for gap, has_pair in gutters if has_pair), None)
        if paired is not None:
            best = (end, paired)
        if end == len(rows) or (best is not None and frame.centres(rows[end]) and not _straddles(rows[end], best[1])):
            break
        gutters = _narrow(gutters, rows[start:end], rows[end], frame.width)
        if not gutters:
            break
    return best if best is not None and best[0] - start > 1 else None


def _narrow(gutters: list[tuple[Gap, bool]], before: list[Row], row: Row, width: float) -> list[tuple[Gap, bool]]:
    """Return what one more row leaves of gutters, and whether each has words beside one another on its two sides."""
    left: dict[Gap, bool] = {}
    room = _wide_gaps(row, width)
    for (start, end), has_pair in gutters:
        for free_from, free_to in room:
            gap = (max(start, free_from), min(end, free_to))
            if gap[1] - gap[0] >= _NARROWEST:
                left[gap] = left.get(gap, False) or has_pair or _has_partner(before[-_NEAR:], row, gap)
    return sorted(left.items(), key=lambda item: item[0][0] - item[0][1])[:_MOST_GUTTERS]


def _straddles(row: Row, gutter: Gap) -> bool:
    """Tell whether a row has words on both sides of a gutter."""
    return row.x0 < gutter[0] and row.x1 > gutter[1]


def _wide_gaps(row: Row, width: float) -> list[Gap]:
    """Return where a row leaves room for a gutter: before it, behind it, and at gaps wider than its usual ones."""
    gaps = [(0.0, row.x0), (row.x1, width)]
    inner = [
        (before.x1, after.x0) for before, after in pairwise(row.pieces) if after.x0 - before.x1 >= _GUTTER * row.size
    ]
    if inner:
        usual = median(after.x0 - before.x1 for before, after in pairwise(row.pieces))
        few = len(row.pieces) <= 3
        gaps += [gap for gap in inner if few or gap[1] - gap[0] >= _TIMES_OTHER_GAPS * usual]
    low, high = 0.2 * width, 0.8 * width
    return [(start, end) for start, end in gaps if end > low and start < high]


def _split(rows: list[Row], gutter: Gap) -> tuple[list[Row], list[Row]]:
    """Split rows at a gutter."""
    middle = (gutter[0] + gutter[1]) / 2
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        for side, part, column in (
            ([piece for piece in row.pieces if piece.x0 < middle], 1, left),
            ([piece for piece in row.pieces if piece.x0 >= middle], 2, right),
        ):
            if side:
                column.append(Row(side, row.base, part))
    return left, right
