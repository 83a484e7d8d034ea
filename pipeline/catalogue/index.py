"""The names of all indicators, ready to be found in a label.

Enters: a `Catalogue`. Leaves: an `AliasIndex`: the words of a label in, the names that stand in it out. In "tiếp công
dân thường xuyên" it finds "tiếp công dân thường xuyên" of three indicators; their units then tell them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.catalogue import Catalogue
from pipeline.catalogue.words import Vocabulary, split, weight
from pipeline.language.text import fold
from schemas.indicator import Indicator, StockFlow

PERCENT_GROUP = "ty_le"
MONEY_GROUP = "tien"
MEASURES = (PERCENT_GROUP, MONEY_GROUP, "dien_tich", "khoi_luong", "the_tich", "chieu_dai", "nang_suat", "dung_tich")
_SCALES = frozenset({"nghìn", "ngàn", "vạn", "triệu", "trăm", "chục"})


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an indicator: the word runs that must all be there, and how much they tell together.

    A `bare` name tells no more than the unit does. Where words that are dropped elsewhere make it one ("tổng số hộ",
    "tổng thu"), `written` is the whole phrase, which must then stand there; else it is empty.
    """

    row: int
    text: str
    runs: tuple[str, ...]
    weight: float
    contextual: bool
    bare: bool
    written: str


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator with all its words in the spelling used; phrases have a space at both ends.

    `topic` holds every word of its names and of what shows its place.
    """

    indicator: Indicator
    units: frozenset[str]
    unit_words: frozenset[str]
    accompanying: frozenset[str]
    forbidden: tuple[str, ...]
    forbidden_before: tuple[str, ...]
    forbidden_after: tuple[str, ...]
    sections: tuple[str, ...]
    cues: tuple[str, ...]
    topic: frozenset[str]
    wholes: frozenset[str]
    is_ratio: bool
    is_measured: bool


def plain_unit(unit: str) -> str:
    """Return `unit` folded and without a scale word: what is counted, or the measure.

    >>> plain_unit("nghìn Tấn")
    'tấn'
    """
    words = " ".join(fold(unit).split())
    first, _, rest = words.partition(" ")
    return rest if first in _SCALES and rest and not rest.startswith("đồng") else words


class AliasIndex:
    """All names by the word runs that they are made of."""

    def __init__(self, catalogue: Catalogue, vocabulary: Vocabulary) -> None:
        self.rows: list[Row] = [_row(catalogue, indicator, vocabulary) for indicator in catalogue]
        self.aliases: list[Alias] = []
        self.longest = 1
        self._by_run: dict[str, list[int]] = {}
        known: set[str] = set()
        for number, row in enumerate(self.rows):
            for contextual, names in ((False, row.indicator.aliases), (True, row.indicator.contextual)):
                for name in names:
                    self._add(number, name, contextual, vocabulary)
            known |= row.accompanying | row.unit_words
        self.known = frozenset(known.union(*(run.split() for run in self._by_run)))
        self.abbreviations = tuple(sorted(word for word in self.known if word.isascii() and len(word) > 3))
        self.percents = frozenset(vocabulary.unit_groups[PERCENT_GROUP])

    def _add(self, row: int, name: str, contextual: bool, vocabulary: Vocabulary) -> None:
        pieces = tuple(vocabulary.content(piece) for piece in name.split(" + "))
        runs = tuple(" ".join(piece) for piece in pieces if piece)
        told = sum(weight(word) for piece in pieces for word in piece)
        number = len(self.aliases)
        bare = all(word in self.rows[row].unit_words for piece in pieces for word in piece)
        thin = bare or told <= 1
        written = vocabulary.text(name) if thin and len(vocabulary.canon(name)) > len(vocabulary.content(name)) else ""
        self.aliases.append(Alias(row, name, runs, told, contextual, bare, written))
        self.longest = max(self.longest, *(len(piece) for piece in pieces))
        for run in set(runs):
            self._by_run.setdefault(run, []).append(number)

    def find(self, groups: tuple[tuple[str, ...], ...]) -> dict[int, int]:
        """Return the names that stand in the word `groups`: number of the alias to the bits of the words it covers.

        Bits count through the groups; no run reaches from one group into the next.
        """
        runs: dict[str, int] = {}
        offset = 0
        for words in groups:
            for start in range(len(words)):
                run = ""
                bits = 0
                for end in range(start, min(len(words), start + self.longest)):
                    run = f"{run} {words[end]}" if run else words[end]
                    bits |= 1 << (offset + end)
                    if run in self._by_run:
                        runs[run] = runs.get(run, 0) | bits
            offset += len(words)
        found: dict[int, int] = {}
        for run in runs:
            for number in self._by_run[run]:
                if number not in found and all(other in runs for other in self.aliases[number].runs):
                    bits = 0
                    for other in self.aliases[number].runs:
                        bits |= runs[other]
                    found[number] = bits
        return found


def _about(catalogue: Catalogue, indicator: Indicator) -> tuple[str, ...]:
    places = (*indicator.sections, *indicator.cues, *catalogue.sector(indicator.sector).sections)
    return (*indicator.aliases, *indicator.contextual, *indicator.accompanying, *places)


@lru_cache(maxsize=1024)
def _unit_words(vocabulary: Vocabulary, unit: str) -> frozenset[str]:
    return frozenset((*vocabulary.content(unit), *split(unit)))


def _row(catalogue: Catalogue, indicator: Indicator, vocabulary: Vocabulary) -> Row:
    units: set[str] = set()
    for unit in (fold(unit) for unit in indicator.units):
        units.add(unit)
        for name, group in vocabulary.unit_groups.items():
            if unit == group[0] or (unit in group and name == PERCENT_GROUP):
                units.update(group)
    words = indicator.accompanying + catalogue.sector(indicator.sector).accompanying
    if vocabulary.unit_groups[MONEY_GROUP][0] in units:
        words += ("số tiền",)
    return Row(
        indicator=indicator,
        units=frozenset(units),
        unit_words=frozenset().union(*(_unit_words(vocabulary, unit) for unit in units)),
        accompanying=frozenset(word for phrase in words for word in vocabulary.content(phrase)),
        forbidden=tuple(vocabulary.text(phrase) for phrase in indicator.forbidden),
        forbidden_before=tuple(vocabulary.text(phrase) for phrase in indicator.forbidden_before),
        forbidden_after=tuple(vocabulary.text(phrase) for phrase in indicator.forbidden_after),
        sections=tuple(vocabulary.text(phrase) for phrase in indicator.sections),
        cues=tuple(vocabulary.text(phrase) for phrase in indicator.cues),
        topic=frozenset(word for phrase in _about(catalogue, indicator) for word in vocabulary.content(phrase)),
        wholes=catalogue.wholes[indicator.code],
        is_ratio=indicator.kind is StockFlow.RATIO,
        is_measured=any(units & set(vocabulary.unit_groups[name]) for name in MEASURES),
    )
