from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import COMMANDS, cli
from pipeline.commands.options import MEASURES, PERIODS
from schemas.period import PeriodKind
from schemas.report import Measure
from tests.query.archives import filled


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("kho") / "kho.db"
    filled(path).close()
    return str(path)


def run(*words: str, **env: str) -> Result:
    return CliRunner().invoke(cli, list(words), env={"BAOCAO_DB": None, **env}, prog_name="baocao")


ENGLISH = re.compile(
    r"\b(usage|options?|commands?|show|this|message|exit|missing|argument|error|invalid|value|no such|default|required|"
    r"env|var|integer|text|filename|path|file|directory|try|for|help|version|the|and|of|to|is|not)\b",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"--?[\w-]+|\[[\w|]+\]|'[^']*'|\b(json|csv|table|month|ytd|actual|target|ratio|change|livestock_pig|"
    r"error|warning|info|never|text|sarif|html|docx|pdf|png|svg|xlsx|parquet)\b"
)
"""What is typed as it stands: options, choices, codes."""


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_vietnamese(command: str) -> None:
    result = run(*([command] if command else []), "--help")
    assert result.exit_code == 0
    words = NAMES.sub("", re.sub(r"^Cách dùng: .*$|^  \w+  ", "", result.output, flags=re.MULTILINE))
    assert not ENGLISH.search(words), ENGLISH.findall(words)
    assert result.output.startswith("Cách dùng: baocao")


@pytest.mark.parametrize("command", list(COMMANDS))
def test_the_short_help_begins_as_the_long_one_means(command: str) -> None:
    loaded = cli.get_command(None, command)  # type: ignore[arg-type]
    assert loaded is not None
    assert loaded.name == command
    assert loaded.help
    assert all(option.help for option in loaded.params if isinstance(option, click.Option))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["series"], "Thiếu tham số 'CHỈ-TIÊU'"),
        (["series", "lợn"], "Thiếu tùy chọn '--db'"),
        (["seri"], "Không có lệnh 'seri'"),
        (["--vesion"], "Không có tùy chọn '--vesion'"),
        (["series", "lợn", "--format", "xml"], "không thuộc"),
        (["series", "lợn", "thừa", "--db", "x.db"], "Thừa tham số"),
        (["series", "--db"], "cần một giá trị"),
        (["search", "a", "--limit", "x"], "không phải là số"),
        (["search", "a", "--limit", "0"], "nằm ngoài khoảng"),
        (["series", "lợn", "--db", "không-có.db"], "không có kho báo cáo này"),
        (["compare", "2026-04", "tháng"], "Thiếu tùy chọn"),
        (["extract", "không-có.pdf"], "không có tệp này"),
        (["ingest", "không-có", "--db", "x.db"], "không có tệp hay thư mục này"),
        (["ingest", "--db", "x.db"], "hãy nêu tệp hoặc thư mục báo cáo"),
        (["ingest", "--again", "--db", "x.db"], "không có kho báo cáo này"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert not ENGLISH.search(NAMES.sub("", result.stderr)), result.stderr
    assert list(tmp_path.iterdir()) == []


def test_series_in_every_format(db: str) -> None:
    table = run("series", "đàn lợn", "--db", db, "--chart")
    assert table.exit_code == 0
    assert "2.010" in table.output
    assert "█" in table.output
    rows = json.loads(run("series", "dan lon", "--format", "json", BAOCAO_DB=db).stdout)
    assert [row["value"] for row in rows] == ["1938", "1938", "2010"]
    assert run("series", "lợn", "--db", db, "--format", "csv").stdout.count("\n") == 4
    narrowed = run("series", "budget_revenue", "--db", db, "--format", "json", "--measure", "ratio", "--period", "ytd")
    assert [row["value"] for row in json.loads(narrowed.stdout)] == ["38.5", "45.2"]


def test_answers_are_the_same_bytes_each_time(db: str) -> None:
    for words in (
        ["series", "lợn", "--format", "json"],
        ["compare", "2026-04", "2026-05", "--format", "json"],
        ["tasks", "--format", "json"],
        ["search", "trat tu", "--format", "json"],
        ["indicators", "--format", "json"],
    ):
        first, second = (run(*words, "--db", db) for _ in range(2))
        assert first.exit_code == 0, first.output
        assert first.stdout_bytes == second.stdout_bytes
        assert first.stdout.endswith("]\n") or first.stdout.endswith("}\n")
        json.loads(first.stdout)


def test_the_other_questions_answer_in_tables(db: str) -> None:
    assert "+72" in run("compare", "2026-04", "2026-05", "--db", db).stdout
    assert "không nhắc tới" in run("tasks", "--month", "2026-05", "--db", db).stdout
    assert "trật tự đô thị" in run("search", "trat", "tu", "--db", db).stdout
    assert "Nhãn chưa có trong danh mục" in run("indicators", "--db", db).stdout
    for command in (["tasks"], ["search", "tự"], ["compare", "2026-04", "2026-05"]):
        assert run(*command, "--db", db, "--format", "csv").stdout.startswith("agency,")


def test_unknown_things_are_told_in_one_line(db: str) -> None:
    for words in (
        ["series", "lạc đà"],
        ["series", "lợn", "--agency", "xã Không Có"],
        ["compare", "2026-4", "2026-05"],
        ["tasks", "--month", "5/2026"],
        ["search", "?"],
        ["export", "-o", "a.doc"],
    ):
        result = run(*words, "--db", db)
        assert result.exit_code == 2
        assert result.stderr.startswith("Lỗi: ")
        assert result.stderr.count("\n") == 1


def test_export_writes_a_table(db: str, tmp_path: Path) -> None:
    out = tmp_path / "số liệu.csv"
    assert run("export", "--db", db, "-o", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8").count("\n") == 14
    assert run("export", "--db", db, "-o", str(tmp_path / "không có" / "a.csv")).exit_code == 2


def test_export_to_a_workbook_and_a_data_lake(db: str, tmp_path: Path) -> None:
    for name in ("sổ.xlsx", "hồ.parquet"):
        result = run("export", "--db", db, "-o", str(tmp_path / name))
        assert (result.exit_code, "Đã ghi" in result.stderr) == (0, True), result.output
        assert (tmp_path / name).exists()


def test_a_series_is_drawn_into_a_file(db: str, tmp_path: Path) -> None:
    out = tmp_path / "lợn.svg"
    result = run("series", "lợn", "--db", db, "-o", str(out))
    assert (result.exit_code, out.read_bytes()[:4]) == (0, b"<svg")
    refused = run("series", "lợn", "--db", db, "-o", str(tmp_path / "lợn.gif"))
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)


def test_history_and_corrections_go_together(tmp_path: Path) -> None:
    path = str(tmp_path / "kho.db")
    filled(tmp_path / "kho.db").close()
    asked = ["history", "livestock_pig", "2026-04", "--agency", "Tân Liêm", "--db", path]
    rows = json.loads(run(*asked, "--format", "json").stdout)
    assert [(row["value"], row["current"]) for row in rows] == [("999", False), ("1938", True)]
    number = str(rows[1]["figure"])
    made = run("correct", number, "--value", "1.983", "--who", "Lan", "--why", "gõ nhầm", "--db", path)
    assert (made.exit_code, "giá trị: 1.983" in made.stderr) == (0, True)
    shown = run(*asked, COLUMNS="300").stdout
    assert "đọc được 1.938; Lan sửa: gõ nhầm" in shown
    assert json.loads(run("series", "livestock_pig", "--db", path, "--format", "json").stdout)[0]["corrected"]
    assert "gõ nhầm" in run("correct", "--list", "--db", path).stdout
    assert run("correct", number, "--undo", "--db", path).exit_code == 0
    assert run(*asked, "--as-of", "2026-04-19", "--format", "csv").stdout.count("\n") == 2
    for words in (
        [], [number], [number, "--value", "1"], [number, "--value", "x", "--who", "a", "--why", "b"],
        ["99999", "--undo"], [number, "--undo"],
    ):  # fmt: skip
        refused = run("correct", *words, "--db", path)
        assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1), words
    assert run(*asked, "--as-of", "hôm qua").exit_code == 2


