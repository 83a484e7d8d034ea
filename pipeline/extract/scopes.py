"""Which figure is part of which: "trong đó", "gồm", brackets, lists after a total, bullets below one.

Enters: the figures of a sentence in order, with the marks between them. Leaves: `whole` set on the parts. In
"701 hồ sơ, trong đó: kỳ trước 106; trong kỳ 595 (toàn trình 179; một phần 416)" the last two are parts of 595.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pipeline.language.units import unit_table
from schemas.mention import FigureMention, Form, Shape
from schemas.report import Measure

PROCESS = re.compile(
    r"(?<![^\W\d_])(?:đã|đang|còn|tồn|rút|trả|chưa|giải quyết|chuyển|hướng dẫn|lưu|hòa giải|xác minh|thi hành"
    r"|kết luận|đình chỉ|không thụ lý|thành|hủy|từ chối)(?![^\W\d_])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Scope:
    """A whole whose parts follow: after a bracket, or after "trong đó" (`colon`: with a colon behind it)."""

    whole: FigureMention
    bracket: bool
    colon: bool
    parts: list[FigureMention] = field(default_factory=list)
    semicolons: int = 0
    beside: list[FigureMention] = field(default_factory=list)
    """other totals of the same clause, nearest first: 20 lớp với 612 học sinh, trong đó khối 1: 4 lớp/128 học sinh"""

    pending: list[FigureMention] = field(default_factory=list)
    """figures in a bracket in other units, parts only if they add up: 86 văn bản (12 quyết định, 74 công văn)"""

    def settle(self) -> None:
        """Make what was counted in other units parts of the whole, where that adds up."""
        counts = [part for part in self.pending if part.whole is None]
        if counts and _add_up([*counts, *(part for part in self.parts if part.whole is self.whole)], self.whole):
            for part in counts:
                part.whole = self.whole

    def whole_of(self, part: FigureMention) -> FigureMention | None:
        """Return the whole that `part` fits in: of several beside one another the one in its unit."""
        wholes = (self.whole, *self.beside)
        same = [whole for whole in wholes if whole.unit == part.unit and compatible(whole, part)]
        if not same and self.beside and part.unit:
            same = [whole for whole in wholes if part.unit in whole.unit.split() and compatible(whole, part)]
        if same:
            return same[0]
        if any(whole.unit == part.unit for whole in self.beside):
            return None
        return next((whole for whole in wholes if compatible(whole, part)), None)


def _add_up(parts: list[FigureMention], whole: FigureMention) -> bool:
    return len(parts) > 1 and sum((part.values[0] for part in parts), Decimal(0)) == whole.values[0]


def amount(mention: FigureMention) -> Decimal:
    """Return the value in the base unit."""
    unit = unit_table().get(mention.unit)
    return mention.values[0] * (unit.factor if unit is not None else 1)


def compatible(whole: FigureMention, part: FigureMention) -> bool:
    """Whether `part` can be a part of `whole`: alike in unit and no larger."""
    if part.measure in (Measure.RATIO, Measure.CHANGE) or whole.measure in (Measure.RATIO, Measure.CHANGE):
        return False
    if part.stated_zero or part.form is Form.BOTTOM or part.last_year:
        return False
    if whole is part or (_earlier(part) and not _earlier(whole)):
        return False
    first, second = unit_table().get(whole.unit), unit_table().get(part.unit)
    if whole.unit and part.unit and not (first is not None and second is not None and first.base == second.base):
        counted = (first is None or first.kind == "counted") and (second is None or second.kind == "counted")
        if not counted or not _kin(whole.unit, part.unit):
            return False
    return amount(part) <= amount(whole)


_PERSONS = ("người", "em", "cháu", "đồng chí", "đối tượng")


@cache
def _kindred() -> tuple[frozenset[str], frozenset[str]]:
    raw = tomllib.loads(files("pipeline.extract").joinpath("words.toml").read_text(encoding="utf-8"))
    return frozenset(raw["anybody"]), frozenset(raw["people"])


def _kin(whole: str, part: str) -> bool:
    """Whether two counted nouns may count the same things ("08 đối tượng (05 hộ, 03 hộ)")."""
    if whole.split()[0] == part.split()[0] or whole in part or part in whole or part in ("chiếc", "cái"):
        return True
    anybody, people = _kindred()
    return (whole in anybody and not people.isdisjoint(part.split())) or (
        part in _PERSONS and not people.isdisjoint(whole.split())
    )


def _earlier(mention: FigureMention) -> bool:
    """Whether a figure is of the month, quarter or year before."""
    period = mention.period
    return period is not None and period.shift < 0 and period.shape in (Shape.MONTH, Shape.QUARTER, Shape.YEAR)


def _counts(mention: FigureMention) -> bool:
    unit = unit_table().get(mention.unit)
    return unit is None or unit.kind == "counted"


class Scopes:
    """The open wholes while a sentence is read from left to right."""

    def __init__(self, outer: FigureMention | None = None, beside: list[FigureMention] | None = None) -> None:
        self.stack: list[Scope] = []
        if outer is not None:
            self.stack.append(Scope(outer, bracket=False, colon=True, beside=beside or []))
        self._outer = len(self.stack)

    def carried(self, whole: FigureMention) -> bool:
        """Whether `whole` is of an earlier sentence."""
        return bool(self._outer) and self.stack[0].whole is whole

    def open_bracket(self, whole: FigureMention | None, beside: list[FigureMention]) -> None:
        """Enter "(": what stands in it may be parts of `whole` or of the totals `beside` it."""
        if whole is not None:
            self.stack.append(Scope(whole, bracket=True, colon=True, beside=beside))
        else:
            self.stack.append(Scope(_NOBODY, bracket=True, colon=True))

    def close_bracket(self) -> None:
        """Leave ")"."""
        while len(self.stack) > self._outer:
            scope = self.stack.pop()
            if scope.bracket:
                scope.settle()
                return

    def finish(self) -> None:
        """Leave the sentence: what was counted behind "trong đó" in other units may still add up to its whole."""
        for scope in self.stack[self._outer :]:
            scope.settle()

    def open_parts(self, whole: FigureMention, colon: bool, beside: list[FigureMention]) -> None:
        """Enter "trong đó"."""
        if self.stack and self.stack[-1].whole is whole and not self.stack[-1].bracket:
            return
        self.stack.append(Scope(whole, bracket=False, colon=colon, beside=beside))

    def semicolon(self, following: list[FigureMention]) -> None:
        """Pass ";": leave a "trong đó" that doesn't run on; `following` are the figures up to the sentence's end."""
        while len(self.stack) > self._outer:
            scope = self.stack[-1]
            if scope.bracket:
                scope.semicolons += 1
                return
            outer = next((other for other in reversed(self.stack[:-1]) if not other.bracket), None)
            nested = outer is not None and outer.semicolons > 0
            if scope.colon and not nested:
                scope.semicolons += 1
                return
            if self._runs_on(scope, following):
                scope.semicolons += 1
                return
            self.stack.pop()

    def _runs_on(self, scope: Scope, following: list[FigureMention]) -> bool:
        """Whether a list without a colon goes on behind a semicolon.

        It comes to its whole, or the next item is like it.
        """
        if not scope.parts:
            return False
        for whole in (scope.whole, *scope.beside):
            total = sum((amount(part) for part in scope.parts if part.whole is whole), Decimal(0))
            if not total:
                continue
            if total == amount(whole):
                return False
            for mention in following:
                if (mention.unit != whole.unit and mention.unit) or not compatible(whole, mention):
                    continue
                total += amount(mention)
                if total >= amount(whole):
                    break
            if total == amount(whole):
                return True
        first = next((mention for mention in following if compatible(scope.whole, mention)), None)
        return (
            first is not None
            and first.unit == scope.parts[-1].unit
            and PROCESS.search(first.label) is None
            and len(first.label.split()) <= 5
        )

    def place(self, mention: FigureMention) -> None:
        """Make `mention` a part of the innermost open whole that fits."""
        for scope in reversed(self.stack):
            if scope.whole is _NOBODY:
                return
            whole = scope.whole_of(mention)
            if whole is not None:
                already = sum((amount(part) for part in scope.parts if part.whole is whole), Decimal(0))
                if not scope.bracket and scope.parts and already == amount(whole):
                    continue
                mention.whole = whole
                scope.parts.append(mention)
                if mention.measure is Measure.ACTUAL and whole.measure is Measure.TARGET:
                    mention.measure = Measure.TARGET
                return
            if mention.measure is Measure.ACTUAL and _counts(mention) and _counts(scope.whole):
                scope.pending.append(mention)
            if scope.bracket:
                return

    @property
    def inside(self) -> FigureMention | None:
        """The innermost open whole."""
        for scope in reversed(self.stack):
            if scope.whole is not _NOBODY:
                return scope.whole
        return None


_NOBODY = FigureMention((0, 0), "", (Decimal(-1),), "", "", None, "")
