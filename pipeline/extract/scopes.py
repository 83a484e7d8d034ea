"""Which figure is part of which: "trong đó", "gồm", brackets, lists after a total, bullets below one.

Enters: the figures of a sentence in order, with the marks between them. Leaves: `whole` set on the parts. In
"701 hồ sơ, trong đó: kỳ trước 106; trong kỳ 595 (toàn trình 179; một phần 416)" the last two are parts of 595.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.language.units import unit_table
from schemas.mention import FigureMention, Form
from schemas.report import Measure, Qualifier

_PROCESS = re.compile(r"(?<![^\W\d_])(?:đã|đang|còn|tồn|rút|trả|chưa|giải quyết|chuyển|hướng dẫn|lưu|hòa giải|xác minh|thi hành|kết luận|đình chỉ|không thụ lý|thành|hủy|từ chối)(?![^\W\d_])", re.IGNORECASE)


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

    def whole_of(self, part: FigureMention) -> FigureMention | None:
        """Return the whole that `part` fits in: of several beside one another the one in its unit."""
        same = [whole for whole in (self.whole, *self.beside) if whole.unit == part.unit and compatible(whole, part)]
        if same:
            return same[0]
        if any(whole.unit == part.unit for whole in self.beside):
            return None
        return self.whole if compatible(self.whole, part) else None


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
    if whole is part:
        return False
    first, second = unit_table().get(whole.unit), unit_table().get(part.unit)
    if whole.unit and part.unit and not (first is not None and second is not None and first.base == second.base):
        counted = (first is None or first.kind == "counted") and (second is None or second.kind == "counted")
        if not counted or not _kin(whole.unit, part.unit):
            return False
    return amount(part) <= amount(whole)


_PEOPLE = frozenset(
    "người hộ đối tượng trường hợp công chức viên chức cán bộ học sinh em cháu trẻ lao động hội viên đảng viên công dân khẩu nhân khẩu học viên đại biểu đồng chí giáo viên hs gv".split()
)


def _kin(whole: str, part: str) -> bool:
    """Whether two counted nouns may count the same things ("08 đối tượng (05 hộ, 03 hộ)")."""
    if whole.split()[0] == part.split()[0] or whole in part or part in whole:
        return True
    generic = ("đối tượng", "trường hợp", "người", "hồ sơ", "đơn", "đơn thư", "vụ", "vụ việc", "tin", "tin báo", "cơ sở", "em", "học sinh", "cháu", "lượt")
    return whole in generic and set(part.split()) & _PEOPLE != set()


class Scopes:
    """The open wholes while a sentence is read from left to right."""

    def __init__(self, outer: FigureMention | None = None, beside: list[FigureMention] | None = None) -> None:
        self.stack: list[Scope] = []
        if outer is not None:
            self.stack.append(Scope(outer, bracket=False, colon=True, beside=beside or []))
        self._outer = len(self.stack)

    def open_bracket(self, whole: FigureMention | None) -> None:
        """Enter "(": what stands in it may be parts of `whole`."""
        if whole is not None:
            self.stack.append(Scope(whole, bracket=True, colon=True))
        else:
            self.stack.append(Scope(_NOBODY, bracket=True, colon=True))

    def close_bracket(self) -> None:
        """Leave ")"."""
        while len(self.stack) > self._outer:
            if self.stack.pop().bracket:
                return

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
        total = sum((amount(part) for part in scope.parts), Decimal(0))
        whole = amount(scope.whole)
        if total == whole or not scope.parts:
            return False
        for mention in following:
            if not compatible(scope.whole, mention):
                continue
            total += amount(mention)
            if total == whole:
                return True
            if total > whole:
                return False
        first = next((mention for mention in following if compatible(scope.whole, mention)), None)
        return first is not None and first.unit == scope.parts[-1].unit and _PROCESS.search(first.label) is None and not scope.colon and len(first.label.split()) <= 5

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


def link_outcomes(mentions: list[FigureMention], at_least: int = 2) -> None:
    """Make figures parts of the total right before them where they add up to it without a word that says so.

    Two must tell what became of it ("tiếp nhận 3 tin, đã giải quyết 1, đang giải quyết 2"); three that add up exactly do.
    """
    for index, whole in enumerate(mentions):
        if whole.measure is not Measure.ACTUAL or whole.whole is not None or whole.values[0] <= 0 or whole.form is Form.BOTTOM:
            continue
        total = Decimal(0)
        parts: list[FigureMention] = []
        for part in mentions[index + 1 :]:
            if part.measure is not Measure.ACTUAL or part.stated_zero or part.form is Form.BOTTOM or part.last_year:
                continue
            if part.whole is not None:
                continue
            if not compatible(whole, part):
                if part.unit == whole.unit:
                    break
                continue
            parts.append(part)
            total += amount(part)
            if total >= amount(whole):
                break
        if total != amount(whole):
            continue
        told = all(_PROCESS.search(f"{part.before} {part.label}") is not None for part in parts)
        if len(parts) >= max(3, at_least) or (len(parts) >= at_least and told):
            for part in parts:
                part.whole = whole


def find_bases(mentions: list[FigureMention]) -> None:
    """Make a number the target of which the figure before it is the stated percentage: "18.742 trên 21.305, tỷ lệ 88%"."""
    for index, ratio in enumerate(mentions):
        top = ratio.base
        if ratio.measure is not Measure.RATIO or ratio.unit != "%" or top is None or ratio.form is Form.BOTTOM:
            continue
        for other in mentions[max(0, index - 1) : index + 2]:
            if other is ratio or other.measure is not Measure.ACTUAL or other.whole is not None and other.whole is not top:
                continue
            for part, base in ((top, other), (_before(mentions, other), other)):
                if part is None or part is base or part.measure is not Measure.ACTUAL or amount(base) <= amount(part) or not _kin_units(part, base):
                    continue
                if abs(amount(part) / amount(base) * 100 - ratio.values[0]) <= _half(ratio.values[0]) and base.form is not Form.TOP:
                    base.measure = Measure.TARGET
                    base.qualifier = Qualifier.EXACT if base.qualifier is Qualifier.OVER else base.qualifier
                    base.whole = None
                    ratio.base = part
                    break


def _before(mentions: list[FigureMention], other: FigureMention) -> FigureMention | None:
    at = next(index for index, mention in enumerate(mentions) if mention is other)
    return mentions[at - 1] if at else None


def _kin_units(first: FigureMention, second: FigureMention) -> bool:
    one, two = unit_table().get(first.unit), unit_table().get(second.unit)
    if one is None or two is None:
        return True
    return one.base == two.base or (one.kind == two.kind == "counted")


def _half(value: Decimal) -> Decimal:
    """Return half a unit of the last decimal shown."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * Decimal("0.51")


