"""A bar chart for the terminal: one bar a month, one chart for each thing that can be compared.

Enters: the rows of a series. Leaves: lines of text, such as "04/2026 ████████████▌ 1.238 con". Bars begin at zero,
those of negative values too; what isn't in the same unit, measure and kind of period never shares a chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.present.words import month, name, number
from schemas.rows import SeriesRow

_PARTS = " ▏▎▍▌▋▊▉"
_FULL = "█"
_LEAST = 10


def bar(share: float, width: int) -> str:
    """Return a bar that fills `share` (0 to 1) of `width` columns, to an eighth of one.

    >>> bar(0.5, 3)
    '█▌'
    """
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    return (_FULL * (eighths // 8) + _PARTS[eighths % 8]).rstrip()


def charts(rows: Sequence[SeriesRow], width: int) -> Iterator[str]:
    """Yield the lines of one chart for each agency, indicator, measure, kind of period and unit.

    Single values are drawn only where there is nothing else: one bar compares with nothing.
    """
    groups: dict[tuple[str, ...], list[SeriesRow]] = {}
    for row in rows:
        what = row.indicator or row.label
        key = (row.agency or "", what, row.measure, row.against or "", row.period.kind, row.base_unit)
        groups.setdefault(key, []).append(row)
    drawn = [group for group in groups.values() if len(group) > 1] or list(groups.values())
    for group in drawn:
        yield from _chart(group, width)


def _chart(rows: list[SeriesRow], width: int) -> Iterator[str]:
    first = rows[0]
    units = {row.unit for row in rows}
    stated = len(units) == 1
    yield f"{first.agency or 'không rõ cơ quan'}: {first.label} ({name(first.measure)}, {name(first.period.kind)})"
    values: list[Decimal] = [row.value if stated else row.amount for row in rows]
    written = [f"{number(value)} {first.unit if stated else first.base_unit}".rstrip() for value in values]
    room = max(width - 9 - max(map(len, written)), _LEAST)
    most = max((abs(value) for value in values), default=Decimal(0))
    for row, value, text in zip(rows, values, written, strict=True):
        share = float(abs(value) / most) if most else 0.0
        yield f"{month(row.month):>7} {bar(share, room)} {text}"
    yield ""
