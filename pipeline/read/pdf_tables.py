"""Tables that a PDF page draws with rules.

Enters: what is drawn on a page beside its glyphs. Leaves: `Grid`s, each knowing its cells and which cell a point is in.
Two rules crossing two others make a table; a rule under a title or above a footnote doesn't, nor a frame around a text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from pdfminer.layout import LTCurve, LTItem

from schemas.base import Box

_THIN = 3.0
_SNAP = 2.5
_SHORTEST = 3.0
_COVERED = 0.85

Rule = tuple[float, float, float]
"""Where a rule stands (y of a horizontal, x of an upright one), and from where to where it goes."""


@dataclass(slots=True)
class Grid:
    """The cells of one table: `cells` are (column, row, column after, row after) in the grid of `xs` and `ys`."""

    xs: list[float]
    ys: list[float]
    cells: list[tuple[int, int, int, int]]
    owner: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def box(self) -> Box:
        """Where the table stands."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the number of the cell that a point is in, or `None`."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        return self.owner.get((bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1))


def rules_of(drawn: Iterable[LTItem], width: float, height: float) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and the upright rules of a page; the sides of rectangles count as rules."""
    across: list[Rule] = []
    upright: list[Rule] = []
    for item in drawn:
        if not isinstance(item, LTCurve):
            continue
        x0, x1, top, bottom = item.x0, item.x1, height - item.y1, height - item.y0
        wide, high = x1 - x0, bottom - top
        if high <= _THIN:
            if wide >= _SHORTEST:
                across.append(((top + bottom) / 2, x0, x1))
        elif wide <= _THIN:
            if high >= _SHORTEST:
                upright.append(((x0 + x1) / 2, top, bottom))
        elif len(item.pts) in (4, 5) and not (wide > 0.9 * width and high > 0.9 * height):
            across += [(top, x0, x1), (bottom, x0, x1)]
            upright += [(x0, top, bottom), (x1, top, bottom)]
    return across, upright


def find_grids(across: list[Rule], upright: list[Rule]) -> list[Grid]:
    """Return the tables that the rules of a page make, from top to bottom."""
    if len(across) < 2 or len(upright) < 2:
        return []
    across, upright = _merge(across), _merge(upright)
    grids = [
        _grid([across[i] for i in rows], [upright[i] for i in columns]) for rows, columns in _groups(across, upright)
    ]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.ys[0])


def _merge(rules: list[Rule]) -> list[Rule]:
    """Snap rules that are nearly on one line to it, and join those that touch."""
    lines: list[tuple[float, list[tuple[float, float]]]] = []
    for place, start, end in sorted(rules):
        if not lines or place - lines[-1][0] > _SNAP:
            lines.append((place, []))
        lines[-1][1].append((start, end))
    merged: list[Rule] = []
    for place, spans in lines:
        spans.sort()
        start, end = spans[0]
        for next_start, next_end in spans[1:]:
            if next_start > end + _SNAP:
                merged.append((place, start, end))
                start, end = next_start, next_end
            else:
                end = max(end, next_end)
        merged.append((place, start, end))
    return merged


def _groups(across: list[Rule], upright: list[Rule]) -> list[tuple[list[int], list[int]]]:
    """Return the numbers of the rules that hang together by crossing: horizontals and uprights of each table."""
    crossing = [
        [
            column
            for column, (x, top, bottom) in enumerate(upright)
            if x0 - _SNAP <= x <= x1 + _SNAP and top - _SNAP <= y <= bottom + _SNAP
        ]
        for y, x0, x1 in across
    ]
    groups: list[tuple[list[int], set[int]]] = []
    for row, columns in enumerate(crossing):
        if len(columns) < 2:
            continue
        rows, together = [row], set(columns)
        for group in [group for group in groups if group[1] & together]:
            groups.remove(group)
            rows, together = [*group[0], *rows], together | group[1]
        groups.append((rows, together))
    return [(rows, sorted(columns)) for rows, columns in groups if len(rows) >= 2]


def _grid(across: list[Rule], upright: list[Rule]) -> Grid | None:
    """Return the cells between rules that hang together, or `None` if there is only one."""
    ys = sorted({rule[0] for rule in across})
    xs = sorted({rule[0] for rule in upright})
    if len(xs) < 2 or len(ys) < 2:
        return None
    boxes = [(column, row) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    outside = (-1, -1)
    leader = {box: box for box in [*boxes, outside]}

    def find(box: tuple[int, int]) -> tuple[int, int]:
        while leader[box] != box:
            box = leader[box]
        return box

    def neighbour(column: int, row: int) -> tuple[int, int]:
        return (column, row) if 0 <= column < len(xs) - 1 and 0 <= row < len(ys) - 1 else outside

    for row in range(len(ys) - 1):
        for column in range(len(xs)):
            if not _covered(upright, xs[column], ys[row], ys[row + 1]):
                leader[find(neighbour(column - 1, row))] = find(neighbour(column, row))
    for row in range(len(ys)):
        for column in range(len(xs) - 1):
            if not _covered(across, ys[row], xs[column], xs[column + 1]):
                leader[find(neighbour(column, row - 1))] = find(neighbour(column, row))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for box in boxes:
        if find(box) != find(outside):
            members.setdefault(find(box), []).append(box)
    if len(members) < 2:
        return None
    grid = Grid(xs, ys, [])
    for together in members.values():
        columns, rows = [box[0] for box in together], [box[1] for box in together]
        grid.owner |= dict.fromkeys(together, len(grid.cells))
        grid.cells.append((min(columns), min(rows), max(columns) + 1, max(rows) + 1))
    return grid


def _covered(rules: list[Rule], place: float, start: float, end: float) -> bool:
    """Tell whether a rule runs along one side of a box."""
    return any(
        rule[0] == place and min(rule[2], end) - max(rule[1], start) >= _COVERED * (end - start) for rule in rules
    )
