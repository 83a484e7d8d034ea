"""The marks between two figures: brackets, colons, semicolons and "trong đó" open and close what is part of what.

Enters: a sentence's state and the words between two of its figures. Leaves: its scopes, brought up to date.
"""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from pipeline.extract.scopes import amount
from pipeline.extract.state import PERCENTS, State, is_money, is_total, totals_beside
from pipeline.language.text import fold
from schemas.mention import Cue, FigureMention, Form, Quantity
from schemas.report import Measure

_ZERO = Decimal(0)


def pass_marks(state: State, end: int, number: int) -> None:
    """Pass over the words up to `end`, where item `number` begins."""
    parts = {
        cue.start: cue
        for cue in state.shared.index.ahead(state.reached, end, ("parts",))
        if cue.value == "parts" or _picks(state, cue)
    }
    at = state.reached
    while at < end:
        if at in parts:
            _open_parts(state, parts[at], number)
            at = parts[at].end
            continue
        char = state.text[at]
        if char == "(":
            near = state.last_plain()
            whole = near if near is not None and _belongs(state, near, at, number) else None
            beside = totals_beside(whole, state.mentions) if whole is not None and whole.form is Form.SIDE else []
            state.scopes.open_bracket(whole, beside)
            state.saved.append((state.anchor, state.subject))
        elif char == ")":
            state.scopes.close_bracket()
            if state.saved:
                state.anchor, state.subject = state.saved.pop()
        elif char == ":":
            _colon(state, at, number)
        elif char == ";":
            state.scopes.semicolon(state.preview(number))
        at += 1


def _open_parts(state: State, cue: Cue, number: int) -> None:
    whole = _named_total(state, cue, number) or _whole_before(state, number)
    if whole is not None and (cue.value == "parts" or whole.measure is Measure.ACTUAL):
        item = state.items[number]
        first = item.start if isinstance(item, Quantity) else item.span[0]
        colon = ":" in state.text[cue.end : min(first, cue.end + 24)]
        state.scopes.open_parts(whole, colon, _beside(state, whole))


def _colon(state: State, at: int, number: int) -> None:
    """Take what follows "52 ha:" as its parts, where at least two figures follow that it can hold."""
    near = state.last_plain()
    if near is None or near is not state.mentions[-1] or re.search(r"[,;.()]", state.between(near, at)):
        return
    inner = [
        other for other in state.preview(number) if other.measure is Measure.ACTUAL and other.unit in ("", near.unit)
    ]
    sums = list(itertools.accumulate(other.values[0] for other in inner))
    if len(inner) > 1 and (sums[-1] <= near.values[0] or near.values[0] in sums[1:]):
        state.scopes.open_parts(near, True, [])


def _picks(state: State, cue: Cue) -> bool:
    """Whether "riêng" picks a part ("riêng xã Kim Bình 31 ha") and not another time ("riêng tháng 6")."""
    return all(not 0 <= period.start - cue.end <= 2 for period in state.shared.passage.periods)


def _belongs(state: State, near: FigureMention, at: int, number: int) -> bool:
    """Whether the bracket at `at` speaks of the figure `near`: it stands right behind, or its figures add up to it."""
    latest = state.mentions[-1]
    gap = state.between(latest, at)
    if latest is not near and latest.form is not Form.BOTTOM and latest.base is not near:
        return False
    if re.search(r"[;:.]", gap):
        return False
    if "," not in gap:
        return True
    close = state.text.find(")", at)
    inner = [other for other in state.preview(number) if at < other.span[0] < close]
    return len(inner) > 1 and sum((amount(other) for other in inner), _ZERO) == amount(near)


def _beside(state: State, whole: FigureMention) -> list[FigureMention]:
    """Return the totals in other units that stand in the sentence of `whole`, nearest first."""
    if any(mention is whole for mention in state.mentions):
        return totals_beside(whole, state.mentions)
    return totals_beside(whole, [m for m in state.shared.figures if m.sentence == whole.sentence])


def _fitting(state: State, totals: list[FigureMention], number: int) -> FigureMention | None:
    """Return the first of `totals` that what follows in the sentence fits in, as a sum or else one by one."""
    inner = [other for other in state.preview(number) if other.measure is Measure.ACTUAL and other.unit not in PERCENTS]
    for judge in (sum, max):
        for total in totals:
            same = [other.values[0] for other in inner if other.unit in ("", total.unit)]
            if not same or judge(same) <= total.values[0]:
                return total
    return totals[0] if totals else None


def _named_total(state: State, cue: Cue, number: int) -> FigureMention | None:
    """Return the total that "trong tổng thu" names, wherever in the paragraph it was given."""
    words = fold(state.text[cue.start : cue.end])
    if not words.startswith("trong tổng"):
        return None
    name = words.removeprefix("trong ")
    named = [
        mention
        for mention in reversed(state.shared.figures)
        if is_total(mention) and mention.measure is Measure.ACTUAL and name.split()[-1] in fold(mention.label).split()
    ]
    exact = [mention for mention in named if name in fold(mention.label)]
    return _fitting(state, exact or (named if name.endswith((" thu", " chi")) else []), number)


def _whole_before(state: State, number: int) -> FigureMention | None:
    """Return the total that a "trong đó" speaks of: the last one before it, in this sentence or the one before.

    Bare numbers behind it count things, so of people and their money the people are the total.
    """
    if state.mentions:
        anchor = state.anchor if state.anchor is not None else state.last_plain()
        if anchor is not None and anchor.measure is Measure.TARGET:
            # "80 lao động, đạt 17,6% chỉ tiêu 455 lao động, trong đó ...": the parts are of what was done
            done = [m for m in state.mentions if m.measure is Measure.ACTUAL and m.whole is None and is_total(m)]
            return done[-1] if done and done[-1].unit == anchor.unit else anchor
        return anchor
    previous = state.shared.previous
    item = state.items[number]
    if previous is not None and isinstance(item, Quantity) and not item.unit and is_money(previous):
        beside = [other for other in _beside(state, previous) if not is_money(other)]
        return beside[0] if beside else previous
    if previous is None:
        return None
    earlier = [
        other
        for other in reversed(state.shared.figures)
        if other.sentence == previous.sentence
        and other.unit == previous.unit
        and other.measure is Measure.ACTUAL
        and other.whole is None
        and is_total(other)
        and other is not previous
    ]
    return _fitting(state, [previous, *earlier], number)
