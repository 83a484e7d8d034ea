"""What is fuzzed: each grammar and each reader with what makes its cases and what has to hold of every answer.

Enters: a case. Leaves: nothing, or what is wrong with the answer: `AssertionError`. A number read must be finite, a
span must lie in its text: of "đạt 12 ha" the figure "12 ha" stands at [4, 9).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from corpus.fuzz.files import docx_of, pdf_of
from corpus.fuzz.pieces import GRAMMARS, report_of, text_of
from pipeline.annotate.citations import find_citations
from pipeline.annotate.passage import annotate
from pipeline.language.dates import find_dates, on
from pipeline.language.numbers import decimals, readings, roman
from pipeline.language.periods import find_periods
from pipeline.language.spans import month_period, resolve
from pipeline.language.text import fold
from pipeline.language.units import unit_table
from pipeline.run import read_report
from pipeline.structure.marker import parse_marker
from schemas.report import Report

_OWN = month_period(2026, 5)


@dataclass(frozen=True, slots=True)
class Grammar:
    """A grammar that is called in this very process; `share` is how much of all cases it gets."""

    name: str
    share: float
    check: Callable[[str], None]

    def case(self, chance: Random) -> str:
        """Return a case."""
        return text_of(chance, GRAMMARS[self.name])


@dataclass(frozen=True, slots=True)
class Files:
    """A reader, called in a process of its own within limits; `name` of its files ends with `ending`."""

    name: str
    share: float
    ending: str
    case: Callable[[Random], bytes]


def within(start: int, end: int, text: str) -> None:
    """Assert that a span lies in a text."""
    assert 0 <= start <= end <= len(text), (start, end, len(text))


def numbers(text: str) -> None:
    """Check the readings of a number."""
    for reading in readings(text):
        assert reading.value.is_finite()
        assert reading.value >= 0
    assert decimals(text) >= 0
    roman(text)


def units(text: str) -> None:
    """Check what is made of a unit, and where units are found."""
    unit = unit_table().get(text)
    assert unit is None or (unit.factor.is_finite() and unit.factor > 0)
    folded = fold(text)
    for found in unit_table().pattern.finditer(folded):
        unit_table().get(found[0])


def dates(text: str) -> None:
    """Check days and periods, and what they come to in a report of May 2026."""
    for day in find_dates(text, loose=True):
        within(day.start, day.end, text)
        on(day, 2026)
    for period in find_periods(text):
        within(period.start, period.end, text)
        found = resolve(period, _OWN)
        assert found.start is None or found.end is None or found.start <= found.end, found
        resolve(period, None)


def sections(text: str) -> None:
    """Check what is made of the number of a section."""
    marker = parse_marker(text)
    assert marker is None or text.strip()


def citations(text: str) -> None:
    """Check where documents are cited."""
    for cited in find_citations(text):
        within(cited.start, cited.end, text)


def passages(text: str) -> None:
    """Check all that is told of a paragraph's numbers."""
    passage = annotate(text)
    for quantity in passage.quantities:
        within(quantity.start, quantity.end, text)
    for other in passage.others:
        within(other.start, other.end, text)


def read_case(name: str, data: bytes) -> bool:
    """Read a file as `baocao` does and check its spans; what can't be read raises an `InputError`."""
    report = read_report(Path(name), data)
    _check(report)
    assert Report.model_validate_json(report.model_dump_json(by_alias=True)) == report
    return True


def _check(report: Report) -> None:
    for section in report.sections:
        within(section.span[0], section.span[1], report.text)
    said = [(figure.span, figure.text) for figure in report.figures]
    said += [(task.span, task.text) for task in report.tasks]
    said += [(cited.span, cited.text) for cited in report.citations]
    for span, text in said:
        within(span[0], span[1], report.text)
        assert report.text[span[0] : span[1]] == text, text
    for figure in report.figures:
        assert figure.value.is_finite()


TARGETS: tuple[Grammar | Files, ...] = (
    Grammar("numbers", 0.30, numbers),
    Grammar("units", 0.20, units),
    Grammar("dates", 0.20, dates),
    Grammar("sections", 0.17, sections),
    Grammar("citations", 0.10, citations),
    Grammar("passages", 0.028, passages),
    Files("texts", 0.001, ".txt", report_of),
    Files("docx", 0.0005, ".docx", docx_of),
    Files("pdf", 0.0005, ".pdf", pdf_of),
)
