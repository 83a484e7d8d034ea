"""The simulated communes: all identities hold, whatever the month."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.world.calendar import Kind, Month, kind_of
from corpus.world.communes import COMMUNES, Commune
from corpus.world.facts import Fact, tell
from corpus.world.ledger import percent
from corpus.world.simulate import live

LAST = Month(2026, 6)
MONTHS = [LAST.shift(-back) for back in range(23, -1, -1)]
SUMS = {
    "livestock_total": ("livestock_buffalo", "livestock_cattle", "livestock_horse", "livestock_goat", "livestock_pig"),
    "bizreg_total": ("bizreg_new", "bizreg_change", "bizreg_reissue", "bizreg_stop"),
    "ocop_total": ("ocop_3star", "ocop_4star", "ocop_5star"),
    "vac_total": ("vac_rabies", "vac_fmd", "vac_septicemia", "vac_avian_flu"),
    "rev@m": ("rev_land@m", "rev_tax_nonstate@m", "rev_fee@m", "x_rev_other@m"),
    "rev@ytd": ("rev_land@ytd", "rev_tax_nonstate@ytd", "rev_fee@ytd", "x_rev_other@ytd"),
    "exp@ytd": ("exp_invest@ytd", "exp_recurrent@ytd"),
    "exp@plan": ("exp_invest@plan", "exp_recurrent@plan"),
    "pubinv_plan": ("pubinv_plan_land", "pubinv_plan_central", "pubinv_plan_ntp"),
    "housing_need": ("housing_build", "housing_repair"),
    "edu_pupils": ("x_edu_mn", "x_edu_th", "x_edu_thcs"),
    "health_visits": ("x_visits_in", "x_visits_out"),
    "tip_received": ("tip_solved", "tip_pending"),
    "civil_status": ("x_birth", "x_marriage", "x_death", "x_civil_other"),
    "mediation_case": ("x_mediation_ok", "x_mediation_fail"),
    "pet_received": ("pet_complaint", "pet_denounce", "pet_petition"),
    "tthc_received": ("tthc_online", "tthc_direct"),
    "tthc_online": ("tthc_online_full", "tthc_online_partial"),
    "tthc_done": ("tthc_done_ontime", "tthc_done_late"),
    "tthc_total": ("tthc_prev", "tthc_received"),
}
BALANCES = (
    (("pet_prev", "pet_received"), ("pet_solved", "pet_pending")),
    (("tthc_prev", "tthc_received"), ("tthc_done", "tthc_pending")),
    (
        ("x_land_first_prev", "land_first_received"),
        ("land_first_issued", "land_first_withdrawn", "land_first_pending"),
    ),
)
PARTS = (
    ("epi_children", "epi_due"),
    ("fs_violation", "fs_inspected"),
    ("tthc_digitized", "tthc_done"),
    ("tthc_epay", "x_epay_due"),
    ("recv_visits", "recv_people"),
    ("labour_export@ytd", "job_created@ytd"),
    ("civil_linked", "civil_status"),
    ("forest_planted@ytd", "forest_planted@plan"),
    ("disb@ytd", "disb@plan"),
)


@pytest.fixture(scope="module", params=COMMUNES, ids=lambda commune: commune.key)
def told(request: pytest.FixtureRequest) -> tuple[Commune, list[dict[str, Fact]]]:
    life = live(request.param, "1", LAST)
    return request.param, [tell(life, month, 2) for month in MONTHS]


def test_totals_are_sums_of_their_parts(told: tuple[Commune, list[dict[str, Fact]]]) -> None:
    for facts in told[1]:
        for whole, parts in SUMS.items():
            if whole in facts:
                assert facts[whole].value == sum(facts[part].value for part in parts if part in facts), whole


def test_what_came_in_went_out_or_is_open(told: tuple[Commune, list[dict[str, Fact]]]) -> None:
    for facts in told[1]:
        for come, gone in BALANCES:
            assert sum(facts[key].value for key in come) == sum(facts[key].value for key in gone)


def test_parts_do_not_exceed_wholes(told: tuple[Commune, list[dict[str, Fact]]]) -> None:
    for facts in told[1]:
        for part, whole in PARTS:
            if part in facts and whole in facts:
                assert facts[part].value <= facts[whole].value, part


def test_percentages_are_rounded_half_up(told: tuple[Commune, list[dict[str, Fact]]]) -> None:
    for facts in told[1]:
        for fact in facts.values():
            if fact.base:
                part, whole = (facts[key].value for key in fact.base)
                assert fact.value == percent(part, whole, 2), fact.key


def test_months_hang_together(told: tuple[Commune, list[dict[str, Fact]]]) -> None:
    commune, months = told
    for month, before, now in zip(MONTHS[1:], months, months[1:], strict=False):
        for key, fact in now.items():
            code, _, measure = key.partition("@")
            if measure == "ytd" and fact.indicator.kind == "C":
                earlier = Decimal(0) if month.month == 1 else before[key].value
                assert fact.value == earlier + now[f"{code}@m"].value, (month, key)
            if measure == "plan" and fact.indicator.kind == "C" and month.month > 1:
                assert fact.value == before[key].value, (month, key)
        if kind_of(month, commune.periodic) is Kind.MONTH:
            for prev, pending in (
                ("pet_prev", "pet_pending"),
                ("tthc_prev", "tthc_pending"),
                ("x_land_first_prev", "land_first_pending"),
            ):
                assert now[prev].value == before[pending].value, (month, prev)


def test_a_month_is_the_same_wherever_the_simulation_stops() -> None:
    commune, month = COMMUNES[0], Month(2025, 3)
    assert tell(live(commune, "1", month), month, 2) == tell(live(commune, "1", LAST), month, 2)


def test_seeds_differ() -> None:
    month = Month(2025, 3)
    assert tell(live(COMMUNES[0], "1", month), month, 2) != tell(live(COMMUNES[0], "2", month), month, 2)


def test_document_numbers_rise_with_their_dates() -> None:
    for commune in COMMUNES:
        diary = live(commune, "1", LAST).diary
        papers = [paper for month in MONTHS for paper in diary.documents[month]]
        for kind in ("KH", "QĐ"):
            series = [(p.day.year, p.number, p.day) for p in papers if p.kind == kind]
            assert series == sorted(series, key=lambda row: (row[2], row[1]))
            assert len({row[:2] for row in series}) == len(series)
