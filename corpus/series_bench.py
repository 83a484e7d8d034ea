"""How near the archive's series come to the numbers of the simulated world.

Enters: options of the command line. Leaves: a table of indicators with the share of their values that are right.
Example: `python -m corpus.series_bench --communes 8 --months 24` makes the reports, fills an archive, asks it for the
series of every indicator that the reports state, and holds them against world.json.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from corpus.make_reports import main as make_reports
from pipeline.catalogue import Catalogue, load_catalogue
from pipeline.ingest import ingest
from pipeline.language.units import unit_table
from pipeline.query.series import series
from pipeline.store.archive import Archive, open_archive
from pipeline.store.indicators import save_indicators
from schemas.period import PeriodKind
from schemas.rows import SeriesRow

_CORES = os.cpu_count() or 1
LEAST_RIGHT, MOST_WRONG = 0.98, 0.005
RIGHT, PART, PERIOD, WRONG, MISSING = "right", "part", "period", "wrong", "missing"
_NAMES = {RIGHT: "đúng", PART: "ở phần", PERIOD: "khác kỳ", WRONG: "sai", MISSING: "thiếu"}
_ANY = {kind.value for kind in PeriodKind}

Place = tuple[str, str]
"""Agency and month."""
Told = tuple[Decimal, str]
"""Amount and measure."""


@dataclass(frozen=True)
class Fact:
    """One value that a report states, with the kinds of period and the measures that a reader may give it.

    What has no plan may be told as a target: the number of which another is part (191 hộ nghèo trên tổng số 1.687 hộ).
    """

    place: Place
    code: str
    amount: Decimal
    measure: str
    against: str | None
    period: str
    kinds: frozenset[str]
    measures: frozenset[str]


@dataclass
class Score:
    """Outcomes by indicator and measure, the values that no fact accounts for, and what happened where."""

    outcomes: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    months: dict[str, dict[Place, bool]] = field(default_factory=lambda: defaultdict(dict))
    values: Counter[str] = field(default_factory=Counter)
    strays: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def share(self, *wanted: str) -> float:
        """How many of the facts have one of these outcomes."""
        total = sum((counter for counter in self.outcomes.values()), Counter[str]())
        return sum(total[outcome] for outcome in wanted) / max(total.total(), 1)


def own_measure(catalogue: Catalogue, code: str) -> str:
    """The measure in which an indicator's series is counted: a rate's ratio, a plan's target, else what is there."""
    return {"ratio": "ratio", "plan": "target"}.get(catalogue[code].kind.value, "actual")


def period_kinds(kind: str, spelt: Iterable[str], report: str) -> frozenset[str]:
    """The kinds of period that are right for a value of `kind` in a report on a month, quarter or year.

    `spelt` are the periods that the gold allows ("ytd;y" says the year so far, or the year); nothing is wrong where
    one of them is "-". The months from January on are the year so far.
    """
    so_far = {"ytd", "half", "nine_months"} | ({"year"} if report == "year" else set())
    kinds = {kind} | (so_far if kind == "ytd" else set())
    for period in spelt:
        name, _, rest = period.partition(":")
        found = {"m": {"month", report}, "ytd": so_far, "y": {"year"}, "pt": {"point"}, "r": {"range"}, "-": _ANY}
        kinds |= found.get(name, {rest.partition(":")[0]})
    return frozenset(kinds)


def same_days(kinds: frozenset[str], month: str) -> frozenset[str]:
    """Add the kinds that mean the same days: the year so far is January in January, the first quarter in March.

    >>> sorted(same_days(frozenset({"ytd"}), "2025-03"))
    ['quarter', 'ytd']
    """
    named = {"01": {"ytd", "month"}, "03": {"ytd", "quarter"}}.get(month[5:7], set())
    return kinds | named if kinds & named else kinds


def stated_facts(world: dict[str, Any], catalogue: Catalogue) -> Iterator[Fact]:
    """What the reports of world.json state of indicators that the catalogue has."""
    for report in world["reports"]:
        place = (str(report["agency"]), str(report["month"]))
        planned = {fact["indicator"] for fact in report["facts"] if fact["measure"] == "target"}
        for fact in report["facts"]:
            code = fact["indicator"]
            if not fact["stated"] or code not in catalogue:
                continue
            yield _fact(fact, place, str(report["kind"]), planned)


