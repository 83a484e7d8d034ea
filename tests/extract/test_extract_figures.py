"""Sentences as an expert reads them: which figures they hold, and what each of them is."""

from __future__ import annotations

import calendar
import tomllib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.annotate.passage import annotate
from pipeline.extract.context import Context
from pipeline.extract.figures import FigureReader
from pipeline.language.spans import resolve
from pipeline.language.text import fold
from schemas.mention import FigureMention
from schemas.period import Period, PeriodKind
from schemas.report import Measure

CASES = Path(__file__).parent / "cases"
TABLES = (
    "attachment",
    "parts",
    "plan",
    "comparison",
    "time",
    "zeros",
    "traps",
    "aims",
    "long",
    "more",
    "hard",
    "mended",
)
_AGAINST = {"yoy": "same_period_last_year", "prev": "previous_period", "plan": "plan"}
_QUALIFIERS = {
    "about": "about",
    "under": "under",
    "over": "over",
    "least": "at_least",
    "most": "at_most",
}


@dataclass(frozen=True)
class Case:
    """A sentence and its figures, a line each; `why` says what goes wrong where the case isn't met yet."""

    id: str
    text: str
    figures: tuple[str, ...]
    plan: bool = False
    own: str = "2026-05"
    why: str = ""


@dataclass
class Expected:
    """A figure as a line of a case tells it."""

    value: Decimal
    units: list[str]
    words: list[str]
    measures: set[str] = field(default_factory=lambda: {"actual"})
    against: str | None = None
    qualifier: str = "exact"
    whole: int | None = None
    base: int | None = None
    zero: bool = False
    upper: Decimal | None = None
    period: str | None = None


def read_cases(name: str) -> list[Case]:
    """Return the cases of a table; those of `aims` stand in the part on the time to come."""
    rows = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8")).get("case", [])
    return [
        Case(
            id=row["id"],
            text=row["text"],
            figures=tuple(row["figures"]),
            plan=row.get("plan", name == "aims"),
            own=row.get("own", "2026-05"),
            why=row.get("why", ""),
        )
        for row in rows
    ]


def parse(line: str) -> Expected:
    """Return what a line of a case expects."""
    value, units, words, *rest = (part.strip() for part in line.split("|"))
    expected = Expected(Decimal(value), _split(units, ";"), _split(words, ";"))
    for extra in _split(rest[0], ",") if rest else []:
        name, _, told = extra.partition("=")
        if name in _AGAINST:
            expected.against = _AGAINST[name]
        elif name in _QUALIFIERS:
            expected.qualifier = _QUALIFIERS[name]
        elif name == "of":
            expected.whole = int(told)
        elif name == "base":
            expected.base = int(told)
        elif name == "zero":
            expected.zero = True
        elif name == "upper":
            expected.upper = Decimal(told)
        elif name == "p":
            expected.period = told
        else:
            expected.measures = {Measure(word).value for word in name.split(";")}
    return expected


def _split(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark)]


def figures_of(case: Case) -> list[FigureMention]:
    """Return what the program reads out of a case."""
    return FigureReader(annotate(case.text), Context(None, (), plan=case.plan)).read().figures


def faults(case: Case) -> list[str]:
    """Return what the program reads otherwise than the case says, a line each."""
    found = figures_of(case)
    expected = [parse(line) for line in case.figures]
    if [signed(mention) for mention in found] != [figure.value for figure in expected]:
        return [f"values {[str(signed(m)) for m in found]} instead of {[str(e.value) for e in expected]}"]
    lines: list[str] = []
    for number, (mention, figure) in enumerate(zip(found, expected, strict=True), 1):
        lines += [f"{number}: {line}" for line in _differences(mention, figure, found, case)]
    return lines


def signed(mention: FigureMention) -> Decimal:
    """Return the value with the sign of a decrease."""
    return -mention.values[0] if mention.measure is Measure.CHANGE and mention.sign < 0 else mention.values[0]


def _differences(mention: FigureMention, figure: Expected, found: list[FigureMention], case: Case) -> list[str]:
    against = mention.against.value if mention.against is not None else None
    lines: list[str] = []
    if fold(mention.unit) not in figure.units:
        lines.append(f"unit {mention.unit!r} is none of {figure.units}")
    label = fold(mention.label)
    if not any(all(word in label for word in _split(words, "+")) for words in figure.words):
        lines.append(f"label {mention.label!r} holds none of {figure.words}")
    if mention.measure.value not in figure.measures:
        lines.append(f"measure {mention.measure.value} is none of {sorted(figure.measures)}")
    if against != figure.against:
        lines.append(f"against {against} instead of {figure.against}")
    if mention.qualifier.value != figure.qualifier:
        lines.append(f"qualifier {mention.qualifier.value} instead of {figure.qualifier}")
    if (whole := _place(mention.whole, found)) != figure.whole:
        lines.append(f"part of {whole} instead of {figure.whole}")
    if figure.base is not None and _place(mention.base, found) != figure.base:
        lines.append(f"base {_place(mention.base, found)} instead of {figure.base}")
    if mention.stated_zero != figure.zero and (figure.zero or figure.value != 0):
        lines.append(f"stated zero {mention.stated_zero} instead of {figure.zero}")
    if mention.upper != figure.upper:
        lines.append(f"upper {mention.upper} instead of {figure.upper}")
    if figure.period is not None and (told := _time(mention, case)) != _wanted(figure.period, told):
        lines.append(f"period {told} instead of {figure.period}")
    return lines


def _place(mention: FigureMention | None, found: list[FigureMention]) -> int | None:
    return next((number for number, other in enumerate(found, 1) if other is mention), None)


def _time(mention: FigureMention, case: Case) -> str:
    """Return kind and days of a figure's time; the report's own where no word of the text sets one."""
    year, month = map(int, case.own.split("-"))
    last = calendar.monthrange(year, month)[1]
    own = Period(kind=PeriodKind.MONTH, start=date(year, month, 1), end=date(year, month, last))
    period = resolve(mention.period, own) if mention.period is not None else own
    return f"{period.kind.value}:{period.start or ''}..{period.end or ''}"


def _wanted(wanted: str, told: str) -> str:
    """Return the whole time that is wanted; one that names a kind only takes the days that were read."""
    return wanted if ":" in wanted else f"{wanted}:{told.partition(':')[2]}"


ALL = [case for name in TABLES for case in read_cases(name)]
KNOWN = read_cases("known_failures")


@pytest.mark.parametrize("case", ALL, ids=[case.id for case in ALL])
def test_sentences_hold_the_figures_that_an_expert_reads(case: Case) -> None:
    assert faults(case) == []


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=pytest.mark.xfail(strict=True, reason=case.why), id=case.id) for case in KNOWN],
)
def test_known_failures_are_still_failures(case: Case) -> None:
    assert faults(case) == []


def test_case_ids_are_unique_and_known_failures_say_why() -> None:
    names = [case.id for case in ALL + KNOWN]
    assert len(set(names)) == len(names)
    assert [case.id for case in KNOWN if not case.why] == []


def test_every_number_of_a_sentence_is_accounted_for() -> None:
    """What is no figure, date, name or citation has to be told as unread, never dropped."""
    for case in ALL + KNOWN:
        passage = annotate(case.text)
        reading = FigureReader(passage, Context(None, (), plan=case.plan)).read()
        places = [mention.span for mention in reading.figures] + list(reading.unread) + list(passage.unread)
        places += [(other.start, other.end) for other in passage.others]
        for quantity in passage.quantities:
            start, end = quantity.digits
            assert any(first <= start and end <= last for first, last in places), (case.text, case.text[start:end])
