"""Figures in running text.

Enters: an annotated passage and where it stands. Leaves: `FigureMention`s in the order of the text. "Tổng thu ngân
sách 63.155/103.600 triệu đồng, đạt 60,96% kế hoạch" gives an actual, a target and a ratio, all three with the first
one's label.
"""

from __future__ import annotations

import re

from pipeline.extract.context import Context, Reading
from pipeline.extract.labels import Labeller
from pipeline.extract.links import link_outcomes, link_results, link_subsets, settle_sums
from pipeline.extract.scopes import Scopes
from pipeline.extract.sentence import SentenceReader
from pipeline.extract.sentences import sentences
from pipeline.extract.state import PassageState, State, is_total, totals_beside
from pipeline.extract.tails import CueIndex
from pipeline.extract.timing import Timing
from pipeline.extract.zeros import Zero, find_zeros
from schemas.base import Span
from schemas.mention import Passage, PeriodMention, Quantity, Shape
from schemas.report import Measure

_SCHOOL = re.compile(r"trường|lớp|giáo dục|học sinh|tiểu học|thcs|thpt|mầm non|bán trú|giáo viên", re.IGNORECASE)


def _governs(text: str, sentence: Span, window: PeriodMention) -> bool:
    """Whether a range of days in a sentence is that of the sentences behind it, too: it opens it or is in brackets.

    "Học sinh nghỉ Tết từ 09/02 đến 22/02" says nothing of them.
    """
    if window.shape is not Shape.RANGE:
        return True
    before = text[sentence[0] : window.start]
    return not before.strip(" -–+*•(").strip() or "(" in before[-14:] or before.rstrip().endswith((":", ","))


class FigureReader:
    """Reads the figures of one passage."""

    def __init__(self, passage: Passage, context: Context) -> None:
        index = CueIndex(passage)
        self.passage = passage
        self.context = context
        self.state = PassageState(
            passage,
            context,
            index,
            Labeller(passage, index),
            Timing(passage, context.window),
            bool(_SCHOOL.search(passage.text) or any(_SCHOOL.search(title) for title in context.titles[-1:])),
            unread=list(passage.unread),
        )

    def read(self) -> Reading:
        """Return the passage's figures."""
        state = self.state
        zeros = find_zeros(self.passage, self.context.plan)
        window = state.timing.carried()
        if self.passage.quantities or zeros:
            for span in sentences(self.passage.text):
                self._sentence(span, zeros)
                if window is not None and window.end <= span[1] and _governs(self.passage.text, span, window):
                    state.timing.window = window
        link_outcomes(state.figures, at_least=3)
        link_results(state.figures)
        link_subsets(state.figures)
        settle_sums(state.figures)
        offset = self.passage.offset
        unread = [(start + offset, end + offset) for start, end in state.unread]
        values = [m for m in state.figures if m.measure in (Measure.ACTUAL, Measure.TARGET) and is_total(m)]
        return Reading(state.figures, unread, values[-1] if values else None, window)

    def _sentence(self, span: Span, zeros: list[Zero]) -> None:
        quantities = [q for q in self.passage.quantities if span[0] <= q.start < span[1]]
        items: list[Quantity | Zero] = [
            *quantities,
            *(
                zero
                for zero in zeros
                if span[0] <= zero.span[0] < span[1]
                and not any(q.start < zero.span[1] and q.end > zero.span[0] for q in quantities)
            ),
        ]
        if not items:
            return
        items.sort(key=lambda item: item.start if isinstance(item, Quantity) else item.span[0])
        outer = self.context.outer
        beside = totals_beside(outer, list(self.context.beside)) if outer is not None else []
        sentence = State(self.state, span, items, Scopes(outer, beside), consumed=span[0], reached=span[0])
        SentenceReader(sentence).read()
        totals = [m for m in sentence.mentions if m.measure is Measure.ACTUAL and m.whole is None and is_total(m)]
        if totals:
            self.state.previous = totals[-1]
        elif sentence.mentions and self.state.previous is None:
            self.state.previous = sentence.mentions[0]
