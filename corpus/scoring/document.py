"""The score of one report, and of many together.

Enters: a `GoldDocument` with its `Answer`. Leaves: `DocumentScore`; `Totals` adds them up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.scoring.answer import Answer, AnswerFigure
from corpus.scoring.counts import Count, Rate
from corpus.scoring.facts import FactsScore, judge_facts
from corpus.scoring.figures import FIELDS, Judged, judge_figures
from corpus.scoring.gold import GoldDocument
from corpus.scoring.others import OtherJudged, judge_others

CONFIDENT = 0.9


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """All that was judged of one report."""

    document: GoldDocument
    figures: list[Judged]
    extra: list[AnswerFigure]
    facts: FactsScore
    others: list[OtherJudged]
    unread: int
    error: str | None


def score_document(document: GoldDocument, answer: Answer) -> DocumentScore:
    """Return one report judged."""
    figures, extra = judge_figures(document.figures, answer)
    facts = judge_facts(document.facts, answer)
    others = judge_others(document.facts, answer)
    return DocumentScore(document, figures, extra, facts, others, len(answer.unread), answer.error)


@dataclass(slots=True)
class Totals:
    """Counts over several reports."""

    documents: int = 0
    found: Count = field(default_factory=Count)
    unit: Count = field(default_factory=Count)
    full: Count = field(default_factory=Count)
    fields: dict[str, Count] = field(default_factory=dict)
    counts: dict[str, Count] = field(default_factory=dict)
    rates: dict[str, Rate] = field(default_factory=dict)
    unread: int = 0


def total(scores: Iterable[DocumentScore]) -> Totals:
    """Return the counts of several reports together."""
    totals = Totals()
    for score in scores:
        answered, gold = _answered(score), len(score.figures)
        pairs = [one for one in score.figures if one.found]
        totals.documents += 1
        totals.unread += score.unread
        totals.found += Count(len(pairs), answered, gold)
        totals.unit += Count(sum("unit" not in one.wrong for one in pairs), answered, gold)
        totals.full += Count(sum(one.full for one in pairs), answered, gold)
        for name in FIELDS:
            totals.fields[name] = totals.fields.get(name, Count()) + _field(score, name)
        for name, count in score.facts.counts.items():
            totals.counts[name] = totals.counts.get(name, Count()) + count
        for name, rate in score.facts.rates.items():
            totals.rates[name] = totals.rates.get(name, Rate()) + rate
    return totals


def _answered(score: DocumentScore) -> int:
    return sum(one.found for one in score.figures) + len(score.extra)


def _field(score: DocumentScore, name: str) -> Count:
    """Return how often a field is right, among the figures answered and among those where gold gives it."""
    pairs = [one for one in score.figures if one.found]
    right = sum(name in one.scored and name not in one.wrong for one in pairs)
    if name == "whole":
        claimed = [one.answer.whole for one in pairs if one.answer] + [figure.whole for figure in score.extra]
        return Count(
            right, sum(whole is not None for whole in claimed), sum(one.gold.of is not None for one in score.figures)
        )
    if name == "period":
        open_ = sum("-" in one.gold.periods for one in score.figures)
        unscored = sum("period" not in one.scored for one in pairs)
        return Count(right, _answered(score) - unscored, len(score.figures) - open_)
    return Count(right, _answered(score), len(score.figures))


@dataclass(slots=True)
class Phenomenon:
    """How the figures written in one way come out: found of gold, and fully right of those."""

    found: Count = field(default_factory=Count)
    unit: Count = field(default_factory=Count)
    full: Count = field(default_factory=Count)
    wrong: Counter[str] = field(default_factory=Counter)


def phenomena(scores: Iterable[DocumentScore]) -> dict[str, Phenomenon]:
    """Return the outcomes by way of writing, the most frequent first.

    An answer too many belongs to no way of writing, so `answered` counts the figures found.
    """
    rows: dict[str, Phenomenon] = {}
    for score in scores:
        for one in score.figures:
            for name in one.gold.phenomena:
                row = rows.setdefault(name, Phenomenon())
                row.found += Count(one.found, one.found, 1)
                row.unit += Count(one.found and "unit" not in one.wrong, one.found, 1)
                row.full += Count(one.full, one.found, 1)
                row.wrong.update(one.wrong if one.found else ("not found",))
    return dict(sorted(rows.items(), key=lambda row: (-row[1].found.gold, row[0])))


def other_kinds(scores: Iterable[DocumentScore]) -> dict[str, tuple[Rate, Counter[str]]]:
    """Return for each kind of number that is no figure how often it was told, and what the others were taken for."""
    rows: dict[str, tuple[Rate, Counter[str]]] = {}
    for score in scores:
        for one in score.others:
            rate, taken = rows.get(one.kind, (Rate(), Counter()))
            taken.update(() if one.right else (one.read_as,))
            rows[one.kind] = rate + Rate.one(one.right), taken
    return dict(sorted(rows.items(), key=lambda row: -row[1][0].of))


_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Bucket:
    """The figures answered with a confidence from `low` up to the next bucket's."""

    low: float
    found: Rate = field(default_factory=Rate)
    full: Rate = field(default_factory=Rate)


def calibration(scores: Iterable[DocumentScore]) -> list[Bucket]:
    """Return how right the figures are by the confidence that they were given; an answer too many is wrong."""
    buckets = {low: Bucket(low) for low in _EDGES}
    for confidence, found, full in _confidences(scores):
        low = max(edge for edge in _EDGES if edge <= confidence)
        old = buckets[low]
        buckets[low] = Bucket(low, old.found + Rate.one(found), old.full + Rate.one(full))
    return [bucket for bucket in buckets.values() if bucket.found.of]


def confident(scores: Iterable[DocumentScore]) -> Bucket:
    """Return how right the figures of confidence 0.9 and above are."""
    sure = [row for row in _confidences(scores) if row[0] >= CONFIDENT]
    return Bucket(CONFIDENT, Rate(sum(row[1] for row in sure), len(sure)), Rate(sum(row[2] for row in sure), len(sure)))


def _confidences(scores: Iterable[DocumentScore]) -> list[tuple[float, bool, bool]]:
    return [
        (figure.confidence, found, full)
        for score in scores
        for figure, found, full in (
            *((one.answer, True, one.full) for one in score.figures if one.answer is not None),
            *((figure, False, False) for figure in score.extra),
        )
    ]
