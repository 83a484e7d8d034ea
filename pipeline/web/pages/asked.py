"""What several pages ask in the same way: jobs and drafts of the program, an agency, a month, a measure."""

from __future__ import annotations

from typing import TypeVar

from fastapi import Request

from pipeline.errors import UsageError
from pipeline.web.drafts import Drafts
from pipeline.web.jobs import Jobs
from schemas.period import PeriodKind
from schemas.report import Measure

Code = TypeVar("Code", Measure, PeriodKind)


def jobs_of(request: Request) -> Jobs:
    """Return the jobs under way."""
    jobs = request.app.state.jobs
    assert isinstance(jobs, Jobs)
    return jobs


def drafts_of(request: Request) -> Drafts:
    """Return the drafts."""
    drafts = request.app.state.drafts
    assert isinstance(drafts, Drafts)
    return drafts


def code(kind: type[Code], given: str) -> Code | None:
    """Return the measure or kind of period of that name, `None` for an empty one; raises `UsageError`."""
    if not given:
        return None
    try:
        return kind(given)
    except ValueError:
        raise UsageError(f"không có lựa chọn ấy; các lựa chọn: {', '.join(kind)}") from None


def agency_id(given: str) -> int | str | None:
    """Return what an agency's field says: "@12" is its number in this archive, else words of its name.

    >>> agency_id("@12"), agency_id("Nà Khuổi"), agency_id(" ")
    (12, 'Nà Khuổi', None)
    """
    asked = given.strip()
    if asked.startswith("@") and asked[1:].isdecimal() and len(asked) < 12:
        return int(asked[1:])
    return asked or None
