from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.store.archive import Archive, open_archive
from pipeline.store.backup import backup, restore
from pipeline.store.corrections import Change, correct
from pipeline.store.load import load_report
from pipeline.store.rejected import Rejected, all_rejected, set_aside, take_back
from pipeline.store.repair import repair
from pipeline.store.replace import replace_report
from pipeline.store.save import save_report
from pipeline.store.soundness import examine
from schemas.report import Report
from tests.store.harms import FILE_HARMS, HARMS, harm
from tests.store.made_up import LIVESTOCK, Draft, make


def _reports(folder: Path) -> Iterator[Report]:
    """Two versions of a report, with their files."""
    for name, note in (("a.txt", ""), ("b.txt", " (sửa)")):
        report = make(Draft(figures=LIVESTOCK, plan=["Tiếp tục tiêm phòng"], path=str(folder / name), note=note))
        (folder / name).write_text(report.text, encoding="utf-8")
        source = report.source.model_copy(update={"sha256": hashlib.sha256(report.text.encode()).hexdigest()})
        yield report.model_copy(update={"source": source})


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "kho.db", create=True) as opened:
        for report in _reports(tmp_path):
            save_report(opened, report)
        correct(opened, 7, Change(value=Decimal(1983)), "Lan", "gõ nhầm")
        yield opened


def grave(archive: Archive) -> list[str]:
    return [item.question for item in examine(archive) if item.faults and item.grave]


def test_a_fresh_archive_is_sound(archive: Archive) -> None:
    assert grave(archive) == []
    assert len(list(examine(archive))) == len(list(examine(archive, sources=False))) + 1


@pytest.mark.parametrize("name", HARMS)
def test_each_harm_is_found_and_told_what_to_do(archive: Archive, name: str) -> None:
    harm(archive, name)
    found = [item for item in examine(archive, sources=False) if item.faults]
    (told,) = [item for item in found if HARMS[name].question.lower() in item.question.lower()]
    assert told.grave
    assert all(told.faults)
    assert {"repair": "--repair", "again": "--again", "restore": "sao lưu"}[HARMS[name].mended_by] in told.remedy
    assert "{" not in told.remedy


@pytest.mark.parametrize("name", [name for name, each in HARMS.items() if each.mended_by != "restore"])
def test_what_doctor_says_to_do_mends_it(archive: Archive, tmp_path: Path, name: str) -> None:
    before = [load_report(archive, number) for number in (1, 2)]
    harm(archive, name)
    if HARMS[name].mended_by == "again":
        for report in _reports(tmp_path):
            replace_report(archive, report)
    assert repair(archive) == []
    assert grave(archive) == []
    assert [load_report(archive, number) for number in (1, 2)] == before
    if name != "corrected without correction":
        assert [row["value"] for row in archive.rows("SELECT value FROM corrected")] == ["1983"]


@pytest.mark.parametrize("name", FILE_HARMS)
def test_a_damaged_file_is_found_and_brought_back(archive: Archive, tmp_path: Path, name: str) -> None:
    db, copy = tmp_path / "kho.db", tmp_path / "sao.db"
    backup(db, copy)
    archive.close()
    FILE_HARMS[name](db)
    found = CliRunner().invoke(cli, ["doctor", "--db", str(db)])
    assert found.exit_code == 1, found.output
    assert "HỎNG" in found.output
    assert "baocao restore" in found.output
    kept = restore(copy, db, replace=True)
    assert kept is not None
    assert kept.is_file()
    with open_archive(db) as again:
        assert grave(again) == []


def test_repair_names_the_reports_that_must_be_read_again(archive: Archive) -> None:
    harm(archive, "head no JSON")
    assert repair(archive) == [1]


def test_repair_of_a_sound_archive_changes_nothing(archive: Archive) -> None:
    def rows() -> list[list[tuple[object, ...]]]:
        tables = ("reports", "paragraphs", "figures", "corrected", "corrections", "localities")
        return [[tuple(row) for row in archive.rows(f"SELECT * FROM {table} ORDER BY 1")] for table in tables]

    before = rows()
    assert repair(archive) == []
    assert rows() == before


def test_changed_and_missing_sources_are_told_but_not_grave(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("khác", encoding="utf-8")
    (found,) = [item for item in examine(archive) if item.faults]
    assert not found.grave
    assert "nội dung đã khác" in found.faults[0]
    (tmp_path / "b.txt").unlink()
    (found,) = [item for item in examine(archive) if item.faults]
    assert "không còn" in found.faults[0]
    assert found.remedy


def test_files_set_aside_are_remembered_once(archive: Archive) -> None:
    for reason in ("hỏng", "hỏng", "có mật khẩu"):
        set_aside(archive, Rejected("b.pdf", reason, "00"))
    assert all_rejected(archive) == [Rejected("b.pdf", "có mật khẩu", "00")]
    take_back(archive, "b.pdf")
    take_back(archive, "b.pdf")
    assert all_rejected(archive) == []
