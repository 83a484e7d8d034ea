"""Judges header, footer, sections, citations and tasks of one report.

Enters: `Facts` and the answer. Leaves: `FactsScore`, with every miss in words. Texts are right when nine in ten
characters agree; the action when one begins with the other ("tập trung" for "tập trung chỉ đạo"); the unit charged when
one name holds the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.scoring.align import in_order
from corpus.scoring.answer import Answer, AnswerTask
from corpus.scoring.counts import Count, Rate
from corpus.scoring.gold import Facts, GoldTask
from corpus.scoring.text import alike, one_in_other, plain


@dataclass(slots=True)
class FactsScore:
    """Counts by name, and the outcomes that a later score is compared with."""

    counts: dict[str, Count] = field(default_factory=dict)
    rates: dict[str, Rate] = field(default_factory=dict)
    right: set[str] = field(default_factory=set)
    misses: list[str] = field(default_factory=list)


def judge_facts(gold: Facts, answer: Answer) -> FactsScore:
    """Return the counts and misses of one report."""
    score = FactsScore()
    _block(score, "header", gold.header, answer.header)
    _block(score, "footer", gold.footer, answer.footer)
    _sections(score, gold, answer)
    _citations(score, gold, answer)
    _tasks(score, gold, answer)
    return score


def _block(score: FactsScore, name: str, gold: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
    right = 0
    for key, wanted in gold.items():
        if _same(wanted, answer.get(key)):
            right += 1
            score.right.add(f"{name} {key}")
        else:
            score.misses.append(f"{name}.{key}: wanted {wanted!r}, got {answer.get(key)!r}")
    score.rates[name] = Rate(right, len(gold))


def _same(wanted: object, got: object) -> bool:
    if isinstance(wanted, str):
        return isinstance(got, str) and alike(wanted, got)
    if isinstance(wanted, list):
        listed = got if isinstance(got, list) else []
        return len(wanted) == len(listed) and all(map(_same, wanted, listed))
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(got.get(key) == value for key, value in wanted.items())
    return wanted == got


def _sections(score: FactsScore, gold: Facts, answer: Answer) -> None:
    ids = [section.id or "" for section in answer.sections]
    if gold.optional_sections:
        ids = [one for one in ids if not one.startswith(gold.optional_sections)]
    pairs = in_order(gold.sections, ids, lambda one, other: one == other)
    _count(score, "sections", gold.sections, ids, pairs)


def _citations(score: FactsScore, gold: Facts, answer: Answer) -> None:
    pairs = in_order(gold.citations, answer.citations, lambda one, other: plain(one[0]) == plain(other.symbol))
    _count(score, "citations", [one[0] for one in gold.citations], [one.text for one in answer.citations], pairs)
    dates = [gold.citations[row][1] == answer.citations[column].date for row, column in pairs]
    score.rates["citation dates"] = Rate(sum(dates), len(dates))
    score.misses += [
        f"citation {gold.citations[row][0]}: date {gold.citations[row][1]}, got {answer.citations[column].date}"
        for (row, column), right in zip(pairs, dates, strict=True)
        if not right
    ]


def _count(
    score: FactsScore, name: str, gold: Sequence[str], answers: Sequence[str], pairs: Sequence[tuple[int, int]]
) -> None:
    score.counts[name] = Count(len(pairs), len(answers), len(gold))
    found, answered = dict(pairs), {column for _, column in pairs}
    score.right.update(f"{name} {row} {gold[row]}" for row in found)
    score.misses += [f"{name}: not found: {text}" for row, text in enumerate(gold) if row not in found]
    score.misses += [f"{name}: too many: {text}" for column, text in enumerate(answers) if column not in answered]


def _tasks(score: FactsScore, gold: Facts, answer: Answer) -> None:
    pairs = in_order(gold.tasks, answer.tasks, lambda one, other: alike(one.text, other.text))
    _count(score, "tasks", [one.text for one in gold.tasks], [one.text for one in answer.tasks], pairs)
    for name in ("item", "continuing", "action", "deadline", "responsible", "deadline given", "responsible given"):
        score.rates[f"task {name}"] = Rate()
    for row, column in pairs:
        wanted, got = gold.tasks[row], answer.tasks[column]
        for name, right in _task_fields(wanted, got).items():
            score.rates[f"task {name}"] += Rate.one(right)
            if not right:
                miss = f"{getattr(wanted, name)!r}, got {getattr(got, name)!r}"
                score.misses.append(f"task {name}: wanted {miss}: {wanted.text[:70]}")
            if name in ("deadline", "responsible") and (getattr(wanted, name) or getattr(got, name)):
                score.rates[f"task {name} given"] += Rate.one(right)


def _task_fields(wanted: GoldTask, got: AnswerTask) -> dict[str, bool]:
    """Return which fields are right, `None` in gold's item being a bullet."""
    action, verb = plain(wanted.action), plain(got.action)
    return {
        "item": wanted.item.strip("-. ") == (got.item or "").strip("-. "),
        "continuing": wanted.continuing == got.continuing,
        "action": f"{action} ".startswith(f"{verb} ") or f"{verb} ".startswith(f"{action} "),
        "deadline": wanted.deadline == got.deadline,
        "responsible": one_in_other(wanted.responsible, got.responsible),
    }
