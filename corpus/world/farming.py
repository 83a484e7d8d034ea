"""Crops, herds, vaccination, forest and fish, a month at a time.

Enters: the ledger up to last month. Leaves: this month's flows and stocks in it.
Example: in tháng 5 the North harvests vụ xuân: crop_harvested_area 62,5 ha of 312 ha planted.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from corpus.world.calendar import Month
from corpus.world.communes import Region
from corpus.world.ledger import Ledger, Season, count, tenths, vary

# month: season, months back to its first, months on to its last, planted, harvested, with rice
_SEASONS: dict[Region, dict[int, tuple[str, int, int, str, str, bool]]] = {
    Region.NORTH: {
        1: ("vụ xuân", 0, 5, "0.2", "0", True),
        2: ("vụ xuân", 1, 4, "0.75", "0", True),
        3: ("vụ xuân", 2, 3, "1", "0", True),
        4: ("vụ xuân", 3, 2, "1", "0", True),
        5: ("vụ xuân", 4, 1, "1", "0.25", True),
        6: ("vụ xuân", 5, 0, "1", "1", True),
        7: ("vụ mùa", 0, 3, "0.85", "0", True),
        8: ("vụ mùa", 1, 2, "1", "0", True),
        9: ("vụ mùa", 2, 1, "1", "0.35", True),
        10: ("vụ mùa", 3, 0, "1", "1", True),
        11: ("vụ đông", 0, 1, "0.7", "0", False),
        12: ("vụ đông", 1, 0, "1", "0", False),
    },
    Region.CENTRAL: {
        1: ("vụ đông xuân", 1, 4, "0.9", "0", True),
        2: ("vụ đông xuân", 2, 3, "1", "0", True),
        3: ("vụ đông xuân", 3, 2, "1", "0", True),
        4: ("vụ đông xuân", 4, 1, "1", "0.6", True),
        5: ("vụ đông xuân", 5, 0, "1", "1", True),
        6: ("vụ hè thu", 0, 3, "0.9", "0", True),
        7: ("vụ hè thu", 1, 2, "1", "0", True),
        8: ("vụ hè thu", 2, 1, "1", "0.3", True),
        9: ("vụ hè thu", 3, 0, "1", "1", True),
        10: ("vụ đông", 0, 1, "0.6", "0", False),
        11: ("vụ đông", 1, 0, "1", "0", False),
        12: ("vụ đông xuân", 0, 5, "0.3", "0", True),
    },
    Region.SOUTH: {
        11: ("vụ đông xuân", 0, 4, "0.4", "0", True),
        12: ("vụ đông xuân", 1, 3, "0.9", "0", True),
        1: ("vụ đông xuân", 2, 2, "1", "0", True),
        2: ("vụ đông xuân", 3, 1, "1", "0.4", True),
        3: ("vụ đông xuân", 4, 0, "1", "1", True),
        4: ("vụ hè thu", 0, 4, "0.5", "0", True),
        5: ("vụ hè thu", 1, 3, "1", "0", True),
        6: ("vụ hè thu", 2, 2, "1", "0", True),
        7: ("vụ hè thu", 3, 1, "1", "0.5", True),
        8: ("vụ hè thu", 4, 0, "1", "1", True),
        9: ("vụ thu đông", 0, 1, "0.7", "0", True),
        10: ("vụ thu đông", 1, 0, "1", "0", True),
    },
}


def crops(ledger: Ledger, month: Month) -> None:
    """Areas planted and harvested of the season that the month falls in, with its plan."""
    commune = ledger.commune
    name, back, ahead, planted, harvested, rice = _SEASONS[commune.region][month.month]
    season = Season(name, month.shift(-back), month.shift(ahead), Decimal(planted), Decimal(harvested), rice)
    ledger.seasons[month] = season
    draw = ledger.rng("season", season.first)
    values: dict[str, Decimal] = {}
    for code, base in (("crop_rice_area", commune.rice if rice else 0), ("crop_maize_area", commune.maize)):
        if not base:
            continue
        plan = Decimal(vary(draw, base, 0.06))
        final = tenths(plan * Decimal(str(draw.choice(["0.97", "0.985", "1", "1", "1.01", "1.024"]))))
        values[f"{code}@plan"] = plan
        values[code] = final if season.planted == 1 else tenths(final * season.planted)
    if rice and commune.rice and season.harvested:
        area = tenths(values["crop_rice_area"] * season.harvested)
        crop_yield = tenths(draw.uniform(52, 66))
        values |= {"crop_harvested_area": area, "crop_rice_yield": crop_yield}
        values["crop_rice_output"] = (area * crop_yield / 10).quantize(Decimal(1), ROUND_HALF_UP)
    rng = ledger.rng("crops", month)
    values["crop_vegetable_area"] = tenths(commune.vegetable * float(season.planted) * rng.uniform(0.8, 1.0))
    values["crop_pest_area"] = tenths(
        (commune.rice + commune.maize + commune.vegetable * 0.4) * rng.uniform(0.01, 0.04)
    )
    ledger.put(month, **values)


def herds(ledger: Ledger, month: Month) -> None:
    """Herds by species, poultry and pets at the month's end; the total is the sum of the species."""
    rng, commune = ledger.rng("herds", month), ledger.commune
    total = 0
    for species, start in commune.herds:
        code = f"livestock_{species}"
        base = ledger.before(month, code, start)
        drift = 0.035 if species == "pig" else 0.012
        heads = max(3, base + round(rng.gauss(0.05 * (start - base), drift * base + 0.8)))
        ledger.hold(month, **{code: heads})
        total += heads
    ledger.hold(
        month,
        livestock_total=total,
        poultry_total=vary(
            rng, 0.7 * ledger.before(month, "poultry_total", commune.poultry) + 0.3 * commune.poultry, 0.03
        ),
        pet_total=ledger.before(month, "pet_total", commune.pets) + rng.randint(-12, 13),
    )


