"""From the places that reports give on a page to those that the PDF itself counts in.

Enters: boxes in points from the top left corner of the page as it is shown. Leaves: points in the page's own space,
whose origin may lie elsewhere and which `/Rotate` may turn: (10, 20) on a page 200 high is (10, 180) there.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.report import Bbox

Point = tuple[float, float]
Corners = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageSpace:
    """A page: its media box (x0, y0, x1, y1) and by how many degrees it is shown turned clockwise.

    `print_angle` is by how many degrees, counter-clockwise, its print is turned on the page as it is shown; reports
    give the places on such a page as if it were turned upright.
    """

    media: Corners
    rotation: int = 0
    print_angle: int = 0

    @property
    def width(self) -> float:
        """The width of the page as shown."""
        x0, y0, x1, y1 = self.media
        return y1 - y0 if self.rotation % 180 else x1 - x0

    @property
    def height(self) -> float:
        """The height of the page as shown."""
        x0, y0, x1, y1 = self.media
        return x1 - x0 if self.rotation % 180 else y1 - y0

    def corners(self, box: Bbox) -> tuple[Point, Point, Point, Point]:
        """Return a box's corners in the page's space: top left, top right, bottom left, bottom right.

        >>> PageSpace((0, 0, 100, 200)).corners((10, 20, 30, 40))
        ((10, 180), (30, 180), (10, 160), (30, 160))
        """
        x0, top, x1, bottom = box
        return self.point(x0, top), self.point(x1, top), self.point(x0, bottom), self.point(x1, bottom)

    def rectangle(self, boxes: list[Bbox]) -> Corners:
        """Return the smallest rectangle of the page's space that holds all boxes: x0, y0, x1, y1."""
        points = [point for box in boxes for point in self.corners(box)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def point(self, x: float, top: float) -> Point:
        """Return a point of the upright page in the page's space."""
        shown_x, shown_y = self._as_shown(x, top)
        x0, y0, x1, y1 = self.media
        match self.rotation % 360:
            case 90:
                return x1 - shown_y, y0 + shown_x
            case 180:
                return x1 - shown_x, y1 - shown_y
            case 270:
                return x0 + shown_y, y1 - shown_x
            case _:
                return x0 + shown_x, y0 + shown_y

    def _as_shown(self, x: float, top: float) -> Point:
        """Return a point of the upright page on the page as shown, from its bottom left corner."""
        match self.print_angle:
            case 90:
                return top, x
            case 180:
                return self.width - x, top
            case 270:
                return self.width - top, self.height - x
            case _:
                return x, self.height - top
