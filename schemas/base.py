"""The parent of every record that flows from step to step: frozen, closed, comparable."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen Pydantic model that refuses fields it doesn't know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Span = tuple[int, int]
"""`[start, end)` character offsets into the report's text."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both.

        >>> Box(0, 0, 1, 1).union(Box(2, 0, 3, 2))
        Box(x0=0, top=0, x1=3, bottom=2)
        """
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )
