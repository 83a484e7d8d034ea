"""Order, civil status, citizens received, petitions and administrative procedures, a month at a time.

Enters: the ledger up to last month. Leaves: this month's flows and what is open at its end.
Example: petitions: carried over 4 + received 9 = solved 7 + open 6, and 6 is what the next month carries over.
"""

from __future__ import annotations

from corpus.world.calendar import Month
from corpus.world.ledger import Ledger, count, split, vary


def order(ledger: Ledger, month: Month) -> None:
    """Patrols, accidents, fines, crime, tips, identity papers."""
    rng, size = ledger.rng("order", month), ledger.commune.households
    shifts = 8 + count(rng, 10)
    ledger.put(month, patrol_shift=shifts, patrol_people=shifts * rng.randint(4, 7) + rng.randint(0, 6))
    accidents = count(rng, size / 3600)
    hurt = sum(rng.randint(1, 2) for _ in range(accidents))
    dead = min(hurt, count(rng, 0.18 * accidents))
    fined = 3 + count(rng, size / 400)
    ledger.put(month, traffic_acc=accidents, traffic_dead=dead, traffic_injured=hurt - dead)
    ledger.put(month, traffic_fined=fined, traffic_fine_amount=vary(rng, fined * 1.7, 0.2))
    ledger.put(month, crime_case=count(rng, size / 4200), fire_case=1 if rng.random() < 0.06 else 0)
    tips = 2 + count(rng, size / 1600)
    solved, pending = split(rng, tips, 70, 30)
    ledger.put(month, tip_received=tips, tip_solved=solved, tip_pending=pending)
    ledger.put(month, idcard_issued=12 + count(rng, size / 70), eid_level2_o14=8 + count(rng, size / 90))
    ledger.put(month, residence_file=20 + count(rng, size / 35))


def civil(ledger: Ledger, month: Month) -> None:
    """Civil status by kind, linked dossiers, certified copies, mediation."""
    rng, size = ledger.rng("civil", month), ledger.commune.households
    birth, marriage, death, other = (1 + count(rng, size / k) for k in (190, 420, 520, 170))
    ledger.put(month, civil_status=birth + marriage + death + other, x_birth=birth, x_marriage=marriage, x_death=death)
    ledger.put(
        month,
        x_civil_other=other,
        civil_linked=max(0, birth - count(rng, 1.5)),
        certify_copy=30 + count(rng, size / 12),
    )
    cases = 1 + count(rng, 2.2)
    good, bad = split(rng, cases, 84, 16)
    ledger.put(month, mediation_case=cases, x_mediation_ok=good, x_mediation_fail=bad)


def reception(ledger: Ledger, month: Month) -> None:
    """Citizens received and petitions with their balance."""
    rng, mean = ledger.rng("reception", month), ledger.commune.petitions
    visits = 2 + count(rng, mean)
    groups = count(rng, 0.3)
    grouped = sum(rng.randint(5, 9) for _ in range(groups))
    people = visits + count(rng, mean * 0.5) + grouped
    ledger.put(
        month, recv_days_chair=rng.choice([2, 2, 2, 3]), recv_visits=visits + groups, recv_people=people + groups
    )
    ledger.put(month, recv_cases=max(1, visits - count(rng, 1.0)), recv_groups=groups, recv_group_people=grouped)
    prev = ledger.before(month, "pet_pending", max(2, mean // 2))
    complaint, denounce, petition = count(rng, mean * 0.15), count(rng, mean * 0.08), 1 + count(rng, mean * 0.8)
    came = complaint + denounce + petition
    solved = min(prev + came - 1, max(1, round((prev + came) * rng.uniform(0.55, 0.8))))
    ledger.put(
        month, pet_prev=prev, pet_received=came, pet_complaint=complaint, pet_denounce=denounce, pet_petition=petition
    )
    ledger.put(month, pet_solved=solved)
    ledger.hold(month, pet_pending=prev + came - solved)


def procedures(ledger: Ledger, month: Month) -> None:
    """TTHC dossiers of the window: how they came in, what was done in time, what is open."""
    rng, commune = ledger.rng("procedures", month), ledger.commune
    prev = ledger.before(month, "tthc_pending", commune.files // 7)
    came = vary(rng, commune.files * (0.7 if month.month in (1, 2) else 1.0), 0.12)
    direct = round(came * rng.uniform(0.01, 0.07))
    online = came - direct
    full, partial = split(rng, online, 34, 66)
    pending = round((prev + came) * rng.uniform(0.1, 0.17))
    done = prev + came - pending
    late = count(rng, 0.7) if rng.random() < 0.4 else 0
    epay_due = round(done * rng.uniform(0.6, 0.8))
    ledger.put(month, tthc_prev=prev, tthc_received=came, tthc_online=online, tthc_direct=direct, tthc_online_full=full)
    ledger.put(month, tthc_online_partial=partial, tthc_done=done, tthc_done_late=late, tthc_done_ontime=done - late)
    ledger.put(
        month,
        tthc_digitized=done - count(rng, done * 0.012),
        x_epay_due=epay_due,
        tthc_epay=epay_due - count(rng, epay_due * 0.03),
    )
    ledger.hold(month, tthc_pending=pending)
