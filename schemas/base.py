"""The parent of every record that flows from step to step: frozen, closed, comparable."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen Pydantic model that refuses fields it doesn't know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Span = tuple[int, int]
"""`[start, end)` character offsets into the report's text."""


Matrix = tuple[float, float, float, float, float, float]
"""How points are moved: x' = a x + c y + e, y' = b x + d y + f, as in PDF."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def moved(self, matrix: Matrix) -> Box:
        """Return the smallest upright box that holds this one after `matrix` has moved its corners.

        >>> Box(0, 0, 30, 10).moved((0, 1, -1, 0, 100, 0))
        Box(x0=90, top=0, x1=100, bottom=30)
        """
        a, b, c, d, e, f = matrix
        corners = [(x, y) for x in (self.x0, self.x1) for y in (self.top, self.bottom)]
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both.

        >>> Box(0, 0, 1, 1).union(Box(2, 0, 3, 2))
        Box(x0=0, top=0, x1=3, bottom=2)
        """
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )
