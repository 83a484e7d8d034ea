"""Names and abbreviations that a draft writes in two ways.

Enters: a `Context`. Leaves: `OddName`s: "Hô Chí Minh" once where the draft writes "Hồ Chí Minh" five times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from pipeline.language.text import bare, fold
from schemas.base import Span

if TYPE_CHECKING:
    from pipeline.check.context import Context

_CAPITALS = re.compile(r"(?<![^\W_])[A-ZĐ]{4,12}(?![^\W_])")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class OddName:
    """A rare way of writing a name, how often it stands, and the usual way."""

    written: str
    times: int
    span: Span
    usual: str
    usual_span: Span


def odd_names(context: Context) -> Iterator[OddName]:
    """Yield the names of three syllables, and abbreviations, that differ from a usual one by a mark or a letter."""
    names: dict[str, list[Span]] = {}
    capitals: dict[str, list[Span]] = {}
    for line in context.lines:
        if line.text.isupper() or line.foot:
            continue
        for start, end in _runs(line.text):
            names.setdefault(line.text[start:end], []).append((line.start + start, line.start + end))
        for match in _CAPITALS.finditer(line.text):
            capitals.setdefault(match[0], []).append((line.start + match.start(), line.start + match.end()))
    by_bare: dict[str, list[str]] = {}
    for name in names:
        by_bare.setdefault(bare(name), []).append(name)
    for ways in by_bare.values():
        yield from _odd(ways, names)
    for rare in [name for name, places in capitals.items() if len(places) == 1]:
        near = [other for other in capitals if other != rare and Levenshtein.distance(rare, other) == 1]
        close = [other for other in near if len(other) != len(rare) and min(len(other), len(rare)) >= _LEAST + 1]
        for usual in sorted(close, key=lambda other: -len(capitals[other]))[:1]:
            yield from _odd([usual, rare], capitals)


def _odd(ways: list[str], places: dict[str, list[Span]]) -> Iterator[OddName]:
    """Yield the ways that stand once where another stands at least twice."""
    usual = max(ways, key=lambda way: len(places[way]))
    for way in ways:
        if way != usual and fold(way) != fold(usual) and len(places[way]) == 1 and len(places[usual]) > 1:
            yield OddName(way, 1, places[way][0], usual, places[usual][0])


def _runs(text: str) -> Iterator[Span]:
    """Yield every three capitalised syllables in a row."""
    found = list(_WORD.finditer(text))
    for at in range(len(found) - _LEAST + 1):
        run = found[at : at + _LEAST]
        joined = all(text[one.end() : two.start()] == " " for one, two in pairwise(run))
        if joined and all(match[0][0].isupper() and match[0][1:].islower() for match in run):
            yield run[0].start(), run[-1].end()
