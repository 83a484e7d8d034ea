"""Misread numbers of scans: what is suggested, what isn't, and that nothing is replaced."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from scan_pages import needs_ocr, picture, scan

from pipeline.check.engine import check
from pipeline.cli import cli
from pipeline.ingest import ingest
from pipeline.run import read_report, understand
from pipeline.store.archive import open_archive
from pipeline.store.load import load_report
from pipeline.store.save import save_report
from pipeline.suggest import accept, suggest
from tests.check.drafts import Draft, archive_of
from tests.suggest.scanned import document, figure, report, suggested

HERD = "Tổng đàn gia súc {whole} con, trong đó: trâu 21 con, bò 04 con, ngựa 08 con, dê 539 con, lợn {pigs} con."


@pytest.mark.parametrize(
    ("body", "unsure", "expected"),
    [
        (HERD.format(whole="1.810", pigs="1.288"), {}, {"1.288 con": "1238"}),
        (HERD.format(whole="1.310", pigs="1.238"), {"1.310": 0.6}, {"1.310 con": "1810"}),
        (HERD.format(whole="1.850", pigs="1.238"), {"1.850": 0.6}, {}),
        (HERD.format(whole="1.870", pigs="1.238"), {"1.870": 0.6}, {"1.870 con": "1810"}),
        (HERD.format(whole="1.810", pigs="I.238"), {}, {"I.238 con": "1238"}),
        (
            "Thu ngân sách đạt 63.155/108.600 triệu đồng, đạt 60,96% kế hoạch.",
            {"63.155/108.600": 0.7},
            {"108.600 triệu đồng": "103600"},
        ),
        ("Thu ngân sách đạt 63.155/103.600 triệu đồng, đạt 6096% kế hoạch.", {"6096%": 0.7}, {"6096%": "60.96"}),
        (
            "Tiếp nhận 27 đơn, trong đó khiếu nại 02 đơn, tố cáo 94 đơn, kiến nghị 21 đơn.",
            {"94": 0.5},
            {"94 đơn": "4"},
        ),
    ],
)
def test_one_slip_that_cures_is_suggested(
    tmp_path: Path, body: str, unsure: dict[str, float], expected: dict[str, str]
) -> None:
    assert suggested(report(tmp_path, body, unsure)) == expected


@pytest.mark.parametrize(
    "body",
    [
        HERD.format(whole="1.810", pigs="1.238"),
        "Toàn xã có 12 tổ, trong đó 05 tổ tự quản và 04 tổ liên gia.",
        "Thu ngân sách đạt 63.155/103.600 triệu đồng, đạt 60,96% kế hoạch.",
        "Tiếp nhận 20 đơn, trong đó khiếu nại 08 đơn, kiến nghị 07 đơn, phản ánh 08 đơn.",
    ],
)
def test_sound_numbers_and_what_two_slips_explain_get_none(tmp_path: Path, body: str) -> None:
    assert suggested(report(tmp_path, body)) == {}


def test_a_digital_report_gets_none(tmp_path: Path) -> None:
    made = report(tmp_path, HERD.format(whole="1.810", pigs="1.288"), ocr=False)
    assert suggested(made) == {}
    assert figure(made, "1.288 con").confidence > 0.85
    assert suggest(made) is made


def test_what_was_read_stays_and_the_reason_names_the_others(tmp_path: Path) -> None:
    made = report(tmp_path, HERD.format(whole="1.810", pigs="1.288"))
    pigs = figure(made, "1.288 con")
    assert (pigs.value, pigs.amount, pigs.confidence) == (Decimal(1288), Decimal(1288), 0.5)
    assert pigs.suggested is not None
    assert "21 + 4 + 8 + 539 + 1.238 = 1.810" in pigs.suggested.reason
    assert "1.288" in pigs.suggested.reason
    assert "Chữ số 3 dễ đọc nhầm thành 8" in pigs.suggested.reason
    named = {one.text for one in made.figures if one.id in pigs.suggested.figures}
    assert named == {"1.810 con", "21 con", "04 con", "08 con", "539 con"}


def test_what_contradicts_without_a_cure_is_doubted(tmp_path: Path) -> None:
    made = report(tmp_path, HERD.format(whole="1.810", pigs="1.444"))
    assert suggested(made) == {}
    assert {one.confidence for one in made.figures if "con" in one.text} == {0.85}
    assert any(finding.rule == "sum.parts" for finding in check(made).findings)


def test_accepting_takes_the_suggestion_and_says_what_was_read(tmp_path: Path) -> None:
    made = accept(report(tmp_path, HERD.format(whole="1.810", pigs="1.288")))
    pigs = figure(made, "1.288 con")
    assert (pigs.value, pigs.amount) == (Decimal(1238), Decimal(1238))
    assert pigs.suggested is not None
    assert (pigs.suggested.accepted, pigs.suggested.read) == (True, Decimal(1288))
    assert accept(made) == made


def test_last_months_report_helps(tmp_path: Path) -> None:
    body = "Thu ngân sách trên địa bàn tháng {month} là {this} triệu đồng; lũy kế {month} tháng thu {total} triệu đồng."
    before = [Draft(body.format(month=4, this="12.000", total="50.923"), "2026-04")]
    draft = Draft(body.format(month=5, this="12.232", total="68.155"))
    made = understand(document(tmp_path, draft, {"68.155": 0.7}))
    assert suggested(made) == {}
    with archive_of(tmp_path, before) as archive:
        helped = suggest(made, archive=archive)
        assert suggested(helped) == {"68.155 triệu đồng": "63155"}
        found = figure(helped, "68.155 triệu đồng").suggested
        assert found is not None
        assert "tháng 4/2026" in found.reason
        number = save_report(archive, helped).id
        assert load_report(archive, number) == helped


@needs_ocr
def test_a_scan_tells_its_doubts_in_json_in_the_terminal_and_in_the_archive(tmp_path: Path) -> None:
    lines = [
        (60, 40, "UBND XÃ TÂN LIÊM"),
        (60, 70, "BÁO CÁO"),
        (60, 90, "Tình hình tháng 5 năm 2026"),
        (60, 130, "I. KINH TẾ"),
        (60, 160, "Tổng đàn gia súc 1.810 con, trong đó: trâu 21 con, bò 04"),
        (60, 180, "con, ngựa 08 con, dê 539 con, lợn 1.288 con."),
    ]
    path = scan(tmp_path / "quet.pdf", [picture(lines, width=480, height=260)])
    run = CliRunner()
    answer = json.loads(run.invoke(cli, ["extract", str(path), "--json"]).stdout)
    pigs = next(one for one in answer["figures"] if one["text"] == "1.288 con")
    assert (pigs["value"], pigs["suggested"]["value"], pigs["suggested"]["accepted"]) == ("1288", "1238", False)
    taken = json.loads(run.invoke(cli, ["extract", str(path), "--json", "--accept-suggestions"]).stdout)
    pigs = next(one for one in taken["figures"] if one["text"] == "1.288 con")
    assert (pigs["value"], pigs["suggested"]["read"], pigs["suggested"]["accepted"]) == ("1238", "1288", True)
    told = run.invoke(cli, ["extract", str(path)], env={"COLUMNS": "200"}).stdout
    assert "Số cần đối chiếu với bản giấy" in told
    assert "1.238" in told
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        assert ingest([path], archive, jobs=1, read=read_report).new == 1
        row = archive.row("SELECT value, suggested FROM figures WHERE text = '1.288 con'")
        assert row is not None
        assert (row["value"], json.loads(row["suggested"])["value"]) == ("1288", "1238")
