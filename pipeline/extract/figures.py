"""Figures in running text.

Enters: an annotated passage and where it stands. Leaves: `FigureMention`s in the order of the text. "Tổng thu ngân sách
63.155/103.600 triệu đồng, đạt 60,96% kế hoạch" gives an actual, a target and a ratio, all three with the first one's label.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.extract.labels import Labeller
from pipeline.extract.measures import Judge, Judgement
from pipeline.extract.scopes import Scopes, amount, find_bases, link_inspections, link_outcomes
from pipeline.extract.sentences import sentences
from pipeline.extract.tails import CueIndex, Tail
from pipeline.extract.timing import Timing
from pipeline.extract.zeros import Zero, find_zeros
from pipeline.language.text import fold, squeeze
from pipeline.language.units import unit_table
from schemas.base import Span
from schemas.mention import Cue, FigureMention, Form, Passage, PeriodMention, Quantity
from schemas.report import Against, Measure

_ZERO = Decimal(0)

_PLAIN_NOUNS = frozenset(("con", "cái", "chiếc", "lần"))
_SCHOOL = re.compile(r"trường|lớp|giáo dục|học sinh|tiểu học|thcs|thpt|mầm non|bán trú|giáo viên", re.IGNORECASE)
_PHRASE_END = re.compile(r"[,;:.()]| (?:và|nhưng|song|trong đó)(?![^\W\d_])")
_PREDICATES = ("qua ", "là ", "thuộc ", "được ", "đã ", "có ", "trong ", "tại ", "cho ", "bằng ")
_OUT_OF = ("trong", "trong số", "trong tổng số", "trên tổng số")
_LIST_GAP = re.compile(r"[,;]|\bvà\b")


@dataclass(slots=True)
class Context:
    """Where a passage stands, and what earlier passages hand on to it."""

    section: str | None
    titles: tuple[str, ...]
    plan: bool = False
    lead: str = ""
    outer: FigureMention | None = None
    beside: tuple[FigureMention, ...] = ()
    window: PeriodMention | None = None
    previous: FigureMention | None = None


@dataclass(slots=True)
class Reading:
    """What came of one passage: its figures, the numbers left over, and what it hands on."""

    figures: list[FigureMention] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)
    last: FigureMention | None = None
    window: PeriodMention | None = None


class _Sentence:
    """Reads one sentence from left to right."""

    def __init__(self, reader: FigureReader, span: Span, items: list[Quantity | Zero]) -> None:
        self.reader = reader
        self.span = span
        self.items = items
        self.text = reader.passage.text
        self.scopes = Scopes(
            reader.context.outer,
            _totals_beside(reader.context.outer, list(reader.context.beside)) if reader.context.outer is not None else [],
        )
        self.mentions: list[FigureMention] = []
        self.by_index: dict[int, FigureMention] = {}
        self.anchor: FigureMention | None = None
        self.subject: FigureMention | None = None
        self.saved: list[tuple[FigureMention | None, FigureMention | None]] = []
        self.consumed = span[0]
        self.reached = span[0]
        self.judge = Judge(reader.passage, reader.index, reader.context.plan)

    def read(self) -> None:
        for number, item in enumerate(self.items):
            start = item.start if isinstance(item, Quantity) else item.span[0]
            self._marks(self.reached, start, number)
            if isinstance(item, Zero):
                self._zero(item)
                self.reached = max(self.reached, item.span[1])
                self.consumed = self.reached
            else:
                self._quantity(item, number)
                self.reached = max(self.reached, item.end)
        link_outcomes(self.mentions)
        link_inspections(self.mentions)
        find_bases(self.mentions)
        behind: Against | None = None
        near = False
        for mention in reversed(self.mentions):
            if mention.measure is Measure.CHANGE:
                if mention.against is None and (mention.sign_written or near):
                    mention.against = behind
                behind = mention.against
            near = mention.measure is Measure.CHANGE

    # --- marks between the figures ---

    def _marks(self, start: int, end: int, number: int) -> None:
        parts = {cue.start: cue for cue in self.reader.index.ahead(start, end, ("parts",)) if cue.value == "parts" or self._picks(cue)}
        at = start
        while at < end:
            char = self.text[at]
            if at in parts:
                cue = parts[at]
                whole = self._whole_before(number)
                if whole is not None and (cue.value == "parts" or whole.measure is Measure.ACTUAL):
                    colon = self.text[cue.end : cue.end + 2].strip().startswith(":")
                    self.scopes.open_parts(whole, colon, self._beside(whole))
                at = cue.end
                continue
            if char == "(":
                near = self._last_plain()
                self.scopes.open_bracket(near if near is not None and self._belongs(near, at, number) else None)
                self.saved.append((self.anchor, self.subject))
            elif char == ")":
                self.scopes.close_bracket()
                if self.saved:
                    self.anchor, self.subject = self.saved.pop()
            elif char == ":":
                self._colon(at, number)
            elif char == ";":
                self.scopes.semicolon(self._preview(number))
            at += 1

    def _colon(self, at: int, number: int) -> None:
        """Take what follows "52 ha:" as its parts, where at least two figures follow that it can hold."""
        near = self._last_plain()
        if near is None or near is not self.mentions[-1] or re.search(r"[,;.()]", self.text[near.span[1] - self.reader.passage.offset : at]):
            return
        inner = [other for other in self._preview(number) if other.measure is Measure.ACTUAL and other.unit in ("", near.unit)]
        sums = list(itertools.accumulate(other.values[0] for other in inner))
        if len(inner) > 1 and (sums[-1] <= near.values[0] or near.values[0] in sums[1:]):
            self.scopes.open_parts(near, True, [])

    def _picks(self, cue: Cue) -> bool:
        """Whether "riêng" picks a part ("riêng xã Kim Bình 31 ha") and not another time ("riêng tháng 6")."""
        return all(not 0 <= period.start - cue.end <= 2 for period in self.reader.passage.periods)

    def _belongs(self, near: FigureMention, at: int, number: int) -> bool:
        """Whether the bracket at `at` speaks of the figure `near`: it stands right behind, or its figures add up to it."""
        latest = self.mentions[-1]
        gap = self.text[latest.span[1] - self.reader.passage.offset : at]
        if latest is not near and latest.form is not Form.BOTTOM and latest.base is not near:
            return False
        if re.search(r"[;:.]", gap):
            return False
        if "," not in gap:
            return True
        close = self.text.find(")", at)
        inner = [other for other in self._preview(number) if at < other.span[0] < close]
        return len(inner) > 1 and sum((amount(other) for other in inner), _ZERO) == amount(near)

    def _last_plain(self) -> FigureMention | None:
        for mention in reversed(self.mentions):
            if mention.measure in (Measure.ACTUAL, Measure.TARGET) and mention.form is not Form.BOTTOM and not mention.stated_zero:
                return mention
        return None

    def _beside(self, whole: FigureMention) -> list[FigureMention]:
        """Return the totals in other units that stand in the clause of `whole`, nearest first."""
        pool = self.mentions if whole in self.mentions else [m for m in self.reader.figures if m.sentence == whole.sentence]
        return _totals_beside(whole, pool)

    def _whole_before(self, number: int) -> FigureMention | None:
        """Return the total that a "trong đó" speaks of: the last one before it, in this sentence or the one before.

        Bare numbers behind it count things, so of people and their money the people are the total.
        """
        if self.mentions:
            return self.anchor if self.anchor is not None else self._last_plain()
        previous = self.reader.previous
        bare = number < len(self.items) and isinstance(item := self.items[number], Quantity) and not item.unit
        if previous is not None and bare and _is_money(previous):
            beside = [other for other in self._beside(previous) if not _is_money(other)]
            return beside[0] if beside else previous
        return previous

    def _preview(self, number: int) -> list[FigureMention]:
        """Return bare mentions of the quantities from `number` to the sentence's end, for a look ahead."""
        found = []
        for item in self.items[number:]:
            if isinstance(item, Quantity):
                left = self.text[max(self.reached, item.start - 60) : item.start]
                measure = Measure.RATIO if item.unit in ("%", "điểm phần trăm") else Measure.ACTUAL
                label = re.split(r"[,;:()]", left)[-1]
                found.append(FigureMention((item.start, item.end), "", item.values, item.unit, label, None, "", measure=measure, form=item.form))
        return found

    # --- figures ---

    def _zero(self, zero: Zero) -> None:
        context = self.reader.context
        unit = unit_table().get(zero.unit)
        offset = self.reader.passage.offset
        mention = FigureMention(
            span=(zero.span[0] + offset, zero.span[1] + offset),
            text=self.text[slice(*zero.span)],
            values=(_ZERO,),
            unit=unit.name if unit is not None else zero.unit,
            label=zero.label,
            section=context.section,
            rule=zero.rule,
            stated_zero=True,
            plan=context.plan,
            titles=context.titles,
            sentence=self.text[slice(*self.span)],
            digits=(zero.span[0] + offset, zero.span[1] + offset),
        )
        mention.period = self.reader.timing.of(zero.span, self.span, zero.span[1])
        self._add(mention, zero_index=None)

    def _quantity(self, item: Quantity, number: int) -> None:
        passage = self.reader.passage
        following = self.items[number + 1] if number + 1 < len(self.items) else None
        limit = self.span[1]
        if following is not None:
            limit = following.start if isinstance(following, Quantity) else following.span[0]
        if item.form is Form.BOTTOM and item.partner in self.by_index:
            self._bottom(item, self.by_index[item.partner], limit)
            return
        tail = self.reader.index.tail(item.start, self.reached)
        judged = self.judge.of(item, tail, limit, self.mentions, self._in_bracket(), self.reached)
        right, right_span = "", (item.end, item.end)
        follows_slash = self.text[item.end : item.end + 2].strip().startswith("/")
        if not follows_slash or item.form is Form.SIDE:
            counted = _is_counted(item)
            right, right_span = self.reader.labeller.right(item.end, limit, counted)
            if counted and item.form is not Form.SIDE and not self.reader.labeller.left(max(self.consumed, self.reached), tail.start, led=True):
                right, right_span = self.reader.labeller.right(item.end, limit, counted, through=True)
        left_start = max(self.consumed, self.reached)
        left = self.reader.labeller.left(left_start, tail.start, led=tail.start < len(self.text[: item.start].rstrip()))
        if item.form is Form.TOP and not right:
            right = self._right_of_pair(item)
        if item.form is Form.SIDE:
            right = self._right_of_chain(item) or right
        if not item.unit and not self._acceptable(item, tail, left):
            self.reader.unread.append((item.start, item.end))
            return
        mention = self._build(item, judged, left)
        if mention.unit == "%" and not left and self.subject is not None and tail.cues:
            right = ""
        if mention.unit == "%" and not right and fold(left) in ("", "hoàn thành", "thực hiện", "phấn đấu", "phấn đấu hoàn thành") and (left or self.subject is None):
            right = squeeze(self.text[item.end : self._past_comparison(item.end, limit)]).strip(" ,;.")
        if mention.unit == "%" and not right and not left and not tail.cues:
            end = _PHRASE_END.search(self.text, item.end, limit)
            words = squeeze(self.text[item.end : end.start() if end else limit])
            right = words if words.lower().startswith(_PREDICATES) else ""
        explicit = self._label(mention, item, left, right)
        if judged.measure is Measure.TARGET and not explicit and self.subject is None and not mention.label:
            mention.label = self.reader.context.lead
        mention.period = self.reader.timing.of((item.start, item.end), self.span, max(right_span[1], item.end))
        mention.before = self.text[self.reached : item.start]
        mention.period_is_default = mention.period is not None and mention.period is self.reader.timing.window
        if mention.period is None and self.scopes.inside is not None:
            mention.period = self.scopes.inside.period
        self.by_index[self.reader.position[item.start]] = mention
        self.consumed = self._past_comparison(max(right_span[1], item.end), limit)
        self._add(mention, zero_index=None)
        if self.text[self.span[0] : item.start].strip().lower() in _OUT_OF and mention.measure is Measure.ACTUAL:
            self.scopes.open_parts(mention, True, [])

    def _past_comparison(self, at: int, limit: int) -> int:
        """Return where the words that a number is compared with end ("dự toán tỉnh giao", "so với cùng kỳ năm trước")."""
        if self.reader.index.next_at(at, "against") is None and self.reader.index.next_at(at, "target") is None:
            return at
        end = _PHRASE_END.search(self.text, at, limit)
        return end.start() if end else limit

    def _in_bracket(self) -> bool:
        return bool(self.scopes.stack) and self.scopes.stack[-1].bracket

    def _right_of_pair(self, item: Quantity) -> str:
        partner = self.reader.passage.quantities[item.partner] if item.partner is not None else None
        if partner is None:
            return ""
        following = [other for other in self.reader.passage.quantities if other.start > partner.start]
        limit = min([self.span[1]] + [other.start for other in following[:1]])
        return self.reader.labeller.right(partner.end, limit, _is_counted(partner), through=True)[0]

    def _right_of_chain(self, item: Quantity) -> str:
        """Return the words behind the last of the figures that stand beside one another ("04 vụ/05 đối tượng về ma túy")."""
        last = item
        following: Quantity | None = None
        for other in self.reader.passage.quantities:
            if other.start <= last.start:
                continue
            if other.form is Form.SIDE and self.text[last.end : other.start].strip() == "/":
                last = other
            else:
                following = other
                break
        limit = min(self.span[1], following.start) if following is not None else self.span[1]
        end = _PHRASE_END.search(self.text, last.end, limit)
        return squeeze(self.text[last.end : end.start() if end else limit]) if last is not item or item.form is Form.SIDE else ""

    def _bottom(self, item: Quantity, top: FigureMention, limit: int) -> None:
        mention = self._build(item, Judgement(Measure.TARGET), "")
        mention.unit = top.unit
        mention.label = top.label
        mention.base = top
        mention.period = top.period
        mention.plan = top.plan
        mention.behind = self.text[item.end : limit][:60]
        mention.rule = "figure.fraction"
        top.rule = "figure.fraction"
        right_end = self.reader.labeller.right(item.end, limit, _is_counted(item))[1][1]
        self.consumed = max(item.end, right_end)
        self.mentions.append(mention)
        self.reader.figures.append(mention)
        self.by_index[self.reader.position[item.start]] = mention

    def _acceptable(self, item: Quantity, tail: Tail, left: str) -> bool:
        """Whether a number without a unit is a figure: by what stands before it, its brackets or its list."""
        if item.form in (Form.TOP, Form.RANGE):
            return True
        if tail.cues or self.text[tail.start : item.start].rstrip().endswith((":", "=")):
            return True
        if not left:
            return False
        if self.scopes.stack and (self._in_bracket() or self.scopes.inside is not None):
            return True
        return bool(self.mentions) and _LIST_GAP.search(self.text[self.reached : item.start]) is not None

    def _build(self, item: Quantity, judged: Judgement, left: str) -> FigureMention:
        context = self.reader.context
        passage = self.reader.passage
        unit = item.unit
        if fold(unit) == "hs":
            unit = "học sinh" if self.reader.school else "hồ sơ"
        if not unit:
            unit = _noun_of(left) or self._lent_unit()
        return FigureMention(
            span=(item.start + passage.offset, item.end + passage.offset),
            text=self.text[item.start : item.end],
            values=item.values,
            unit=unit,
            label="",
            section=context.section,
            rule=judged.rule,
            upper=item.upper,
            measure=judged.measure,
            against=judged.against,
            qualifier=judged.qualifier,
            sign=judged.sign,
            sign_written=item.sign != 0,
            last_year=judged.last_year,
            plan=context.plan,
            base=None,
            confidence=0.85 if item.noun else 1.0,
            form=item.form,
            sentence=self.text[slice(*self.span)],
            digits=(item.digits[0] + passage.offset, item.digits[1] + passage.offset),
            titles=context.titles,
        )

    def _lent_unit(self) -> str:
        """Return the unit of the list or whole that a bare number stands in."""
        inside = self.scopes.inside
        if inside is not None and inside.unit != "%":
            return inside.unit
        for mention in reversed(self.mentions):
            if mention.unit and mention.unit not in ("%", "điểm phần trăm"):
                return mention.unit
        return ""

    def _label(self, mention: FigureMention, item: Quantity, left: str, right: str) -> bool:
        """Give `mention` its label; return whether it is its own and not lent by its surroundings."""
        noun = ""
        counted = _is_counted(item)
        if item.form is Form.TOP and not item.noun and item.unit_start is None and item.partner is not None:
            item = self.reader.passage.quantities[item.partner]
            counted = _is_counted(item)
        if counted and item.unit_start is not None:
            noun = squeeze(self.text[item.unit_start : item.end])
        if right:
            left = _shortened(left)
            generic = noun.lower() in _PLAIN_NOUNS
            parts = [left, "" if generic else noun, right]
            mention.label = " ".join(part for part in parts if part)
            return True
        if fold(left) in _FRAGMENTS and (lender := self._lender(mention)) is not None:
            mention.label = f"{lender.label}, {left}"
            return False
        if _GENERIC.match(left) and (lender := self._lender(mention)) is not None and lender.label:
            mention.label = _of_subject(left, lender.label)
            return True
        if left:
            short = len(left.split()) <= 3
            generic = noun.lower() in _PLAIN_NOUNS
            if noun and not generic and fold(noun) not in fold(left) and (short or counted and noun):
                mention.label = left if len(left.split()) > 8 else f"{left} {noun}" if _acts(left) else f"{noun} {left}"
            else:
                mention.label = left
            return True
        lender = self._lender(mention)
        if lender is not None:
            mention.label = lender.label
            if counted and noun and fold(noun) not in fold(mention.label) and mention.measure not in (Measure.RATIO, Measure.CHANGE) and len(mention.label.split()) < 12:
                mention.label = f"{mention.label} {noun}".strip()
        else:
            mention.label = self.reader.context.lead or (self.reader.context.titles[-1] if self.reader.context.titles else "")
            if noun and fold(noun) not in fold(mention.label):
                mention.label = f"{mention.label} {noun}".strip()
        mention.confidence = min(mention.confidence, 0.9)
        return False

    def _lender(self, mention: FigureMention) -> FigureMention | None:
        if self._in_bracket() and self.scopes.inside is not None:
            return self.subject if self.subject is not None else self.scopes.inside
        if mention.measure is Measure.CHANGE and mention.unit not in ("%", "điểm phần trăm"):
            for other in reversed(self.mentions):
                if other.unit == mention.unit and not other.stated_zero:
                    return other
        if self.subject is not None:
            return self.subject
        return self.reader.previous or self.reader.context.previous or self.reader.context.outer

    def _add(self, mention: FigureMention, zero_index: int | None) -> None:
        if mention.measure in (Measure.ACTUAL, Measure.TARGET) and not mention.stated_zero:
            self.scopes.place(mention)
        if mention.measure in (Measure.RATIO, Measure.CHANGE):
            mention.base = self.anchor
        self.mentions.append(mention)
        self.reader.figures.append(mention)
        if not mention.stated_zero:
            self.subject = mention
            if mention.measure in (Measure.ACTUAL, Measure.TARGET) and mention.unit not in ("%", "điểm phần trăm"):
                self.anchor = mention


