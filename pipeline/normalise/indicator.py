"""Links a figure to the indicator that it is a figure of, by its label, unit, titles and whole.

Enters: a `LinkContext`, such as label "thu tiền sử dụng đất", unit "triệu đồng" under "Thu - Chi ngân sách". Leaves: a
`Link` to "rev_land" with the reason in words, or `None`: no link is better than a wrong one. A word of the label that
no name explains and that changes what is counted ("hỗ trợ hộ nghèo") forbids the link.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from pipeline.catalogue import Catalogue, load_vocabulary
from pipeline.catalogue.index import Alias, AliasIndex, Row, plain_unit
from pipeline.catalogue.keys import stable_key
from pipeline.catalogue.passages import Passages
from pipeline.catalogue.words import weight
from pipeline.language.text import fold
from pipeline.normalise.link_context import Link, LinkContext
from pipeline.normalise.placing import WEAK, Placing
from pipeline.normalise.said import is_sum, is_sum_of_others, said
from schemas.indicator import StockFlow
from schemas.report import Measure

__all__ = ["IndicatorLinker", "Link", "LinkContext", "stable_key"]

_CLEAR = 2.5
"""A name that tells this much is clear without its surroundings."""
_MARGIN = 0.3
"""By how much the best indicator must be ahead of the next one."""
_UNKNOWN_WORD = 0.5
"""How much a word counts that the catalogue has never seen: most likely a name or a detail."""


_RATE = " tỷ_lệ "


@dataclass(frozen=True, slots=True)
class _Judgement:
    score: float
    row: Row
    alias: Alias
    unexplained: float
    context: str
    sureness: float


class _Counted(NamedTuple):
    """The words of a label and its unit, what the unit is, and what else the sentence says of the figure."""

    words: tuple[str, ...]
    of_unit: tuple[str, ...]
    unit: str
    percent: bool
    told: str


class IndicatorLinker:
    """Finds the indicator of a figure among those of a catalogue; keeps nothing between two figures."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._words = load_vocabulary()
        self._index = AliasIndex(catalogue, self._words)
        self._passages = Passages(self._words)
        self._halves = {row.target_code: row.code for row in catalogue if row.target_code}
        self._placing = Placing(catalogue, self._index.rows, self._words, self._passages)

    def link(self, context: LinkContext) -> Link | None:
        """Return the indicator of the figure that `context` describes, or `None` where none is surely meant.

        >>> from pipeline.catalogue import load_catalogue
        >>> found = IndicatorLinker(load_catalogue()).link(LinkContext("Thu tiền sử dụng đất", "triệu đồng"))
        >>> found.code if found else None
        'rev_land'
        """
        before = context.before or ""
        if is_sum_of_others(before):
            chosen = self._by_what_is_said(replace(context, before="tổng số"))
        elif self._is_from_elsewhere(context):
            chosen = self._by_what_is_said(context)
        elif is_sum(before):
            chosen = self._by_what_is_said(context) or self._read(context)
        else:
            chosen = self._plan_said(context) or self._read(context) or self._by_what_is_said(context)
        if chosen is None and context.twin_code is not None:
            return self._coded(context, context.twin_code, "cùng nhãn với số liền quan", 0.8)
        return self._link(context, chosen) if chosen else None

    def _is_from_elsewhere(self, context: LinkContext) -> bool:
        """Tell whether most words of the label stand neither in the figure's sentence nor in what is set above it."""
        if context.before is None or not context.sentence:
            return False
        label = set(self._words.content(context.label))
        here = (context.sentence, context.lead, context.unit, context.whole_label or "", *context.section_titles)
        strange = label.difference(*(self._words.content(text) for text in here))
        return len(strange) > 1 and len(strange) * 2 > len(label)

    def _plan_said(self, context: LinkContext) -> _Judgement | None:
        """Return the plan that the words right before a planned value name ("đạt 43% tổng kế hoạch vốn 30 tỷ đồng")."""
        if context.measure != Measure.TARGET or context.aimed or not (context.before or "").strip(" ,;:()/"):
            return None
        chosen = self._by_what_is_said(replace(context, label=""))
        return chosen if chosen and chosen.row.indicator.kind is StockFlow.PLAN else None

    def _by_what_is_said(self, context: LinkContext) -> _Judgement | None:
        """Return what the words right round the value name, where the label doesn't name anything.

        Where the label stands in the same sentence, its words still have to fit what is named.
        """
        if context.before is None:
            return None
        sentence = set(self._words.content(context.sentence))
        told = (
            context.label
            if not is_sum(context.before) and sentence.issuperset(self._words.content(context.label))
            else ""
        )
        for label in said(context.before, context.unit, context.behind, context.beyond):
            chosen = self._read(replace(context, label=label), told)
            if chosen is not None:
                return replace(chosen, context=f"{chosen.context}, theo chữ quanh số", sureness=chosen.sureness - 0.1)
        return None

    def _read(self, context: LinkContext, told: str = "") -> _Judgement | None:
        """Return what the label names, or `None`; what else is `told` of the figure has to fit."""
        unit = plain_unit(context.unit)
        percent = unit in self._index.percents
        of_unit = () if percent or "/" in unit else self._words.content(context.unit)
        counted = _Counted(self._repaired(context.label), of_unit, unit, percent, told)
        best: dict[str, _Judgement] = {}
        found = self._index.find((counted.words, of_unit))
        covered: dict[int, int] = {}
        for number, bits in found.items():
            row = self._index.aliases[number].row
            covered[row] = covered.get(row, 0) | bits
        for number in found:
            alias = self._index.aliases[number]
            judged = self._judge(context, alias, self._index.rows[alias.row], counted, covered[alias.row])
            if judged is not None:
                code = judged.row.indicator.code
                if code not in best or judged.score > best[code].score:
                    best[code] = judged
        return self._choose(context, list(best.values()), percent)

    def _choose(self, context: LinkContext, judged: list[_Judgement], percent: bool) -> _Judgement | None:
        """Return the one that is clearly ahead, or `None`; of equals in percent, the one whose figure is the base.

        "ngô: 32 ha, đạt 100%" is a percentage of an area, "ngô: 90 tấn, đạt 100%" one of an output.
        """
        top = max((one.score for one in judged), default=0.0)
        near = [one for one in judged if top - one.score < _MARGIN]
        if len(near) > 1 and percent:
            passage = self._words.text(context.sentence)
            based = [one for one in near if one.row.indicator.code == context.base_code]
            near = based or [one for one in near if self._words.text(one.row.indicator.unit) in passage]
        return near[0] if len(near) == 1 else None

    def _link(self, context: LinkContext, judged: _Judgement) -> Link:
        indicator = judged.row.indicator
        rule = f"tên gọi '{judged.alias.text}'" + (f", đơn vị {context.unit}" if context.unit else "") + judged.context
        return self._coded(context, indicator.code, rule, judged.sureness)

    def _coded(self, context: LinkContext, named: str, rule: str, sureness: float) -> Link:
        """Return the link to what was named, or to what that is the part or the denominator of."""
        code = named
        target = self._catalogue[named].target_code
        if context.measure == Measure.TARGET and not context.aimed and target and context.unit != "%":
            code = target
            rule += f", mẫu số của {named}"
        elif (context.top or context.measure is Measure.RATIO) and named in self._halves:
            code = self._halves[named]
            rule += f", phần của {named}"
        return Link(code, rule, round(sureness, 2))

    def _judge(self, context: LinkContext, alias: Alias, row: Row, counted: _Counted, bits: int) -> _Judgement | None:
        if row.indicator.code == context.whole_code:
            return None
        fits = self._fits_unit(context, row, counted.unit, counted.percent, alias)
        if fits is None or self._is_forbidden(context, row, alias, counted.told):
            return None
        unexplained = self._unexplained(row, counted, bits)
        if unexplained is None or unexplained > _allowance(alias.weight):
            return None
        place = self._placing.of(context, alias, row)
        if place is None or (counted.told and not self._fits_told(context, alias, row, counted, unexplained)):
            return None
        sureness = place.sureness - (0.1 if unexplained else 0.0) - (0.0 if context.unit else 0.1)
        score = alias.weight - unexplained + fits + place.bonus
        return _Judgement(score, row, alias, unexplained, place.reason, sureness)

    def _fits_unit(self, context: LinkContext, row: Row, unit: str, percent: bool, alias: Alias) -> float | None:
        """Return what the unit adds to the score, or `None` where the indicator can't come in it."""
        if percent:
            if row.is_ratio:
                return 2.5
            if context.measure == Measure.ACTUAL or (alias.contextual and row.is_measured):
                return None
            return None if self._is_rate_of_else(context, alias) else 0.0
        if row.is_ratio:
            return None
        if not unit:
            return -0.5 if alias.weight > WEAK and not alias.contextual and not row.is_measured else None
        if unit in row.units:
            return 0.25 if unit == fold(row.indicator.unit) else 0.1
        head = unit
        while " " in head:
            head = head.rpartition(" ")[0]
            if head.rstrip(",") in row.units:
                return 0.0
        return None

    def _is_rate_of_else(self, context: LinkContext, alias: Alias) -> bool:
        """Tell whether a percentage is a rate that its label doesn't name ("tỷ lệ ra lớp: tiểu học 99%")."""
        rated = _RATE in self._words.text(context.label)
        before = _RATE in self._passages.before(context.sentence, context.label, context.before)
        if alias.contextual:
            return rated or before
        return alias.weight < _CLEAR and before and not rated

    def _is_forbidden(self, context: LinkContext, row: Row, alias: Alias, told: str) -> bool:
        label = self._words.text(context.label) + self._words.text(context.unit)
        if alias.written not in label:
            return True
        if row.forbidden_before and (alias.contextual or alias.bare or alias.weight <= WEAK):
            passage = self._passages.before(context.sentence, context.label, context.before)
            if any(phrase in passage for phrase in row.forbidden_before):
                return True
        if row.forbidden_after and any(
            phrase in self._passages.after(context.sentence, context.label) for phrase in row.forbidden_after
        ):
            return True
        if not row.forbidden:
            return False
        if context.whole_label and context.whole_code not in row.wholes:
            label += self._words.text(context.whole_label)
        label += self._words.text(told)
        return any(phrase in label for phrase in row.forbidden)

    def _unexplained(self, row: Row, counted: _Counted, bits: int) -> float | None:
        """Return how much of label and unit the name leaves unexplained, or `None` where that changes the meaning."""
        words = counted.words
        left = 0.0
        for at, word in enumerate(words + counted.of_unit):
            if bits >> at & 1 or word in row.accompanying or word in row.unit_words:
                continue
            if word in self._words.changing:
                return None
            if word in self._words.accompanying:
                continue
            known = at < len(words) and word in self._index.known
            left += weight(word) * (1.0 if known else _UNKNOWN_WORD)
        return left

    def _fits_told(self, context: LinkContext, alias: Alias, row: Row, counted: _Counted, unexplained: float) -> bool:
        """Tell whether what else is told of a figure is about the indicator too.

        It doesn't matter for a part that is named in full: the label of a part often holds a part before it.
        """
        if context.whole_code in row.wholes and not alias.contextual and alias.weight > WEAK and not unexplained:
            return True
        words = set(self._words.content(counted.told)).difference(counted.words)
        return words <= row.topic | row.accompanying | row.unit_words | self._words.accompanying

    def _repaired(self, label: str) -> tuple[str, ...]:
        """Return the words that tell of `label`, an abbreviation with one slip of the key (OCCOP) put right."""
        words = self._words.content(label)
        if not any(word.isascii() and len(word) > 3 and word not in self._index.known for word in words):
            return words
        written = label.split()
        return tuple(self._abbreviation(word) if word.upper() in written else word for word in words)

    def _abbreviation(self, word: str) -> str:
        if word in self._index.known or not word.isascii() or len(word) < 4:
            return word
        near = [known for known in self._index.abbreviations if Levenshtein.distance(word, known, score_cutoff=1) == 1]
        return near[0] if len(near) == 1 else word


def _allowance(told: float) -> float:
    """Return how much may stay unexplained beside a name that tells `told`."""
    if told <= WEAK:
        return 0.0
    return 0.5 if told < 3 else told / 2
