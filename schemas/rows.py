"""What the archive answers: one row type a question, with the keys of its JSON in order.

Enters: nothing (types only). Leaves: `SeriesRow` and the others. In JSON a decimal is a string of plain digits:
"63155000000", never "6.3155E+10".
"""

from __future__ import annotations

import datetime as dt
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


LocalityId = Annotated[int | None, Field(exclude=True)]
"""The agency's row in this archive; for the same reason in no answer."""

FigureId = Annotated[int | None, Field(exclude=True)]
"""The figure's row in this archive."""


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
    locality: LocalityId = None
    figure: FigureId = None
    agency_code: str | None = None
    province: str | None = None
    window: Period | None = None
    """The time that the report itself is about."""
    restates: str | None = None
    """The earlier month that the value is of, where the report states one anew."""
    derived: bool = False
    """Whether no report states the value: it is the difference of two cumulative ones, those of `derived_from`."""
    derived_from: tuple[str, ...] = ()
    corrected: bool = False
    """Whether a person corrected what was read."""
    last_year: Digits | None = None
    """The value of the same month a year before, in the same unit, where the archive has it."""
    last_year_percent: float | None = None
    former: str | None = None
    """The agency from before July 2025 whose value it is, where a series continued from it was asked for."""

    @property
    def of_month(self) -> str | None:
        """The month that the value is of: the one that it restates, else its report's."""
        return self.restates or self.month


class SeriesGap(Record):
    """A month without a value between two that have one; `reported` says whether there is a report at all."""

    agency: str | None
    month: str
    reported: bool
    locality: LocalityId = None


class HistoryRow(Record):
    """A value that a report, in any of its versions, ever gave for a month, and what a person made of it."""

    figure: int
    """The number by which `baocao correct` knows it in this archive."""
    agency: str | None
    agency_code: str | None
    province: str | None
    month: str | None
    indicator: str | None
    label: str
    value: Digits
    unit: str
    measure: Measure
    period: Period
    report: str
    path: str
    page: int | None
    written: str
    """The value and unit as written."""
    text: str
    """The passage in the report's words."""
    version: int
    current: bool
    signed: dt.date | None
    read_at: str
    restates: str | None
    read_value: Digits | None
    """What was read, where a person corrected the value."""
    dropped: bool
    who: str | None
    why: str | None
    report_id: ReportId


class CompareStatus(StrEnum):
    """How an indicator got on from one month to the other."""

    CHANGED = "changed"
    SAME = "same"
    NEW = "new"
    VANISHED = "vanished"


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
    status: CompareStatus
    sector: str | None
    agency_code: str | None = None
    province: str | None = None
    corrected: bool = False
    locality: LocalityId = None


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
    since: str | None = None
    """The month for which the same task was first planned."""
    age: int = 1
    """For how many months it has been planned, this one included."""
    told: str | None = None
    """The month whose report tells of it: its own, or one of the next two where its own has not a word."""
    deadline: dt.date | None = None
    overdue: bool = False
    """Whether its deadline had passed, as far as the archive's reports reach, and nothing tells of a result."""
    agency_code: str | None = None
    province: str | None = None
    locality: LocalityId = None


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
    """A label that waits for a place in the catalogue, with the unit that it mostly has, and the likeliest indicator.

    `key` is by what its figures line up, and what a lesson is about.
    """

    label: str
    unit: str
    figures: int
    reports: int
    key: str
    likeliest: str | None = None


class AgencyStats(Record):
    """What the archive holds of one agency, and the months between its first and last report that it lacks."""

    agency: str | None
    agency_code: str | None
    province: str | None
    reports: int
    versions: int
    figures: int
    placed: int
    tasks: int
    months: tuple[str, ...]
    missing: tuple[str, ...]
    kinds: tuple[PeriodKind, ...]
    """The kind of each of `months`' reports, the longest where there are several."""
    predecessors: tuple[str, ...] = ()
    """Former communes known to be part of its commune; not all of them."""


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
    lessons: int
    corrections: int
    lost_corrections: int
    """Corrections whose figure the latest extraction no longer finds."""
