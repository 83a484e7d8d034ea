"""The checks: a rule is a file named by its id ("sum.parts" in `sum_parts.py`) and a row in the table here.

The order is the order of telling: where two rules find the same cause, the first tells the story.
"""

from __future__ import annotations

from types import ModuleType

from pipeline.check.found import Rule
from pipeline.check.rules import (
    citation_conflict,
    citation_sequence,
    date_anniversary,
    date_future,
    date_invalid,
    figure_conflict,
    figure_format,
    format_header,
    period_mismatch,
    product_mismatch,
    ratio_mismatch,
    ratio_range,
    scan_doubt,
    series_carry,
    series_cumulative,
    series_decrease,
    series_jump,
    series_missing,
    series_restated,
    series_target,
    structure_missing,
    structure_numbering,
    sum_balance,
    sum_parts,
    task_overdue,
    task_unreported,
    text_repeated,
    text_spelling,
    text_stale,
)

MODULES: tuple[ModuleType, ...] = (
    figure_format,
    sum_parts,
    sum_balance,
    ratio_range,
    ratio_mismatch,
    product_mismatch,
    figure_conflict,
    scan_doubt,
    series_decrease,
    series_cumulative,
    series_carry,
    series_target,
    series_restated,
    series_jump,
    series_missing,
    text_stale,
    period_mismatch,
    date_invalid,
    date_anniversary,
    date_future,
    citation_sequence,
    citation_conflict,
    structure_numbering,
    structure_missing,
    format_header,
    task_overdue,
    task_unreported,
    text_repeated,
    text_spelling,
)


def rule_id(module: ModuleType) -> str:
    """Return the id of the rule in a file."""
    return module.__name__.rpartition(".")[2].replace("_", ".", 1)


def _rule(module: ModuleType) -> Rule:
    return Rule(rule_id(module), module.SEVERITY, module.find, module.__doc__ or "")


RULES: tuple[Rule, ...] = tuple(_rule(module) for module in MODULES)
"""Every check, in the order of telling."""
