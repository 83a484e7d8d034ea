"""One error of a kind in an otherwise clean draft.

Enters: a life, a month, the id of a rule, a generator. Leaves: a `Fault`, or None where the draft has no place for it.
Example: inject("sum.parts", life, Month(2026, 5), style, Random("1")).
"""

from __future__ import annotations

from random import Random

from corpus.styles.style import Style
from corpus.world import fault_figures, fault_series, fault_text
from corpus.world.calendar import Month
from corpus.world.fault_tools import Draft, Fault, Injector
from corpus.world.simulate import Life

INJECTORS: dict[str, Injector] = {
    "sum.parts": fault_figures.sum_parts,
    "sum.balance": fault_figures.sum_balance,
    "product.mismatch": fault_figures.product_mismatch,
    "ratio.mismatch": fault_figures.ratio_mismatch,
    "ratio.range": fault_figures.ratio_range,
    "figure.conflict": fault_figures.figure_conflict,
    "figure.format": fault_figures.figure_format,
    "series.cumulative": fault_series.series_cumulative,
    "series.decrease": fault_series.series_decrease,
    "series.carry": fault_series.series_carry,
    "series.target": fault_series.series_target,
    "series.jump": fault_series.series_jump,
    "series.restated": fault_series.series_restated,
    "series.missing": fault_series.series_missing,
    "text.stale": fault_series.text_stale,
    "period.mismatch": fault_figures.period_mismatch,
    "date.invalid": fault_text.date_invalid,
    "date.anniversary": fault_text.date_anniversary,
    "date.future": fault_text.date_future,
    "citation.sequence": fault_text.citation_sequence,
    "citation.conflict": fault_text.citation_conflict,
    "structure.numbering": fault_text.structure_numbering,
    "structure.missing": fault_text.structure_missing,
    "format.header": fault_text.format_header,
    "task.unreported": fault_text.task_unreported,
    "task.overdue": fault_text.task_overdue,
    "text.repeated": fault_text.text_repeated,
    "text.spelling": fault_text.text_spelling,
}
"""By the id of the rule that should find it."""


def inject(rule: str, life: Life, month: Month, style: Style, rng: Random) -> Fault | None:
    """A draft with one error of that kind."""
    return INJECTORS[rule](Draft(life, month, style, rng))


def clean_draft(life: Life, month: Month, style: Style) -> Draft:
    """The draft without any error, to hold the faulty ones against."""
    return Draft(life, month, style, Random(0))
