"""What a number tells: an actual value, a target, a ratio or a change; against what; and how exactly.

Enters: a quantity with the words around it. Leaves: `Judgement`. "giảm 2,1% so với tháng trước" is a change of -2.1 %
against the previous period; "đạt 62% kế hoạch" a ratio; "được giao 9.600 triệu đồng" a target.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.tails import CueIndex, Tail
from pipeline.language.units import unit_table
from schemas.mention import FigureMention, Form, Passage, Quantity
from schemas.report import Against, Measure, Qualifier

_PLAN_HEAD = re.compile(
    r"(?:tổng )?(?:số )?(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|tổng kế hoạch|tổng dự toán|yêu cầu)(?: (?:của|đối"
    r"|tối thiểu|vốn|thu|chi|năm|giao"
    r"|đầu tư|ngân sách|được giao|đề ra|phân bổ|là))",
    re.IGNORECASE,
)
_PLAN_BRACKET = re.compile(
    r"(?:kế hoạch|dự toán|chỉ tiêu|nghị quyết|mục tiêu|(?<![^\W\d_])KH)(?: [^,;.()]{1,30})? ?\((?:là )?$", re.IGNORECASE
)
_AIM_HEAD = re.compile(r"(?:chỉ tiêu|mục tiêu)(?: là)? (?!đạt|đã|hoàn thành|được)", re.IGNORECASE)
_AIMED = re.compile(r"(?:phấn đấu|mục tiêu|dự kiến(?: cả năm| đến)?|kế hoạch)(?: [^,;.:]{0,60})?$", re.IGNORECASE)
_DONE = re.compile(r"(?<![^\W\d_])(?:đã|được|đạt|giải ngân|thực hiện)(?![^\W\d_])", re.IGNORECASE)
_AIM = re.compile(r"(?:mục tiêu|chỉ tiêu|yêu cầu)[^,;.()]{0,20}\(\Z", re.IGNORECASE)
_SPREAD = re.compile(r"(?:rải rác|xuất hiện|gây hại|phân bố|phát sinh|lây lan|tập trung) trên\Z", re.IGNORECASE)
_SAME_BRACKET = re.compile(r"\(\s*cùng k[ỳì](?: năm)?(?: trước| ngoái| \d{4})?(?: đạt| là|:)?\s*\Z", re.IGNORECASE)
_FUNDS = re.compile(
    r"(?:tổng )?(?:số )?(?:nguồn )?vốn (?:đầu tư|bố trí|kế hoạch|được giao|giao|ngân sách|sự nghiệp)"
    r"[^,;:()]{0,60}năm \d{4}[^,;:()]{0,30}\Z",
    re.IGNORECASE,
)
_SPENT = re.compile(r"[^.]{0,120}giải ngân", re.IGNORECASE)
_IN_A_ROW = (",", "và", ", và")
_LED_CHANGE = re.compile(
    r"(?:so (?:với )?(?:cùng kỳ|ck|tháng trước|quý trước|năm trước|kỳ trước|đợt \d)[^,;.()]{0,20}(?:tăng|giảm)"
    r"|lần lượt)[^;.()]{1,60}\Z",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r" ?(?:do )?(?:tỉnh|huyện|thành phố|hđnd|cấp trên|xã|phường|quận|ubnd)[^,;.()]{0,20} giao", re.IGNORECASE
)
_GIVEN_MONEY = ("được phân bổ", "được bố trí", "quy định", "yêu cầu")
_TIMES = re.compile(r"gấp(?: khoảng| hơn| gần| trên)?$", re.IGNORECASE)
_UPWARDS = re.compile(r" (?:(?!từ |thứ |cấp |loại |hạng )[^\W\d_]+ ){1,5}trở lên(?![^\W_])", re.IGNORECASE)
_ESTIMATED = re.compile(r"\s*(?:\S+ ){0,4}?ước (?!mơ|nguyện|tính đúng)", re.IGNORECASE)
_PRIOR = re.compile(
    r"\)?[^;.()]*?(?P<so>(?:so (?:với )?|cùng k[ỳì]|năm học trước)[^,;:.()]{0,40})\((?:là |đạt |còn )?\s*",
    re.IGNORECASE,
)
_RESTATES = re.compile(
    r"[^,;:.()=]{0,30}(?:\(|=|,? tương ứng(?: với)?|,? tức(?: là)?)\s*(?:tương ứng |bằng |tức |giảm |tăng )?",
    re.IGNORECASE,
)
_SAME_PERIOD = re.compile(r"cùng (?:kỳ|kì|thời điểm|tháng|vụ|mùa)|svck|so (?:với )?ck", re.IGNORECASE)
_SAME_SEASON = re.compile(
    r"(?:(?:vụ|quý|quí|tháng|\d tháng)(?: [^\W_]+){1,4}|(?:vụ )?(?:ĐX|HT|TĐ|đông[ -]xuân|hè[ -]thu|thu[ -]đông|vụ mùa"
    r"|vụ xuân))"
    r" (?:năm (?:trước|ngoái)|(?:năm )?\d{4})",
    re.IGNORECASE,
)


_LEAD = re.compile(r"(?:và|còn|trong khi|với|so với) ", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;()]|\.(?!\d)")
_COMPARISON = re.compile(
    r"so (?:sánh )?(?:với )?(?P<so>[^,;.()]{1,60})|(?P<ck>cùng (?:kỳ|kì|thời điểm|tháng)|svck)|(?P<plan>kế hoạch"
    r"|dự toán|chỉ tiêu|nghị quyết|mục tiêu|(?<![^\W\d_])KH(?![^\W\d_]))|(?P<earlier>(?:vụ|năm|tháng|quý|kỳ|mùa"
    r"|năm học|tuần) (?:trước|ngoái))",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"kế hoạch|dự toán|chỉ tiêu|nghị quyết|mục tiêu|(?<![^\W\d_])KH|giao(?![^\W\d_])", re.IGNORECASE)


def _compared(words: str) -> Against | None:
    """Return what `words` compare with.

    >>> _compared(" so với vụ đông xuân năm trước").value
    'same_period_last_year'
    >>> _compared(" so với quý trước").value
    'previous_period'
    """
    match = _COMPARISON.search(words)
    if match is None:
        return None
    if match["ck"]:
        return Against.SAME_PERIOD_LAST_YEAR
    if match["plan"]:
        return Against.PLAN
    said = match["so"] or match["earlier"]
    if _SAME_PERIOD.search(said) or _SAME_SEASON.search(said):
        return Against.SAME_PERIOD_LAST_YEAR
    if _PLANNED.search(said):
        return Against.PLAN
    return Against.PREVIOUS_PERIOD


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a number is meant; `sign` is -1 for a decrease; `last_year` says that it is last year's value."""

    measure: Measure
    against: Against | None = None
    qualifier: Qualifier = Qualifier.EXACT
    sign: int = 0
    last_year: bool = False
    rule: str = "figure.text"


