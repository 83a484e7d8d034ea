"""The left side of a report's page: its pages with the places of its figures, or its text where it has no pages.

Enters: an `Opened` report and the size of its pages. Leaves: `Sheet`s with boxes in points, or blocks of marked text.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.present.findings.blocks import Block, blocks
from pipeline.present.marked_text import MarkedText, Place
from pipeline.query.opened import Opened, OpenFigure
from schemas.document import Media, Source
from schemas.report import Bbox, Footer, Report, Section

_MARGIN = 1.5


@dataclass(frozen=True, slots=True)
class Spot:
    """A box on a page, in points, and the id of what it tells of."""

    key: str
    x: float
    y: float
    width: float
    height: float
    classes: str
    title: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number, its size in points, and the spots on it."""

    number: int
    width: float
    height: float
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A report's text: its blocks, and what writes them."""

    blocks: tuple[Block, ...]
    writer: MarkedText


def sheets(report: Opened, sizes: tuple[tuple[float, float], ...]) -> tuple[Sheet, ...]:
    """Return the pages with the boxes of figures and tasks on them."""
    spots: dict[int, list[Spot]] = {}
    for task in report.tasks:
        if task.page is not None and task.bbox is not None:
            spots.setdefault(task.page, []).append(_spot(f"t{task.id}", task.bbox, "task", "Nhiệm vụ"))
    for figure in report.figures:
        if figure.page is not None and figure.bbox is not None:
            spots.setdefault(figure.page, []).append(
                _spot(f"f{figure.id}", figure.bbox, classes(figure), f"{figure.text}: {figure.label}")
            )
    return tuple(
        Sheet(number, width, height, tuple(sorted(spots.get(number, ()), key=_area, reverse=True)))
        for number, (width, height) in enumerate(sizes, 1)
    )


def _spot(key: str, bbox: Bbox, kind: str, title: str) -> Spot:
    x0, top, x1, bottom = bbox
    return Spot(
        key, round(x0 - _MARGIN, 1), round(top - _MARGIN, 1), round(x1 - x0 + 2 * _MARGIN, 1),
        round(bottom - top + 2 * _MARGIN, 1), kind, title,
    )  # fmt: skip


def _area(spot: Spot) -> float:
    """The larger ones are drawn first, so that the smaller ones can be clicked."""
    return spot.width * spot.height


def classes(figure: OpenFigure) -> str:
    """Return how a figure is marked: dropped, corrected, unsure or plain."""
    if figure.dropped:
        return "figure dropped"
    if figure.corrected:
        return "figure corrected"
    return "figure unsure" if figure.unsure else "figure"


def as_text(report: Opened, sought: tuple[int, int] | None = None) -> Text:
    """Return the text of a report with its figures and tasks marked, and the passage that was `sought`."""
    places = [Place(task.span, f"mt{task.id}", f"t{task.id}", "task", "Nhiệm vụ") for task in report.tasks]
    places += [
        Place(figure.span, f"mf{figure.id}", f"f{figure.id}", classes(figure), figure.label)
        for figure in report.figures
    ]
    if sought is not None and 0 <= sought[0] < sought[1] <= len(report.text):
        places.append(Place(sought, "cho-tim", "cho-tim", "sought", "Đoạn tìm được"))
    return Text(tuple(blocks(_bare(report))), MarkedText(report.text, places))


def _bare(report: Opened) -> Report:
    """Return the report with its text and sections only, which is what its blocks are made of."""
    return Report(
        source=Source(path=report.path, sha256=report.sha256, media=Media(report.media)),
        header=report.header,
        footer=Footer(),
        text=report.text,
        sections=tuple(
            Section(id=each.id, number=each.number, title=each.title, level=each.level, parent=None, span=each.span)
            for each in report.sections
            if each.id is not None
        ),
        figures=(),
        tasks=(),
        citations=(),
    )