_FRAGMENTS = ("bình quân", "trung bình", "bình quân mỗi ngày", "bình quân chung")
_ACTS = frozenset(
    "tiếp giải cấp khám phát tổ xử kiểm kết tặng trao hỗ giới bàn thu chi xây tu sửa lắp trồng tiêm gieo mở ban trình bắt khởi tuyên vận huy hướng chuyển trả thẩm xác đăng"
    " thành bổ điều nâng lập tư in treo đào tập đưa cho gửi ký mua nhập xuất thả giao nạo làm tháo triệu truy xảy ghi thực triển quản duy hoàn tuyển giúp bố cử thăm đón phối ra nhận cứu điều góp hiến đóng".split()
)


def _acts(label: str) -> bool:
    """Whether a label begins with something done ("tiếp nhận"), so that the noun follows it."""
    return label.split()[0].lower() in _ACTS or len(label.split()) > 4


def _is_money(mention: FigureMention) -> bool:
    unit = unit_table().get(mention.unit)
    return unit is not None and unit.kind == "money"


def _totals_beside(whole: FigureMention, pool: list[FigureMention]) -> list[FigureMention]:
    return [
        other
        for other in reversed(pool)
        if other is not whole
        and other.measure is Measure.ACTUAL
        and other.whole is None
        and other.form is not Form.BOTTOM
        and not other.stated_zero
        and other.unit != whole.unit
    ]


