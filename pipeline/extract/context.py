"""Where a passage stands, and what came of reading it.

Enters: nothing (types only). Leaves: `Context` and `Reading`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.base import Span
from schemas.mention import FigureMention, PeriodMention


@dataclass(slots=True)
class Context:
    """Where a passage stands, and what earlier passages hand on to it.

    `lead` is its run-in title, `outer` the total above whose bullets it is one of, `beside` the other figures of that
    paragraph, `window` the time set above it, `previous` the last figure before it.
    """

    section: str | None
    titles: tuple[str, ...]
    plan: bool = False
    lead: str = ""
    outer: FigureMention | None = None
    beside: tuple[FigureMention, ...] = ()
    window: PeriodMention | None = None
    previous: FigureMention | None = None


@dataclass(slots=True)
class Reading:
    """What came of one passage: its figures, the numbers left over, and what it hands on."""

    figures: list[FigureMention] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    last: FigureMention | None = None
    window: PeriodMention | None = None
