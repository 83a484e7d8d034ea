"""Wholes with their parts: which lists are complete, and whether they add up.

Enters: a `Context`. Leaves: `Sum`s. "Tổng đàn 1.848 con, trong đó: trâu 21 con, ..., lợn 1.238 con" is one, closed by
the catalogue's identity. A list that names only some of the parts is open: nobody is accused where it doesn't add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.check.relations.closed import Closed, why_closed
from pipeline.check.relations.kinds import is_counted, kind_of
from pipeline.check.relations.listed import listed
from pipeline.check.relations.tables import Column, dashed_parts, table_sums
from pipeline.check.tolerance import Agreement, Number, as_fine, compare, total
from pipeline.check.wording import places
from pipeline.check.words import words
from pipeline.language.text import fold
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_BREAK = re.compile(r"[.!?]\s+(?=[^\W\d_])|[()]|\n(?![-+*o•])")
_GOES_ON = re.compile(r"\s*(?:[,;]|và|,? ?và)[^.;()\d\n]{0,40}")
_ASIDE = re.compile(r"\([^()]*\)")
_FIRM = ("identity", "scheme", "history")
_OPENS = re.compile(r"(?:bao )?gồm(?: có)?(?: các (?:khoản|nguồn))?\s*:\s*$")
_BULLET = re.compile(r"\s*[-+*•o]\s")
_FINE = 2


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

    @property
    def held(self) -> bool:
        """Whether the parts are really held against the whole: a list that names only some of them isn't."""
        return self.closed is not Closed.OPEN or self.agreement is not Agreement.DIFFERENT


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
    yield from _mixed(context)
    yield from _lists(context)
    for whole, listed_parts in listed(context):
        yield _sum(context, whole, listed_parts, why_closed(context, whole, listed_parts))
    for column in (*table_sums(context), *(one for one in dashed_parts(context) if one.whole.id not in groups)):
        yield _column(context, column)
    yield from _identities(context, set(groups))


def _mixed(context: Context) -> Iterator[Sum]:
    """Yield what comes out though whole and parts are counted by other nouns: "08 đối tượng (05 hộ ..., 03 hộ ...)"."""
    groups: dict[str, list[Figure]] = {}
    for figure in context.report.figures:
        whole = context.by_id.get(figure.whole or "")
        counted = whole is not None and is_counted(figure) and is_counted(whole) and figure.upper is None
        if whole is not None and counted and figure.measure is whole.measure and not alike(figure, whole):
            groups.setdefault(whole.id, []).append(figure)
    for number, parts in groups.items():
        made = _sum(context, context.by_id[number], parts, Closed.OPEN)
        one_kind = len({kind_of(part) for part in parts}) == 1
        if len(parts) > 1 and one_kind and made.agreement is not Agreement.DIFFERENT:
            yield made


def _sum(context: Context, whole: Figure, parts: Sequence[Figure], closed: Closed) -> Sum:
    numbers = finely(context, (whole, *parts))
    return Sum(whole, tuple(parts), closed, compare(numbers[0], total(numbers[1:])))


def finely(context: Context, figures: Sequence[Figure]) -> list[Number]:
    """Return the numbers of one list, the whole first; where most are printed finely, a part left off idle zeros.

    In "58,982 tỷ đồng (29,6 tỷ; 16,857 tỷ; 12,525 tỷ)" the 29,6 is 29,600. A whole printed more coarsely than all its
    parts is rounded.
    """
    numbers = [context.number(figure) for figure in figures]
    fine = [figure for figure in figures if places(figure) >= _FINE]
    if len({figure.unit for figure in figures}) > 1 or 2 * len(fine) <= len(figures):
        return numbers
    finest = max(figures, key=places)
    coarse = places(figures[0]) < min(places(figure) for figure in figures[1:])
    return [
        number if number.rounded.high == number.value or (coarse and at == 0) else as_fine(number, finest)
        for at, number in enumerate(numbers)
    ]


def _judge(context: Context, whole: Figure, parts: list[Figure]) -> Iterator[Sum]:
    """Yield the lists among `parts` that make the whole, else the one that most likely should."""
    parts = sorted(parts, key=lambda part: part.span)
    longer = _run_on(context, whole, parts)
    if len(longer) > len(parts):
        closed = why_closed(context, whole, longer)
        wrong = _sum(context, whole, parts, Closed.OPEN).agreement is Agreement.DIFFERENT
        if closed is Closed.IDENTITY or (wrong and closed.value in (*_FIRM, "word")):
            yield _sum(context, _at_its_time(context, whole, longer), longer, closed)
            return
    if len(parts) < 2:
        if _all_of_it(context, whole, parts[0]):
            yield _sum(context, whole, parts, Closed.IDENTITY)
        return
    whole = _at_its_time(context, whole, parts)
    everything = _sum(context, whole, parts, why_closed(context, whole, parts))
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
        told = {part.id for found in fitting for part in found.parts}
        for segment in segments:
            closed = why_closed(context, whole, segment) if len(segment) > 1 else Closed.OPEN
            if closed.value in _FIRM and not told.intersection(part.id for part in segment):
                yield _sum(context, whole, segment, closed)
        return
    if len(segments) == 1:
        yield everything
        return
    for segment in segments:
        if len(segment) > 1:
            closed = why_closed(context, whole, segment)
            yield _sum(context, whole, segment, closed if closed.value in _FIRM else Closed.OPEN)


def _all_of_it(context: Context, whole: Figure, part: Figure) -> bool:
    """Return whether the one part named is the whole, by an identity: "đang giải quyết 102 (chưa đến hạn 102)"."""
    indicator = context.catalogue.get(whole.indicator)
    known = indicator is not None and any(part.indicator in identity.plus for identity in indicator.identities)
    return known and part.amount == whole.amount


def _run_on(context: Context, whole: Figure, parts: list[Figure]) -> list[Figure]:
    """Return the parts with those right before and behind them in the list that nothing joined to the whole.

    A part above the whole isn't joined when the report is read: "12 căn, gồm làm mới 05 căn và sửa chữa 13 căn".
    """
    found = list(parts)
    figures = context.report.figures
    at = figures.index(parts[-1]) + 1
    while at < len(figures) and figures[at].whole is None and alike(figures[at], whole):
        if not _GOES_ON.fullmatch(context.between(found[-1], figures[at])):
            break
        found.append(figures[at])
        at += 1
    at = figures.index(parts[0]) - 1
    while figures[at].span[0] > whole.span[0] and figures[at].whole is None and alike(figures[at], whole):
        if not _GOES_ON.fullmatch(context.between(figures[at], found[0])):
            break
        found.insert(0, figures[at])
        at -= 1
    return found


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


def _column(context: Context, column: Column) -> Sum:
    closed = Closed.TABLE if column.complete else why_closed(context, column.whole, column.parts)
    return _sum(context, column.whole, column.parts, closed)


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
        here = {None, *(whole.id for whole in wholes)}
        joined = any(part.whole not in here for part in parts) or all(part.whole is not None for part in parts)
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
            told = whole.id in done and not any(part.stated_zero for part in parts)
            if not told and len(parts) == len(identity.plus):
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
