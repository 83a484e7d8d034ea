"""A report as the program understands it: what `baocao extract --json` prints and the archive keeps.

Enters: nothing (types only). Leaves: `Report`, with `Figure`s such as value "63155", unit "triệu đồng", label
"tổng thu ngân sách trên địa bàn".
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import ConfigDict, Field

from schemas.base import Record, Span
from schemas.document import Source
from schemas.period import Period

Bbox = tuple[float, float, float, float]


class Measure(StrEnum):
    """What a figure tells about the thing that it counts."""

    ACTUAL = "actual"
    TARGET = "target"
    RATIO = "ratio"
    CHANGE = "change"


class Against(StrEnum):
    """What a change, or a ratio to an earlier value, compares with."""

    SAME_PERIOD_LAST_YEAR = "same_period_last_year"
    PREVIOUS_PERIOD = "previous_period"
    PLAN = "plan"


class Qualifier(StrEnum):
    """How exactly the report means a value."""

    EXACT = "exact"
    ABOUT = "about"
    UNDER = "under"
    OVER = "over"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class NumberKind(StrEnum):
    """Why a number in the text is no figure."""

    DATE = "date"
    CITATION = "citation"
    ORDINAL = "ordinal"
    AGE = "age"
    THRESHOLD = "threshold"
    ANNIVERSARY = "anniversary"
    NAME = "name"
    NUMBERING = "numbering"
    FOOTNOTE = "footnote"
    PHONE = "phone"
    TERM = "term"
    RANK = "rank"
    TIME = "time"
    HEAD = "head"


class Place(Record):
    """Where something stands: its page (from 1) and box in points; both `None` in files without pages."""

    page: int | None = None
    bbox: Bbox | None = None


class Suggestion(Record):
    """Another reading of a figure on a scan, in which it agrees with others; `figures` are their ids.

    `accepted` where somebody has taken it: then `read` is the value that was read, and the figure has the suggested.
    """

    value: Decimal
    amount: Decimal
    reason: str
    figures: tuple[str, ...] = ()
    accepted: bool = False
    read: Decimal | None = None


class Figure(Record):
    """A quantity that the report states about the work or the place."""

    id: str
    span: Span
    text: str
    value: Decimal
    unit: str
    amount: Decimal
    base_unit: str
    upper: Decimal | None = None
    label: str
    indicator: str | None = None
    measure: Measure = Measure.ACTUAL
    against: Against | None = None
    period: Period
    qualifier: Qualifier = Qualifier.EXACT
    whole: str | None = None
    base: str | None = None
    stated_zero: bool = False
    section: str | None = None
    page: int | None = None
    bbox: Bbox | None = None
    confidence: float = 1.0
    rule: str
    key: str = ""
    """Comparable key of the label, for figures without a place in the catalogue."""
    indicator_rule: str | None = None
    """The rule, in words, that linked the indicator."""
    suggested: Suggestion | None = None
    """What stands on the paper more likely, where a number that recognition read agrees with nothing."""


class Task(Record):
    """One thing to do, from the part of the report on the time to come."""

    id: str
    item: str | None
    span: Span
    text: str
    action: str
    continuing: bool = False
    deadline: dt.date | None = None
    responsible: str | None = None
    targets: tuple[str, ...] = ()
    section: str | None = None
    page: int | None = None
    bbox: Bbox | None = None
    period: Period | None = None
    rule: str


class Citation(Record):
    """A document that the report names by its number."""

    span: Span
    text: str
    type: str | None
    number: str | None
    symbol: str
    issuer: str | None = None
    date: dt.date | None = None
    section: str | None = None
    page: int | None = None
    bbox: Bbox | None = None
    rule: str = "citation"


class OtherNumber(Record):
    """A number in the text that is no figure, and why."""

    span: Span
    text: str
    kind: NumberKind
    rule: str
    section: str | None = None
    page: int | None = None


class Unread(Record):
    """A number in the text that no rule understood."""

    span: Span
    text: str
    section: str | None = None
    page: int | None = None


class Header(Record):
    """The head of the report; `None` where the report doesn't say."""

    agency: str | None = None
    parent_agency: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: dt.date | None = None
    title: str | None = None
    addressees: tuple[str, ...] = ()
    period: Period | None = None
    plan_period: Period | None = None


class Footer(Record):
    """The foot of the report."""

    recipients: tuple[str, ...] = ()
    signer_title: str | None = None
    signer_name: str | None = None


class Section(Record):
    """A numbered (or named) part of the report; `span` runs from its heading to the next section that isn't in it."""

    id: str
    number: str
    title: str
    level: int
    parent: str | None
    span: Span


class Report(Record):
    """One report: everything that was read out of one file."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    schema_: Literal["baocao.report/1"] = Field(
        default="baocao.report/1", validation_alias="schema", serialization_alias="schema"
    )
    source: Source
    header: Header
    footer: Footer
    text: str
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    tasks: tuple[Task, ...]
    citations: tuple[Citation, ...]
    other_numbers: tuple[OtherNumber, ...] = ()
    unread: tuple[Unread, ...] = ()
