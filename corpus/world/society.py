"""Land, building, poverty, social benefits, culture, schools and health, a month at a time.

Enters: the ledger up to last month. Leaves: this month's flows and stocks in it.
Example: land dossiers: carried over 41 + received 39 = issued 35 + withdrawn 1 + open 44.
"""

from __future__ import annotations

from corpus.world.calendar import Month
from corpus.world.ledger import Ledger, count, split, vary


def land(ledger: Ledger, month: Month) -> None:
    """Building permits, first land certificates with what is carried over, conversions and transfers."""
    rng, commune = ledger.rng("land", month), ledger.commune
    received = 2 + count(rng, commune.households / 420)
    ledger.put(
        month,
        permit_received=received,
        permit_issued=max(1, received - count(rng, 0.8)),
        construct_violation=count(rng, 0.5),
    )
    prev = ledger.before(month, "land_first_pending", 8 + commune.households // 260)
    came = 5 + count(rng, commune.households / 230)
    withdrawn = min(prev, count(rng, 0.9))
    issued = min(prev + came - withdrawn, max(1, round((prev + came) * rng.uniform(0.4, 0.6))))
    ledger.put(
        month,
        x_land_first_prev=prev,
        land_first_received=came,
        land_first_issued=issued,
        land_first_withdrawn=withdrawn,
    )
    ledger.hold(month, land_first_pending=prev + came - withdrawn - issued)
    ledger.put(
        month,
        land_convert_received=1 + count(rng, commune.households / 900),
        land_transfer=6 + count(rng, commune.households / 120),
    )


def poverty(ledger: Ledger, month: Month) -> None:
    """Households, poor and near-poor (counted anew in November), and houses to build or repair."""
    rng, commune = ledger.rng("poverty", month), ledger.commune
    share = 0.13 if commune.rural else 0.012
    poor = ledger.before(month, "poor_hh", round(commune.households * share))
    near = ledger.before(month, "nearpoor_hh", round(commune.households * share * 0.8))
    if month.month == 11:
        poor, near = round(poor * rng.uniform(0.8, 0.9)), round(near * rng.uniform(0.85, 1.0))
    households = ledger.before(month, "hh_total", commune.households) + rng.randint(-2, 7)
    if month.month == 1 or ledger.stock(month.shift(-1), "housing_build") is None:
        build, repair = 3 + count(rng, 7), 2 + count(rng, 4)
    else:
        build, repair = ledger.before(month, "housing_build", 0), ledger.before(month, "housing_repair", 0)
    ledger.hold(month, hh_total=households, poor_hh=poor, nearpoor_hh=near)
    ledger.hold(month, housing_need=build + repair, housing_build=build, housing_repair=repair)


def welfare(ledger: Ledger, month: Month) -> None:
    """People paid, the money, dossiers by kind, people of merit and health insurance."""
    rng, commune = ledger.rng("welfare", month), ledger.commune
    paid = (ledger.flow(month.shift(-1), "social_benef") or commune.households * 3 // 17) + rng.randint(-4, 7)
    ledger.put(month, social_benef=paid, social_pay_amount=vary(rng, int(paid) * 0.62, 0.03))
    ledger.put(month, dis_assess=1 + count(rng, 5), social_file_new=2 + count(rng, 9), social_funeral=1 + count(rng, 3))
    ledger.put(month, bhyt_card_social=3 + count(rng, 14))
    ledger.hold(
        month, merit_total=max(20, ledger.before(month, "merit_total", commune.households // 33) + rng.randint(-2, 1))
    )
    people = commune.households * 4
    insured = ledger.before(month, "bhyt_members", round(people * 0.91)) + rng.randint(-9, 12)
    ledger.hold(month, bhyt_members=min(insured, people), x_people=people)


def culture(ledger: Ledger, month: Month) -> None:
    """Events, news items and training in digital skills."""
    rng = ledger.rng("culture", month)
    ledger.put(month, culture_event=1 + count(rng, 3), news_post=14 + count(rng, 26))
    classes = rng.choice([0, 1, 1, 1, 2])
    ledger.put(month, dt_class=classes, dt_trainee=classes * rng.choice([40, 50, 60, 80, 120]))


def schools(ledger: Ledger, month: Month) -> None:
    """Children by level, classes and schools; nothing is counted in the summer."""
    rng, commune = ledger.rng("schools", month), ledger.commune
    size = commune.households
    levels = {
        "x_edu_mn": ledger.before(month, "x_edu_mn", round(size * 0.17)) + rng.randint(-3, 4),
        "x_edu_th": ledger.before(month, "x_edu_th", round(size * 0.29)) + rng.randint(-3, 3),
        "x_edu_thcs": ledger.before(month, "x_edu_thcs", round(size * 0.21)) + rng.randint(-4, 2),
    }
    total, count_schools = sum(levels.values()), 3 + size // 1500
    ledger.hold(month, edu_pupils=total, edu_classes=total // 30, edu_schools=count_schools, **levels)
    ledger.hold(month, edu_national_std=ledger.before(month, "edu_national_std", count_schools - 2))


def health(ledger: Ledger, month: Month) -> None:
    """Visits, children vaccinated of those due, talks, infectious disease and food safety."""
    rng, commune = ledger.rng("health", month), ledger.commune
    visits = vary(rng, commune.households / 9, 0.15)
    inside = round(visits * rng.uniform(0.04, 0.1))
    ledger.put(month, health_visits=visits, x_visits_in=inside, x_visits_out=visits - inside)
    due = 20 + vary(rng, commune.households / 28, 0.15)
    ledger.put(month, epi_due=due, epi_children=due - count(rng, due * 0.12))
    talks = 3 + count(rng, 6)
    ledger.put(month, health_talk=talks, health_talk_people=talks * rng.randint(18, 34) + rng.randint(0, 9))
    ledger.put(month, disease_case=count(rng, 2.2 if month.month in (7, 8, 9, 10) else 0.8), poisoning_case=0)
    checked = 4 + count(rng, 11)
    bad, _ = split(rng, checked, 8, 92)
    ledger.put(month, fs_inspected=checked, fs_violation=bad, fs_commit=2 + count(rng, 9))
