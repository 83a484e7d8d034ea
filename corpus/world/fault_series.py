"""Faults that only the reports before show.

Enters: a clean draft. Leaves: a `Fault` with needs_archive, or None where the draft has no place for it.
Example: job_created of the month is four more than the two cumulative figures allow.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from corpus.styles.compose import compose
from corpus.styles.numbers import write
from corpus.styles.pieces import Block, Piece, Report
from corpus.styles.render import make_form
from corpus.world.calendar import Kind
from corpus.world.facts import Fact
from corpus.world.fault_tools import Draft, Fault, around, figures, stated, written
from corpus.world.ledger import tidy
from pipeline.catalogue import load_catalogue

_CUMULATIVE = ("job_created", "aqua_output", "forest_planted", "disb", "rev", "exp")


def series_cumulative(draft: Draft) -> Fault | None:
    """This month's value is off; last month's cumulative and this one's stay."""
    if draft.month.month == 1:
        return None
    clean, before = draft.clean(), draft.before()
    flat = [key for key in _CUMULATIVE if draft.style.variant_of("budget") != 3 or key not in ("rev", "exp")]
    code = draft.pick([k for k in flat if stated(clean, f"{k}@m", f"{k}@ytd") and stated(before, f"{k}@ytd")])
    if code is None:
        return None
    fact = draft.facts[f"{code}@m"]
    wrong = fact.value + max(Decimal(3), (fact.value / 8).quantize(Decimal(1)))
    report = draft.write({f"{code}@m": replace(fact, value=tidy(wrong))})
    parts = (written(report, f"{code}@m"), written(report, f"{code}@ytd"), written(before, f"{code}@ytd"))
    return Fault("series.cumulative", report, around(report, f"{code}@m"), parts, True)


def series_decrease(draft: Draft) -> Fault | None:
    """A cumulative value below last month's, its percentage right for it."""
    if draft.month.month == 1:
        return None
    clean, before = draft.clean(), draft.before()
    options = []
    for each in ("job_created", "aqua_output", "forest_planted"):
        alone = stated(clean, f"{each}@ytd") and not stated(clean, f"{each}@m")
        if alone and stated(before, f"{each}@ytd") and draft.facts[f"{each}@ytd"].value > 10:
            options.append(each)
    code = draft.pick(options)
    if code is None:
        return None
    last = next(s.figure.value for s in figures(before) if s.figure.key == f"{code}@ytd")
    report = draft.write(_cumulative(draft, code, tidy((last * Decimal("0.9")).quantize(Decimal(1)))))
    parts = (written(report, f"{code}@ytd"), written(before, f"{code}@ytd"))
    return Fault("series.decrease", report, around(report, f"{code}@ytd"), parts, True)


def _cumulative(draft: Draft, code: str, value: Decimal) -> dict[str, Fact]:
    changes = {f"{code}@ytd": replace(draft.facts[f"{code}@ytd"], value=value)}
    ratio = draft.facts[f"{code}@pct"]
    changes[f"{code}@pct"] = replace(ratio, value=draft.percent(value, draft.facts[f"{code}@plan"].value))
    return changes


def series_carry(draft: Draft) -> Fault | None:
    """What is carried over differs from what was open; settled makes up for it."""
    rows = (("pet_prev", "pet_solved", "pet_pending"), ("x_land_first_prev", "land_first_issued", "land_first_pending"))
    clean, before = draft.clean(), draft.before()
    monthly = clean.kind is Kind.MONTH
    found = [row for row in rows if monthly and stated(clean, row[0], row[1]) and stated(before, row[2])]
    if not found:
        return None
    prev, solved, pending = draft.rng.choice(found)
    step = draft.rng.randint(2, 5)
    changes = {key: replace(draft.facts[key], value=draft.facts[key].value + step) for key in (prev, solved)}
    report = draft.write(changes)
    return Fault("series.carry", report, around(report, prev), (written(report, prev), written(before, pending)), True)


def series_target(draft: Draft) -> Fault | None:
    """The year's plan is another than before, its percentage right for it."""
    if draft.month.month == 1:
        return None
    clean, before = draft.clean(), draft.before()
    options = ("job_created", "forest_planted", "aqua_output", "rev", "exp")
    code = draft.pick([k for k in options if stated(clean, f"{k}@plan") and stated(before, f"{k}@plan")])
    if code is None:
        return None
    plan, ratio = draft.facts[f"{code}@plan"], draft.facts[f"{code}@pct"]
    value = plan.value + max(Decimal(5), (plan.value / 20).quantize(Decimal(1)))
    changes = {plan.key: replace(plan, value=value)}
    changes[ratio.key] = replace(ratio, value=draft.percent(draft.facts[f"{code}@ytd"].value, value))
    report = draft.write(changes)
    return Fault(
        "series.target", report, around(report, plan.key), (written(report, plan.key), written(before, plan.key)), True
    )