_GENERIC = re.compile(
    r"(?:tổng )?(?:kinh phí|số tiền|trị giá|giá trị|diện tích|năng suất|sản lượng|số lượng|khối lượng|chiều dài|dài|vốn|tổng vốn|doanh thu|tổng mức đầu tư|mức đầu tư|kinh phí thực hiện|tổng mức|thành tiền|công suất|quy mô|năng suất bình quân|năng suất ước|tỷ lệ|mật độ|dự toán|mức hỗ trợ|số vốn)\Z",
    re.IGNORECASE,
)
_CORE = re.compile(
    r"(?:(?:tổng |số |diện tích |năng suất |sản lượng |bình quân |kinh phí |số tiền |vụ \w+ |toàn \w+ |đã |được |ước |gieo cấy |gieo trồng |gieo sạ |xuống giống |trồng |cấy |gieo |thu hoạch |nuôi |thả nuôi |thả |đàn |khối lượng |cho ))+",
    re.IGNORECASE,
)


def _of_subject(head: str, subject: str) -> str:
    """Return a bare head with what it is of.

    >>> _of_subject("năng suất", "gieo cấy lúa")
    'năng suất lúa'
    """
    core = _CORE.sub("", subject, count=1) if _CORE.match(subject) else subject
    if not core or fold(core) in fold(head):
        return head
    words = core.split()
    return f"{head} {' '.join(words[:10])}"


