"""What structure hands on: the report's running text and its parts, each with its place.

Enters: nothing (types only). Leaves: `Outline`. "3.1. Trồng trọt" under "I. KINH TẾ" is the section "I.3.1"; the
paragraph below it carries that id.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from schemas.base import Box, Span
from schemas.document import Source
from schemas.report import Footer, Header, Place, Section


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of the text that comes from one word of the file.

    `[start, end)`, page, box and the reader's certainty.
    """

    start: int
    end: int
    page: int | None
    box: Box | None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Provenance:
    """Maps every character of the text to its page and box. Runs are in the order of the text and don't overlap."""

    runs: tuple[Run, ...]
    starts: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, runs: list[Run]) -> Provenance:
        """Return the map of `runs`, which are in the order of the text."""
        return cls(tuple(runs), tuple(run.start for run in runs))

    def runs_in(self, span: Span) -> tuple[Run, ...]:
        """Return the runs that share at least one character with `span`."""
        first = max(bisect_right(self.starts, span[0]) - 1, 0)
        found = []
        for run in self.runs[first:]:
            if run.start >= span[1]:
                break
            if run.end > span[0]:
                found.append(run)
        return tuple(found)

    def place(self, span: Span) -> Place:
        """Return the page where `span` begins and the box round its part on that page."""
        page: int | None = None
        box: Box | None = None
        for run in self.runs_in(span):
            if run.page is None:
                continue
            page = run.page if page is None else page
            if run.page == page and run.box is not None:
                box = run.box if box is None else box.union(run.box)
        if box is None:
            return Place(page=page)
        return Place(page=page, bbox=(round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2)))

    def confidence(self, span: Span) -> float:
        """Return the lowest certainty of the words that `span` touches; 1.0 where nothing was in doubt."""
        return min((run.confidence for run in self.runs_in(span)), default=1.0)


class Role(StrEnum):
    """The part that a paragraph plays."""

    HEAD = "head"
    """issuer, number, place, title, addressee"""
    OPENING = "opening"
    """between the head and the first section"""
    HEADING = "heading"
    BODY = "body"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text: `span` without the line end, `body` where its words begin behind number or bullet.

    `marker` is the number or bullet as written ("3.1.", "a)", "-", ""), `depth` the depth of a bullet or item below
    its section (0: plain prose), `plan` whether it belongs to the part on the time to come. A heading that runs on
    ("1.1. Thu ngân sách: đạt 12 tỷ đồng") is a body paragraph with `lead` as the span of its title.
    """

    span: Span
    body: int
    role: Role
    section: str | None
    marker: str = ""
    depth: int = 0
    plan: bool = False
    lead: Span | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell that stands in the text at `span` (empty span for an empty cell) over `columns` and `rows`."""

    span: Span
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: its rows stand in the text one a line, cells joined by " | "."""

    rows: tuple[tuple[TableCell, ...], ...]
    span: Span
    section: str | None
    plan: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The report's text, its parts and their places.

    Paragraphs are in the order of the text; table rows are in `tables` only.
    """

    source: Source
    text: str
    provenance: Provenance
    header: Header
    footer: Footer
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[TableBlock, ...] = ()

    def titles(self, section: str | None) -> tuple[str, ...]:
        """Return the titles from the top section down to `section`."""
        by_id = {item.id: item for item in self.sections}
        found: list[str] = []
        while section is not None and section in by_id:
            found.append(by_id[section].title)
            section = by_id[section].parent
        return tuple(reversed(found))
