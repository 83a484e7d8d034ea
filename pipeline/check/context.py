"""What the rules look at: the draft with its lines, its figures and their relations, and the months before it.

Enters: a `Report`, perhaps an archive, the settings. Leaves: a `Context`; each relation is worked out once, when the
first rule asks for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.catalogue import Catalogue, load_catalogue
from pipeline.check.history import History, open_history
from pipeline.check.promises import Promise, unkept
from pipeline.check.relations.balances import Balance, find_balances
from pipeline.check.relations.growths import Growth, find_growths
from pipeline.check.relations.movements import Movement, find_movements
from pipeline.check.relations.products import Product, find_products
from pipeline.check.relations.ratios import Ratio, find_ratios
from pipeline.check.relations.repeats import Repeat, find_repeats
from pipeline.check.relations.sums import Sum, find_sums
from pipeline.check.settings import Settings
from pipeline.check.tolerance import Agreement, Number, exact, printed
from pipeline.check.words import words
from pipeline.language.dates import last_day
from pipeline.language.text import fold
from pipeline.store.archive import Archive
from pipeline.store.paragraphs import Pages, innermost
from schemas.base import Span
from schemas.finding import Evidence
from schemas.report import Figure, Report

_DRAFT_DATE = re.compile(r"ngày\s*(?:\.|…|_)*\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.I)
_SENTENCE = re.compile(r"[.!?]\s+(?=[^\W\d_])|\n")
_FOOT = re.compile(r"^(?:nơi nhận|trên đây là|tm\.|kt\.|t/m)", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the draft's text; `plan` says that it is about the time to come, `foot` that the report has ended."""

    start: int
    end: int
    text: str
    section: str | None
    plan: bool
    foot: bool

    def holds(self, span: Span) -> bool:
        """Return whether `span` begins in this line."""
        return self.start <= span[0] < self.end


class Context:
    """One draft, to be asked by the rules."""

    def __init__(self, report: Report, archive: Archive | None, settings: Settings) -> None:
        self.report = report
        self.text = report.text
        self.archive = archive
        self.settings = settings
        self.by_id = {figure.id: figure for figure in report.figures}

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue of indicators."""
        return load_catalogue()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text that hold anything."""
        found, start, foot = [], 0, False
        for text in self.text.split("\n"):
            end = start + len(text)
            if text.strip():
                foot = foot or (_FOOT.match(text.lstrip("*- ")) is not None and start > len(self.text) // 3)
                index = innermost(self.report.sections, start)
                section = None if index is None else self.report.sections[index].id
                plan = any(first <= start < last for first, last in self._plans)
                found.append(Line(start, end, text, section, plan and not foot, foot))
            start = end + 1
        return tuple(found)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line(self, at: int) -> Line:
        """Return the line that holds the character `at`."""
        return self.lines[max(bisect_right(self._line_starts, at) - 1, 0)]

    @cached_property
    def _plans(self) -> tuple[Span, ...]:
        """The spans of the parts on the time to come."""
        by_id = {section.id: section for section in self.report.sections}
        spans: set[Span] = set()
        for task in self.report.tasks:
            spans.add(task.span)
            section = by_id.get(task.section or "")
            while section is not None:
                if words().plan.search(fold(section.title)):
                    spans.add(section.span)
                section = by_id.get(section.parent or "")
        for section in self.report.sections:
            if words().plan_title.match(fold(section.title)):
                spans.add(section.span)
        return tuple(spans)

    @cached_property
    def _pages(self) -> Pages:
        return Pages(self.report)

    def place(self, span: Span) -> Evidence:
        """Return the place of `span` in the draft."""
        index = innermost(self.report.sections, span[0])
        return Evidence(
            span=span,
            text=self.text[slice(*span)],
            section=None if index is None else self.report.sections[index].id,
            page=self._pages.of(span),
        )

    def figure_place(self, figure: Figure) -> Evidence:
        """Return the place of a figure of the draft."""
        return Evidence(span=figure.span, text=figure.text, section=figure.section, page=figure.page, bbox=figure.bbox)

    def places(self, figures: Iterable[Figure]) -> tuple[Evidence, ...]:
        """Return the places of figures of the draft."""
        return tuple(self.figure_place(figure) for figure in figures)

    def between(self, first: Figure, second: Figure) -> str:
        """Return the text from the end of one figure to the start of another."""
        return self.text[first.span[1] : second.span[0]]

    def one_sentence(self, *figures: Figure) -> bool:
        """Return whether no sentence or line ends between `figures`."""
        spans = sorted(figure.span for figure in figures)
        return _SENTENCE.search(self.text, spans[0][1], spans[-1][0]) is None

    def number(self, figure: Figure) -> Number:
        """Return what a figure means as printed."""
        return printed(figure, self.settings.slack)

    def narrowed(self, figure: Figure) -> Number:
        """Return what a figure can mean, given the percentages that are right for it.

        "4 ha" may be 4,4 ha rounded off; in "4/87 ha, đạt 4,6%" it can't.
        """
        number = self.number(figure)
        for ratio in self.ratios:
            if ratio.part is figure and ratio.agreement is Agreement.SAME:
                number = number.within(self.number(ratio.percent) * exact(ratio.whole.amount) / exact(100))
        return number

    def sure(self, *figures: Figure) -> bool:
        """Return whether all the figures were read surely enough to accuse somebody."""
        return all(figure.confidence >= self.settings.least_confidence for figure in figures)

    @cached_property
    def latest_day(self) -> date | None:
        """The last day on which the report can have been written: its date, else the end of its month or period."""
        head = self.report.header
        if head.date is not None:
            return head.date
        blank = _DRAFT_DATE.search(self.text[:2000])
        if blank and 1 <= int(blank[1]) <= 12:
            return last_day(int(blank[2]), int(blank[1]))
        return head.period.end if head.period is not None else None

    @cached_property
    def history(self) -> History | None:
        """The earlier reports of the same agency, `None` where there is no archive or nothing in it."""
        return open_history(self.report, self.archive)

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Wholes with their parts."""
        return tuple(find_sums(self))

    @cached_property
    def balances(self) -> tuple[Balance, ...]:
        """What came in against what went out and what is left."""
        return tuple(find_balances(self))

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """What a stock was, what came and went, and what it is."""
        told = {figure.id for balance in self.balances for figure in balance.figures}
        return tuple(move for move in find_movements(self) if not told.intersection(one.id for one in move.figures))

    @cached_property
    def ratios(self) -> tuple[Ratio, ...]:
        """Percentages with the two figures that they come from."""
        return tuple(find_ratios(self))

    @cached_property
    def growths(self) -> tuple[Growth, ...]:
        """Changes with the values before and after."""
        return tuple(find_growths(self))

    @cached_property
    def products(self) -> tuple[Product, ...]:
        """Areas with their yields and outputs."""
        return tuple(find_products(self))

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """What the report before planned and the draft has no word of."""
        return tuple(unkept(self))

    @cached_property
    def repeats(self) -> tuple[Repeat, ...]:
        """Facts that the draft states more than once."""
        return tuple(find_repeats(self))