_NOUN_IN_LABEL = re.compile(r"(?:^|tổng )số (?:lượng )?(?P<noun>[^\W\d_]+(?: [^\W\d_]+)?)", re.IGNORECASE)


def _noun_of(label: str) -> str:
    """Return the counted noun that a label names ("tổng số trẻ được tiêm")."""
    match = _NOUN_IN_LABEL.match(label)
    if match is None:
        return ""
    for words in (match["noun"], match["noun"].split()[0]):
        unit = unit_table().get(words)
        if unit is not None and unit.kind == "counted":
            return unit.name
    return ""


def _is_counted(item: Quantity) -> bool:
    unit = unit_table().get(item.unit) if item.unit else None
    return item.noun or (unit is not None and unit.kind in ("counted", "work", "time"))


_BEGINS = frozenset("đã được và cho tại của với tổ thực tiếp hỗ cấp chi bàn trình giải xét bổ điều nâng xử phát vận hướng kiểm tập".split())


def _shortened(left: str) -> str:
    """Return the last words of a long label, from one that can begin a phrase on."""
    words = left.split()
    if len(words) <= 9:
        return left
    for at in range(len(words) - 9, len(words) - 3):
        if words[at].lower() in _BEGINS:
            return " ".join(words[at:])
    return " ".join(words[-8:])


