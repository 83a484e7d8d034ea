"""The figures of one sentence, read from left to right.

Enters: a sentence's state. Leaves: its `FigureMention`s, with what they are parts of and percentages of.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.extract.lending import lent_unit
from pipeline.extract.links import find_bases, link_inspections, link_outcomes
from pipeline.extract.marks import pass_marks
from pipeline.extract.measures import Judge, Judgement
from pipeline.extract.naming import Sides, name, right_of_percent, sides
from pipeline.extract.state import State, is_counted
from pipeline.extract.tails import Tail
from pipeline.extract.words import word_lists
from pipeline.extract.zeros import Zero
from pipeline.language.text import fold
from pipeline.language.units import unit_table
from schemas.mention import FigureMention, Form, PeriodMention, Quantity, Shape
from schemas.report import Against, Measure

_ZERO = Decimal(0)
_OUT_OF = ("trong", "trong số", "trong tổng số", "trên tổng số")
_RAISED = re.compile(r"nâng (?:tổng|số|lên)[^,;.]{0,60}\Z", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[,;.)]|$)")
_LIST_GAP = re.compile(r"[,;]|\bvà\b")


class SentenceReader:
    """Reads one sentence."""

    def __init__(self, state: State) -> None:
        self.state = state
        shared = state.shared
        self.judge = Judge(shared.passage, shared.index, shared.context.plan)
        self._halves: dict[int, FigureMention] = {}

    def read(self) -> None:
        """Add the sentence's figures to its state."""
        state = self.state
        self.judge.open(*state.span)
        for number, item in enumerate(state.items):
            pass_marks(state, _start(item), number)
            if isinstance(item, Zero):
                self._zero(item)
                state.consumed = max(state.reached, item.span[1])
                state.reached = state.consumed
            else:
                self._quantity(item, number)
                state.reached = max(state.reached, item.end)
        state.scopes.finish()
        link_outcomes(state.mentions)
        link_inspections(state.mentions)
        find_bases(state.mentions)
        _share_comparisons(state.mentions)

    def _zero(self, zero: Zero) -> None:
        context = self.state.shared.context
        offset = self.state.shared.passage.offset
        unit = unit_table().get(zero.unit or self._listed_unit(zero))
        span = (zero.span[0] + offset, zero.span[1] + offset)
        mention = FigureMention(
            span=span,
            text=self.state.text[slice(*zero.span)],
            values=(_ZERO,),
            unit=unit.name if unit is not None else zero.unit,
            label=zero.label,
            section=context.section,
            rule=zero.rule,
            stated_zero=True,
            plan=context.plan,
            titles=context.titles,
            sentence=self.state.text[slice(*self.state.span)],
            digits=span,
        )
        mention.period = self.state.shared.timing.of(zero.span, self.state.span, zero.span[1], zero.unit)
        self.state.add(mention)

    def _listed_unit(self, zero: Zero) -> str:
        """Return what a list counts in which an item is stated as none: "đã ký 51 hồ sơ; công dân rút không có"."""
        last = self.state.mentions[-1] if self.state.mentions else None
        if (
            zero.rule != "zero.label"
            or last is None
            or not self.state.text[self.state.reached : zero.span[0]].strip(" ")
        ):
            return ""
        unit = unit_table().get(last.unit)
        return last.unit if unit is not None and unit.kind == "counted" else ""

    def _quantity(self, item: Quantity, number: int) -> None:
        state = self.state
        limit = _start(state.items[number + 1]) if number + 1 < len(state.items) else state.span[1]
        top = self._halves.get(item.partner) if item.form is Form.BOTTOM and item.partner is not None else None
        if top is not None:
            self._bottom(item, top, limit)
            return
        tail = state.shared.index.tail(item.start, state.reached)
        judged = self.judge.of(item, tail, limit, state.mentions, state.in_bracket, state.reached)
        words = sides(state, item, tail, limit)
        if not item.unit and not self._acceptable(item, tail, words):
            state.shared.unread.append((item.start, item.end))
            return
        mention = self._build(item, judged, words.left, words.right)
        right = right_of_percent(state, item, tail, words, limit) if mention.unit == "%" else words.right
        name(state, mention, item, tail, words.left, right)
        self._date(mention, item, words, tail)
        self._remember(item, mention)
        state.consumed = state.past_comparison(max(words.end, item.end), limit)
        state.add(mention)
        opening = fold(state.text[state.span[0] : item.start]).strip()
        if opening in _OUT_OF and mention.measure is Measure.ACTUAL:
            state.scopes.open_parts(mention, True, [])

    def _date(self, mention: FigureMention, item: Quantity, words: Sides, tail: Tail) -> None:
        state = self.state
        timing = state.shared.timing
        mention.period = timing.of((item.start, item.end), state.span, max(words.end, item.end), mention.unit)
        if mention.rule == "figure.prior" and not mention.last_year:
            mention.period = self._compared(item) or mention.period
        if mention.measure is Measure.TARGET and tail.periods:
            mention.period = tail.periods[0]
        mention.far = (
            mention.period is not None
            and mention.period.end <= state.reached
            and bool(state.mentions)
            and mention.period is not timing.window
        )
        left_over = any(state.text[cue.start : cue.end].lower() in ("còn", "hiện còn", "vẫn còn") for cue in tail.cues)
        mention.exists = _exists(state, item) or (left_over and not any(cue.kind == "level" for cue in tail.cues))
        mention.period_is_default = mention.period is not None and mention.period is timing.window
        mention.before = state.text[state.reached : item.start]
        if (raised := _RAISED.search(mention.before)) is not None and not any(
            raised.start() <= period.start - state.reached < raised.end() for period in timing.periods
        ):
            mention.period = PeriodMention(item.start, item.start, Shape.POINT)
            mention.far = False
        if mention.period is None and state.scopes.inside is not None:
            mention.period = state.scopes.inside.period

    def _compared(self, item: Quantity) -> PeriodMention | None:
        """Return the time that a bracket gives the value of: "so với tháng trước (87,9%)"."""
        text = self.state.text
        for period in self.state.shared.passage.periods:
            if period.shift and period.end <= item.start and text[period.end : item.start].strip(" là:") == "(":
                return period
        return None

    def _bottom(self, item: Quantity, top: FigureMention, limit: int) -> None:
        """Add the lower half of a fraction: what its upper half is part of."""
        state = self.state
        mention = self._build(item, Judgement(Measure.TARGET, rule="figure.fraction"), "")
        mention.unit = item.unit or top.unit
        mention.label = top.label
        mention.base = top
        mention.period = top.period
        mention.before = state.text[state.reached : item.start]
        mention.behind = state.text[item.end : limit][:60]
        top.rule = mention.rule
        state.consumed = state.shared.labeller.right(item.end, limit, is_counted(item))[1][1]
        state.mentions.append(mention)
        state.shared.figures.append(mention)
        self._remember(item, mention)

    def _remember(self, item: Quantity, mention: FigureMention) -> None:
        if item.form is Form.TOP and item.partner is not None:
            self._halves[item.partner - 1] = mention

    def _acceptable(self, item: Quantity, tail: Tail, words: Sides) -> bool:
        """Whether a number without a unit is a figure: by what stands before it, its brackets or its list."""
        state = self.state
        if item.form in (Form.TOP, Form.RANGE):
            return True
        if tail.cues or state.text[tail.start : item.start].rstrip().endswith((":", "=")):
            return True
        listed = state.in_bracket or state.scopes.inside is not None
        if not words.left and not (words.right and listed) and not tail.periods:
            return False
        if listed or (
            words.left and len(words.left.rsplit(", ", 1)[-1].split()) <= 6 and _ENDS.match(state.text, item.end)
        ):
            return True
        return bool(state.mentions) and _LIST_GAP.search(state.text[state.reached : item.start]) is not None

    def _build(self, item: Quantity, judged: Judgement, left: str, right: str = "") -> FigureMention:
        shared = self.state.shared
        offset = shared.passage.offset
        unit = item.unit or lent_unit(self.state, left or right)
        if fold(unit) == "hs":
            unit = "học sinh" if shared.school else "hồ sơ"
        return FigureMention(
            span=(item.start + offset, item.end + offset),
            text=self.state.text[item.start : item.end],
            values=item.values,
            unit=unit,
            label="",
            section=shared.context.section,
            rule=judged.rule,
            upper=item.upper,
            measure=judged.measure,
            against=judged.against,
            qualifier=judged.qualifier,
            sign=judged.sign,
            sign_written=item.sign != 0,
            last_year=judged.last_year,
            plan=shared.context.plan,
            confidence=0.85 if item.noun else 1.0,
            form=item.form,
            sentence=self.state.text[slice(*self.state.span)],
            digits=(item.digits[0] + offset, item.digits[1] + offset),
            titles=shared.context.titles,
        )


