"""Area times yield is output.

Enters: a `Context`. Leaves: `Product`s. "gieo sạ 4.236 ha lúa, năng suất bình quân 57,5 tạ/ha, sản lượng 24.357 tấn" is
4.236 x 57,5 tạ = 24.357 tấn. Only where one sentence gives one of each, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.check.tolerance import Agreement, Number, compare, exact
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_SENTENCE = re.compile(r"[.!?]\s+(?=[^\W\d_])|\n")
_AREA, _YIELD, _OUTPUT = "m2", "kg/ha", "kg"
_HECTARE = Decimal(10000)


@dataclass(frozen=True, slots=True)
class Product:
    """An area, its yield and its output, and what the first two make."""

    area: Figure
    rate: Figure
    output: Figure
    computed: Number
    agreement: Agreement

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All three."""
        return (self.area, self.rate, self.output)


def find_products(context: Context) -> Iterator[Product]:
    """Yield every output that stands with its area and yield in one sentence."""
    usable = [
        figure
        for figure in context.report.figures
        if figure.measure is Measure.ACTUAL and figure.upper is None and not context.line(figure.span[0]).plan
    ]
    for at in range(len(usable) - 2):
        area, rate, output = usable[at : at + 3]
        if (area.base_unit, rate.base_unit, output.base_unit) != (_AREA, _YIELD, _OUTPUT):
            continue
        if _SENTENCE.search(context.between(area, output)):
            continue
        computed = context.number(area) / exact(_HECTARE) * context.number(rate)
        yield Product(area, rate, output, computed, compare(context.number(output), computed))
