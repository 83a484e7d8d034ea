"""What only a big archive brings: more labels than SQLite takes values, more figures than a workbook holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.query import export as export_module
from pipeline.query.export import EXPORTED, export, sheets
from pipeline.query.search import search
from pipeline.query.series import series
from pipeline.query.tasks import tasks
from pipeline.store.archive import Archive, open_archive
from pipeline.store.rows import label_id
from pipeline.store.save import save_report
from tests.query.archives import filled
from tests.store.made_up import LIVESTOCK, Draft, make


def test_words_that_tens_of_thousands_of_labels_hold_are_asked_all_the_same(tmp_path: Path) -> None:
    with filled(tmp_path / "kho.db") as archive:
        before = series(archive, "mù"), series(archive, "mù", agency="Tân Liêm")
        with archive.transaction():
            for number in range(33_000):
                label_id(archive, f"lớp xóa mù chữ thứ {number}")
        assert (series(archive, "mù"), series(archive, "mù", agency="Tân Liêm")) == before


def test_a_workbook_too_big_to_open_is_refused_before_it_is_begun(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_module, "MOST_IN_SHEETS", 1)
    with pytest.raises(UsageError, match="parquet"):
        sheets(archive)


def test_an_export_is_by_agency_and_month_and_whole(archive: Archive) -> None:
    rows = [dict(zip(EXPORTED, row, strict=True)) for row in export(archive)]
    current = archive.rows("SELECT 1 FROM v_figures WHERE is_current = 1")
    assert len(rows) == len(current) > 0
    order = [(row["agency"] or "", row["province"] or "", row["agency_code"] or "", row["month"] or "") for row in rows]
    assert order == sorted(order)


def test_what_no_report_of_the_agency_holds_is_asked_once_a_report(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        for month in range(1, 13):
            save_report(archive, make(Draft(month=f"2026-{month:02}", figures=LIVESTOCK)))
        asked: list[str] = []
        archive.connection.set_trace_callback(asked.append)
        assert search(archive, "khủng long", agency="Tân Liêm") == []
        archive.connection.set_trace_callback(None)
        assert len([sql for sql in asked if "MATCH" in sql and "SELECT" in sql]) <= 2 * 12


def test_tasks_of_all_agencies_stand_in_the_order_of_months(archive: Archive) -> None:
    months = [row.month or "9999" for row in tasks(archive)]
    assert months == sorted(months)
    assert months