def _fact(fact: dict[str, Any], place: Place, report: str, planned: set[str]) -> Fact:
    code, kind = str(fact["indicator"]), str(fact["period"]["kind"])
    kinds = same_days(period_kinds(kind, fact["periods"], report), place[1])
    measure = str(fact["measure"])
    measures = frozenset({measure, "target"} if measure == "actual" and code not in planned else {measure})
    return Fact(place, code, _amount(fact), measure, fact["against"], kind, kinds, measures)


def _amount(fact: dict[str, Any]) -> Decimal:
    unit = unit_table().get(str(fact["unit"]))
    return (Decimal(str(fact["value"])) * (unit.factor if unit else 1)).normalize()


def judge(world: dict[str, Any], archive: Archive, catalogue: Catalogue) -> Score:
    """Hold the archive's series against the world."""
    facts = list(stated_facts(world, catalogue))
    true: dict[tuple[Place, str], set[Told]] = defaultdict(set)
    for report in world["reports"]:
        for fact in report["facts"]:
            key = (str(report["agency"]), str(report["month"])), str(fact["indicator"])
            true[key].add((_amount(fact), str(fact["measure"])))
    rows = {code: _by_place(series(archive, code, derive=False)) for code in sorted({row.code for row in catalogue})}
    told = {(fact.place, fact.code) for fact in facts}
    told_codes = {code for _, code in told}
    score = Score()
    for fact in facts:
        outcome = _outcome(fact, rows, [part for part in catalogue[fact.code].parts if (fact.place, part) not in told])
        score.outcomes[fact.code, fact.measure][outcome] += 1
        if fact.measure == own_measure(catalogue, fact.code):
            months = score.months[fact.code]
            months[fact.place] = months.get(fact.place, True) and outcome in (RIGHT, PART)
        if outcome != RIGHT:
            score.notes.append(_said(fact, outcome, rows[fact.code].get(fact.place, [])))
    for code, places in rows.items():
        for place, found in places.items():
            named = [code] if code in told_codes else [code, *catalogue.wholes[code]]
            _count_strays(score, code, place, found, set().union(*(true.get((place, name), set()) for name in named)))
    return score


def _by_place(rows: Iterable[SeriesRow]) -> dict[Place, list[SeriesRow]]:
    found: dict[Place, list[SeriesRow]] = defaultdict(list)
    for row in rows:
        found[row.agency or "", row.month or ""].append(row)
    return found


def _outcome(fact: Fact, rows: dict[str, dict[Place, list[SeriesRow]]], parts: list[str]) -> str:
    """What the archive says of a fact; it may be under one of the `parts` that the world doesn't tell by themselves."""
    mine = [row for row in rows[fact.code].get(fact.place, []) if _same_measure(row, fact)]
    equal = [row for row in mine if row.amount.normalize() == fact.amount]
    if any(row.period.kind.value in fact.kinds for row in equal):
        return RIGHT
    if equal:
        return PERIOD
    for part in parts:
        for row in rows[part].get(fact.place, []):
            if not mine and _same_measure(row, fact) and row.amount.normalize() == fact.amount:
                return PART
    return WRONG if any(row.period.kind.value in fact.kinds for row in mine) else MISSING


def _same_measure(row: SeriesRow, fact: Fact) -> bool:
    return row.measure.value in fact.measures and (row.against.value if row.against else None) == fact.against


def _count_strays(
    score: Score,
    code: str,
    place: Place,
    rows: list[SeriesRow],
    true: set[Told],
) -> None:
    """Count the values of things done that the world doesn't have under this indicator: they came from another one."""
    for row in rows:
        if row.measure.value != "actual" or row.period.kind is PeriodKind.UNKNOWN:
            continue
        score.values[code] += 1
        if (row.amount.normalize(), "actual") not in true:
            score.strays[code] += 1
            score.notes.append(f"lạc    {code}: {place[0]} {place[1]}: {row.label} = {row.value} {row.unit}")


def _said(fact: Fact, outcome: str, rows: list[SeriesRow]) -> str:
    found = "; ".join(f"{row.value} {row.unit} ({row.measure.value}, {row.period.kind.value})" for row in rows[:4])
    what = f"{fact.amount:f} ({fact.measure}, {fact.period})"
    return f"{_NAMES[outcome]:<7}{fact.code}: {fact.place[0]} {fact.place[1]}: {what}; kho: {found or 'không có'}"


