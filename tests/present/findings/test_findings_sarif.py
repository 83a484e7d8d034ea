from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from pipeline.check.rules import RULES
from pipeline.present.findings import render
from schemas.finding import Evidence, Finding, Severity
from schemas.report import Report
from tests.present.findings.drafts import finding, findings_of, place, text_draft

# The official schema of SARIF 2.1.0 (rtm.5), as the npm package @microsoft/jest-sarif 1.0.0-beta.0 (MIT) carries it
_SCHEMA = Path(__file__).with_name("sarif-2.1.0.json")


@pytest.fixture(scope="module")
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(_SCHEMA.read_text(encoding="utf-8")))


def sarif(report: Report, path: Path, *found: Finding) -> Any:
    made = render(findings_of(report, *found), report, path, "sarif")
    assert made == render(findings_of(report, *found), report, path, "sarif")
    return json.loads(made)


def test_it_is_sarif(tmp_path: Path, validator: Draft4Validator) -> None:
    path, report = text_draft(tmp_path)
    archived = Evidence(span=(3, 9), text="1.900 con", report="11/BC-UBND", section="I.1", page=2)
    here = place(report, "1.848 con").model_copy(update={"page": 2, "bbox": (1.0, 2.0, 3.0, 4.5)})
    made = sarif(
        report,
        path,
        finding(here, place(report, "21 con"), archived, expected="1.810"),
        finding(archived, severity=Severity.WARNING, rule="not.known"),
        finding(Evidence(span=None, text="", page=3), severity=Severity.INFO, rule="structure.missing"),
        finding(severity=Severity.INFO, rule="structure.missing"),
    )
    validator.validate(made)
    (run,) = made["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule.id for rule in RULES} <= {rule["id"] for rule in rules}
    assert all(rule["help"]["text"] for rule in rules if rule["id"] in {rule.id for rule in RULES})
    results = run["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note", "note"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    region = results[0]["locations"][0]["physicalLocation"]["region"]
    assert report.text[region["charOffset"] :][: region["charLength"]] == "1.848 con" == region["snippet"]["text"]
    line = report.text.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 :].startswith("1.848 con")
    assert region["properties"] == {"section": "I.1", "page": 2, "bbox": [1.0, 2.0, 3.0, 4.5]}
    assert [related["message"]["text"] for related in results[0]["relatedLocations"]] == [
        "“21 con”, mục I.1",
        "“1.900 con”, báo cáo 11/BC-UBND, mục I.1, trang 2",
    ]
    assert run["properties"]["coverage"] == "đã kiểm 98/135 số liệu"


def test_a_finding_is_known_again_when_the_text_moves(tmp_path: Path) -> None:
    path, report = text_draft(tmp_path)
    more = "Thêm một dòng\n"
    moved = report.model_copy(update={"text": more + report.text})
    places = [place(report, "21 con"), place(report, "21 con"), place(report, "04 con")]
    shifted = [
        one.model_copy(update={"span": (one.span[0] + len(more), one.span[1] + len(more))})
        for one in places
        if one.span is not None
    ]
    prints = [
        [
            result["partialFingerprints"]["baocao/v1"]
            for result in sarif(draft, path, *map(finding, where))["runs"][0]["results"]
        ]
        for draft, where in ((report, places), (moved, shifted))
    ]
    assert prints[0] == prints[1]
    assert len(set(prints[0])) == 3
