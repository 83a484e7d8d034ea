from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import ArchiveError
from pipeline.store.archive import Archive, open_archive
from pipeline.store.load import load_report
from pipeline.store.save import SaveStatus, save_report
from tests.store.made_up import LIVESTOCK, Draft, full_report, make


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    with open_archive(tmp_path / "kho.db", create=True) as opened:
        yield opened


def test_a_report_comes_back_as_it_was(archive: Archive) -> None:
    report = full_report()
    saved = save_report(archive, report)
    assert saved.status is SaveStatus.NEW
    assert load_report(archive, saved.id) == report


def test_an_almost_empty_report_comes_back_too(archive: Archive) -> None:
    report = make(Draft(agency=None, number=None, addressees=()))
    report = report.model_copy(
        update={
            "header": type(report.header)(),
            "footer": type(report.footer)(),
            "text": "",
            "sections": (),
            "figures": (),
        }
    )
    assert load_report(archive, save_report(archive, report).id) == report


def test_it_survives_closing(tmp_path: Path) -> None:
    report = full_report()
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        number = save_report(archive, report).id
    with open_archive(tmp_path / "kho.db") as archive:
        assert load_report(archive, number) == report


def test_the_same_file_again_changes_nothing(archive: Archive) -> None:
    first = save_report(archive, full_report())
    before = list(archive.connection.iterdump())
    again = save_report(archive, full_report())
    assert (again.status, again.id) == (SaveStatus.UNCHANGED, first.id)
    assert list(archive.connection.iterdump()) == before


def test_decimals_are_kept_digit_for_digit(archive: Archive) -> None:
    number = save_report(archive, full_report()).id
    row = archive.row("SELECT value, amount, amount_real FROM figures WHERE report = ? AND figure = 'f3'", [number])
    assert row is not None
    assert (row["value"], Decimal(row["amount"]), row["amount_real"]) == ("412.6", Decimal(412600000), 412600000.0)
    small = archive.row("SELECT value FROM figures WHERE figure = 'f1'")
    assert small is not None
    assert small["value"] == "0.0000001"


def test_a_failure_half_way_leaves_nothing(archive: Archive) -> None:
    report = make(Draft(figures=LIVESTOCK, signed=date(2026, 4, 21)))
    broken = report.figures[1].model_copy(update={"label": None})
    with pytest.raises(TypeError):
        save_report(archive, report.model_copy(update={"figures": (report.figures[0], broken)}))
    for table in ("reports", "sections", "paragraphs", "figures", "labels", "agencies", "audit"):
        assert archive.rows(f"SELECT 1 FROM {table}") == [], table
    assert save_report(archive, report).status is SaveStatus.NEW


def test_unknown_ids_are_refused_in_one_line(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="không có báo cáo số 7"):
        load_report(archive, 7)


def test_parts_know_their_section_and_paragraphs_their_page(archive: Archive) -> None:
    number = save_report(archive, make(Draft(figures=LIVESTOCK, body=["Không có trang."]))).id
    rows = archive.rows(
        "SELECT f.figure, s.title FROM figures AS f JOIN sections AS s ON s.id = f.section_id WHERE f.report = ?",
        [number],
    )
    assert {row["title"] for row in rows} == {"Kinh tế - xã hội"}
    pages = archive.rows("SELECT page FROM paragraphs WHERE report = ? ORDER BY position", [number])
    assert [row["page"] for row in pages][4:9] == [1, 1, 1, 2, 2]
    assert pages[-1]["page"] is None


def test_every_column_is_described_in_vietnamese(archive: Archive) -> None:
    described = {(row["table_name"], row["column_name"]) for row in archive.rows("SELECT * FROM _columns")}
    tables = archive.rows(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE '\\_%' ESCAPE '\\' "
        "AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\'"
    )
    for table in (row["name"] for row in tables):
        assert (table, "") in described
        if not table.startswith("v_") and not table.endswith("_fts"):
            for column in archive.rows(f"PRAGMA table_info({table})"):
                assert (table, column["name"]) in described, (table, column["name"])


def test_tables_are_strict_and_writing_is_safe(archive: Archive) -> None:
    loose = archive.rows(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict "
        "AND name NOT LIKE 'sqlite%'"
    )
    assert loose == []
    assert archive.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert archive.connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert archive.connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
