"""What `baocao extract --json` answers, as far as scoring needs it; keys that aren't known are passed over.

Enters: the JSON of one report. Leaves: `Answer`. Kept apart from `schemas/` so that answers of an older program can be
scored too.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Loose(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class AnswerPeriod(_Loose):
    """A span of time; ISO dates."""

    kind: str = "unknown"
    start: str | None = Field(default=None, alias="from")
    end: str | None = Field(default=None, alias="to")


class AnswerFigure(_Loose):
    """A figure as answered."""

    id: str
    span: tuple[int, int]
    text: str
    value: str
    unit: str | None = ""
    label: str | None = ""
    measure: str | None = None
    against: str | None = None
    period: AnswerPeriod | None = None
    qualifier: str | None = None
    whole: str | None = None
    section: str | None = None
    confidence: float = 1.0


class AnswerTask(_Loose):
    """A task as answered."""

    item: str | None = None
    text: str = ""
    action: str | None = None
    continuing: bool = False
    deadline: str | None = None
    responsible: str | None = None


class AnswerCitation(_Loose):
    """A citation as answered."""

    text: str = ""
    symbol: str | None = None
    date: str | None = None


class AnswerNumber(_Loose):
    """A number that is no figure, or that wasn't understood."""

    span: tuple[int, int]
    text: str
    kind: str = "unread"


class AnswerSection(_Loose):
    """A section as answered."""

    id: str | None = None


class Answer(_Loose):
    """One report as answered; `error` says why there is none."""

    header: dict[str, Any] = {}
    footer: dict[str, Any] = {}
    text: str = ""
    sections: tuple[AnswerSection, ...] = ()
    figures: tuple[AnswerFigure, ...] = ()
    tasks: tuple[AnswerTask, ...] = ()
    citations: tuple[AnswerCitation, ...] = ()
    other_numbers: tuple[AnswerNumber, ...] = ()
    unread: tuple[AnswerNumber, ...] = ()
    error: str | None = None
