"""Runs the checks over one draft.

Enters: a `Report`, perhaps an archive, the settings. Leaves: `Findings`, errors before doubts, each cause told once,
and how many figures there was anything to hold against.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Protocol

from pipeline.check.context import Context
from pipeline.check.rules import RULES
from pipeline.check.settings import Settings
from pipeline.check.stories import Told, merge
from pipeline.store.archive import Archive
from pipeline.store.lessons import taught
from pipeline.store.silences import Silence, passage_key, silences
from schemas.finding import Coverage, Finding, Findings, Severity
from schemas.report import Figure, Report


class Related(Protocol):
    """A sum, a balance, a percentage, a change, a repetition: figures that hang together."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All of them."""


_ORDER = {severity: number for number, severity in enumerate(Severity)}


def check(report: Report, archive: Archive | None = None, settings: Settings | None = None) -> Findings:
    """Return what contradicts what in `report`, in itself and against the archive."""
    settings = settings or Settings()
    report = report if archive is None else taught(archive, report)
    context = Context(report, archive, settings)
    told = merge(
        Told(rule, found) for rule in RULES if rule.id not in settings.silenced for found in rule.find(context)
    )
    hidden = silences(archive)
    findings = [_finding(item, settings) for item in told]
    shown = [item for item in findings if Silence(item.rule, passage_key(passage(context, item))) not in hidden]
    return Findings(
        source=report.source,
        coverage=Coverage(figures=len(report.figures), checked=len(checked(context))),
        findings=tuple(sorted(shown, key=_rank)),
    )


def passage(context: Context, finding: Finding) -> str:
    """Return the line of the draft that a finding stands in, by which it can be silenced."""
    spans = [place.span for place in finding.evidence if place.span is not None and place.report is None]
    return context.line(spans[0][0]).text if spans else finding.message


def _finding(item: Told, settings: Settings) -> Finding:
    severity = settings.severities.get(item.rule.id, item.found.severity or item.rule.severity)
    return Finding(
        rule=item.rule.id,
        severity=severity,
        message=item.found.message,
        evidence=item.found.evidence,
        expected=item.found.expected,
        found=item.found.found,
    )


def _rank(finding: Finding) -> tuple[int, int, str]:
    """Sort errors before doubts, then in the order of the text."""
    starts = [place.span[0] for place in finding.evidence if place.span is not None and place.report is None]
    return _ORDER[finding.severity], min(starts, default=0), finding.rule


def checked(context: Context) -> set[str]:
    """Return the ids of the figures that at least one sum, percentage or earlier report could be held against."""
    relations: Iterable[Related] = chain(
        (item for item in context.sums if item.held),
        (item for item in context.balances if item.held),
        (item for item in context.ratios if item.held),
        (item for item in context.movements if item.held),
        context.growths,
        context.products,
        context.repeats,
    )
    found = {figure.id for relation in relations for figure in relation.figures}
    if context.history is not None:
        found.update(context.history.known(context.report.figures))
    return found
