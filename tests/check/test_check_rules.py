"""Every rule has its file, its help page and its cases, and its cases come out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.check import rules
from pipeline.check.found import Rule
from pipeline.check.rules import MODULES, RULES, rule_id
from tests.check.drafts import Draft, findings, month_before

CASES = Path(__file__).with_name("cases")
CONTRACT = """
sum.parts sum.balance ratio.mismatch ratio.range figure.conflict figure.format series.cumulative
series.decrease series.carry series.target series.jump series.restated series.missing text.stale
period.mismatch date.invalid date.anniversary date.future citation.sequence citation.conflict
structure.numbering structure.missing format.header task.unreported task.overdue text.repeated text.spelling
"""


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for kind, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for number, row in enumerate(rows, 1):
                name = f"{path.stem}-{kind}-{number}"
                found.append(pytest.param(path.stem.replace("_", ".", 1), kind, row, id=name))
    return found


def test_files_cases_and_rules_agree() -> None:
    folder = Path(rules.__file__).parent
    files = {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}
    assert files == {module.__name__.rpartition(".")[2] for module in MODULES}
    assert files == {path.stem for path in CASES.glob("*.toml")}
    assert {rule.id for rule in RULES} == {rule_id(module) for module in MODULES}
    assert set(CONTRACT.split()) <= {rule.id for rule in RULES}
    assert len(RULES) == len({rule.id for rule in RULES})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_help_page_tells_wrong_right_and_how_to_silence(rule: Rule) -> None:
    for part in ("Sai:", "Đúng:", "Bỏ qua:"):
        assert re.search(rf"^{part}", rule.help, re.M), part
    assert rule.tells.endswith(".")
    assert len(rule.tells) <= 110


@pytest.mark.parametrize("path", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_each_rule_has_cases_that_speak_and_cases_that_are_silent(path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(table) == {"sai", "dung"}
    assert min(len(table["sai"]), len(table["dung"])) >= 2


@pytest.mark.parametrize(("rule", "kind", "row"), cases())
def test_case(rule: str, kind: str, row: dict[str, Any], tmp_path: Path) -> None:
    month = row.get("thang", "2026-05")
    usual = {"plan": row["ke_hoach"]} if "ke_hoach" in row else {}
    before = [
        Draft(body, month_before(month, len(row["truoc"]) - number), plan=row.get("ke_hoach_truoc", Draft("").plan))
        for number, body in enumerate(row.get("truoc", []))
    ]
    scan = row.get("quet", False)
    draft = Draft(row["van_ban"], month, row.get("dau", ""), **usual)
    found = [finding for finding in findings(tmp_path, draft, before, scanned=scan) if finding.rule == rule]
    if kind == "dung":
        assert [finding.message for finding in found] == []
        return
    assert len(found) == row.get("so", 1), [finding.message for finding in found]
    for wanted in row["bao"]:
        assert wanted in found[0].message
    assert found[0].severity.value == row.get("muc_do", found[0].severity.value)
    for place in found[0].evidence:
        assert place.report is not None or place.span is not None
