"""Which gold entry is which answer: both are in the order of the text, so the pairs may not cross.

Enters: how many there are on each side, and what each possible pair is worth. Leaves: the pairs worth most together,
such as [(0, 0), (1, 2)] where the second answer answers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Gold = TypeVar("Gold")
Answer = TypeVar("Answer")

Pairs = list[tuple[int, int]]


def heaviest(rows: int, columns: int, worth: Mapping[tuple[int, int], int]) -> Pairs:
    """Return the pairs, rising on both sides, whose worth is greatest in sum.

    >>> heaviest(2, 3, {(0, 0): 1, (0, 1): 2, (1, 2): 1, (1, 0): 5})
    [(1, 0)]
    >>> heaviest(2, 3, {(0, 0): 1, (0, 1): 2, (1, 2): 1})
    [(0, 1), (1, 2)]
    """
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        here, below = best[row], best[row + 1]
        for column in range(columns - 1, -1, -1):
            pair = worth.get((row, column), 0)
            here[column] = max(below[column], here[column + 1], pair + below[column + 1] if pair else 0)
    pairs: Pairs = []
    row = column = 0
    while row < rows and column < columns:
        pair = worth.get((row, column), 0)
        if pair and best[row][column] == pair + best[row + 1][column + 1]:
            pairs.append((row, column))
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1
    return pairs


def in_order(gold: Sequence[Gold], answers: Sequence[Answer], same: Callable[[Gold, Answer], bool]) -> Pairs:
    """Return the longest list of pairs that are the `same`, in order.

    >>> in_order("abcd", "acxd", lambda one, other: one == other)
    [(0, 0), (2, 1), (3, 3)]
    """
    worth = {
        (row, column): 1
        for row, entry in enumerate(gold)
        for column, answer in enumerate(answers)
        if same(entry, answer)
    }
    return heaviest(len(gold), len(answers), worth)
