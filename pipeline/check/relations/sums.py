"""Wholes with their parts: which lists are complete, and whether they add up.

Enters: a `Context`. Leaves: `Sum`s. "Tổng đàn 1.848 con, trong đó: trâu 21 con, ..., lợn 1.238 con" is one, closed by
the catalogue's identity. A list that names only some of the parts is open: nobody is accused where it doesn't add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.check.relations.kinds import kind_of
from pipeline.check.relations.tables import Column, table_sums
from pipeline.check.tolerance import Agreement, Number, as_fine, compare, total
from pipeline.check.wording import places
from pipeline.check.words import words
from pipeline.language.text import fold
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_BREAK = re.compile(r"[.!?]\s+(?=[^\W\d_])|[()]|\n(?![-+*o•])")
_ASIDE = re.compile(r"\([^()]*\)")
_UNSAID = re.compile(r"(?:số )?còn lại (?:là|thuộc|do)(?! ?\d)|(?:và|,) (?:các |một số )?[^,.;\d]{0,20}khác(?! ?\d)")
_FIRM = ("identity", "scheme", "history")
_OPENS = re.compile(r"(?:bao )?gồm(?: có)?(?: các (?:khoản|nguồn))?\s*:\s*$")
_BULLET = re.compile(r"\s*[-+*•o]\s")
_NEAR = Decimal("0.04")
_MANY = 3
_FINE = 2


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


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole, the parts that should make it, why, and whether they do."""

    whole: Figure
    parts: tuple[Figure, ...]
    closed: Closed
    agreement: Agreement

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Whole and parts."""
        return (self.whole, *self.parts)


def alike(part: Figure, whole: Figure) -> bool:
    """Return whether the two are counted in the same thing, so that one can be a part of the other."""
    if part.measure is not whole.measure or part.measure not in (Measure.ACTUAL, Measure.TARGET):
        return False
    if part.upper is not None or whole.upper is not None:
        return False
    return not part.base_unit or kind_of(part) == kind_of(whole)


def find_sums(context: Context) -> Iterator[Sum]:
    """Yield every whole with the lists of parts that can be held against it."""
    groups: dict[str, list[Figure]] = {}
    for figure in context.report.figures:
        whole = context.by_id.get(figure.whole or "")
        if whole is not None and alike(figure, whole):
            groups.setdefault(whole.id, []).append(figure)
    for number, parts in groups.items():
        yield from _judge(context, context.by_id[number], parts)
    yield from _lists(context)
    for column in table_sums(context):
        yield _column(context, column)
    yield from _identities(context, set(groups))


def _sum(context: Context, whole: Figure, parts: Sequence[Figure], closed: Closed) -> Sum:
    numbers = finely(context, (whole, *parts))
    return Sum(whole, tuple(parts), closed, compare(numbers[0], total(numbers[1:])))


def finely(context: Context, figures: Sequence[Figure]) -> list[Number]:
    """Return the numbers of one list; where most are printed to the thousandth, idle zeros were left off the others.

    In "58,982 tỷ đồng (29,6 tỷ; 16,857 tỷ; 12,525 tỷ)" the 29,6 is 29,600.
    """
    numbers = [context.number(figure) for figure in figures]
    fine = [figure for figure in figures if places(figure) >= _FINE]
    if len({figure.unit for figure in figures}) > 1 or 2 * len(fine) <= len(figures):
        return numbers
    finest = max(figures, key=places)
    return [number if number.rounded.high == number.value else as_fine(number, finest) for number in numbers]


def _judge(context: Context, whole: Figure, parts: list[Figure]) -> Iterator[Sum]:
    """Yield the lists among `parts` that make the whole, else the one that most likely should."""
    parts = sorted(parts, key=lambda part: part.span)
    if len(parts) < 2:
        return
    whole = _at_its_time(context, whole, parts)
    everything = _sum(context, whole, parts, _closed(context, whole, parts))
    if everything.agreement is not Agreement.DIFFERENT:
        yield everything
        return
    rest = next((at for at, part in enumerate(parts[1:-1], 1) if words().rest.search(fold(part.label))), None)
    if rest is not None:  # what follows "khác" isn't of the list any more
        yield _sum(context, whole, parts[: rest + 1], Closed.REST)
        return
    segments = _segments(context, parts)
    fitting = [found for segment in segments for found in [_fitting(context, whole, segment)] if found is not None]
    if fitting:
        yield from fitting
        return
    if len(segments) == 1:
        yield everything
        return
    for segment in segments:
        if len(segment) > 1:
            closed = _closed(context, whole, segment)
            yield _sum(context, whole, segment, closed if closed.value in _FIRM else Closed.OPEN)


def _at_its_time(context: Context, whole: Figure, parts: list[Figure]) -> Figure:
    """Return the figure that the parts make among those that the line gives of the whole: the month's, the year's."""
    line = context.line(whole.span[0])
    for figure in context.report.figures:
        one = figure.indicator is not None and figure.indicator == whole.indicator and alike(figure, whole)
        if not one or not line.holds(figure.span) or figure in parts:
            continue
        if _sum(context, figure, parts, Closed.OPEN).agreement is not Agreement.DIFFERENT:
            return figure
    return whole


def _segments(context: Context, parts: list[Figure]) -> list[list[Figure]]:
    """Cut the parts where a sentence ends or a bracket opens or closes between two of them."""
    segments = [[parts[0]]]
    for before, after in pairwise(parts):
        if _BREAK.search(_ASIDE.sub("", context.between(before, after))):
            segments.append([])
        segments[-1].append(after)
    return segments


def _fitting(context: Context, whole: Figure, segment: list[Figure]) -> Sum | None:
    """Return the longest run of neighbours in `segment` that makes the whole."""
    for length in range(len(segment), 1, -1):
        for first in range(len(segment) - length + 1):
            made = _sum(context, whole, segment[first : first + length], Closed.OPEN)
            if made.agreement is not Agreement.DIFFERENT:
                return made
    return None


def _closed(context: Context, whole: Figure, parts: Sequence[Figure]) -> Closed:
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
    return len(parts) >= 2 and off <= amount * _NEAR * 3 and one_digit and long


def _column(context: Context, column: Column) -> Sum:
    return _sum(context, column.whole, column.parts, Closed.TABLE)


def _lists(context: Context) -> Iterator[Sum]:
    """Yield the wholes of lines that end in "gồm:" with the figures of the bullets below, where nothing joined them."""
    by_line: dict[int, list[Figure]] = {}
    for figure in context.report.figures:
        if figure.upper is None and figure.unit != "%" and figure.measure in (Measure.ACTUAL, Measure.TARGET):
            by_line.setdefault(context.line(figure.span[0]).start, []).append(figure)
    for at, line in enumerate(context.lines):
        wholes = by_line.get(line.start, [])
        if not wholes or not _OPENS.search(fold(line.text)):
            continue
        parts = []
        for below in context.lines[at + 1 :]:
            if not _BULLET.match(below.text) or not by_line.get(below.start):
                break
            parts.append(by_line[below.start][0])
        fitting = [whole for whole in wholes if parts and kind_of(whole) == kind_of(parts[0])]
        joined = any(part.whole is not None for part in parts)
        if len(parts) < 2 or joined or not fitting or len({kind_of(part) for part in parts}) > 1:
            continue
        made = [_sum(context, whole, parts, Closed.WORD) for whole in reversed(fitting)]
        yield next((one for one in made if one.agreement is not Agreement.DIFFERENT), made[0])


def _identities(context: Context, done: set[str]) -> Iterator[Sum]:
    """Yield the sums that the catalogue knows between figures that no "trong đó" joins."""
    by_code: dict[str, list[Figure]] = {}
    for figure in context.report.figures:
        if figure.indicator and figure.measure is Measure.ACTUAL and not context.line(figure.span[0]).plan:
            by_code.setdefault(figure.indicator, []).append(figure)
    for identity in context.catalogue.identities:
        if identity.minus or not all(code in by_code for code in identity.codes):
            continue
        for whole in by_code[identity.total]:
            parts = [part for code in identity.plus for part in [_nearest(whole, by_code[code])] if part is not None]
            if whole.id not in done and len(parts) == len(identity.plus):
                made = _sum(context, whole, parts, Closed.IDENTITY)
                far = any(context.line(part.span[0]) != context.line(whole.span[0]) for part in parts)
                yield made if not far else Sum(whole, made.parts, Closed.OPEN, made.agreement)


def _nearest(whole: Figure, candidates: list[Figure]) -> Figure | None:
    """Return the candidate of the same section and time that stands nearest to the whole."""
    fitting = [
        figure
        for figure in candidates
        if figure.section == whole.section and figure.period.kind is whole.period.kind and alike(figure, whole)
    ]
    return min(fitting, key=lambda figure: abs(figure.span[0] - whole.span[0]), default=None)
