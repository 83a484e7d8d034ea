"""The label of a figure, from the words left and right of it or from the figures before it.

Enters: a sentence's state, a quantity and the words round it. Leaves: the label set on the figure. "gieo cấy 412 ha
lúa, năng suất 71 tạ/ha" gives "gieo cấy lúa" and "năng suất lúa".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.lending import full_noun, lend, lender_of, noun_as_written
from pipeline.extract.state import PERCENTS, PHRASE_END, State, is_counted
from pipeline.extract.tails import Tail
from pipeline.extract.words import acts, is_bare_verb, of_subject, word_lists
from pipeline.language.text import fold, squeeze
from schemas.mention import FigureMention, Form, Quantity, Shape
from schemas.report import Measure

_LONG = 9


@dataclass(frozen=True, slots=True)
class Sides:
    """The words left and right of a number, and where those on the right end."""

    left: str
    right: str
    end: int


def sides(state: State, item: Quantity, tail: Tail, limit: int) -> Sides:
    """Return the label words round `item`; `limit` is where the next figure begins."""
    labeller = state.shared.labeller
    begin = max(state.consumed, state.reached)
    right, end = "", item.end
    slashed = state.text[item.end : item.end + 2].strip().startswith("/")
    if item.form is not Form.TOP and (not slashed or item.form is Form.SIDE):
        counted = is_counted(item)
        through = counted and item.form is not Form.SIDE and not labeller.left(begin, tail.start, led=True)
        counted = counted or (item.unit == "%" and not labeller.left(begin, tail.start, led=True))
        through = through or (item.unit == "%" and counted)
        suffered = state.text[item.end : item.end + 4] == " bị "
        right, span = labeller.right(item.end, limit, counted or suffered, through=through)
        end = span[1]
    led = tail.start < len(state.text[: item.start].rstrip())
    left = labeller.left(begin, tail.start, led, follows=bool(state.mentions))
    if not right and item.form is Form.PLAIN and fold(item.unit) in _CASES:
        right = _right_of_next(state, item)
    if item.form is Form.TOP and not right:
        right = _right_of_pair(state, item)
    if item.form is Form.SIDE:
        right = _right_of_chain(state, item) or right
        if state.text[state.reached : item.start].strip() == "/":
            left = left or state.side_left
        state.side_left = left
    return Sides(left, right, end)


_CASES = ("vụ", "vụ việc", "ca", "trường hợp")
_CULPRITS = ("đối tượng", "bị can", "người", "tên")


def _right_of_next(state: State, item: Quantity) -> str:
    """Return the words behind the people of a case ("03 vụ, 04 đối tượng tàng trữ ma túy"): they tell of it, too."""
    quantities = state.shared.passage.quantities
    at = quantities.index(item)
    following = quantities[at + 1] if at + 1 < len(quantities) else None
    if following is None or following.unit not in _CULPRITS or state.text[item.end : following.start].strip() != ",":
        return ""
    further = [state.span[1], *(other.start for other in quantities[at + 2 : at + 3])]
    return state.shared.labeller.right(following.end, min(further), counted=False)[0]


def _right_of_pair(state: State, item: Quantity) -> str:
    quantities = state.shared.passage.quantities
    partner = quantities[item.partner] if item.partner is not None else None
    if partner is None:
        return ""
    following = [other for other in quantities if other.start > partner.start]
    limit = min([state.span[1]] + [other.start for other in following[:1]])
    return state.shared.labeller.right(partner.end, limit, is_counted(partner), through=True)[0]


def _right_of_chain(state: State, item: Quantity) -> str:
    """Return the words behind the last of the figures beside one another ("04 vụ/05 đối tượng về ma túy")."""
    last = item
    limit = state.span[1]
    for other in state.shared.passage.quantities:
        if other.start <= last.start:
            continue
        if other.form is Form.SIDE and state.text[last.end : other.start].strip() == "/":
            last = other
        else:
            limit = min(limit, other.start)
            break
    end = PHRASE_END.search(state.text, last.end, limit)
    return squeeze(state.text[last.end : end.start() if end else limit])


def right_of_percent(state: State, item: Quantity, tail: Tail, words: Sides, limit: int) -> str:
    """Return what a percentage is of, where that is its label: "hoàn thành 100% chỉ tiêu", not "chiếm 72% số hộ"."""
    if not words.left and state.subject is not None and (tail.cues or state.in_bracket):
        said = _behind(state, item, limit)
        return said if not tail.cues and said.lower().startswith(word_lists().predicates) else ""
    if words.right:
        return words.right
    verb = fold(words.left) in word_lists().bare_verbs
    if tail.cues and not words.left:
        return ""
    if (verb and state.subject is None) or (not words.left and state.subject is None):
        return squeeze(state.text[item.end : state.past_comparison(item.end, limit)]).strip(" ,;.")
    if not words.left and not tail.cues:
        said = _behind(state, item, limit)
        return said if said.lower().startswith(word_lists().predicates) else ""
    return ""


def _behind(state: State, item: Quantity, limit: int) -> str:
    end = PHRASE_END.search(state.text, item.end, limit)
    return squeeze(state.text[item.end : end.start() if end else limit])


_REST = re.compile(r"(?<![^\W_])còn(?: lại)?(?![^\W_])", re.IGNORECASE)
_LINKED = re.compile(r" (?:cho|với (?:tổng )?(?:số tiền|kinh phí|trị giá|số vốn))(?: (?:trên|hơn|gần|khoảng))?\s*\Z")
_THAN = re.compile(r"(?:cao|thấp|nhiều|ít|nhanh|chậm|lớn|nhỏ) hơn(?![^\W\d_])", re.IGNORECASE)
_SOME = re.compile(r"(?:các|số|phần|tổng số) ", re.IGNORECASE)
_WORTH = re.compile(r"(?<![^\W_])(?:tổng )?(?:trị giá|số tiền)(?![^\W_])", re.IGNORECASE)


def name(state: State, mention: FigureMention, item: Quantity, tail: Tail, left: str, right: str) -> None:
    """Give `mention` its label, with "còn lại" or "trị giá" before it where only that word leads to the number."""
    if mention.measure is Measure.CHANGE and _THAN.match(left):
        left = ""
    if mention.unit == "%" and fold(left) in word_lists().bare_verbs and state.subject is not None:
        left = ""
    if left and _is_rest_of_list(state, item, tail, left):
        left = ""
    if not left and (cut := next((cue for cue in tail.cues if cue.kind == "level"), None)) is not None:
        said = state.text[cut.start : cut.end]
        left = said if fold(said) in word_lists().cuts else ""
    _name(state, mention, item, left, right)
    if not left and not right:
        mention.label = _with_season(state, item, mention.label)
    target = next((cue for cue in tail.cues if cue.kind == "target"), None)
    if not left and not right and target is not None and mention.measure is Measure.TARGET:
        said = state.text[target.start : target.end]
        if len(said.split()) > 1 and (not mention.label or state.subject is None):
            noun = noun_as_written(state, item)
            mention.label = said if fold(noun) in fold(said) else f"{said} {noun}"
    if not mention.label:
        mention.label = squeeze(state.text[state.span[0] : item.start]).strip(" ,;:.-–*+•")
    if left and _REST.search(state.text[tail.start : item.start]) and _SOME.match(left) and "còn" not in left.split():
        mention.label = mention.label.replace(left, f"{left} còn lại", 1)
    if left or mention.unit in PERCENTS:
        return
    led = state.text[tail.start : item.start]
    if _REST.search(led):
        total = state.mentions[0] if state.mentions else None
        said = squeeze(f"{noun_as_written(state, item)} {right}")
        if not right and total is not None:
            said = squeeze(f"{full_noun(noun_as_written(state, item), total) or said}, {total.label}").strip(" ,")
        mention.label = f"còn lại {said}" if said else f"còn lại {mention.label}"
    elif not right and (worth := _WORTH.search(led)):
        mention.label = f"{worth[0].lower()} {mention.label}"


def _with_season(state: State, item: Quantity, label: str) -> str:
    """Return a label that was lent with the season that tells the figure from its neighbours ("vụ xuân 511,4 ha")."""
    for period in state.shared.passage.periods:
        if period.shape is Shape.SEASON and state.reached <= period.start < item.start:
            said = state.text[period.start : period.end]
            return label if fold(said) in fold(label) else f"{label} {said}".strip()
    return label


def _is_rest_of_list(state: State, item: Quantity, tail: Tail, left: str) -> bool:
    """Whether the words before a number end a list that the figure before began.

    "02 lớp kỹ thuật trồng trọt, chăn nuôi cho 85 hội viên", "23 hộ nghèo, cận nghèo với số tiền 1 tỷ đồng".
    """
    if state.subject is None or acts(left) or fold(left).startswith(("tổng", "số", "trong", "kinh phí")):
        return False
    between = state.text[state.reached : item.start]
    if not _LINKED.search(between) or between.count(",") != 1 or any(mark in between for mark in ";:.()"):
        return False
    first, _, _ = between.partition(",")
    return bool(first.strip()) and not tail.periods


def _name(state: State, mention: FigureMention, item: Quantity, left: str, right: str) -> None:
    lists = word_lists()
    noun = noun_as_written(state, item)
    plain = noun.lower() in lists.plain
    if right:
        before = state.mentions[-1] if state.mentions else None
        held = bool(noun) and fold(left).endswith(f"số {fold(noun)}")
        mention.label = " ".join(part for part in (_shortened(left), "" if plain or held else noun, right) if part)
        short = len(mention.label.split()) <= 3 and mention.unit != "%"
        if short and state.in_bracket and before is not None and before.measure is Measure.RATIO:
            mention.label = f"{mention.label}, {before.label}"
        return
    if left:
        lender = lender_of(state, mention)
        if fold(left) in lists.echoes and lender is not None and _repeats(left, lender.label):
            mention.label = lender.label
        elif fold(left) in lists.fragments and lender is not None:
            mention.label = f"{lender.label}, {left}"
            mention.confidence = min(mention.confidence, 0.9)
        elif lender is not None and (
            (fold(left) in lists.generic and lender.label)
            or (not noun and not plain and is_bare_verb(left) and mention.unit != "%")
        ):
            mention.label = of_subject(left, lender.label)
        elif noun and len(left.split()) <= 3 and acts(left) and (full := full_noun(noun, lender)):
            mention.label = f"{left} {full}"
        elif noun and not plain and fold(noun) not in fold(left) and len(left.rsplit(", ")[-1].split()) <= _LONG - 1:
            mention.label = f"{left} {noun}" if acts(left) or len(left.split()) > 4 else f"{noun} {left}"
        else:
            mention.label = left
        return
    lend(state, mention, noun)


def _repeats(left: str, label: str) -> bool:
    """Whether `left` is no verb of budgets, or the one that `label` speaks of: "chi" doesn't repeat "thu ngân sách"."""
    verb = fold(left).split()[-1]
    return verb not in ("thu", "chi") or verb in fold(label).split() or not {"thu", "chi"} & set(fold(label).split())


def _shortened(left: str) -> str:
    """Return the last words of a long label, from one that can begin a phrase on."""
    words = left.split()
    if len(words) <= _LONG:
        return left
    for at in range(len(words) - _LONG, len(words) - 3):
        if fold(words[at]) in word_lists().begins:
            return " ".join(words[at:])
    return " ".join(words[1 - _LONG :])