_THERE_IS = re.compile(
    r"(?:^|[.;:] |, )[-+*•–\s]*(?:(?:hiện|nay|hiện nay|đến nay|hiện tại)[, ]*)?"
    r"(?:trên địa bàn(?: toàn)? [^\W\d_]+ |toàn (?:xã|phường|huyện|thị trấn|ngành|tỉnh|thành phố|quận|thị xã|trường"
    r"|vùng|đảng bộ|đặc khu|địa bàn)|đội ngũ [^,;.:()\d]{3,30}|(?:xã|phường|huyện|trường|trạm|phòng|đảng bộ"
    r"|ban|hội|ngành|chợ) (?:[^\W\d_]+ ){0,3}?)\s*(?:hiện |đang )?có(?: tất cả| khoảng| trên| hơn| gần)?\s*\Z",
    re.IGNORECASE,
)


_BESIDE = ("với", "và", ",", "/", "với tổng số", "ở", "tại")


def _exists(state: State, item: Quantity) -> bool:
    """Whether a sentence says that there are so many lasting things: "Toàn huyện có 286 tổ hòa giải"."""
    if item.unit not in word_lists().lasting or item.form not in (Form.PLAIN, Form.TOP):
        return False
    before = state.mentions[-1] if state.mentions else None
    if before is not None and before.exists and state.text[state.reached : item.start].strip() in _BESIDE:
        return True
    return _THERE_IS.search(state.text, state.span[0], item.start) is not None


def _start(item: Quantity | Zero) -> int:
    return item.start if isinstance(item, Quantity) else item.span[0]


def _share_comparisons(mentions: list[FigureMention]) -> None:
    """Give a change that doesn't say what it compares with what the change right behind it says."""
    behind: Against | None = None
    near = False
    for mention in reversed(mentions):
        if mention.measure is Measure.CHANGE:
            if mention.against is None and (mention.sign_written or near):
                mention.against = behind
            behind = mention.against
        near = mention.measure is Measure.CHANGE
