"""What a check finds in a draft: which rule, how grave, what contradicts what, and every place that it rests on."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import ConfigDict, Field

from schemas.base import Record, Span
from schemas.document import Source
from schemas.report import Bbox


class Severity(StrEnum):
    """error: it can't be right; warning: most likely wrong; info: worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Evidence(Record):
    """A place that a finding rests on; `report` names the archived report where it isn't the draft."""

    span: Span | None
    text: str
    section: str | None = None
    page: int | None = None
    bbox: Bbox | None = None
    report: str | None = None


class Finding(Record):
    """One contradiction, told in Vietnamese with its numbers."""

    rule: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    expected: str | None = None
    found: str | None = None


class Coverage(Record):
    """How many figures there are, and how many a sum, a percentage or an earlier report could be held against."""

    figures: int
    checked: int


class Findings(Record):
    """All that a check says of one draft."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    schema_: Literal["baocao.findings/1"] = Field(
        default="baocao.findings/1", validation_alias="schema", serialization_alias="schema"
    )
    source: Source
    coverage: Coverage
    findings: tuple[Finding, ...]
