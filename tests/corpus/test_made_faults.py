"""The fault injector: one error of the kind it says, and nothing else."""

from __future__ import annotations

import difflib
from pathlib import Path
from random import Random

import pytest

from corpus.gold import figure_lines
from corpus.make_fixed import RULES, faulty_draft, fixed_reports
from corpus.styles.catalogue import STYLES
from corpus.styles.pieces import Report
from corpus.world.calendar import Month
from corpus.world.communes import COMMUNES
from corpus.world.fault_tools import Draft, Fault
from corpus.world.faults import INJECTORS, inject
from corpus.world.simulate import Life, live
from corpus.writers.text import text

ROOT = Path(__file__).parents[2]
MONTHS = [Month(2026, 2), Month(2026, 3), Month(2026, 4), Month(2026, 5)]


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    return [live(commune, "1", Month(2026, 6)) for commune in COMMUNES]


def changed(clean: Report, faulty: Report) -> tuple[list[str], list[str]]:
    """Lines gone from the clean text, and lines new in the faulty one."""
    lines = list(difflib.ndiff(text(clean).split("\n"), text(faulty).split("\n")))
    gone = [line[2:] for line in lines if line.startswith("- ") and line.strip("- ")]
    new = [line[2:] for line in lines if line.startswith("+ ") and line.strip("+ ")]
    return gone, new


def faults_of(rule: str, lives: list[Life], wanted: int = 3) -> list[tuple[Life, Month, Fault]]:
    found: list[tuple[Life, Month, Fault]] = []
    for turn in range(20):
        if len(found) == wanted:
            break
        rng = Random(f"test/{rule}/{turn}")
        life, month = rng.choice(lives), rng.choice(MONTHS)
        fault = inject(rule, life, month, STYLES[life.commune.key], rng)
        if fault is not None:
            found.append((life, month, fault))
    return found


@pytest.mark.parametrize("rule", sorted(INJECTORS))
def test_a_fault_changes_what_it_says(rule: str, lives: list[Life]) -> None:
    found = faults_of(rule, lives)
    assert found, rule
    for life, month, fault in found:
        clean = Draft(life, month, STYLES[life.commune.key], Random(0)).clean()
        gone, new = changed(clean, fault.report)
        assert fault.rule == rule
        assert 1 <= max(len(gone), len(new)) <= (40 if rule in ("structure.missing", "structure.numbering") else 4), (
            gone,
            new,
        )
        assert fault.place in text(fault.report)
        assert fault.parts
        if fault.place and rule != "series.missing":
            assert any(fault.place in line or line in fault.place for line in new), (fault.place, new)
        assert_gold_fits(fault.report)


def assert_gold_fits(report: Report) -> None:
    written, at = text(report), 0
    for line in figure_lines(report)[2:]:
        cell = line.split(" | ")[1]
        found = written.find(cell, at)
        assert found >= 0, line
        at = found + len(cell)


def test_faults_are_the_same_from_run_to_run(lives: list[Life]) -> None:
    first = [(fault.to_json(), text(fault.report)) for _, _, fault in faults_of("sum.parts", lives)]
    assert first == [(fault.to_json(), text(fault.report)) for _, _, fault in faults_of("sum.parts", lives)]


def test_the_fixed_draft_holds_its_five_errors() -> None:
    clean, faulty, faults = faulty_draft()
    assert [fault.rule for fault in faults] == list(RULES)
    assert all(fault.place in text(faulty) for fault in faults)
    gone, new = changed(clean, faulty)
    assert len(gone) == len(new) == len(RULES)


def test_the_reports_kept_with_the_program_are_what_the_script_makes(tmp_path: Path) -> None:
    fixed_reports(tmp_path, only_text=True)
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (ROOT / "corpus" / "reports" / path.name).read_bytes(), path.name
