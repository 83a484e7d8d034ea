"""Lists that "gồm" opens and that nothing joined to their whole when the report was read.

Enters: a `Context`. Leaves: wholes with their parts: "286 đồng chí, gồm 251 đảng viên và 35 đảng viên dự bị".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.check.relations.kinds import kind_of
from pipeline.language.text import fold
from schemas.report import Figure, Measure

if TYPE_CHECKING:
    from pipeline.check.context import Context

_OPENS = re.compile(r"[,;:]? ?(?:trong đó )?(?:bao )?gồm(?: có)?:? ?(?:[^\d.;()|\n]{0,40})")
_GOES_ON = re.compile(r"[^.;()\d|\n]{0,40}(?:[,;]|và)[^.;()\d|\n]{0,40}")
_LEAST = 2


def listed(context: Context) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Yield every whole right before "gồm" with the figures behind it, none of which has a whole of its own."""
    figures = context.report.figures
    wholes = {figure.whole for figure in figures}
    for at, whole in enumerate(figures):
        parts: list[Figure] = []
        before = whole
        for figure in figures[at + 1 :]:
            between = fold(context.between(before, figure))
            if not (_GOES_ON if parts else _OPENS).fullmatch(between) or not _fits(figure, whole):
                break
            parts.append(figure)
            before = figure
        if len(parts) >= _LEAST and whole.id not in wholes:
            yield whole, tuple(parts)


def _fits(part: Figure, whole: Figure) -> bool:
    plain = (
        part.whole is None and not part.stated_zero and part.upper is None and whole.upper is None and part.unit != "%"
    )
    alike = part.measure is whole.measure is Measure.ACTUAL and kind_of(part) == kind_of(whole)
    return plain and alike and part.amount < whole.amount