def lines(score: Score) -> Iterator[str]:
    """The table, the worst indicators first, and the sums."""
    yield (
        f"{'chỉ tiêu':<26}{'loại số':<9}{'số':>6}" + "".join(f"{name:>9}" for name in _NAMES.values()) + f"{'tỷ lệ':>8}"
    )
    order = sorted(score.outcomes, key=lambda key: (score.outcomes[key][RIGHT] / score.outcomes[key].total(), key))
    for code, measure in order:
        counter = score.outcomes[code, measure]
        share = (counter[RIGHT] + counter[PART]) / counter.total()
        cells = "".join(f"{counter[outcome]:>9}" for outcome in _NAMES)
        yield f"{code:<26}{measure:<9}{counter.total():>6}{cells}{share:>8.3f}"
    facts = sum(counter.total() for counter in score.outcomes.values())
    told, valued = score.share(RIGHT, PART), score.share(RIGHT, PART, PERIOD)
    yield f"{facts} số đã nêu: đúng {told:.4f}; đúng trị số {valued:.4f}"
    weak = sorted(code for code, share in shares(score).items() if share < LEAST_RIGHT)
    yield f"{len(score.months)} chỉ tiêu, {len(weak)} chưa đúng {LEAST_RIGHT:.0%} số tháng: {', '.join(weak) or '-'}"
    strays = {code: score.strays[code] / score.values[code] for code in score.strays}
    stray = sorted(code for code, share in strays.items() if share > MOST_WRONG)
    total = score.strays.total() / max(score.values.total(), 1)
    yield f"số lạc của chỉ tiêu khác: {total:.4f}; quá {MOST_WRONG:.1%} ở: {', '.join(stray) or '-'}"


def shares(score: Score) -> dict[str, float]:
    """For each indicator the share of months in which all of its values are right."""
    return {code: sum(months.values()) / len(months) for code, months in score.months.items()}


def passes(score: Score) -> bool:
    """Whether the bars are met."""
    strays = (score.strays[code] / score.values[code] for code in score.strays)
    return min(shares(score).values(), default=0.0) >= LEAST_RIGHT and max(strays, default=0.0) <= MOST_WRONG


def fill_archive(folder: Path, db: Path, jobs: int, catalogue: Catalogue) -> None:
    """Put the reports of a folder into a new archive."""
    with open_archive(db, create=True) as archive:
        save_indicators(archive, catalogue, {sector.code: sector.name for sector in catalogue.sectors})
        ingest([folder], archive, jobs=jobs)


@click.command(help="Đo chuỗi số liệu của kho: làm báo cáo của thế giới tưởng tượng, đưa vào kho, so với world.json.")
@click.option("--communes", default="8", show_default=True, help="Số xã, hoặc tên cách nhau dấu phẩy.")
@click.option("--months", type=click.IntRange(1, 120), default=24, show_default=True, help="Số tháng liên tiếp.")
@click.option("--start", default="2024-07", show_default=True, help="Tháng đầu tiên, YYYY-MM.")
@click.option("--formats", default="txt", show_default=True, help="Định dạng của báo cáo: txt, docx hoặc pdf.")
@click.option("--seed", default="1", show_default=True, help="Hạt giống.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default=True, help="Số tiến trình."
)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Thư mục đã tạo, hoặc để tạo vào.")
@click.option("--notes", is_flag=True, help="In cả từng số thiếu, sai, lạc.")
def main(
    communes: str, months: int, start: str, formats: str, seed: str, jobs: int, folder: Path | None, notes: bool
) -> None:
    """The command."""
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as temporary:
        root = folder or Path(temporary) / "reports"
        if not (root / "world.json").is_file():
            arguments = ["--communes", communes, "--months", str(months), "--start", start, "--formats", formats]
            make_reports.main([str(root), *arguments, "--seed", seed], standalone_mode=False)
        db = Path(temporary) / "bench.db"
        fill_archive(root, db, jobs, catalogue)
        world = json.loads((root / "world.json").read_text(encoding="utf-8"))
        with open_archive(db) as archive:
            score = judge(world, archive, catalogue)
    for line in [*lines(score), *(sorted(score.notes) if notes else [])]:
        click.echo(line)
    sys.exit(0 if passes(score) else 1)


if __name__ == "__main__":
    main()
