"""What annotate and extract hand on: spans of a passage that mean something, not yet set against the report's time.

Enters: nothing (types only). Leaves: `Passage` (a paragraph with its numbers told apart) and the mentions of figures,
tasks and citations found in it. Offsets are into the passage's text unless said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from schemas.base import Span
from schemas.outline import Paragraph, TableBlock
from schemas.report import Against, Measure, NumberKind, Qualifier

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day in the text at `[start, end)`; `year` is `None` where it isn't written."""

    start: int
    end: int
    day: int
    month: int
    year: int | None


class Shape(StrEnum):
    """What a span of time says, before it is set against the report's own time."""

    MONTH = "month"
    MONTHS = "months"
    """N months from January, or the last N of the year"""
    QUARTER = "quarter"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    SEASON = "season"
    RANGE = "range"
    POINT = "point"
    YTD = "ytd"
    OWN = "own"
    """the time that the report covers: trong kỳ"""
    SPAN = "span"
    """years from-to: giai đoạn, nhiệm kỳ"""


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A span of time in the text at `[start, end)`.

    `number` is the month, quarter or count of months; `year` as written; `shift` -1 for "tháng trước", +1 for
    "tháng tới"; `last` for "6 tháng cuối năm"; `first`, `until` the days of a range or a point.
    """

    start: int
    end: int
    shape: Shape
    number: int | None = None
    year: int | None = None
    shift: int = 0
    last: bool = False
    first: DateMention | None = None
    until: DateMention | None = None


class Form(StrEnum):
    """How the number of a quantity is built."""

    PLAIN = "plain"
    RANGE = "range"
    COMPOUND = "compound"
    TOP = "top"
    """the 38 of 38/40 ha"""
    BOTTOM = "bottom"
    SIDE = "side"
    """a number beside another behind a slash, counted for itself: 12 lượt/19 người"""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at `[start, end)`; `digits` is the number alone.

    `values` are its readings, the likeliest first; `unit` the unit as written ("" where none is), `noun` whether the
    unit is a counted noun that the unit table doesn't have; `partner` the index of the other half of a fraction.
    """

    start: int
    end: int
    digits: Span
    values: tuple[Decimal, ...]
    unit: str = ""
    form: Form = Form.PLAIN
    upper: Decimal | None = None
    sign: int = 0
    partner: int | None = None
    noun: bool = False
    unit_start: int | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """A number at `[start, end)` that is no figure."""

    start: int
    end: int
    kind: NumberKind
    rule: str


@dataclass(frozen=True, slots=True)
class CitationMention:
    """A document named by its number, at `[start, end)`."""

    start: int
    end: int
    type: str | None
    number: str | None
    symbol: str
    issuer: str | None
    date: date | None


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase at `[start, end)` that governs what stands around it; `kind` and `value` as in the cue table."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with everything in it that the rules go by.

    `offset` is where its text begins in the report's text.
    """

    text: str
    offset: int
    doc: Doc
    quantities: tuple[Quantity, ...]
    others: tuple[Other, ...]
    citations: tuple[CitationMention, ...]
    periods: tuple[PeriodMention, ...]
    cues: tuple[Cue, ...]
    unread: tuple[Span, ...] = ()


@dataclass(slots=True)
class FigureMention:
    """A figure as found: spans are into the report's text, links are other mentions."""

    span: Span
    text: str
    values: tuple[Decimal, ...]
    unit: str
    label: str
    section: str | None
    rule: str
    upper: Decimal | None = None
    measure: Measure = Measure.ACTUAL
    against: Against | None = None
    qualifier: Qualifier = Qualifier.EXACT
    sign: int = 0
    sign_written: bool = False
    """whether the sign stands before the number: (+3,4%)"""
    period: PeriodMention | None = None
    period_is_default: bool = False
    far: bool = False
    """whether another figure stands between this one and the words that tell its time"""
    exists: bool = False
    """whether it says how many there are: Toàn huyện có 286 tổ hòa giải"""
    """whether the period was carried over from an earlier sentence"""
    last_year: bool = False
    plan: bool = False
    whole: FigureMention | None = None
    base: FigureMention | None = None
    stated_zero: bool = False
    confidence: float = 1.0
    form: Form = Form.PLAIN
    sentence: str = ""
    before: str = ""
    """the words before it, from the last number on"""
    behind: str = ""
    """the words behind it, up to the next number"""
    digits: Span = (0, 0)
    titles: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class TaskMention:
    """A planned task as found; `span` is into the report's text."""

    span: Span
    text: str
    item: str | None
    action: str
    continuing: bool
    deadline: PeriodMention | None
    deadline_day: DateMention | None
    responsible: str | None
    section: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An outline's passages: one for each paragraph of its running text, and one for each cell of its tables."""

    paragraphs: tuple[tuple[Paragraph, Passage], ...]
    tables: tuple[tuple[TableBlock, tuple[tuple[Passage, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything that extract found, in the order of the text."""

    figures: tuple[FigureMention, ...]
    tasks: tuple[TaskMention, ...]
    citations: tuple[tuple[CitationMention, int, str | None], ...]
    """each with its passage's offset and its section"""
    others: tuple[tuple[Other, int, str | None], ...]
    unread: tuple[tuple[Span, str | None], ...]
