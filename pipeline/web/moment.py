"""Moments as people here write them: "14:05 ngày 25/11/2026", in Vietnam's time wherever the machine stands."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

_VIETNAM = timezone(timedelta(hours=7))


def moment(at: str) -> str:
    """Return a moment written as ISO as Vietnamese writes it.

    >>> moment("2026-11-25T01:02:03+00:00")
    '08:02 ngày 25/11/2026'
    """
    return f"{datetime.fromisoformat(at).astimezone(_VIETNAM):%H:%M ngày %d/%m/%Y}"
