"""Through the report from top to bottom: what each paragraph and table holds, and what it hands on to the next.

Enters: an outline and its passages. Leaves: `Mentions`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.context import Context, Reading
from pipeline.extract.figures import FigureReader
from pipeline.extract.links import settle_bullets
from pipeline.extract.tables import find_table_figures
from pipeline.extract.tasks import find_tasks, item_of
from pipeline.extract.timing import heading_period
from pipeline.language.text import squeeze
from schemas.base import Span
from schemas.mention import (
    Annotated,
    CitationMention,
    FigureMention,
    Mentions,
    Other,
    Passage,
    PeriodMention,
    Shape,
    TaskMention,
)
from schemas.outline import Outline, Paragraph, Role
from schemas.report import Measure

_OPENS_PARTS = re.compile(r"(?:trong đó|gồm|bao gồm|cụ thể|chia ra|như sau)(?: có| là)?\s*:?\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _Outer:
    """A paragraph whose bullets follow.

    Its depth, the figure that they are likely parts of, and all that they may be.
    """

    depth: int
    whole: FigureMention | None
    candidates: list[FigureMention]
    parts: list[FigureMention] = field(default_factory=list)


class Walker:
    """Walks one report."""

    def __init__(self, outline: Outline, annotated: Annotated) -> None:
        self.outline = outline
        self.annotated = annotated
        self.figures: list[FigureMention] = []
        self.tasks: list[TaskMention] = []
        self.citations: list[tuple[CitationMention, int, str | None]] = []
        self.others: list[tuple[Other, int, str | None]] = []
        self.unread: list[tuple[Span, str | None]] = []
        self._outer: list[_Outer] = []
        self._section: str | None = None
        self._window: PeriodMention | None = None
        self._last: FigureMention | None = None
        self._windows: dict[str, PeriodMention | None] = {}
        self._parents = {section.id: section.parent for section in outline.sections}
        self._numbers = {section.id: section.number for section in outline.sections}

    def walk(self) -> Mentions:
        """Return everything found."""
        for paragraph, passage in self.annotated.paragraphs:
            self._paragraph(paragraph, passage)
        while self._outer:
            self._close()
        previous_text = self.outline.text
        for table, cells in self.annotated.tables:
            caption = previous_text[max(0, table.span[0] - 200) : table.span[0]].strip().split("\n")[-1]
            context = Context(table.section, self.outline.titles(table.section), table.plan)
            figures, unread = find_table_figures(table, cells, context, caption)
            self.figures.extend(figures)
            self.unread.extend((span, table.section) for span in unread)
            for row in cells:
                for cell in row:
                    self._keep_others(cell, table.section)
        self.figures.sort(key=lambda mention: mention.span)
        return Mentions(
            tuple(self.figures), tuple(self.tasks), tuple(self.citations), tuple(self.others), tuple(self.unread)
        )

    def _keep_others(self, passage: Passage, section: str | None) -> None:
        self.citations.extend((citation, passage.offset, section) for citation in passage.citations)
        self.others.extend((other, passage.offset, section) for other in passage.others)

    def _paragraph(self, paragraph: Paragraph, passage: Passage) -> None:
        if paragraph.section != self._section:
            self._section = paragraph.section
            while self._outer:
                self._close()
            self._last = None
            self._window = self._inherited(paragraph.section)
        self._keep_others(passage, paragraph.section)
        if paragraph.role is Role.HEADING and paragraph.section is not None:
            self._windows[paragraph.section] = heading_period(passage)
            self._window = self._inherited(paragraph.section)
        if paragraph.role is Role.HEADING and paragraph.lead is None and not paragraph.plan:
            self.unread.extend(
                ((q.start + passage.offset, q.end + passage.offset), paragraph.section) for q in passage.quantities
            )
            return
        while self._outer and paragraph.depth <= self._outer[-1].depth:
            self._close()
        lead_end = 0
        lead = ""
        if paragraph.lead is not None:
            lead_end = max(0, paragraph.lead[1] - passage.offset)
            lead = squeeze(passage.text[:lead_end]).strip(" .:-–")
        context = Context(
            section=paragraph.section,
            titles=self.outline.titles(paragraph.section),
            plan=paragraph.plan,
            lead=lead,
            outer=self._outer[-1].whole if self._outer else None,
            beside=tuple(self._outer[-1].candidates) if self._outer else (),
            window=self._window,
            previous=self._last,
        )
        reading = FigureReader(passage, context).read()
        self.figures.extend(reading.figures)
        if self._outer:
            self._outer[-1].parts.extend(reading.figures)
        self.unread.extend((span, paragraph.section) for span in reading.unread)
        if reading.window is not None and _sets_window(passage, reading, reading.window) and not paragraph.plan:
            self._window = reading.window
        if reading.last is not None:
            self._last = reading.last
        self._open_for_bullets(paragraph, passage, reading)
        if paragraph.plan and paragraph.role in (Role.BODY, Role.HEADING):
            number = self._numbers.get(paragraph.section) if paragraph.section is not None else None
            if paragraph.role is Role.BODY or (
                len(passage.text.split()) > 6 and passage.text.rstrip().endswith((".", ";"))
            ):
                self.tasks.extend(find_tasks(passage, paragraph, lead_end, item_of(paragraph, number)))

    def _inherited(self, section: str | None) -> PeriodMention | None:
        """Return the time that the heading of a section, or of one above it, names."""
        while section is not None:
            if (found := self._windows.get(section)) is not None:
                return found
            section = self._parents.get(section)
        return None

    def _open_for_bullets(self, paragraph: Paragraph, passage: Passage, reading: Reading) -> None:
        """Keep the last figure of a paragraph that ends in a colon as the whole of the bullets below it."""
        text = passage.text.rstrip()
        own = {id(m) for m in reading.figures}
        top = [
            m
            for m in reading.figures
            if (m.whole is None or id(m.whole) not in own)
            and m.form.value != "bottom"
            and m.measure.value in ("actual", "target")
            and not m.stated_zero
        ]
        if not top:
            return
        told = text.endswith(":") or _OPENS_PARTS.search(text) is not None
        self._outer.append(
            _Outer(paragraph.depth, ([m for m in top if m.measure is Measure.ACTUAL] or top)[-1] if told else None, top)
        )

    def _close(self) -> None:
        outer = self._outer.pop()
        settle_bullets(outer.candidates, outer.parts)


def _sets_window(passage: Passage, reading: Reading, window: PeriodMention) -> bool:
    """Whether a paragraph's range of days is also that of the paragraphs below it.

    It opens the paragraph, or the paragraph says nothing else: "Số liệu tính từ ngày 15/4 đến ngày 14/5".
    """
    if window.shape is not Shape.RANGE:
        return False
    opens = not passage.text[: window.start].strip(" -–+*•(")
    return opens or not reading.figures


def extract(outline: Outline, annotated: Annotated) -> Mentions:
    """Return the mentions of figures, tasks and citations of a report, in the order of its text."""
    return Walker(outline, annotated).walk()
