"""What is known while one sentence is read from left to right.

Enters: a passage and one of its sentences. Leaves: `State`, which the readers of marks, labels and figures share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.context import Context
from pipeline.extract.labels import Labeller
from pipeline.extract.scopes import Scopes
from pipeline.extract.tails import CueIndex
from pipeline.extract.timing import Timing
from pipeline.extract.zeros import Zero
from pipeline.language.units import unit_table
from schemas.base import Span
from schemas.mention import FigureMention, Form, Passage, Quantity
from schemas.report import Measure

PERCENTS = ("%", "điểm phần trăm")
PHRASE_END = re.compile(r"[,;:.()]| (?:và|nhưng|song|trong đó)(?![^\W\d_])")


@dataclass(slots=True)
class PassageState:
    """What all sentences of a passage share; `previous` is the last total of an earlier sentence."""

    passage: Passage
    context: Context
    index: CueIndex
    labeller: Labeller
    timing: Timing
    school: bool
    figures: list[FigureMention] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    previous: FigureMention | None = None


@dataclass(slots=True)
class State:
    """A sentence at `span` with its quantities and zeros, read up to `reached`.

    `consumed` is where the words that earlier figures took as their labels end, `anchor` the last value and `subject`
    the last figure, which later ones may lend their label from; `saved` keeps both while a bracket is open.
    """

    shared: PassageState
    span: Span
    items: list[Quantity | Zero]
    scopes: Scopes
    mentions: list[FigureMention] = field(default_factory=list)
    anchor: FigureMention | None = None
    subject: FigureMention | None = None
    saved: list[tuple[FigureMention | None, FigureMention | None]] = field(default_factory=list)
    consumed: int = 0
    reached: int = 0
    side_left: str = ""
    """the words before the first of figures beside one another: bắt 06 vụ/09 đối tượng"""

    @property
    def text(self) -> str:
        """The passage's text."""
        return self.shared.passage.text

    @property
    def in_bracket(self) -> bool:
        """Whether a bracket is open."""
        return bool(self.scopes.stack) and self.scopes.stack[-1].bracket

    def between(self, mention: FigureMention, at: int) -> str:
        """Return the words from the end of `mention` to `at`."""
        return self.text[mention.span[1] - self.shared.passage.offset : at]

    def last_plain(self) -> FigureMention | None:
        """Return the last value or target that may be a total."""
        for mention in reversed(self.mentions):
            if is_total(mention) and mention.measure in (Measure.ACTUAL, Measure.TARGET):
                return mention
        return None

    def preview(self, number: int) -> list[FigureMention]:
        """Return bare mentions of the quantities from item `number` to the sentence's end, for a look ahead."""
        return [
            FigureMention(
                (item.start, item.end),
                "",
                item.values,
                item.unit,
                re.split(r"[,;:()]", self.text[max(self.reached, item.start - 60) : item.start])[-1],
                None,
                "",
                measure=Measure.RATIO if item.unit in PERCENTS else Measure.ACTUAL,
                form=item.form,
            )
            for item in self.items[number:]
            if isinstance(item, Quantity)
        ]

    def past_comparison(self, at: int, limit: int) -> int:
        """Return where the words that a number is compared with end ("dự toán tỉnh giao", "so với cùng kỳ")."""
        index = self.shared.index
        if index.next_at(at, "against") is None and index.next_at(at, "target") is None:
            return at
        end = PHRASE_END.search(self.text, at, limit)
        return end.start() if end else limit

    def add(self, mention: FigureMention) -> None:
        """Take a figure up: find what it is a part of, or what it is a percentage of."""
        if mention.measure in (Measure.ACTUAL, Measure.TARGET) and not mention.stated_zero:
            self.scopes.place(mention)
        if mention.measure in (Measure.RATIO, Measure.CHANGE):
            mention.base = self.anchor
        self.mentions.append(mention)
        self.shared.figures.append(mention)
        self.subject = mention
        valued = mention.measure in (Measure.ACTUAL, Measure.TARGET) and mention.unit not in PERCENTS
        if valued and not mention.stated_zero:
            self.anchor = mention


def is_total(mention: FigureMention) -> bool:
    """Whether a figure can have parts: it is no zero and no lower half of a fraction."""
    return mention.form is not Form.BOTTOM and not mention.stated_zero


def is_counted(item: Quantity) -> bool:
    """Whether a quantity counts things that a noun names."""
    unit = unit_table().get(item.unit) if item.unit else None
    return item.noun or (unit is not None and unit.kind in ("counted", "work", "time", "score"))


def is_money(mention: FigureMention) -> bool:
    """Whether a figure is an amount of money."""
    unit = unit_table().get(mention.unit)
    return unit is not None and unit.kind == "money"


def totals_beside(whole: FigureMention, pool: list[FigureMention]) -> list[FigureMention]:
    """Return the totals of `pool` in other units than `whole`, nearest first."""
    return [
        other
        for other in reversed(pool)
        if other is not whole
        and other.measure is Measure.ACTUAL
        and other.whole is None
        and is_total(other)
        and other.unit != whole.unit
    ]
