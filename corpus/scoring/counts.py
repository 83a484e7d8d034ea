"""Counts that add up, and the rates that they give.

Enters: how many are right, answered and in gold. Leaves: precision, recall, F1. `Count(9, 10, 12)` has precision 0.9.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """So many right, of so many answered and so many in gold."""

    right: int = 0
    answered: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:
        """Return both together."""
        return Count(self.right + other.right, self.answered + other.answered, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """How much of what was answered is right; 0 where nothing was."""
        return self.right / self.answered if self.answered else 0.0

    @property
    def recall(self) -> float:
        """How much of the gold was answered rightly; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both.

        >>> Count(9, 10, 12).f1 == 2 * 9 / (10 + 12)
        True
        """
        both = self.answered + self.gold
        return 2 * self.right / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Rate:
    """So many right of so many."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Rate) -> Rate:
        """Return both together."""
        return Rate(self.right + other.right, self.of + other.of)

    @classmethod
    def one(cls, right: bool) -> Rate:
        """Return one case."""
        return cls(int(right), 1)

    @property
    def share(self) -> float:
        """The share that is right; 0 where there is none."""
        return self.right / self.of if self.of else 0.0

    def __str__(self) -> str:
        """Return "9/10"."""
        return f"{self.right}/{self.of}"