_INSPECTED = re.compile(r"(?<![^\W\d_])(?:kiểm tra|thanh tra|giám sát|rà soát|tuần tra|kiểm soát|thẩm định)(?![^\W\d_])", re.IGNORECASE)
_CAUGHT = re.compile(r"(?<![^\W\d_])(?:phát hiện|xử phạt|vi phạm|nhắc nhở|lập biên bản|đình chỉ|không đạt|cảnh cáo)(?![^\W\d_])", re.IGNORECASE)


def link_inspections(mentions: list[FigureMention]) -> None:
    """Make "phát hiện 3 cơ sở vi phạm" a part of the "kiểm tra 18 cơ sở" before it."""
    inspected: FigureMention | None = None
    for mention in mentions:
        if mention.measure is not Measure.ACTUAL or mention.stated_zero:
            continue
        if _CAUGHT.search(mention.label) and inspected is not None and mention.unit == inspected.unit:
            if mention.whole is None and compatible(inspected, mention):
                mention.whole = inspected
        elif _INSPECTED.search(mention.label):
            inspected = mention


def settle_bullets(candidates: list[FigureMention], parts: list[FigureMention]) -> None:
    """Give bullets below a paragraph to that of its figures that they add up to, unit by unit."""
    own = [part for part in parts if part.measure is Measure.ACTUAL and not part.stated_zero and part.form is not Form.BOTTOM]
    units = dict.fromkeys(part.unit for part in own)
    for unit in units:
        top = [part for part in own if part.unit == unit and (part.whole is None or part.whole in candidates)]
        if len(top) < 2:
            continue
        total = sum((amount(part) for part in top), Decimal(0))
        fitting = [whole for whole in candidates if amount(whole) == total and all(compatible(whole, part) for part in top)]
        if len(fitting) == 1:
            for part in top:
                part.whole = fitting[0]
