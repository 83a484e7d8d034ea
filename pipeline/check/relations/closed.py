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
    return Closed.NEAR if _near(context, whole, parts) else Closed.OPEN


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
