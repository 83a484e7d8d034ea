"""A rate times what it is counted on is a total.

Enters: a `Context`. Leaves: `Product`s. "gieo sạ 4.236 ha lúa, năng suất bình quân 57,5 tạ/ha, sản lượng 24.357 tấn" is
4.236 x 57,5 tạ = 24.357 tấn; "7.315 HS/342 lớp, bình quân 21,4 HS/lớp" and "1.870 tấn rác, bình quân 60,3 tấn/ngày" are
others. Only where one sentence gives one of each may somebody be accused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.check.relations.kinds import is_counted, kind_of
from pipeline.check.tolerance import Agreement, Number, compare, exact
from pipeline.language.text import fold
from pipeline.language.units import unit_table
from schemas.period import PeriodKind
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_AREA, _YIELD, _OUTPUT = "m2", "kg/ha", "kg"
_HECTARE = Decimal(10000)
_DAY = "ngày"
_FAR = 2
_TOTAL = re.compile(r"tổng|kinh phí|số tiền|thành tiền|trị giá|tiền công")
_EACH = re.compile(r"bình quân|trung bình|(?:với )?mức(?: hỗ trợ| chi)?")


@dataclass(frozen=True, slots=True)
class Product:
    """An area, its yield and its output, or a count, a rate and a total; `area` is `None` for the days of a month.

    `computed` is what the first two make; `sure` where they stand side by side.
    """

    area: Figure | None
    rate: Figure
    output: Figure
    computed: Number
    agreement: Agreement
    sure: bool
    times: Decimal | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All of them."""
        return (*(() if self.area is None else (self.area,)), self.rate, self.output)


def find_products(context: Context) -> Iterator[Product]:
    """Yield every total that stands with its rate and what the rate is counted on."""
    usable = [
        figure
        for figure in context.report.figures
        if figure.measure is Measure.ACTUAL and figure.upper is None and not context.line(figure.span[0]).plan
    ]
    for at, rate in enumerate(usable):
        head, _, tail = rate.base_unit.partition("/")
        if not tail or "/" in tail:
            continue
        if rate.base_unit == _YIELD:
            yield from _output(context, usable, at)
        elif tail == _DAY:
            yield from _by_day(context, usable, at, head)
        else:
            yield from _by_count(context, usable, at, head, tail)


def _output(context: Context, usable: Sequence[Figure], at: int) -> Iterator[Product]:
    """Yield area x yield = output: side by side in a sentence, else within a line where it comes out."""
    rate = usable[at]
    line = context.line(rate.span[0])
    before = [figure for figure in usable[:at] if figure.base_unit == _AREA and line.holds(figure.span)]
    after = [figure for figure in usable[at + 1 :] if figure.base_unit == _OUTPUT and line.holds(figure.span)]
    if not before or not after:
        return
    output = after[0]
    made = []
    for area in reversed(before):
        computed = context.number(area) / exact(_HECTARE) * context.number(rate)
        made.append(Product(area, rate, output, computed, compare(context.number(output), computed), sure=False))
    fitting = next((product for product in made if product.agreement is Agreement.SAME), None)
    if fitting is not None:
        yield fitting
        return
    area = before[-1]
    beside = usable[at - 1] is area and usable[at + 1] is output and context.one_sentence(area, output)
    only = not any(figure is not area and context.one_sentence(figure, rate) for figure in before)
    if beside and only and area.whole is None:
        yield replace(made[0], sure=True)


def _by_day(context: Context, usable: Sequence[Figure], at: int, head: str) -> Iterator[Product]:
    """Yield a total of the month with what that is a day."""
    rate, total = usable[at], usable[at - 1] if at else None
    if total is None or total.base_unit != head or total.period.kind is not PeriodKind.MONTH:
        return
    end = total.period.end
    if end is None or not context.one_sentence(total, rate) or not _EACH.search(fold(context.between(total, rate))):
        return
    days = Decimal(end.day)
    computed = context.number(rate) * exact(days)
    agreement = compare(context.number(total), computed)
    if agreement is not Agreement.DIFFERENT:
        yield Product(None, rate, total, computed, agreement, sure=False, times=days)


def _by_count(context: Context, usable: Sequence[Figure], at: int, head: str, tail: str) -> Iterator[Product]:
    """Yield a total and a count beside what that is for each: "34 hộ, mức 44 triệu đồng/hộ, tổng 1.496 triệu đồng"."""
    rate = usable[at]
    near = [
        figure
        for figure in (*usable[max(at - 2, 0) : at], *usable[at + 1 : at + 3])
        if context.one_sentence(figure, rate)
    ]
    unit = unit_table().get(tail)
    counts = [
        figure for figure in near if is_counted(figure) and unit is not None and fold(figure.unit) == fold(unit.name)
    ]
    totals = [figure for figure in near if _counts_as(figure, head) and figure not in counts]
    each = _EACH.search(fold(context.text[max(rate.span[0] - 30, 0) : rate.span[0]])) is not None
    if len(counts) != 1 or len(totals) != 1 or not each:
        return
    count, total = counts[0], totals[0]
    computed = context.number(count) * context.number(rate)
    agreement = compare(context.number(total), computed)
    spans = sorted(figure.span for figure in (count, rate, total))
    apart = ";" in context.text[spans[0][0] : spans[-1][1]]
    called = _TOTAL.search(fold(total.label)) is not None or total.span < count.span < rate.span
    near_enough = computed.value <= _FAR * total.amount and total.amount <= _FAR * computed.value
    sure = called and near_enough and not apart
    if sure or agreement is Agreement.SAME:
        yield Product(count, rate, total, computed, agreement, sure)


def _counts_as(figure: Figure, head: str) -> bool:
    """Return whether a figure is a total of what the rate counts: HS of "HS/lớp", đồng of "triệu đồng/hộ"."""
    if figure.base_unit == head:
        return True
    unit = unit_table().get(head)
    return unit is not None and unit.kind == "counted" and is_counted(figure) and kind_of(figure) == fold(head)
