"""What was carried over and came in, against what was settled and is left open.

Enters: a `Context`. Leaves: `Balance`s: "kỳ trước 14 đơn, tiếp nhận 09 đơn; đã giải quyết 01 đơn, đang giải quyết 22
đơn" is 14 + 9 = 1 + 22. The roles come from the catalogue's identities, else from the words before the figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.check.tolerance import Agreement, compare, total
from pipeline.check.words import words
from pipeline.language.text import fold
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_SUFFIXES = {
    "_prev": "ky_truoc",
    "_received": "tiep_nhan",
    "_done": "da_xong",
    "_solved": "da_xong",
    "_pending": "con_lai",
    "_total": "tong",
}
_REACH = 48
_ROLES = ("tong", "ky_truoc", "tiep_nhan", "da_xong", "con_lai")


@dataclass(frozen=True, slots=True)
class Balance:
    """Both sides of an equation; `sure` where the draft itself says all four terms, or the total of the left side."""

    left: tuple[Figure, ...]
    right: tuple[Figure, ...]
    sure: bool
    agreement: Agreement

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Both sides."""
        return (*self.left, *self.right)


def find_balances(context: Context) -> Iterator[Balance]:
    """Yield every balance that a section states."""
    for group in _groups(context):
        roles: dict[str, Figure] = {}
        for figure in group:
            role = _role(context, figure, roles)
            if role is not None and role not in roles:
                roles[role] = figure
        yield from _balances(context, roles)


def _groups(context: Context) -> Iterator[list[Figure]]:
    """Yield the counted figures of each section by what they count, files with files, petitions with petitions."""
    groups: dict[tuple[str | None, str], list[Figure]] = {}
    for figure in context.report.figures:
        if figure.measure is not Measure.ACTUAL or figure.upper is not None or context.line(figure.span[0]).plan:
            continue
        prefix = (figure.indicator or "").split("_", 1)[0]
        noun = figure.base_unit.split()[:1]
        groups.setdefault((figure.section, prefix or (noun[0] if noun else "")), []).append(figure)
    for (_, key), group in groups.items():
        if key and len(group) > 2:
            yield group


def _role(context: Context, figure: Figure, taken: dict[str, Figure]) -> str | None:
    """Return which term of the balance the figure is."""
    if figure.indicator is not None:
        for suffix, role in _SUFFIXES.items():
            if figure.indicator.endswith(suffix):
                return role
        return None
    if figure.whole is not None and context.by_id.get(figure.whole, figure).whole is not None:
        return None
    start = max(figure.span[0] - _REACH, context.line(figure.span[0]).start)
    before = fold(context.text[start : figure.span[0]])
    before = before[max(before.rfind(mark) for mark in ",;.:(") + 1 :] or before
    label = f"{before} {fold(figure.label)}"
    for role in ("ky_truoc", "con_lai", "da_xong", "tong", "tiep_nhan"):
        if role not in taken and words().roles[role].search(label):
            return role
    return None


def _balances(context: Context, roles: dict[str, Figure]) -> Iterator[Balance]:
    whole, before, received, done, left = (roles.get(role) for role in _ROLES)
    if done is None or left is None:
        return
    if whole is not None:
        yield _balance(context, (whole,), (done, left), sure=before is not None)
    elif before is not None and received is not None:
        yield _balance(context, (before, received), (done, left), sure=True)
    elif received is not None:
        yield _balance(context, (received,), (done, left), sure=False)


def _balance(context: Context, left: tuple[Figure, ...], right: tuple[Figure, ...], *, sure: bool) -> Balance:
    sides = [total([context.number(figure) for figure in side]) for side in (left, right)]
    return Balance(left, right, sure, compare(sides[0], sides[1]))
