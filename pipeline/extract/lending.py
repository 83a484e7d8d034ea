"""Labels and units that a figure takes from the figures before it, where it has none of its own.

Enters: a sentence's state and a figure. Leaves: its label set, or a unit. In "TNGT 01 vụ, chết 01" the second figure
counts people.
"""

from __future__ import annotations

import re

from pipeline.extract.state import PERCENTS, State, is_counted
from pipeline.extract.words import acts, noun_of, word_lists
from pipeline.language.text import fold, squeeze
from pipeline.language.units import unit_table
from schemas.mention import FigureMention, Form, Quantity
from schemas.report import Measure

_HAS = re.compile(
    r"(?<![^\W\d_])(?:hiện|nay|đang|toàn [^\W\d_]+|tổng cộng) (?:có|còn)(?: khoảng| trên| hơn)?\s*\Z", re.IGNORECASE
)


_SCALE = re.compile(r"\A(?:nghìn|ngàn|vạn|triệu) (?=[^\W\d_])", re.IGNORECASE)


def noun_as_written(state: State, item: Quantity) -> str:
    """Return the counted noun as written; the upper half of a fraction has its lower half's."""
    if item.form is Form.TOP and not item.noun and item.unit_start is None and item.partner is not None:
        item = state.shared.passage.quantities[item.partner]
    if is_counted(item) and item.unit_start is not None:
        return _SCALE.sub("", squeeze(state.text[item.unit_start : item.end]))
    return ""


def _without_noun(lender: FigureMention) -> str:
    """Return a label without the noun that it counts."""
    noun = lender.text.lstrip("0123456789., ")
    label = lender.label
    if noun and fold(label).startswith(f"{fold(noun)} "):
        return label[len(noun) + 1 :]
    return label[: -len(noun)].rstrip() if noun and fold(label).endswith(f" {fold(noun)}") else label


_HOUSEHOLDS = re.compile(r"hộ (?:nghèo|cận nghèo|kinh doanh|mới thoát nghèo)(?![^\W\d_])", re.IGNORECASE)


def full_noun(noun: str, lender: FigureMention | None) -> str:
    """Return which households a bare "hộ" means, by the figure before: "phát sinh mới 4 hộ" after "hộ nghèo"."""
    if lender is None or fold(noun) != "hộ":
        return ""
    found = _HOUSEHOLDS.search(lender.label)
    return found[0] if found else ""


def _head_of_rate(unit: str) -> str:
    """Return the counted noun of a rate ("tiêu chí" of "tiêu chí/xã"), "" where it is of money, land or weight."""
    head, slash, _ = unit.partition("/")
    found = unit_table().get(head) if slash else None
    return head if found is not None and found.kind == "counted" else ""


def lend(state: State, mention: FigureMention, noun: str) -> None:
    """Give `mention` the label of the figure that it goes on from, with the `noun` that it counts."""
    lender = lender_of(state, mention)
    context = state.shared.context
    noun = noun or _head_of_rate(mention.unit)
    mention.confidence = min(mention.confidence, 0.9)
    if (
        lender is not None
        and noun
        and not state.mentions
        and _HAS.search(state.text, state.span[0], mention.span[0] - state.shared.passage.offset)
    ):
        mention.label = noun
        return
    if lender is not None:
        inside = state.scopes.inside
        if noun and state.in_bracket and inside is not None and inside.label and lender.label.startswith(inside.label):
            lender = inside if mention.form is not Form.SIDE else lender
        mention.label = lender.label
        if noun and mention.form is Form.SIDE and lender.form is Form.SIDE:
            stem = _without_noun(lender)
            mention.label = f"{stem} {noun}".strip() if not stem or acts(stem) else f"{noun} {stem}"
            return
        if mention.measure in (Measure.RATIO, Measure.CHANGE) or len(mention.label.split()) >= 12:
            return
    else:
        mention.label = context.lead or (context.titles[-1] if context.titles else "")
    if noun and fold(noun) not in fold(mention.label):
        stem = _without_noun(lender) if lender is not None and len(mention.label.split()) > 3 else mention.label
        mention.label = f"{stem} {noun}".strip()


def lender_of(state: State, mention: FigureMention) -> FigureMention | None:
    """Return the figure whose label `mention` takes where it has none of its own."""
    if state.in_bracket and state.scopes.inside is not None:
        return state.subject if state.subject is not None else state.scopes.inside
    if mention.measure is Measure.CHANGE and mention.unit not in PERCENTS:
        if state.anchor is not None and (
            _alike(state.anchor, mention) or state.anchor.unit.startswith(f"{mention.unit}/")
        ):
            return state.anchor
        for other in reversed(state.mentions):
            if other.unit == mention.unit:
                return other
        if not state.mentions and state.shared.previous is not None:
            said = [m for m in state.shared.figures if m.sentence == state.shared.previous.sentence]
            alike = [m for m in said if _alike(m, mention) and m.measure is Measure.ACTUAL]
            if alike:
                return alike[0]
    if state.subject is not None:
        return state.subject
    context = state.shared.context
    return state.shared.previous or context.previous or context.outer


def _alike(other: FigureMention, mention: FigureMention) -> bool:
    """Whether two figures have the same unit, scales aside ("nghìn con", "con")."""
    one, two = unit_table().get(other.unit), unit_table().get(mention.unit)
    return other.unit == mention.unit or (one is not None and two is not None and one.base == two.base)


def lent_unit(state: State, left: str) -> str:
    """Return the unit of a bare number: the noun that its label counts, or that of its list or whole."""
    if noun := noun_of(left):
        return noun
    cases = state.mentions[-1].unit == "ca" if state.mentions else False
    if fold(left.rsplit(", ", 1)[-1]) in word_lists().casualties and not cases:
        return "người"
    if fold(left) in word_lists().prizes:
        return "giải"
    inside = state.scopes.inside
    near = next((other.unit for other in reversed(state.mentions) if other.unit and other.unit not in PERCENTS), "")
    if inside is not None and inside.unit != "%" and not (near and state.scopes.carried(inside)):
        return inside.unit
    return near