class FigureReader:
    """Reads the figures of one passage."""

    def __init__(self, passage: Passage, context: Context) -> None:
        self.passage = passage
        self.context = context
        self.index = CueIndex(passage)
        self.labeller = Labeller(passage, self.index)
        self.timing = Timing(passage, context.window)
        self.figures: list[FigureMention] = []
        self.unread: list[Span] = list(passage.unread)
        self.previous: FigureMention | None = None
        self.position = {quantity.start: index for index, quantity in enumerate(passage.quantities)}
        self.school = bool(_SCHOOL.search(passage.text) or any(_SCHOOL.search(title) for title in context.titles[-1:]))

    def read(self) -> Reading:
        """Return the passage's figures."""
        zeros = find_zeros(self.passage)
        window = self.timing.carried()
        if self.passage.quantities or zeros:
            for span in sentences(self.passage.text):
                self._sentence(span, zeros)
                if window is not None and window.end <= span[1]:
                    self.timing.window = window
        link_outcomes(self.figures, at_least=3)
        offset = self.passage.offset
        unread = [(start + offset, end + offset) for start, end in self.unread]
        last = next((m for m in reversed(self.figures) if m.measure in (Measure.ACTUAL, Measure.TARGET) and m.form is not Form.BOTTOM and not m.stated_zero), None)
        return Reading(self.figures, unread, last, window)

    def _sentence(self, span: Span, zeros: list[Zero]) -> None:
        items: list[Quantity | Zero] = [q for q in self.passage.quantities if span[0] <= q.start < span[1]]
        covered = [(q.start, q.end) for q in items if isinstance(q, Quantity)]
        items.extend(
            zero
            for zero in zeros
            if span[0] <= zero.span[0] < span[1] and not any(a < zero.span[1] and b > zero.span[0] for a, b in covered)
        )
        if not items:
            return
        items.sort(key=lambda item: item.start if isinstance(item, Quantity) else item.span[0])
        sentence = _Sentence(self, span, items)
        sentence.read()
        top = [m for m in sentence.mentions if m.measure is Measure.ACTUAL and m.whole is None and m.form is not Form.BOTTOM and not m.stated_zero]
        if top:
            self.previous = top[-1]
        elif sentence.mentions and self.previous is None:
            self.previous = sentence.mentions[0]
