"""Gives the figures of a scan their suggestions, and takes those that somebody accepts.

Enters: a `Report`, perhaps an archive with the months before. Leaves: the same report; doubtful figures have a lower
`confidence`, and `suggested` where one reading, and only one, works out. A report that no recognition has read goes
through untouched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.suggest.figures import read_numbers, with_value
from schemas.report import Figure, Report, Suggestion

if TYPE_CHECKING:
    from pipeline.store.archive import Archive
    from pipeline.suggest.solve import Answer

CONTRADICTED, DOUBTED = 0.85, 0.5
"""How sure a figure is at most that something firm contradicts, and one that another reading is suggested for."""


def suggest(report: Report, seen: Mapping[str, float] | None = None, archive: Archive | None = None) -> Report:
    """Return the report with suggestions.

    `seen` says by the ids of figures how surely their digits were read, from 0 to 1. With an `archive` the report, read
    before, gains what the reports of earlier months say.
    """
    numbers = read_numbers(report, seen or {}) if report.source.ocr_pages else {}
    if not numbers:
        return report
    from pipeline.check.context import Context
    from pipeline.check.settings import Settings
    from pipeline.suggest.earlier import earlier_ties
    from pipeline.suggest.solve import Solver
    from pipeline.suggest.ties import Kind, ties

    context = Context(report, archive, Settings(least_confidence=0.0))
    answers, doubted = Solver([*ties(context), *earlier_ties(context)], numbers).solve()
    if archive is not None:  # what the report itself says was looked at when it was read, with more to go by
        answers = [answer for answer in answers if any(tie.kind is Kind.EARLIER for tie in answer.ties)]
    by_id = {answer.number.figure.id: answer for answer in answers}
    figures = tuple(_doubted(figure, by_id.get(figure.id), figure.id in doubted) for figure in report.figures)
    return report if figures == report.figures else report.model_copy(update={"figures": figures})


def _doubted(figure: Figure, answer: Answer | None, contradicted: bool) -> Figure:
    """Return a figure with what is to be said of it; a suggestion that is there already stays."""
    if figure.suggested is not None:
        return figure
    if answer is not None:
        from pipeline.suggest.reason import reason

        meant = answer.figure
        others = dict.fromkeys(other.id for tie in answer.ties for other in tie.figures if other.id != figure.id)
        suggestion = Suggestion(value=meant.value, amount=meant.amount, reason=reason(answer), figures=tuple(others))
        return figure.model_copy(update={"suggested": suggestion, "confidence": min(figure.confidence, DOUBTED)})
    if contradicted and figure.confidence > CONTRADICTED:
        return figure.model_copy(update={"confidence": CONTRADICTED})
    return figure


def accept(report: Report) -> Report:
    """Return the report with every suggestion taken; `suggested` then says what was read before."""
    return report.model_copy(update={"figures": tuple(map(_accepted, report.figures))})


def _accepted(figure: Figure) -> Figure:
    if figure.suggested is None or figure.suggested.accepted:
        return figure
    taken = with_value(figure, abs(figure.suggested.value))
    marked = figure.suggested.model_copy(update={"accepted": True, "read": figure.value})
    return taken.model_copy(update={"suggested": marked})
