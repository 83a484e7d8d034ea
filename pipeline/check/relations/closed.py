"""Why a list of parts is taken to be complete, so that its parts have to make the whole.

Enters: a whole with its parts. Leaves: a `Closed`. "gồm", a last part called "khác", an identity of the catalogue,
parts that are complete together (trực tuyến, trực tiếp), or earlier reports in which the same parts made the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.check.tolerance import total
from pipeline.check.words import words
from pipeline.language.text import fold
from schemas.report import Figure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_UNSAID = re.compile(r"(?:số )?còn lại (?:là|thuộc|do)(?! ?\d)|(?:và|,) (?:các |một số )?[^,.;\d]{0,20}khác(?! ?\d)")
_NEAR = Decimal("0.04")
_MANY = 3
_WIDE = Decimal("0.12")


class Closed(StrEnum):
    """Why a list is taken to be complete; `open` where it isn't."""

    IDENTITY = "identity"
    WORD = "word"
    REST = "rest"
    SCHEME = "scheme"
    TABLE = "table"
    HISTORY = "history"
    NEAR = "near"
    OPEN = "open"


def why_closed(context: Context, whole: Figure, parts: Sequence[Figure]) -> Closed:
    """Return why the list is complete."""
    if _by_identity(context, whole, parts):
        return Closed.IDENTITY
    lead = fold(context.text[whole.span[1] : parts[0].span[0]])
    if _UNSAID.match(_rest_of_sentence(context, parts[-1])):
        return Closed.OPEN
    if words().complete.search(lead):
        return Closed.WORD
    tail = fold(context.text[parts[-2].span[1] : parts[-1].span[1] + 12])
    if words().rest.search(fold(parts[-1].label)) or words().rest.search(tail.split(",")[0]):
        return Closed.REST
    if any(_scheme(scheme, parts) for scheme in words().schemes):
        return Closed.SCHEME
    if context.history is not None and context.history.adds_up(whole, parts):
        return Closed.HISTORY
    if _enumerated(whole, parts):
        return Closed.SCHEME
    near = _near(context, whole, parts) or (_in_bracket(context, whole, parts) and _off(context, whole, parts) <= _WIDE)
    return Closed.NEAR if near else Closed.OPEN


def _rest_of_sentence(context: Context, last: Figure) -> str:
    """Return what the sentence goes on to say behind the last part, folded."""
    return re.split(r"[.;]", fold(context.text[last.span[1] : context.line(last.span[0]).end]))[0].lstrip(" ,")


def _by_identity(context: Context, whole: Figure, parts: Sequence[Figure]) -> bool:
    indicator = context.catalogue.get(whole.indicator)
    if indicator is None:
        return False
    codes = {part.indicator for part in parts}
    return any(
        not identity.minus and codes == set(identity.plus) and len(codes) == len(parts)
        for identity in indicator.identities
    )


def _scheme(scheme: tuple[re.Pattern[str], ...], parts: Sequence[Figure]) -> bool:
    """Return whether each part is one of the scheme, and each of the scheme is there."""
    if len(scheme) != len(parts):
        return False
    labels = [fold(part.label) for part in parts]
    return all(pattern.search(label) for pattern, label in zip(scheme, labels, strict=True)) or all(
        any(pattern.search(label) for label in labels) for pattern in scheme
    )


def _enumerated(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Return whether the whole names its parts: "hộ nghèo, cận nghèo" with "hộ nghèo" and "hộ cận nghèo"."""
    named = [item.split() for item in re.split(r",| và ", fold(whole.label)) if item.strip()]
    labels = [fold(part.label).split() for part in parts]
    if len(named) != len(parts) or len(parts) < 2:
        return False
    return all(
        set(named[at][-2:]) <= set(label) and not set(named[at - 1][-2:]) <= set(label)
        for at, label in enumerate(labels)
    )


def _in_bracket(context: Context, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Return whether the parts stand in a bracket right behind the whole, and none of them cuts across the others.

    "11 dự án (chuyển tiếp 07, khởi công mới 04)" counts everything; "286 đảng viên (nữ 94, dân tộc thiểu số 251)" no.
    """
    lead = context.text[whole.span[1] : parts[0].span[0]].lstrip()
    inside = context.text[whole.span[1] : parts[-1].span[1]]
    if not lead.startswith("(") or ")" in inside or re.search(r"trong đó|có|riêng", fold(lead)):
        return False
    return not any(words().crossing.search(fold(part.label)) for part in parts)


def _off(context: Context, whole: Figure, parts: Sequence[Figure]) -> Decimal:
    """Return by what share of the whole the parts miss it."""
    added = total([context.number(part) for part in parts]).value
    return abs(added - abs(whole.amount)) / abs(whole.amount) if whole.amount else Decimal(1)


def _near(context: Context, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Return whether the parts miss the whole by so little, or by so round a slip, that they were meant to make it."""
    added = total([context.number(part) for part in parts]).value
    amount = abs(whole.amount)
    if amount == 0 or added == 0:
        return False
    off = abs(added - amount)
    if len(parts) >= _MANY and off <= amount * (_NEAR if len(parts) == _MANY else 2 * _NEAR):
        return True
    one_digit = len(off.normalize().as_tuple().digits) == 1
    long = len(amount.normalize().as_tuple().digits) > _MANY
    return len(parts) >= 2 and off <= amount * _NEAR and one_digit and long
