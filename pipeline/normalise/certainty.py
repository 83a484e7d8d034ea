"""How sure the reading of a figure is, from what had to be guessed for it.

Enters: a mention and what it became. Leaves: a number from 0 to 1. "Thu ngân sách tháng 5 là 12 tỷ đồng" names the
thing, the unit and the time: 1; in "TNGT 01 vụ, chết 01" the second figure's unit and label are lent: less.

The steps are the share of figures of their kind that were right in every field on reports whose gold had not been seen
when the rules were written; `make score` prints how they hold now.
"""

from __future__ import annotations

from pipeline.language.text import fold
from pipeline.language.units import unit_table
from schemas.mention import FigureMention, Form, Shape
from schemas.period import Period, PeriodKind
from schemas.report import Measure

SURE = 1.0
_TIME_BY_DEFAULT = 0.89
_TIME_FROM_FAR = 0.88
_CHANGE = 0.88
_UNIT_LENT = 0.88
_LABEL_LENT = 0.88
_BESIDE = 0.87
_UNKNOWN_THING = 0.86
_AGAINST_UNKNOWN = 0.85
_UNKNOWN_AND_LENT = 0.83
_ONE_WORD = 0.8
_PART_OF_UNKNOWN = 0.86
_NOUN_MISSING = 0.87


def certainty(mention: FigureMention, period: Period, own: Period | None, *, linked: bool, stock: bool) -> float:
    """Return how sure a figure is: `linked` says that the catalogue knows it, `stock` that it tells of a moment."""
    lent = mention.confidence < SURE
    certain = min(mention.confidence, _LABEL_LENT) if lent else SURE
    if not linked:
        certain = min(certain, _UNKNOWN_AND_LENT if lent else _UNKNOWN_THING)
    if len(mention.label.split()) < 2 and not linked and mention.whole is None:
        certain = min(certain, _ONE_WORD)
    if (
        mention.unit
        and not any(char.isalpha() or char == "%" for char in mention.text)
        and mention.form is not Form.TOP
    ):
        certain = min(certain, _UNIT_LENT)
    if mention.measure is Measure.CHANGE:
        certain = min(certain, _CHANGE if mention.against is not None else _AGAINST_UNKNOWN)
    if mention.form is Form.SIDE:
        certain = min(certain, _BESIDE)
    if mention.whole is None and "riêng" in fold(mention.before).split():
        certain = min(certain, _PART_OF_UNKNOWN)
    if mention.whole is not None and mention.far:
        certain = min(certain, _PART_OF_UNKNOWN)
    unit = unit_table().get(mention.unit)
    if unit is not None and unit.kind == "counted" and fold(unit.name).split()[0] not in fold(mention.label).split():
        certain = min(certain, _NOUN_MISSING)
    if not _tells_time(mention) or _is_bent(mention, period, own):
        by_nature = stock and period.kind is PeriodKind.POINT
        certain = min(certain, _TIME_BY_DEFAULT if not by_nature or own is None else _TIME_FROM_FAR)
    elif mention.far and fold(mention.before).strip()[:1] in (";", "."):
        certain = min(certain, _TIME_FROM_FAR)
    return certain


def _is_bent(mention: FigureMention, period: Period, own: Period | None) -> bool:
    """Whether the time given to a figure may be another than its words say ("năm 2026" in a month's report)."""
    shape = mention.period.shape if mention.period is not None else None
    if shape is Shape.YEAR:
        return period.kind is not PeriodKind.YEAR or own is None or own.kind is not PeriodKind.YEAR
    return mention.measure is Measure.TARGET and shape in (Shape.MONTH, Shape.MONTHS, Shape.YTD, Shape.POINT)


def _tells_time(mention: FigureMention) -> bool:
    """Whether the report says of which time a figure is, in words that govern it."""
    if mention.period is None or mention.period_is_default:
        return False
    return mention.period.shape is not Shape.RANGE or not mention.far