def series_jump(draft: Draft) -> Fault | None:
    """A value ten times what it has always been."""
    clean, before = draft.clean(), draft.before()
    options = ("poultry_total", "pet_total", "certify_copy", "residence_file", "land_transfer")
    key = draft.pick([k for k in options if stated(clean, k) and stated(before, k)])
    if key is None:
        return None
    report = draft.write({key: replace(draft.facts[key], value=draft.facts[key].value * 10)})
    return Fault("series.jump", report, around(report, key), (written(report, key), written(before, key)), True)


def series_restated(draft: Draft) -> Fault | None:
    """A sentence gives last month's revenue otherwise than last month's report did."""
    report, before = draft.clean(), draft.before()
    place = next((s for s in figures(report) if s.figure.key == "rev@m" and s.block.kind == "para"), None)
    told = next((s for s in figures(before) if s.figure.key == "rev@m"), None)
    if place is None or told is None:
        return None
    month = draft.month.shift(-1)
    wrong = told.figure.value + max(Decimal(7), (told.figure.value / 15).quantize(Decimal(1)))
    form = make_form("triệu đồng", "triệu đồng", draft.style)
    periods = f"p:month:{month.first}..{month.last}"
    figure = replace(place.figure, value=wrong, form=form, periods=periods, of=None, qualifier=None, phenomena=())
    name = f"tháng {month.month} năm {month.year}"
    pieces = [
        Piece("Trước đó, thu ngân sách trên địa bàn "),
        Piece(name, others=((name, "date"),)),
        Piece(" thực hiện "),
    ]
    pieces += [Piece(write(wrong, form).text, figure=figure), Piece(".")]
    block = Block("para", pieces, section=place.block.section, sector="budget")
    _insert(report, place.block, block)
    return Fault("series.restated", report, block.text, (pieces[3].text, told.piece.text), True)


def _insert(report: Report, after: Block, block: Block) -> None:
    at = next(index for index, found in enumerate(report.blocks) if found is after)
    report.blocks.insert(at + 1, block)


def series_missing(draft: Draft) -> Fault | None:
    """A line with figures that the last three reports all stated is gone."""
    report = draft.clean()
    recent = [compose(draft.life, draft.month.shift(-k), draft.style) for k in (1, 2, 3)]
    found = []
    for block in report.blocks:
        inside = [piece.figure for piece in block.pieces if piece.figure]
        keys = [figure.key for figure in inside if not figure.zero]
        whole = block.kind == "para" and block.sector not in ("lead", "budget") and not any(f.of for f in inside)
        if whole and 1 <= len(keys) <= 5 and all(stated(old, *keys) for old in recent):
            found.append((block, keys))
    if not found:
        return None
    block, keys = draft.rng.choice(found)
    report.blocks = [other for other in report.blocks if other is not block]
    named = load_catalogue()
    labels = tuple(dict.fromkeys(draft.facts[key].indicator.label for key in keys))
    labels += tuple(indicator.name for key in keys if (indicator := named.get(key.partition("@")[0])) is not None)
    title = next(b for b in report.blocks if b.kind == "heading" and b.sector == block.sector)
    return Fault("series.missing", report, title.line, labels, True)


_TELLING = 7
"""Fewer digits come back by chance: "05 tin báo, đã giải quyết 04, còn 01" is no sign of copying."""


def _digits(text: str) -> int:
    """How many digits the numbers of a text have, the zero of "05" not counted."""
    return sum(len(number.lstrip("0")) for number in re.findall(r"\d+", text))


def text_stale(draft: Draft) -> Fault | None:
    """A paragraph with its figures is last month's, word for word."""
    report, before = draft.clean(), draft.before()
    if before.kind is not Kind.MONTH or report.kind is not Kind.MONTH:
        return None
    found = []
    for sector in ("health", "welfare", "justice", "order", "business"):
        for new in [b for b in report.blocks if b.sector == sector and b.kind == "para"]:
            keys = [p.figure.key for p in new.pieces if p.figure]
            dated = any(piece.others for piece in new.pieces)
            same = [
                b for b in before.blocks if b.sector == sector and [p.figure.key for p in b.pieces if p.figure] == keys
            ]
            telling = same and _digits(same[0].text) >= _TELLING
            if len(keys) >= 4 and telling and not dated and same[0].text != new.text:
                found.append((new, same[0]))
    if not found:
        return None
    new, old = draft.rng.choice(found)
    new.pieces = list(old.pieces)
    return Fault("text.stale", report, new.text, (str(draft.month.shift(-1)),), True)
