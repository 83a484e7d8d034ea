"""One commune's life from the epoch to a month.

Enters: a commune, a seed, the last month. Leaves: `Life`: its ledger and its diary.
Example: `live(BY_KEY["na-khuoi"], "1", Month(2026, 6))`.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.world import farming, justice, money, society
from corpus.world.calendar import Month
from corpus.world.communes import Commune
from corpus.world.diary import Diary, keep_diary
from corpus.world.ledger import Ledger

EPOCH = Month(2023, 1)
"""Where every life begins, so that a month is the same whatever the first report asked for."""

_STEPS = (
    farming.crops, farming.herds, farming.animal_health, farming.forest_and_fish, money.budget, money.business,
    money.work_and_credit, society.land, society.poverty, society.welfare, society.culture, society.schools,
    society.health, justice.order, justice.civil, justice.reception, justice.procedures,
)  # fmt: skip


@dataclass(frozen=True)
class Life:
    """All that is known of one commune."""

    commune: Commune
    seed: str
    ledger: Ledger
    diary: Diary


def live(commune: Commune, seed: str, last: Month) -> Life:
    """Simulate from the epoch to the last month, both included."""
    ledger = Ledger(commune, seed)
    month = EPOCH
    while month <= last:
        for step in _STEPS:
            step(ledger, month)
        month = month.shift(1)
    return Life(commune, seed, ledger, keep_diary(commune, seed, EPOCH, last))
