"""The earlier reports of the draft's agency, read from the archive when a rule asks for them.

Enters: a `Context` with an archive. Leaves: a `History`, or `None` where the archive knows nothing of the agency.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from schemas.report import Figure

if TYPE_CHECKING:
    from pipeline.check.context import Context


class History:
    """What the archive says of the months before."""

    def adds_up(self, whole: Figure, parts: Sequence[Figure]) -> bool:
        """Return whether the same parts made the same whole in every earlier report that has them."""
        return False

    def known(self, figures: Iterable[Figure]) -> set[str]:
        """Return the ids of the figures that an earlier report can be held against."""
        return set()


def open_history(context: Context) -> History | None:
    """Return the agency's history."""
    return None
