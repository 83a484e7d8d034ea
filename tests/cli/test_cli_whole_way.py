"""The commands that read, with real files through the whole way."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from schemas.report import Report

REPORT = """\
ỦY BAN NHÂN DÂN
XÃ TÂN LIÊM
Số: {number}/BC-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tân Liêm, ngày {day} tháng {month} năm 2026

BÁO CÁO
Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội tháng {month}; nhiệm vụ tháng {following} năm 2026

I. KINH TẾ

1. Chăn nuôi

Tổng đàn lợn hiện có {pigs} con. Tình hình an ninh, trật tự ổn định.

II. NHIỆM VỤ TRỌNG TÂM THÁNG {following}

1. Hoàn thành tiêm phòng đợt 2 cho đàn gia súc.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="baocao")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "báo cáo"
    folder.mkdir()
    for month, pigs in ((4, "1.238"), (5, "1.301")):
        text = REPORT.format(number=80 + month, day=20, month=month, following=month + 1, pigs=pigs)
        (folder / f"tháng {month}.txt").write_text(text, encoding="utf-8")
    return folder


def test_extract_prints_the_report(folder: Path) -> None:
    file = folder / "tháng 4.txt"
    result = run("extract", file, "--json")
    assert result.exit_code == 0, result.output
    report = Report.model_validate_json(result.stdout)
    assert any(figure.text == "1.238 con" for figure in report.figures)
    assert all(report.text[slice(*figure.span)] == figure.text for figure in report.figures)
    assert run("extract", file, "--json").stdout_bytes == result.stdout_bytes
    summary = run("extract", file)
    assert summary.exit_code == 0
    assert "UBND xã Tân Liêm" in summary.stdout
    assert "1.238" in summary.stdout


def test_ingest_then_ask(folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "kho.db"
    assert run("ingest", folder, "--db", db, "--jobs", "1").exit_code == 0
    again = run("ingest", folder, "--db", db, "--jobs", "1")
    assert (again.exit_code, "2 tệp đã có trong kho" in again.stdout) == (0, True)
    rows = json.loads(run("series", "dan lon", "--db", db, "--format", "json").stdout)
    assert [(row["month"], row["value"], row["agency"]) for row in rows] == [
        ("2026-04", "1238", "UBND xã Tân Liêm"),
        ("2026-05", "1301", "UBND xã Tân Liêm"),
    ]
    (row,) = json.loads(run("compare", "2026-04", "2026-05", "--db", db, "--format", "json").stdout)
    assert (row["a"], row["b"], row["change"]) == ("1238", "1301", "63")
    planned = json.loads(run("tasks", "--db", db, "--format", "json").stdout)
    assert [(task["month"], task["status"]) for task in planned] == [("2026-05", "continuing"), ("2026-06", "planned")]
    assert "an ninh, trật tự" in run("search", "trat", "tu", "--db", db).stdout
    assert run("doctor", "--db", db).exit_code == 0


def test_reading_again_keeps_what_was_corrected(folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "kho.db"
    run("ingest", folder, "--db", db, "--jobs", "1")
    (row,) = json.loads(run("history", "dan lon", "2026-04", "--db", db, "--format", "json").stdout)
    run("correct", str(row["figure"]), "--value", "1.283", "--who", "Lan", "--why", "gõ nhầm", "--db", db)
    with sqlite3.connect(db) as connection:  # as if an older program had read it otherwise
        connection.execute("UPDATE figures SET label = 'đàn heo' WHERE text = '1.301 con'")
    connection.close()
    again = run("ingest", "--again", "--db", db, "--jobs", "1")
    assert "1 báo cáo đọc lại có thay đổi" in again.stdout
    rows = json.loads(run("series", "dan lon", "--db", db, "--format", "json").stdout)
    assert [(row["value"], row["corrected"]) for row in rows] == [("1283", True), ("1301", False)]
    assert run("doctor", "--db", db).exit_code == 0


def test_a_secret_file_leaves_no_trace_but_its_path(folder: Path, tmp_path: Path) -> None:
    secret = folder / "mật.txt"
    text = (folder / "tháng 4.txt").read_text(encoding="utf-8")
    secret.write_text(text.replace("\n\nCỘNG", "\nMẬT\n\nCỘNG").replace("1.238", "9.876"), encoding="utf-8")
    refused = run("extract", secret, "--json")
    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    db = tmp_path / "kho.db"
    result = run("ingest", folder, "--db", db, "--jobs", "1")
    assert result.exit_code == 1
    assert str(secret) in result.stderr
    with sqlite3.connect(db) as connection:
        assert "9.876" not in "\n".join(connection.iterdump())
        assert connection.execute("SELECT sha256 FROM rejected").fetchall() == [(None,)]
    connection.close()
