"""`baocao check` and `baocao rules`: forms, exit codes, silences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.check.rules import RULES
from pipeline.cli import cli
from tests.check.drafts import Draft, archive_of

HERD = "Tổng đàn gia súc 1.848 con, gồm: trâu 21 con, bò 04 con, ngựa 08 con, dê 539 con, lợn 1.238 con."
SOUND = "Tổng đàn gia súc 1.810 con, gồm: trâu 21 con, bò 04 con, ngựa 08 con, dê 539 con, lợn 1.238 con."


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], env={"BAOCAO_DB": None}, prog_name="baocao")


def test_json_is_the_contract(tmp_path: Path) -> None:
    result = run("check", Draft(HERD).write(tmp_path), "--format", "json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["schema"] == "baocao.findings/1"
    assert set(answer) == {"schema", "source", "coverage", "findings"}
    assert answer["coverage"] == {"figures": 6, "checked": 6}
    finding = next(item for item in answer["findings"] if item["rule"] == "sum.parts")
    assert set(finding) >= {"rule", "severity", "message", "evidence", "expected", "found"}
    assert (finding["expected"], finding["found"]) == ("1.810", "1.848")
    assert set(finding["evidence"][0]) >= {"span", "text", "section", "page", "bbox", "report"}
    text = json.loads(run("extract", Draft(HERD).write(tmp_path), "--json").stdout)["text"]
    for place in finding["evidence"]:
        assert text[slice(*place["span"])] == place["text"]


def test_the_same_draft_gives_the_same_answer(tmp_path: Path) -> None:
    path = Draft(HERD).write(tmp_path)
    assert run("check", path, "--format", "json").stdout == run("check", path, "--format", "json").stdout


@pytest.mark.parametrize(
    ("body", "fail_on", "code"),
    [(HERD, "error", 1), (HERD, "never", 0), (HERD, "info", 1), (SOUND, "error", 0), (SOUND, "warning", 0)],
)
def test_exit_code(tmp_path: Path, body: str, fail_on: str, code: int) -> None:
    result = run("check", Draft(body).write(tmp_path), "--format", "json", "--fail-on", fail_on)
    assert result.exit_code == code


def test_text_names_both_numbers(tmp_path: Path) -> None:
    result = run("check", Draft(HERD).write(tmp_path))
    assert "1.848" in result.stdout
    assert "1.810" in result.stdout


def test_output_file(tmp_path: Path) -> None:
    out = tmp_path / "ket-qua.json"
    result = run("check", Draft(HERD).write(tmp_path), "--format", "json", "-o", out)
    assert result.stdout == ""
    assert json.loads(out.read_text(encoding="utf-8"))["findings"]
    assert run("check", Draft(HERD).write(tmp_path), "-o", tmp_path / "khong-co" / "a.txt").exit_code == 2


def test_no_such_file_is_one_line(tmp_path: Path) -> None:
    result = run("check", tmp_path / "khong-co.docx")
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1


def test_settings_beside_the_draft_and_given(tmp_path: Path) -> None:
    path = Draft(HERD).write(tmp_path)
    (tmp_path / "baocao.toml").write_text('tat = ["sum.parts"]', encoding="utf-8")
    assert run("check", path, "--format", "json").exit_code == 0
    other = tmp_path / "khac.toml"
    other.write_text('[muc_do]\n"sum.parts" = "warning"', encoding="utf-8")
    assert run("check", path, "--format", "json", "--config", other).exit_code == 0
    assert run("check", path, "--format", "json", "--config", other, "--fail-on", "warning").exit_code == 1


def test_silencing_a_place_is_remembered_until_it_is_written_anew(tmp_path: Path) -> None:
    archive_of(tmp_path, []).close()
    db, path = tmp_path / "kho.db", Draft(HERD).write(tmp_path)
    words = ("--silence", "sum.parts", "--at", "Tổng đàn gia súc", "--who", "Lan", "--why", "đang rà soát")
    assert run("check", path, "--db", db, "--format", "json").exit_code == 1
    assert run("check", path, *words).exit_code == 2
    result = run("check", path, "--db", db, *words)
    assert result.exit_code == 0, result.stderr
    assert run("check", path, "--db", db, "--format", "json").exit_code == 0
    again = Draft(HERD.replace("1.238", "1.239")).write(tmp_path)
    assert run("check", again, "--db", db, "--format", "json").exit_code == 1
    assert run("check", again, "--db", db, "--silence", "sum.nonsense", *words[2:]).exit_code == 2
    assert run("check", again, "--db", db, "--silence", "date.future", *words[2:]).exit_code == 2


def test_rules_lists_every_rule_with_its_help() -> None:
    answer = json.loads(run("rules", "--format", "json").stdout)
    assert [row["rule"] for row in answer] == [rule.id for rule in RULES]
    table = run("rules").stdout
    assert all(rule.id in table for rule in RULES)
    page = run("rules", "sum.parts").stdout
    assert "Sai:" in page
    assert "Đúng:" in page
    assert run("rules", "sum.nonsense").exit_code == 2
