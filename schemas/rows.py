"""What the archive answers: one row type a question, with the keys of its JSON in order.

Enters: nothing (types only). Leaves: `SeriesRow` and the others. In JSON a decimal is a string of plain digits:
"63155000000", never "6.3155E+10".
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, PlainSerializer

from schemas.base import Record, Span
from schemas.indicator import StockFlow
from schemas.period import Period, PeriodKind
from schemas.report import Against, Measure

Digits = Annotated[Decimal, PlainSerializer(lambda value: format(value, "f"), return_type=str, when_used="json")]
"""A decimal that is written in plain digits."""

ReportId = Annotated[int, Field(exclude=True)]
"""The report's id in this archive, for links; it differs from archive to archive, so that no answer prints it."""


class SeriesRow(Record):
    """One value of an indicator in one month; `value` and `unit` as stated, `amount` in the base unit."""

    agency: str | None
    month: str | None
    indicator: str | None
    label: str
    value: Digits
    unit: str
    amount: Digits
    base_unit: str
    measure: Measure
    period: Period
    report: str
    page: int | None
    version: int
    report_id: ReportId
    against: Annotated[Against | None, Field(exclude=True)] = None
    province: Annotated[str | None, Field(exclude=True)] = None


class CompareRow(Record):
    """One indicator in two months; `change` is b - a, `percent` that in a hundred of a (not for percentages)."""

    agency: str | None
    indicator: str | None
    label: str
    unit: str
    measure: Measure
    period_kind: PeriodKind
    a: Digits | None
    b: Digits | None
    change: Digits | None
    percent: float | None


class TaskStatus(StrEnum):
    """What became of a task: its month's report isn't there yet; reported; still going on; not a word."""

    PLANNED = "planned"
    REPORTED = "reported"
    CONTINUING = "continuing"
    UNREPORTED = "unreported"


class TaskEvidence(Record):
    """A passage of the month's report that speaks of a task."""

    report: str
    section: str | None
    text: str


class TaskRow(Record):
    """A planned task and what became of it; `month` is the one it was planned for."""

    agency: str | None
    month: str | None
    item: str | None
    text: str
    status: TaskStatus
    evidence: tuple[TaskEvidence, ...]


class SearchRow(Record):
    """A passage that holds the words; `marks` are their places in `text`, `span` is where it stands in the report."""

    agency: str | None
    month: str | None
    report: str
    section: str | None
    title: str | None
    page: int | None
    text: str
    marks: tuple[Span, ...]
    span: Span
    version: int
    report_id: ReportId


class IndicatorRow(Record):
    """An indicator of the catalogue, and how often the archive's current reports give it."""

    code: str
    name: str
    unit: str | None
    kind: StockFlow | None
    sector: str | None
    figures: int
    reports: int


class UnplacedRow(Record):
    """A label that waits for a place in the catalogue, with the unit that it mostly has."""

    label: str
    unit: str
    figures: int
    reports: int


class IndicatorList(Record):
    """The catalogue, and what isn't in it, most frequent first."""

    indicators: tuple[IndicatorRow, ...]
    unplaced: tuple[UnplacedRow, ...]


class Stats(Record):
    """How much the archive holds; all but `versions` counts current reports only."""

    agencies: int
    reports: int
    versions: int
    first_month: str | None
    last_month: str | None
    figures: int
    placed: int
    tasks: int
    citations: int
    rejected: int
