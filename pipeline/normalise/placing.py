"""What the surroundings of a figure say for or against an indicator: whole, neighbours, words before it, titles.

Enters: a `LinkContext` and a name that stands in its label. Leaves: what that adds to the name's score, how sure it is
and why, in words: ", trong mục '5. Cải cách hành chính'"; or nothing, where the name can't be meant there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.catalogue import Catalogue, Vocabulary
from pipeline.catalogue.index import Alias, Row, plain_unit
from pipeline.catalogue.passages import Passages
from pipeline.normalise.link_context import LinkContext

WEAK = 1.5
"""A name that tells no more than this (one word) needs the whole label to itself."""


_CLOSE = 0.35
"""What a figure of the same family right before adds: enough to decide between equals."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a figure's surroundings add to a name's score, how sure a link is there, and why."""

    bonus: float
    sureness: float
    reason: str = ""


class Placing:
    """Weighs surroundings; keeps nothing between two figures."""

    def __init__(self, catalogue: Catalogue, rows: Sequence[Row], words: Vocabulary, passages: Passages) -> None:
        self._catalogue = catalogue
        self._rows = {row.indicator.code: row for row in rows}
        self._words = words
        self._passages = passages
        self._sectors = tuple(
            (sector.code, tuple(words.text(phrase) for phrase in sector.sections)) for sector in catalogue.sectors
        )
        self._sector_bonus = lru_cache(maxsize=1024)(self._count_sectors)
        self._heads = lru_cache(maxsize=4096)(self._changing_in)

    def of(self, context: LinkContext, alias: Alias, row: Row) -> Place | None:
        """Return what whole, neighbours, words before and titles say, or `None` to forbid."""
        kin, close = self._kin(context, row)
        if context.whole_code is not None:
            return self._of_part(context, alias, row, kin)
        bonus = self._sector_bonus(context.section_titles).get(row.indicator.sector, 0.0) + close
        if context.whole_label and not self._cued(row, self._words.text(context.whole_label)):
            weak = alias.weight <= WEAK and self._heads(context.whole_label) - row.accompanying
            if (alias.contextual or weak) and not kin and not self._led(context, row):
                return None
            if not alias.contextual:
                return Place(bonus, 1.0 if bonus else 0.9)
            return self._contextual(context, alias, row, bonus, kin, of_whole=False)
        if alias.contextual:
            return self._contextual(context, alias, row, bonus, kin, of_whole=bool(context.whole_label))
        return Place(bonus, 1.0 if bonus else 0.9)

    def _of_part(self, context: LinkContext, alias: Alias, row: Row, kin: str | None) -> Place | None:
        if context.whole_code in row.wholes:
            passage = self._passages.around(context.sentence, context.label, context.before)
            return Place(3.5 if self._cued(row, passage) else 3.0, 0.95, f", là một phần của {context.whole_code}")
        whole = self._catalogue.get(context.whole_code)
        if whole is None or whole.sector != row.indicator.sector:
            return None
        if not alias.contextual and alias.weight > WEAK:
            return Place(0.0, 0.8)
        if kin and context.whole_code in self._catalogue.kin[row.indicator.code]:
            return Place(0.0, 0.8, f", đi cùng {kin}")
        return None

    def _contextual(
        self, context: LinkContext, alias: Alias, row: Row, bonus: float, kin: str | None, *, of_whole: bool
    ) -> Place | None:
        if of_whole:
            return Place(bonus, 0.85, f", là một phần của '{context.whole_label}'")
        passage = self._passages.around(context.sentence, context.label, context.before)
        passage += self._words.text(context.label) + self._words.text(context.unit)
        if self._cued(row, passage):
            return Place(bonus + 0.5, 0.85, ", theo câu")
        if kin and (alias.written or not alias.bare):
            return Place(bonus, 0.85, f", đi cùng {kin}")
        if self._led(context, row):
            return Place(bonus + 0.4, 0.8, ", theo phần đầu câu")
        for depth, title in enumerate(reversed(context.section_titles)):
            if any(phrase in self._words.text(title) for phrase in row.sections):
                return Place(bonus + 0.5 / (1 + depth), 0.85, f", trong mục '{title}'")
        return None

    def _kin(self, context: LinkContext, row: Row) -> tuple[str | None, float]:
        """Return the nearest figure before, if it is of one family with `row` and not the same, and what that adds.

        Of one family is what sums, parts and limits tie together, what has a whole in common (cousins, which adds
        nothing), and what the same words of a sentence show.
        """
        nearest = self._nearest(context)
        if nearest is None or context.unit in ("", "%") or nearest.indicator.code == row.indicator.code:
            return None, 0.0
        code = nearest.indicator.code
        if code in self._catalogue.kin[row.indicator.code]:
            return code, _CLOSE
        shown = nearest.indicator.sector == row.indicator.sector and not set(row.cues).isdisjoint(nearest.cues)
        return (code, 0.0) if shown or row.wholes & nearest.wholes else (None, 0.0)

    def _led(self, context: LinkContext, row: Row) -> bool:
        """Tell whether the words before the figure name what `row` is about, and no other thing came in between."""
        if not context.lead or not self._cued(row, self._words.text(context.lead)):
            return False
        nearest = self._nearest(context)
        if nearest is None or nearest.indicator.code == row.indicator.code:
            return True
        same_unit = plain_unit(context.neighbour_unit) == plain_unit(context.unit)
        return nearest.indicator.sector == row.indicator.sector and not same_unit

    def _nearest(self, context: LinkContext) -> Row | None:
        return self._rows[context.neighbour] if context.neighbour is not None else None

    def _cued(self, row: Row, text: str) -> bool:
        return any(phrase in text for phrase in row.cues)

    def _count_sectors(self, titles: tuple[str, ...]) -> dict[str, float]:
        found: dict[str, float] = {}
        for depth, title in enumerate(reversed(titles)):
            text = self._words.text(title)
            for code, phrases in self._sectors:
                if code not in found and any(phrase in text for phrase in phrases):
                    found[code] = 0.75 if depth < 2 else 0.4
        return found

    def _changing_in(self, text: str) -> frozenset[str]:
        return self._words.changing.intersection(self._words.content(text))