class Judge:
    """Judges the numbers of one passage."""

    def __init__(self, passage: Passage, index: CueIndex, plan: bool) -> None:
        self.passage = passage
        self.index = index
        self.plan = plan
        self.opening: Against | None = None

    def open(self, start: int, end: int) -> None:
        """Begin a sentence: "So với cùng kỳ năm trước, ..." sets what all its changes compare with."""
        opening = self.passage.text[start:end].split(",")[0]
        self.opening = _compared(opening) if re.match(r"so (?:sánh )?với ", opening, re.IGNORECASE) else None

    def of(
        self, item: Quantity, tail: Tail, limit: int, earlier: list[FigureMention], in_bracket: bool, floor: int
    ) -> Judgement:
        """Return how `item` is meant; `limit` is where the next number begins, `floor` where the last one ended."""
        text = self.passage.text
        qualifier = self._qualifier(item, tail, floor)
        unit = unit_table().get(item.unit)
        percent = unit is not None and unit.kind in ("percent", "points")
        before = next((cue for cue in tail.cues if cue.kind in ("change", "level")), None)
        previous = earlier[-1] if earlier else None
        signed = item.sign != 0 and (text[item.digits[0] - 1] in "+-–" or in_bracket) and item.form is Form.PLAIN
        if (before is not None and before.kind == "change") or signed:
            if self.plan and not signed:
                return Judgement(Measure.TARGET, None, qualifier, rule="figure.planned")
            down = before.value == "down" if before is not None and before.kind == "change" else item.sign < 0
            against = self._against(item, tail, limit, floor)
            if against is None and tail.periods and before is not None and before.kind == "change":
                against = Against.PREVIOUS_PERIOD
            if against is None and before is not None:
                against = self._default_against(text[before.start : before.end], earlier)
            return Judgement(Measure.CHANGE, against, qualifier, -1 if down else 1, rule="figure.change")
        if (
            previous is not None
            and previous.measure is Measure.CHANGE
            and not percent
            and text[floor : item.start].strip() in _IN_A_ROW
            and _LED_CHANGE.search(text[: item.start])
        ):
            return Judgement(Measure.CHANGE, previous.against, qualifier, previous.sign, rule="figure.change")
        if in_bracket and (prior := self._prior(item, floor)) is not None:
            if self._planned_before(item, floor) and (not percent or _AIM.search(text[floor : item.start])):
                return Judgement(Measure.TARGET, None, qualifier, rule="figure.target")
            return Judgement(
                Measure.RATIO if percent else Measure.ACTUAL, None, qualifier, last_year=prior, rule="figure.prior"
            )
        if previous is not None and previous.measure is Measure.CHANGE and percent and self._restates(item, floor):
            return Judgement(
                Measure.CHANGE,
                self._against(item, tail, limit, floor) or previous.against,
                qualifier,
                previous.sign,
                rule="figure.change",
            )
        if _TIMES.search(text[max(0, tail.start - 12) : tail.start].rstrip()) or _TIMES.search(
            text[max(0, item.start - 12) : item.start].rstrip()
        ):
            return Judgement(
                Measure.RATIO, self._ratio_against(item, tail, limit, floor), qualifier, rule="figure.times"
            )
        if self.plan and not percent:
            return Judgement(Measure.TARGET, None, qualifier, rule="figure.planned")
        if percent and in_bracket and _SAME_BRACKET.search(text[floor : item.start]):
            return Judgement(Measure.RATIO, None, qualifier, last_year=True, rule="figure.prior")
        if percent:
            if self.plan or self._aimed_at(tail):
                return Judgement(Measure.TARGET, None, qualifier, rule="figure.planned")
            if unit is not None and unit.kind == "points":
                return Judgement(
                    Measure.CHANGE, self._against(item, tail, limit, floor), qualifier, 1, rule="figure.points"
                )
            return Judgement(
                Measure.RATIO, self._ratio_against(item, tail, limit, floor), qualifier, rule="figure.percent"
            )
        if tail.value("against") == "same_period_last_year":
            return Judgement(Measure.ACTUAL, None, qualifier, last_year=True, rule="figure.prior")
        if self._is_target(item, tail, floor):
            return Judgement(Measure.TARGET, None, qualifier, rule="figure.target")
        return Judgement(Measure.ACTUAL, None, qualifier)

    def _qualifier(self, item: Quantity, tail: Tail, floor: int) -> Qualifier:
        after = self.index.next_at(item.end, "after")
        if after is not None:
            return Qualifier(after.value)
        if _UPWARDS.match(self.passage.text, item.end):
            return Qualifier.AT_LEAST
        value = tail.value("approx")
        if value == "over" and _SPREAD.search(self.passage.text[: item.start].rstrip()[-24:]):
            value = None
        if value is None and _ESTIMATED.match(re.split(r"[,;:()]|\.\s", self.passage.text[floor : tail.start])[-1]):
            return Qualifier.ABOUT
        return Qualifier(value) if value is not None else Qualifier.EXACT

    def _aimed_at(self, tail: Tail) -> bool:
        """Whether "kế hoạch", "mục tiêu" or their kin stand right before a percentage ("đạt 86% (mục tiêu 80%)")."""
        near = [cue for cue in tail.cues if cue.kind != "approx"]
        return bool(near) and near[0].kind == "target"

    def _prior(self, item: Quantity, floor: int) -> bool | None:
        """Whether a bracket right behind a comparison gives the earlier value, and whether that is last year's.

        "So với cùng kỳ (12 vụ)" gives last year's.
        """
        match = _PRIOR.fullmatch(self.passage.text[floor : item.start])
        return None if match is None else _SAME_PERIOD.search(match["so"]) is not None

    def _planned_before(self, item: Quantity, floor: int) -> bool:
        """Whether the comparison before a bracket is with a plan: "so với kế hoạch (200 ha)"."""
        match = _PRIOR.fullmatch(self.passage.text[floor : item.start])
        return match is not None and _PLANNED.search(match["so"]) is not None

    def _restates(self, item: Quantity, floor: int) -> bool:
        """Whether a percentage says the change before it once more: "giảm 3 vụ (25%)", "giảm 3 vụ = 25%"."""
        return _RESTATES.fullmatch(self.passage.text[floor : item.start]) is not None

    def _is_target(self, item: Quantity, tail: Tail, floor: int) -> bool:
        text = self.passage.text
        if tail.cues and tail.cues[0].kind == "against" and tail.cues[0].value == "plan":
            return True
        if tail.has("target"):
            nearest = next(cue for cue in tail.cues if cue.kind == "target")
            words = text[nearest.start : nearest.end].lower()
            if words in _GIVEN_MONEY and (found := unit_table().get(item.unit)) is not None and found.kind != "money":
                return False
            return words not in ("theo kế hoạch", "mục tiêu")
        if item.form is not Form.TOP and _PLAN_BRACKET.search(text[floor : item.start]):
            return True
        left = text[floor : tail.start]
        piece = _LEAD.sub("", re.split(r"[,;:()]| trong khi ", left)[-1].strip())
        if _AIM_HEAD.match(piece):
            return True
        if _PLAN_HEAD.match(piece) and not _DONE.search(_PLAN_HEAD.sub("", piece)):
            return True
        if _FUNDS.search(text[floor : item.start].rstrip(" :")) and _SPENT.match(text, item.end):
            return True
        if _AIMED.search(piece) and re.match(r"(?:phấn đấu|mục tiêu|dự kiến)", piece, re.IGNORECASE):
            return True
        return _GIVEN.match(text, item.end) is not None

    def _against(self, item: Quantity, tail: Tail, limit: int, floor: int) -> Against | None:
        text = self.passage.text
        piece = re.split(r"[,;:()]| (?:và|nhưng|song|còn) ", text[floor : item.start])[-1]
        led = re.match(r"\s*(?:nếu )?so(?: sánh)?(?: với)? |.*cùng k[ỳì]", piece, re.IGNORECASE)
        if led and (said := _compared(piece)) is not None:
            return said
        end = self._clause_end(item.end, limit)
        if (behind := _compared(text[item.end : end])) is not None:
            return behind
        return _compared(text[tail.start : item.start]) or self.opening

    def _clause_end(self, start: int, limit: int) -> int:
        text = self.passage.text
        mark = _CLAUSE_END.search(text, start, limit)
        if mark is None:
            return limit
        if mark[0] == ")":
            # "(+3,4%) so với cùng kỳ": the comparison may stand behind the bracket
            after = _CLAUSE_END.search(text, mark.end(), limit)
            return after.start() if after else limit
        return mark.start()

    def _default_against(self, words: str, earlier: list[FigureMention]) -> Against | None:
        if words.lower().startswith(("vượt", "hụt")):
            return Against.PLAN
        for mention in reversed(earlier):
            if mention.measure is Measure.CHANGE and mention.against is not None:
                return mention.against
        return None

    def _ratio_against(self, item: Quantity, tail: Tail, limit: int, floor: int) -> Against | None:
        found = self._against(item, tail, limit, floor)
        return None if found is Against.PLAN else found
