"""What the pages of a PDF have in common: margins, type area, running heads, usual distances.

Enters: the pages, each read by itself. Leaves: `Line`s and `Table`s of the whole document. The line "14" at the top of
page 14 goes; a table that goes on overleaf becomes one; the line that ends at the right margin is `full`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.read.pdf_page import PageContent, RuledTable, words_of_row
from pipeline.read.pdf_rows import Row
from schemas.base import Box
from schemas.document import FOOTNOTE, Align, Cell, Line, Table

_AT_MARGIN = 1.5
_CENTRED = 3.0


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document, in points: the margins, whether lines are stretched to them, indents, distances."""

    left: float
    right: float
    stretched: bool
    indents: frozenset[int]
    size: float
    pitch: float


def measure(pages: Iterable[PageContent]) -> Measures:
    """Take the measures of a document from the rows outside of two-column blocks."""
    ends: Counter[int] = Counter()
    starts: Counter[int] = Counter()
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    rows: list[Row] = []
    for page in pages:
        above: Row | None = None
        for item in page.items:
            if not isinstance(item, Row) or item.part:
                above = None
                continue
            rows.append(item)
            ends[round(item.x1)] += 1
            starts[round(item.x0)] += 1
            sizes[round(item.size * 2) / 2] += len(item.pieces)
            if above is not None and item.base > above.base:
                steps[round((item.base - above.base) / item.size, 1)] += 1
            above = item
    if not rows:
        return Measures(0, 0, False, frozenset(), 12, 1.2)
    right = max(ends, key=lambda end: (ends[end] + ends[end + 1] + ends[end - 1], end))
    beyond = sum(number for end, number in ends.items() if end > right + _AT_MARGIN)
    at_right = [row for row in rows if abs(row.x1 - right) <= _AT_MARGIN]
    stretched = (
        len(at_right) >= max(3, 0.35 * len(rows)) and beyond <= 0.1 * len(rows) and _is_stretched(rows, at_right)
    )
    if not stretched:
        by_end = sorted(ends.elements())
        right = by_end[min(len(by_end) - 1, int(0.98 * len(by_end)))]
    left = min((start for start in starts if starts[start] >= 0.05 * len(rows)), default=min(starts))
    indents = frozenset(start for start, number in starts.items() if number >= max(3, 0.04 * len(rows)))
    usual = (step for step, number in steps.items() if step and number >= 0.25 * max(steps.values()))
    pitch = min(usual, default=1.2)
    return Measures(float(left), float(right), stretched, indents, sizes.most_common(1)[0][0], pitch)


def _is_stretched(rows: list[Row], at_right: list[Row]) -> bool:
    """Tell whether the rows that end at the right margin are stretched to it: their spaces aren't the usual ones."""
    usual = Counter(round(_space(row), 2) for row in rows).most_common(1)[0][0]
    return sum(abs(_space(row) - usual) > 0.012 for row in at_right) >= 0.5 * len(at_right)


def _space(row: Row) -> float:
    """Return the mean space between the words of a row, in parts of its size."""
    between = len(row.pieces) - 1
    if not between:
        return 0.0
    return (row.x1 - row.x0 - sum(piece.x1 - piece.x0 for piece in row.pieces)) / between / row.size


def lines_of(pages: list[PageContent]) -> tuple[Line | Table, ...]:
    """Turn pages without running heads into lines and tables; a footnote goes behind the paragraph that it is for."""
    measures = measure(pages)
    items: list[Line | Table] = []
    notes: list[Line] = []
    grid: list[float] = []
    for page in pages:
        body, below = _footnotes(page, measures)
        above: Row | None = None
        for index, item in enumerate(body):
            last = items[-1] if items else None
            if isinstance(item, RuledTable):
                if index == 0 and isinstance(last, Table) and _same_grid(grid, item.xs):
                    items[-1] = Table(_joined(last, item), last.page, last.box)
                else:
                    items.append(Table(tuple(item.rows), page.number, item.box))
                grid, above = item.xs, None
                continue
            if notes and (isinstance(last, Table) or not (isinstance(last, Line) and last.full)):
                items += notes
                notes = []
            after = body[index + 1] if index + 1 < len(body) else None
            items.append(_line(item, page, above, after if isinstance(after, Row) else None, measures))
            above = item
        notes += [_line(row, page, None, None, measures, FOOTNOTE) for row in below]
    return (*items, *notes)


