"""The likeliest slip of the hand behind a wrong sum: one digit, two digits swapped, a digit lost, a decimal mark moved.

Enters: a whole, its parts and the amounts that would cure each. Leaves: a Vietnamese sentence, empty where no single
slip explains the difference, or where several do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.check.tolerance import Bounds
from pipeline.check.wording import in_unit, number, places, quoted, rounded
from schemas.report import Figure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_LONG = 3


def slip(context: Context, whole: Figure, parts: Sequence[Figure], cures: Mapping[str, Bounds]) -> str:
    """Return the one slip that explains why the parts don't make the whole.

    Short numbers are left out: nearly any two of them differ by one digit.
    """
    found = []
    for figure in (whole, *parts):
        bounds = cures.get(figure.id)
        if bounds is None or bounds.low < 0:
            continue
        meant = rounded(in_unit((bounds.low + bounds.high) / 2, figure), places(figure))
        how = kind(abs(figure.value), meant)
        if how and max(len(_digits(figure.value)), len(_digits(meant))) >= _LONG:
            found.append(f"Có thể {quoted(figure)} là {number(meant)} ({how} khi gõ {number(abs(figure.value))}).")
    return found[0] if len(found) == 1 else ""


def likely(written: Figure, meant: Decimal) -> str:
    """Return the slip that makes `meant` of what is written, as a sentence; empty where none does, or it is short."""
    how = kind(abs(written.value), meant)
    if not how or max(len(_digits(written.value)), len(_digits(meant))) < _LONG:
        return ""
    return f" Có thể {how} khi gõ {number(abs(written.value))}."


def _digits(value: Decimal) -> str:
    return format(abs(value), "f").replace(".", "").lstrip("0")


def kind(written: Decimal, meant: Decimal) -> str:
    """Return which slip turns `meant` into `written`, empty where none does.

    >>> kind(Decimal(1283), Decimal(1238)), kind(Decimal(123), Decimal(1238)), kind(Decimal(7), Decimal(5))
    ('đổi chỗ hai chữ số', 'thiếu một chữ số', 'sai một chữ số')
    """
    first, second = _digits(written), _digits(meant)
    if first == second:
        return "sai dấu thập phân" if written != meant else ""
    if len(first) == len(second):
        wrong = [at for at in range(len(first)) if first[at] != second[at]]
        if len(wrong) == 1:
            return "sai một chữ số"
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and first[wrong[0]] == second[wrong[1]]:
            return "đổi chỗ hai chữ số" if first[wrong[1]] == second[wrong[0]] else ""
        return ""
    if len(first) + 1 == len(second) and any(second[:at] + second[at + 1 :] == first for at in range(len(second))):
        return "thiếu một chữ số"
    if len(first) == len(second) + 1 and any(first[:at] + first[at + 1 :] == second for at in range(len(first))):
        return "thừa một chữ số"
    return ""
