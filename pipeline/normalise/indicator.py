"""Links a figure to the indicator that it is a figure of, by its label, unit, titles and whole.

Enters: a `LinkContext`, such as label "thu tiền sử dụng đất", unit "triệu đồng" under "Thu - Chi ngân sách". Leaves: a
`Link` to "rev_land" with the reason in words, or `None`: no link is better than a wrong one. A word of the label that
no name explains and that changes what is counted ("hỗ trợ hộ nghèo") forbids the link.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.catalogue import Catalogue, load_vocabulary
from pipeline.catalogue.index import Alias, AliasIndex, Row, plain_unit
from pipeline.catalogue.keys import stable_key
from pipeline.catalogue.passages import Passages
from pipeline.catalogue.words import weight
from pipeline.language.text import fold
from schemas.period import PeriodKind
from schemas.report import Measure

__all__ = ["IndicatorLinker", "Link", "LinkContext", "stable_key"]

_WEAK = 1.5
"""A name that tells no more than this (one word) needs the whole label to itself."""
_CLEAR = 2.5
"""A name that tells this much is clear without its surroundings."""
_MARGIN = 0.3
"""By how much the best indicator must be ahead of the next one."""
_UNKNOWN_WORD = 0.5
"""How much a word counts that the catalogue has never seen: most likely a name or a detail."""


_RATE = " tỷ_lệ "


@dataclass(frozen=True, slots=True)
class LinkContext:
    """What is known about a figure; `sentence` is the text around it, `before` (if known) its part before the value.

    `section_titles` run from the top to the innermost; `whole_label` and `whole_code` tell of what it is a part;
    `base_code` is the indicator of the figure that a ratio is a percentage of; it only decides between equals.
    """

    label: str
    unit: str
    sentence: str = ""
    section_titles: tuple[str, ...] = ()
    whole_label: str | None = None
    whole_code: str | None = None
    measure: Measure = Measure.ACTUAL
    period_kind: PeriodKind = PeriodKind.UNKNOWN
    before: str | None = None
    base_code: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """The code of an indicator, why it was chosen (for people to read), and how sure that is (0 to 1)."""

    code: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Judgement:
    score: float
    row: Row
    alias: Alias
    unexplained: float
    context: str
    sureness: float


class IndicatorLinker:
    """Finds the indicator of a figure among those of a catalogue; keeps nothing between two figures."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._words = load_vocabulary()
        self._index = AliasIndex(catalogue, self._words)
        self._sectors = tuple(
            (sector.code, tuple(self._words.text(phrase) for phrase in sector.sections)) for sector in catalogue.sectors
        )
        self._sector_bonus = lru_cache(maxsize=1024)(self._count_sectors)
        self._passages = Passages(self._words)
        self._heads = lru_cache(maxsize=4096)(self._changing_in)

    def link(self, context: LinkContext) -> Link | None:
        """Return the indicator of the figure that `context` describes, or `None` where none is surely meant.

        >>> from pipeline.catalogue import load_catalogue
        >>> found = IndicatorLinker(load_catalogue()).link(LinkContext("Thu tiền sử dụng đất", "triệu đồng"))
        >>> found.code if found else None
        'rev_land'
        """
        words = self._repaired(context.label)
        unit = plain_unit(context.unit)
        percent = unit in self._index.percents
        of_unit = () if percent or "/" in unit else self._words.content(context.unit)
        best: dict[str, _Judgement] = {}
        found = self._index.find((words, of_unit))
        covered: dict[int, int] = {}
        for number, bits in found.items():
            row = self._index.aliases[number].row
            covered[row] = covered.get(row, 0) | bits
        for number in found:
            alias = self._index.aliases[number]
            bits = covered[alias.row]
            judged = self._judge(context, alias, self._index.rows[alias.row], words, of_unit, bits, unit, percent)
            if judged is not None:
                code = judged.row.indicator.code
                if code not in best or judged.score > best[code].score:
                    best[code] = judged
        chosen = self._choose(context, list(best.values()), percent)
        return self._link(context, chosen) if chosen else None

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
        code = indicator.code
        rule = f"tên gọi '{judged.alias.text}'" + (f", đơn vị {context.unit}" if context.unit else "") + judged.context
        if context.measure == Measure.TARGET and indicator.target_code and context.unit != "%":
            code = indicator.target_code
            rule += f", mẫu số của {indicator.code}"
        return Link(code, rule, round(judged.sureness, 2))

    def _judge(
        self,
        context: LinkContext,
        alias: Alias,
        row: Row,
        words: tuple[str, ...],
        of_unit: tuple[str, ...],
        bits: int,
        unit: str,
        percent: bool,
    ) -> _Judgement | None:
        if row.indicator.code == context.whole_code:
            return None
        fits = self._fits_unit(context, row, unit, percent, alias)
        if fits is None or self._is_forbidden(context, row, alias):
            return None
        unexplained = self._unexplained(row, words, of_unit, bits)
        if unexplained is None or unexplained > _allowance(alias.weight):
            return None
        placed = self._place(context, alias, row)
        if placed is None:
            return None
        bonus, sureness, reason = placed
        score = alias.weight - unexplained + fits + bonus
        if unexplained:
            sureness -= 0.1
        if not context.unit:
            sureness -= 0.1
        return _Judgement(score, row, alias, unexplained, reason, sureness)

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
            return -0.5 if alias.weight > _WEAK and not alias.contextual and not row.is_measured else None
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

    def _is_forbidden(self, context: LinkContext, row: Row, alias: Alias) -> bool:
        label = self._words.text(context.label) + self._words.text(context.unit)
        if alias.written not in label:
            return True
        if row.forbidden_before and (alias.contextual or alias.bare or alias.weight <= _WEAK):
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
        return any(phrase in label for phrase in row.forbidden)

    def _unexplained(self, row: Row, words: tuple[str, ...], of_unit: tuple[str, ...], bits: int) -> float | None:
        """Return how much of label and unit the name leaves unexplained, or `None` where that changes the meaning."""
        left = 0.0
        for at, word in enumerate(words + of_unit):
            if bits >> at & 1 or word in row.accompanying or word in row.unit_words:
                continue
            if word in self._words.changing:
                return None
            if word in self._words.accompanying:
                continue
            known = at < len(words) and word in self._index.known
            left += weight(word) * (1.0 if known else _UNKNOWN_WORD)
        return left

    def _place(self, context: LinkContext, alias: Alias, row: Row) -> tuple[float, float, str] | None:
        """Return what whole, titles and passage add to the score, how sure they are and why, or `None` to forbid."""
        if context.whole_code is not None:
            if context.whole_code in row.wholes:
                passage = self._passages.around(context.sentence, context.label, context.before)
                cued = 0.5 if self._cued(row, passage) else 0.0
                return 3.0 + cued, 0.95, f", là một phần của {context.whole_code}"
            whole = self._catalogue.get(context.whole_code)
            same = whole is not None and whole.sector == row.indicator.sector
            return (0.0, 0.8, "") if same and not alias.contextual and alias.weight > _WEAK else None
        titles = self._sector_bonus(context.section_titles)
        bonus = titles.get(row.indicator.sector, 0.0)
        if context.whole_label and not self._cued(row, self._words.text(context.whole_label)):
            if alias.contextual or (alias.weight <= _WEAK and self._heads(context.whole_label) - row.accompanying):
                return None
        elif alias.contextual:
            return self._contextual(context, row, bonus)
        return bonus, (1.0 if bonus else 0.9), ""

    def _contextual(self, context: LinkContext, row: Row, bonus: float) -> tuple[float, float, str] | None:
        if context.whole_label:
            return bonus, 0.85, f", là một phần của '{context.whole_label}'"
        passage = self._passages.around(context.sentence, context.label, context.before)
        passage += self._words.text(context.label) + self._words.text(context.unit)
        if self._cued(row, passage):
            return bonus + 0.5, 0.85, ", theo câu"
        for depth, title in enumerate(reversed(context.section_titles)):
            if any(phrase in self._words.text(title) for phrase in row.sections):
                return bonus + 0.5 / (1 + depth), 0.85, f", trong mục '{title}'"
        return None

    def _cued(self, row: Row, text: str) -> bool:
        return any(phrase in text for phrase in row.cues)

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


def _allowance(told: float) -> float:
    """Return how much may stay unexplained beside a name that tells `told`."""
    if told <= _WEAK:
        return 0.0
    return 0.5 if told < 3 else told / 2