def animal_health(ledger: Ledger, month: Month) -> None:
    """Vaccination in the two rounds of the year (months 3-4, 9-10), outbreaks and culled pigs."""
    rng, commune, heads = ledger.rng("animal health", month), ledger.commune, dict(ledger.commune.herds)
    if month.month in (3, 4, 9, 10):
        big = heads["cattle"] + heads.get("buffalo", 0)
        doses = {
            "vac_rabies": vary(rng, commune.pets * 0.38, 0.1),
            "vac_fmd": vary(rng, big * 0.42, 0.1),
            "vac_septicemia": vary(rng, big * 0.36, 0.1),
            "vac_avian_flu": vary(rng, commune.poultry * 0.21, 0.1),
        }
        ledger.put(month, vac_total=sum(doses.values()), **doses)
    outbreak = 1 if rng.random() < 0.12 else 0
    ledger.put(month, disease_outbreak=outbreak, asf_culled=count(rng, 22) + 3 if outbreak else 0)


def forest_and_fish(ledger: Ledger, month: Month) -> None:
    """Forest planted against the year's plan, breaches and fires; ponds and what was caught."""
    rng, commune = ledger.rng("forest", month), ledger.commune
    if commune.forest:
        plan = vary(ledger.rng("forest plan", month.year), commune.forest, 0.1)
        ledger.plan(month.year, forest_planted=plan)
        done = sum(
            (ledger.flow(Month(month.year, m), "forest_planted") or Decimal(0) for m in range(1, month.month)),
            Decimal(0),
        )
        share = {3: 0.06, 4: 0.1, 5: 0.14, 6: 0.18, 7: 0.2, 8: 0.15, 9: 0.1, 10: 0.05}.get(month.month, 0.0)
        grown = tenths(plan * share * rng.uniform(0.8, 1.15))
        ledger.put(
            month, forest_planted=min(grown, Decimal(plan) - done), forest_violation=count(rng, 0.25), forest_fire=0
        )
    if commune.aqua:
        ledger.hold(month, aqua_area=tenths(commune.aqua + rng.uniform(-1.5, 1.5)))
        ledger.put(month, aqua_output=tenths(commune.aqua * rng.uniform(0.25, 0.55)))
        ledger.plan(month.year, aqua_output=vary(ledger.rng("fish plan", month.year), commune.aqua * 4.9, 0.05))
