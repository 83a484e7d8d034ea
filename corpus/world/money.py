"""Budget, public investment, business and co-operatives, a month at a time.

Enters: the ledger up to last month. Leaves: this month's flows (triệu đồng, hồ sơ) and stocks in it.
Example: rev of a month is the sum of rev_land, rev_tax_nonstate, rev_fee and what is left.
"""

from __future__ import annotations

from decimal import Decimal

from corpus.world.calendar import Month
from corpus.world.ledger import Ledger, count, split, vary

_REVENUE = (0.9, 0.6, 0.9, 1.0, 1.0, 1.1, 0.9, 0.9, 1.1, 1.1, 1.2, 1.5)
_SPENDING = (0.7, 0.8, 0.9, 0.9, 1.0, 1.0, 1.0, 1.0, 1.0, 1.1, 1.1, 1.4)
_DISBURSED = (0.2, 0.3, 0.6, 0.8, 1.0, 1.1, 1.1, 1.1, 1.2, 1.3, 1.4, 1.4)


def budget(ledger: Ledger, month: Month) -> None:
    """Revenue and expenditure by kind, with the yearly estimates; investment spent is what was disbursed."""
    commune, year = ledger.commune, month.year
    draw = ledger.rng("budget", year)
    growth = 1.06 ** (year - 2024)
    land, tax, fee = (vary(draw, commune.revenue * share * growth, 0.08) for share in (0.42, 0.27, 0.09))
    plan = round((land + tax + fee) * draw.uniform(1.14, 1.22) / 10) * 10
    spending = vary(draw, commune.spending * growth, 0.05)
    sources = [vary(draw, commune.investment * share * growth, 0.1) for share in (0.5, 0.3, 0.2)]
    invest = sum(sources)
    ledger.plan(year, rev=plan, rev_land=land, rev_tax_nonstate=tax, rev_fee=fee, exp=spending + invest)
    ledger.plan(year, exp_invest=invest, exp_recurrent=spending, disb=invest, pubinv_plan=invest)
    ledger.plan(year, pubinv_plan_land=sources[0], pubinv_plan_central=sources[1], pubinv_plan_ntp=sources[2])

    rng, m = ledger.rng("budget", month), month.month - 1
    parts = {
        "rev_land": vary(rng, land * _REVENUE[m] / 12.4, 0.35),
        "rev_tax_nonstate": vary(rng, tax * _REVENUE[m] / 12.2, 0.15),
        "rev_fee": vary(rng, fee * _REVENUE[m] / 12.2, 0.2),
        "x_rev_other": vary(rng, (plan - land - tax - fee) * _REVENUE[m] / 12.2, 0.3),
    }
    spent = sum(int(ledger.flow(Month(year, k), "disb") or 0) for k in range(1, month.month))
    disbursed = min(vary(rng, invest * _DISBURSED[m] / 11.9, 0.2), invest - spent)
    recurrent = vary(rng, spending * _SPENDING[m] / 12, 0.06)
    ledger.put(month, rev=sum(parts.values()), **parts)
    ledger.put(month, exp=disbursed + recurrent, exp_invest=disbursed, exp_recurrent=recurrent, disb=disbursed)
    ledger.hold(month, site_clearance_hh=max(0, ledger.before(month, "site_clearance_hh", 34) + rng.randint(-4, 4)))


def business(ledger: Ledger, month: Month) -> None:
    """Registration dossiers by kind, household businesses, co-operatives, OCOP products and market checks."""
    rng, commune = ledger.rng("business", month), ledger.commune
    mean = commune.households / 130
    total = 4 + count(rng, mean)
    new, change, reissue, stop = split(rng, total, 45, 30, 6, 19)
    ledger.put(
        month, bizreg_total=total, bizreg_new=new, bizreg_change=change, bizreg_reissue=reissue, bizreg_stop=stop
    )
    shops = ledger.before(month, "household_business", commune.households // 6) + new - stop
    born, closed = count(rng, 0.22), count(rng, 0.08)
    coops = ledger.before(month, "coop_active", 6 + commune.households // 700)
    ledger.put(month, coop_new=born)
    ledger.hold(month, household_business=shops, coop_active=coops + born - closed)
    stars = [
        ledger.before(month, f"ocop_{star}star", start)
        for star, start in ((3, 4 + commune.households // 900), (4, 3), (5, 1))
    ]
    if month.month in (6, 12):
        stars[0] += rng.randint(0, 2)
        stars[1] += rng.randint(0, 1)
    ledger.hold(month, ocop_total=sum(stars), ocop_3star=stars[0], ocop_4star=stars[1], ocop_5star=stars[2])
    ledger.put(month, market_inspection=2 + count(rng, 6))
    if commune.tourists:
        season = 1.6 if month.month in (4, 5, 6, 7, 8) else 0.8
        ledger.put(month, tourist_count=Decimal(vary(rng, commune.tourists * season, 0.12)))


def work_and_credit(ledger: Ledger, month: Month) -> None:
    """Jobs found against the year's plan, labour sent abroad as a part, and the balance of policy loans."""
    rng, commune = ledger.rng("work", month), ledger.commune
    ledger.plan(month.year, job_created=vary(ledger.rng("work", month.year), commune.households / 14, 0.05) // 5 * 5)
    jobs = 3 + count(rng, commune.households / 180)
    ledger.put(month, job_created=jobs, labour_export=min(jobs, count(rng, commune.households / 1500)))
    ledger.hold(month, policy_loan=ledger.before(month, "policy_loan", commune.households * 9) + rng.randint(-260, 420))
