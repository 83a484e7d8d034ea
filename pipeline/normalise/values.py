"""Which of a number's readings is meant, where its unit leaves two: told by a sum that works out, or by its neighbours.

Enters: the figures of a report in order. Leaves: the same, the meant reading first. In "1.250 tấn, trong đó chè 3,412
tấn" the style of the neighbours decides.
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.language.units import unit_table
from schemas.mention import FigureMention


def choose_values(figures: tuple[FigureMention, ...]) -> None:
    """Put the meant reading of each figure first."""
    parts: dict[int, list[FigureMention]] = {}
    for figure in figures:
        if figure.whole is not None:
            parts.setdefault(id(figure.whole), []).append(figure)
    for figure in figures:
        if len(figure.values) < 2:
            continue
        if (chosen := _by_sum(figure, parts)) is None:
            continue
        if chosen != figure.values[0]:
            figure.values = (chosen, *(value for value in figure.values if value != chosen))
        figure.confidence = min(figure.confidence, 0.95)


def _amount(figure: FigureMention, value: Decimal) -> Decimal:
    unit = unit_table().get(figure.unit)
    return value * (unit.factor if unit is not None else Decimal(1))


def _by_sum(figure: FigureMention, parts: dict[int, list[FigureMention]]) -> Decimal | None:
    """Return the reading with which the parts make the whole, where exactly one does."""
    group = parts.get(id(figure)) or (parts.get(id(figure.whole)) if figure.whole is not None else None)
    if not group or len(group) < 2:
        return None
    whole = figure if id(figure) in parts and group is parts[id(figure)] else figure.whole
    if whole is None:
        return None
    fitting = []
    for value in figure.values:
        total = sum((_amount(part, value if part is figure else part.values[0]) for part in group), Decimal(0))
        if total == _amount(whole, value if whole is figure else whole.values[0]):
            fitting.append(value)
    return fitting[0] if len(fitting) == 1 else None
