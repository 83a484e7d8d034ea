"""Faults of sums, percentages, repeated figures and their writing, all visible in the draft alone.

Enters: a clean draft. Leaves: a `Fault`, or None where the draft has no place for it.
Example: one part of bizreg_total is three more, so that the parts make 83 and the whole is 80.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from corpus.world.fault_tools import Draft, Fault, Spot, around, figures, spots, stated, written
from corpus.world.ledger import tidy

_SUMS: dict[str, tuple[str, ...]] = {
    "livestock_total": ("livestock_buffalo", "livestock_cattle", "livestock_horse", "livestock_goat", "livestock_pig"),
    "bizreg_total": ("bizreg_new", "bizreg_change", "bizreg_reissue", "bizreg_stop"),
    "civil_status": ("x_birth", "x_marriage", "x_death", "x_civil_other"),
    "health_visits": ("x_visits_in", "x_visits_out"),
    "edu_pupils": ("x_edu_mn", "x_edu_th", "x_edu_thcs"),
    "housing_need": ("housing_build", "housing_repair"),
    "pubinv_plan": ("pubinv_plan_land", "pubinv_plan_central", "pubinv_plan_ntp"),
}
_BALANCES = (
    ("pet_prev", "pet_received", "pet_solved", "pet_pending"),
    ("x_land_first_prev", "land_first_received", "land_first_issued", "land_first_pending"),
)


_SHOWS = 400
"""An error in a number above this grows with it, so that no rounding of "55,33 tỷ đồng" hides it."""


def sum_parts(draft: Draft) -> Fault | None:
    """One part is off, its whole stays."""
    clean = draft.clean()
    wholes = [w for w, parts in _SUMS.items() if stated(clean, w, *(p for p in parts if p in draft.facts))]
    whole = draft.pick(wholes)
    if whole is None:
        return None
    parts = [key for key in _SUMS[whole] if key in draft.facts]
    part = draft.rng.choice(parts)
    fact = draft.facts[part]
    step = draft.nudge(fact.value) * (1 + int(fact.value / _SHOWS))
    report = draft.write({part: replace(fact, value=fact.value + step)})
    return Fault("sum.parts", report, around(report, part), (written(report, whole), written(report, part)))


def sum_balance(draft: Draft) -> Fault | None:
    """Settled is off, so that what came in is not what went out and what is left."""
    clean = draft.clean()
    found = [row for row in _BALANCES if stated(clean, *row)]
    if not found:
        return None
    row = draft.rng.choice(found)
    fact = draft.facts[row[2]]
    report = draft.write({row[2]: replace(fact, value=fact.value + draft.rng.randint(2, 4))})
    return Fault("sum.balance", report, around(report, row[2]), tuple(written(report, key) for key in row))


_SMALL = 150
"""A percentage of a whole below this is off by more: "55/55 ha" may be 98,2 % or 101,8 % by what is printed."""
_HARVEST = ("crop_harvested_area", "crop_rice_yield", "crop_rice_output")


def product_mismatch(draft: Draft) -> Fault | None:
    """The output is not what area and yield make, all three in one sentence."""
    clean = draft.clean()
    if not stated(clean, *_HARVEST) or len({around(clean, key) for key in _HARVEST}) > 1:
        return None
    area, _, output = _HARVEST
    fact = draft.facts[output]
    report = draft.write({output: replace(fact, value=fact.value + max(20, int(fact.value / draft.rng.randint(4, 9))))})
    return Fault("product.mismatch", report, around(report, output), (written(report, area), written(report, output)))


def ratio_mismatch(draft: Draft) -> Fault | None:
    """A percentage that its part and whole, both stated, do not give."""
    clean = draft.clean()
    once = [key for key, count in Counter(spot.figure.key for spot in figures(clean)).items() if count == 1]
    keys = [key for key in once if (base := _base(draft, key)) and stated(clean, *base)]
    key = draft.pick(sorted(keys))
    if key is None:
        return None
    fact = draft.facts[key]
    off = Decimal(draft.rng.choice(["1.3", "2.4", "-1.7", "-3.2"]))
    off *= 1 + int(_SMALL / max(Decimal(1), draft.facts[(_base(draft, key) or ("", key))[1]].value))
    off = -abs(off) if fact.value + off > 100 else off
    report = draft.write(
        {key: replace(fact, value=tidy(fact.value + off if fact.value > 5 else fact.value + abs(off)))}
    )
    base = fact.base or ("", "")
    return Fault("ratio.mismatch", report, around(report, key), tuple(written(report, k) for k in (key, *base)))


def _base(draft: Draft, key: str) -> tuple[str, str] | None:
    fact = draft.facts.get(key)
    return fact.base if fact else None


def ratio_range(draft: Draft) -> Fault | None:
    """A part above its whole, its share above 100 % and right for the two."""
    clean = draft.clean()
    options = [k for k in ("epi_children", "tthc_digitized") if stated(clean, k, f"{k}@pct")]
    part = draft.pick(options)
    if part is None:
        return None
    whole = (draft.facts[f"{part}@pct"].base or ("", ""))[1]
    value = draft.facts[whole].value + draft.rng.randint(6, 14)
    share = draft.percent(value, draft.facts[whole].value)
    changes = {part: replace(draft.facts[part], value=value)}
    changes[f"{part}@pct"] = replace(draft.facts[f"{part}@pct"], value=share)
    report = draft.write(changes)
    return Fault("ratio.range", report, around(report, f"{part}@pct"), (written(report, f"{part}@pct"),))


def figure_conflict(draft: Draft) -> Fault | None:
    """A figure that the report states in two places gets another value in the first."""
    report = draft.clean()
    places: dict[str, list[Spot]] = {}
    for spot in figures(report):
        if not spot.figure.zero and spot.figure.measure in ("actual", "ratio") and not spot.figure.key.startswith("="):
            places.setdefault(spot.figure.key, []).append(spot)
    twice = [k for k, found in sorted(places.items()) if len({id(s.block) for s in found}) > 1]
    key = draft.pick([k for k in twice if places[k][0].block.sector == "lead"])
    if key is None:
        return None
    first, second = places[key][0], next(s for s in places[key] if s.block is not places[key][0].block)
    value = first.figure.value
    wrong = (
        tidy(value + Decimal("1.8"))
        if first.figure.measure == "ratio"
        else value + max(3, round(value * Decimal("0.04")))
    )
    if first.figure.measure == "ratio" and wrong > 100:
        wrong = tidy(value - Decimal("1.8"))
    first.put(first.piece.with_value(wrong))
    return Fault("figure.conflict", report, first.block.text, (first.piece.text, second.piece.text))


def figure_format(draft: Draft) -> Fault | None:
    """A number in the English way: 1,048 con, or 19.2 ha."""
    report = draft.clean()
    nouns = {"con", "hồ sơ", "liều", "lượt", "hộ", "người"}
    found = []
    for spot in figures(report):
        figure = spot.figure
        if figure.zero or figure.key.startswith("=") or spot.block.sector == "tasks":
            continue
        thousands = figure.form.unit in nouns and 1000 <= figure.value < 1_000_000 and figure.form.thousands
        decimals = figure.form.unit == "ha" and "," in spot.piece.text and figure.value < 1000
        if thousands or decimals:
            found.append((spot, "," if thousands else "."))
    if not found:
        return None
    spot, mark = draft.rng.choice(found)
    form = spot.figure.form
    wrong = replace(form, thousands=",") if mark == "," else replace(form, decimal=".")
    right = spot.piece.text
    spot.put(spot.piece.in_form(wrong))
    return Fault("figure.format", report, spot.piece.text, (spot.piece.text, right))


def period_mismatch(draft: Draft) -> Fault | None:
    """The month or the year of a heading, a season or a school year is an earlier one."""
    report, month = draft.clean(), draft.month
    before = month.shift(-1)
    swaps = {f"tháng {month.month} năm {month.year}": f"tháng {before.month} năm {before.year}"}
    seasons = {
        f"vụ {name} năm {month.year}": f"vụ {name} năm {month.year - 1}"
        for name in ("xuân", "mùa", "hè thu", "thu đông", "đông")
    }
    found = []
    for spot in spots(report):
        options = swaps if spot.block.sector in ("opening", "results") else seasons
        for right, wrong in options.items():
            if right.lower() in spot.piece.text.lower() and spot.piece.others and spot.block.sector != "tasks":
                at = spot.piece.text.lower().index(right.lower())
                old = spot.piece.text[at : at + len(right)]
                found.append((spot, old, _cased(wrong, old)))
    if not found:
        return None
    spot, old, new = draft.rng.choice(found)
    others = tuple((text.replace(old, new), kind) for text, kind in spot.piece.others)
    spot.put(replace(spot.piece, text=spot.piece.text.replace(old, new), others=others))
    return Fault("period.mismatch", report, spot.block.text, (new,))


def _cased(text: str, model: str) -> str:
    """The text with capitals as the model has them."""
    if model.isupper():
        return text.upper()
    return text[0].upper() + text[1:] if model[0].isupper() else text
