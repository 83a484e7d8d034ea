"""The time that a figure, a task or a report speaks of.

"lũy kế 5 tháng đầu năm 2026" is `Period(kind=ytd, start=2026-01-01, end=2026-05-31)`; in JSON the ends are called
`from` and `to`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import ConfigDict, Field

from schemas.base import Record


class PeriodKind(StrEnum):
    """What sort of time it is."""

    MONTH = "month"
    YTD = "ytd"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    POINT = "point"
    RANGE = "range"
    CAMPAIGN = "campaign"
    UNKNOWN = "unknown"


class Period(Record):
    """A span of days, both ends included; `None` where the report doesn't say."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    kind: PeriodKind
    start: date | None = Field(default=None, validation_alias="from", serialization_alias="from")
    end: date | None = Field(default=None, validation_alias="to", serialization_alias="to")
