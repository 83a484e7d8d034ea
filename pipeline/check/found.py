"""What a rule hands on, and what a rule is.

Enters: nothing (types only). Leaves: `Found`, a finding before it knows its rule, and `Rule`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.check.tolerance import Bounds
from schemas.finding import Evidence, Severity

if TYPE_CHECKING:
    from pipeline.check.context import Context


@dataclass(frozen=True, slots=True)
class Found:
    """One contradiction. `severity` where it isn't the rule's own.

    `cures` gives for each figure (by id) the amounts that would make the contradiction vanish; two contradictions that
    one amount of one figure cures are one story. `subject` is the figure that the finding is about, if it is about one.
    """

    message: str
    evidence: tuple[Evidence, ...]
    severity: Severity | None = None
    expected: str | None = None
    found: str | None = None
    cures: Mapping[str, Bounds] = field(default_factory=dict)
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: its id, how grave what it finds is, the function that finds it, and its help page."""

    id: str
    severity: Severity
    find: Callable[[Context], Iterable[Found]]
    help: str

    @property
    def tells(self) -> str:
        """What the rule tells, in one line."""
        return self.help.strip().split("\n", 1)[0]