def test_lessons_are_taught_and_travel(tmp_path: Path) -> None:
    path, file = str(tmp_path / "kho.db"), str(tmp_path / "bài học.toml")
    filled(tmp_path / "kho.db").close()
    rows = json.loads(run("indicators", "--db", path, "--format", "json").stdout)["unplaced"]
    key = next(row["key"] for row in rows if row["label"] == "lớp xóa mù chữ")
    taught = run("indicators", "link", key, "livestock_pig", "--who", "Lan", "--db", path)
    assert (taught.exit_code, "2 số liệu" in taught.stderr) == (0, True)
    assert run("indicators", "--db", path, "export", "-o", file).exit_code == 0
    assert key in run("indicators", "lessons", "--db", path).stdout
    assert run("indicators", "unlink", key, "--db", path).exit_code == 0
    assert "2 số liệu" in run("indicators", "import", file, "--db", path).stderr
    assert run("indicators", "link", key, "khong_co", "--db", path).exit_code == 2
    assert "Thiếu tùy chọn '--db'" in run("indicators", "link", key, "livestock_pig").stderr
    assert "Thiếu tùy chọn '--db'" in run("indicators").stderr
    for command in ("link", "unlink", "lessons", "export", "import"):
        told = run("indicators", command, "--help").output
        assert told.startswith("Cách dùng: baocao indicators")
        assert not ENGLISH.search(NAMES.sub("", re.sub(r"^Cách dùng: .*$", "", told, flags=re.MULTILINE)))


def test_stats_in_every_format(db: str) -> None:
    assert "3 báo cáo của 2 cơ quan" in run("stats", "--db", db).stdout
    told = json.loads(run("stats", "--db", db, "--format", "json").stdout)
    assert [each["agency"] for each in told["by_agency"]] == ["UBND phường Đông Chấn", "UBND xã Tân Liêm"]
    assert run("stats", "--db", db, "--format", "csv").stdout.startswith("agency,agency_code,")


def test_archives_are_merged(db: str, tmp_path: Path) -> None:
    path = str(tmp_path / "tỉnh.db")
    merged = run("import", db, "--db", path)
    assert (merged.exit_code, "3 báo cáo mới" in merged.stdout or "báo cáo mới" in merged.stdout) == (0, True)
    asked = ["compare", "2026-04", "2026-05", "--format", "json", "--sort"]
    for order in ("sector", "change", "catalogue"):
        assert run(*asked, order, "--db", path).stdout == run(*asked, order, "--db", db).stdout
    assert run("import", str(tmp_path / "không có.db"), "--db", path).exit_code == 2


def test_doctor_tells_by_its_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    filled(path).close()
    sound = run("doctor", "--db", str(path))
    assert (sound.exit_code, "lành lặn" in sound.stdout) == (0, True)
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM sections")
    connection.close()
    harmed = run("doctor", "--db", str(path), "--no-sources")
    assert (harmed.exit_code, "HỎNG" in harmed.stdout) == (1, True)
    path.write_bytes(path.read_bytes()[:5000])
    assert run("doctor", "--db", str(path)).exit_code in (1, 2)


def test_choices_are_those_of_the_types() -> None:
    assert list(PERIODS) == [kind.value for kind in PeriodKind]
    assert list(MEASURES) == [measure.value for measure in Measure]