def _line(
    row: Row, page: PageContent, above: Row | None, below: Row | None, measures: Measures, style: str | None = None
) -> Line:
    """Turn a row into a line."""
    if above is not None and above.part != row.part:
        above = None
    weights = [len(piece.text) for piece in row.pieces]
    bold = sum(weight for piece, weight in zip(row.pieces, weights, strict=True) if piece.bold) >= 0.9 * sum(weights)
    italic = sum(weight for piece, weight in zip(row.pieces, weights, strict=True) if piece.italic)
    lead = next((index for index, piece in enumerate(row.pieces) if not piece.bold), 0)
    full = _is_full(row, below, measures)
    return Line(
        words_of_row(row),
        page=page.number,
        box=Box(round(row.x0, 2), round(row.top, 2), round(row.x1, 2), round(row.bottom, 2)),
        full=full,
        bold=bold,
        italic=italic >= 0.9 * sum(weights),
        size=round(row.size, 1),
        align=_align(row, full, measures),
        gap=_gap(row, above, measures),
        style=style,
        lead=0 if bold else lead,
    )


def _is_full(row: Row, below: Row | None, measures: Measures) -> bool:
    """Tell whether a row goes as far as its text can go: to the margin, or so far that the next word had no room."""
    if row.part:
        return False
    room = measures.right - row.x1
    if room <= (_AT_MARGIN if measures.stretched else 0.5 * row.size):
        return True
    if below is None or below.part or (measures.stretched and not (_bold(row) and _bold(below))):
        return False
    first = below.pieces[0]
    return room < first.x1 - first.x0 + 0.25 * row.size and below.base - row.base <= 1.9 * row.size


def _bold(row: Row) -> bool:
    """Tell whether all of a row is bold."""
    return all(piece.bold for piece in row.pieces)


def _align(row: Row, full: bool, measures: Measures) -> Align:
    """Tell how a row stands between the margins."""
    from_left, from_right = row.x0 - measures.left, measures.right - row.x1
    near = 2 * _CENTRED if measures.stretched else 1.5 * row.size
    if from_left > 0.5 * row.size and abs(from_left - from_right) <= near and not row.part:
        at_indent = round(row.x0) in measures.indents and not _bold(row)
        if not at_indent:
            return Align.CENTRE
    if full and measures.stretched:
        return Align.JUSTIFIED
    if from_right <= _AT_MARGIN and from_left > 0.4 * (measures.right - measures.left):
        return Align.RIGHT
    return Align.LEFT


def _gap(row: Row, above: Row | None, measures: Measures) -> float:
    """Return the white space above a row beyond the usual, in line heights."""
    if above is None or row.base <= above.base:
        return 0.0
    usual = measures.pitch * max(row.size, 1.0)
    return round(max(0.0, (row.base - above.base) / usual - 1), 2)


def _footnotes(page: PageContent, measures: Measures) -> tuple[list[Row | RuledTable], list[Row]]:
    """Split off the footnotes of a page: small rows at its end, below a short rule."""
    start = len(page.items)
    while start:
        item = page.items[start - 1]
        if isinstance(item, RuledTable) or item.part or item.size > 0.9 * measures.size:
            break
        start -= 1
    small = [item for item in page.items[start:] if isinstance(item, Row)]
    if not small or not start:
        return page.items, []
    before = page.items[start - 1]
    end = before.box.bottom if isinstance(before, RuledTable) else before.base
    ruled = any(end <= y <= small[0].base and x1 - x0 < 0.5 * page.width for y, x0, x1 in page.rules)
    return (page.items[:start], small) if ruled else (page.items, [])


def _same_grid(xs: list[float], others: list[float]) -> bool:
    """Tell whether two tables have the same columns."""
    return len(xs) == len(others) and all(abs(x - other) <= 4 for x, other in zip(xs, others, strict=True))


def _joined(table: Table, more: RuledTable) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table and of the one that continues it, the repeated heading left out."""
    repeated = 0
    for row, head in zip(more.rows, table.rows, strict=False):
        if [cell.text for cell in row] != [cell.text for cell in head]:
            break
        repeated += 1
    return (*table.rows, *more.rows[repeated:])
