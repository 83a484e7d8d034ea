"""What was carried over and came in, against what was settled and is left open.

Enters: a `Context`. Leaves: `Balance`s: "kỳ trước 14 đơn, tiếp nhận 09 đơn; đã giải quyết 01 đơn, đang giải quyết 22
đơn" is 14 + 9 = 1 + 22. The roles come from the catalogue's identities; within one line also from the words beside the
figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from pipeline.catalogue import Catalogue
from pipeline.check.relations.kinds import kind_of
from pipeline.check.slips import kind
from pipeline.check.tolerance import Agreement, compare, total
from pipeline.check.words import words
from pipeline.language.text import fold
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context, Line

WHOLE, BEFORE, RECEIVED, DONE, OTHER, LEFT = "tong", "ky_truoc", "tiep_nhan", "da_xong", "ra_khac", "con_lai"
_REACH = 60
_DUE = re.compile(r"phải (?:giải quyết|xử lý)")
_MOST = Decimal("0.4")


@dataclass(frozen=True, slots=True)
class Balance:
    """Both sides of an equation; `sure` where the draft says what was carried over, or the total of the left side.

    `before` is what was carried over, `open` what is left.
    """

    left: tuple[Figure, ...]
    right: tuple[Figure, ...]
    sure: bool
    agreement: Agreement
    before: Figure | None
    open: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Both sides."""
        return (*self.left, *self.right)

    @property
    def held(self) -> bool:
        """Whether both sides are really held against each other."""
        return self.sure or self.agreement is not Agreement.DIFFERENT


@cache
def _families(catalogue: Catalogue) -> dict[str, str]:
    """Return the role of every code that a balance of the catalogue names."""
    carried = {indicator.carried_from for indicator in catalogue if indicator.carried_from}
    roles: dict[str, str] = {}
    for identity in catalogue.identities:
        if identity.total in carried and identity.minus:
            roles[identity.total] = LEFT
            roles.update(dict.fromkeys(identity.plus, RECEIVED))
            roles.update(dict.fromkeys(identity.minus, OTHER))
            roles[identity.minus[0]] = DONE
    for identity in catalogue.identities:
        if not identity.minus and carried.intersection(identity.plus):
            roles[identity.total] = WHOLE
            roles.update({code: LEFT if code in carried else DONE for code in identity.plus})
    for identity in catalogue.identities:
        if roles.get(identity.total) == WHOLE and not carried.intersection(identity.plus):
            roles.update(dict.fromkeys(identity.plus, RECEIVED))
    roles.update({indicator.code: BEFORE for indicator in catalogue if indicator.carried_from})
    return roles


def find_balances(context: Context) -> Iterator[Balance]:
    """Yield every balance that a section states in the catalogue's terms, or a line in words."""
    told: set[str] = set()
    for group, whole in (*_by_line(context), *_by_section(context)):
        balance = _balance(context, group, whole=whole)
        if balance is not None and not told.intersection(figure.id for figure in balance.figures):
            told.update(figure.id for figure in balance.figures)
            yield balance


_Group = dict[str, list[Figure]]


def _usable(context: Context, figure: Figure) -> bool:
    return (
        figure.measure is Measure.ACTUAL
        and figure.upper is None
        and figure.against is None
        and not context.line(figure.span[0]).plan
    )


def _by_section(context: Context) -> Iterator[tuple[_Group, bool]]:
    """Yield the figures of each section that the catalogue gives a role, and whether its whole family is there."""
    families = _families(context.catalogue)
    groups: dict[tuple[str | None, str], _Group] = {}
    for figure in context.report.figures:
        role = families.get(figure.indicator or "")
        if role is not None and _usable(context, figure):
            family = (figure.indicator or "").rpartition("_")[0]
            group = groups.setdefault((figure.section, family), {})
            if all(other.indicator != figure.indicator for other in group.get(role, ())):
                group.setdefault(role, []).append(figure)
    identities = [identity for identity in context.catalogue.identities if len(identity.minus) > 1]
    for group in groups.values():
        codes = {figure.indicator for figures in group.values() for figure in figures}
        yield group, all(set(identity.minus) <= codes for identity in identities if identity.total in codes)


def _by_line(context: Context) -> Iterator[tuple[_Group, bool]]:
    """Yield the figures of each line that the words beside them give a role; a role that two claim spoils the line."""
    by_line: dict[Line, list[Figure]] = {}
    for figure in context.report.figures:
        if _usable(context, figure):
            by_line.setdefault(context.line(figure.span[0]), []).append(figure)
    for line, figures in by_line.items():
        for start in _starts(context, figures):
            group: _Group = {}
            for figure in figures[start:]:
                role = _role(context, line, figure)
                if kind_of(figure) != kind_of(figures[start]) or role is None:
                    continue
                if role in group and role != OTHER:
                    break
                group.setdefault(role, []).append(figure)
            if len(group) > 2:
                yield group, True
                break


def _starts(context: Context, figures: list[Figure]) -> list[int]:
    """Return where a balance may begin: at what was carried over, what came in, or their total."""
    return [number for number in range(len(figures)) if len(figures) - number > 2]


def _role(context: Context, line: Line, figure: Figure) -> str | None:
    """Return which term of the balance the words beside the figure make it."""
    before = fold(context.text[max(figure.span[0] - _REACH, line.start) : figure.span[0]])
    before = before[max(before.rfind(mark) for mark in ",;.:()|") + 1 :]
    known = _families(context.catalogue).get(figure.indicator or "")
    if _DUE.search(before):
        return WHOLE
    if known is not None:
        return known
    if figure.indicator is not None and context.by_id.get(figure.whole or "") is not None:
        return None
    behind = fold(context.text[figure.span[1] : min(figure.span[1] + _REACH, line.end)])
    behind = behind[: min((at for mark in ",;.:()|" if (at := behind.find(mark)) >= 0), default=len(behind))]
    for role in (BEFORE, OTHER, LEFT, DONE, RECEIVED, WHOLE):
        pattern = words().roles[role]
        if pattern.search(before) or (role in (BEFORE, OTHER, LEFT) and pattern.search(behind)):
            return role
    return None


def _balance(context: Context, group: _Group, *, whole: bool) -> Balance | None:
    done, left = group.get(DONE, []), group.get(LEFT, [])
    if not done or len(left) != 1:
        return None
    right = (*done, *group.get(OTHER, []), *left)
    before, received, all_in = (group.get(role, []) for role in (BEFORE, RECEIVED, WHOLE))
    if len(before) == 1 and len(received) == 1 and before[0].whole == received[0].id:
        all_in, received = received, []
    carried = before[0] if len(before) == 1 else None
    if len(all_in) == 1:
        sides: tuple[Figure, ...] = (all_in[0],)
    elif carried is not None and len(received) == 1:
        sides = (carried, received[0])
    elif len(received) == 1:
        sides = (received[0],)
    else:
        return None
    right = _with_unnamed(context, sides, right)
    made = [total([context.number(figure) for figure in side]) for side in (sides, right)]
    sure = carried is not None or (len(all_in) == 1 and all_in[0].indicator is not None)
    sure = sure and whole and _likely(made[0].value, made[1].value)
    return Balance(sides, right, sure, compare(made[0], made[1]), carried, left[0])


def _likely(first: Decimal, second: Decimal) -> bool:
    """Return whether two sides are near enough to have been meant equal; far apart, other things were counted."""
    return abs(first - second) <= _MOST * max(first, second) or kind(first, second) != ""


def _with_unnamed(context: Context, left: tuple[Figure, ...], right: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the right side with the one figure among its neighbours that makes it equal, where it isn't equal yet.

    "tiếp nhận 17 tin; đã giải quyết 16, chuyển Công an huyện 01, còn 01 tin": the words for a third way out are many.
    """
    goal, have = (total([context.number(figure) for figure in side]) for side in (left, right))
    if compare(goal, have) is not Agreement.DIFFERENT:
        return right
    first, last = min(figure.span[0] for figure in right), max(figure.span[1] for figure in right)
    for figure in context.report.figures:
        inside = first <= figure.span[0] and figure.span[1] <= last
        if not inside or figure in (*left, *right) or not _usable(context, figure):
            continue
        more = total([have, context.number(figure)])
        counts = kind_of(figure) == kind_of(right[-1]) and figure.value > 0
        if counts and compare(goal, more) is not Agreement.DIFFERENT:
            return (*right[:-1], figure, right[-1])
    return right
