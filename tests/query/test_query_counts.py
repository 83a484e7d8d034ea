from __future__ import annotations

from pipeline.query.export import EXPORTED, columns, export
from pipeline.query.indicators import indicators
from pipeline.query.stats import stats
from pipeline.store.archive import Archive
from pipeline.store.indicators import save_indicators
from tests.query.archives import CATALOGUE


def test_indicators_with_how_often_each_is_reported(archive: Archive) -> None:
    answer = indicators(archive)
    assert [(row.code, row.sector, row.figures, row.reports) for row in answer.indicators] == [
        ("livestock_buffalo", "Chăn nuôi", 2, 2),
        ("livestock_pig", "Chăn nuôi", 4, 3),
        ("budget_revenue", "Tài chính, ngân sách", 4, 2),
    ]
    assert [(row.label, row.unit, row.figures) for row in answer.unplaced] == [
        ("lớp xóa mù chữ", "lớp", 2),
        ("lớp học nghề", "lớp", 1),
    ]
    assert len(indicators(archive, unplaced=1).unplaced) == 1


def test_the_catalogue_is_kept_in_step(archive: Archive) -> None:
    before = list(archive.connection.iterdump())
    save_indicators(archive, CATALOGUE, {"livestock": "Chăn nuôi", "budget": "Tài chính, ngân sách"})
    assert list(archive.connection.iterdump()) == before
    save_indicators(archive, CATALOGUE[:2], {"livestock": "Chăn nuôi"})
    row = archive.row("SELECT name, in_catalogue FROM indicators WHERE code = 'budget_revenue'")
    assert row is not None
    assert tuple(row) == ("Thu ngân sách trên địa bàn", 0)
    save_indicators(archive, CATALOGUE, {"livestock": "Chăn nuôi", "budget": "Tài chính, ngân sách"})


def test_stats_count_current_reports(archive: Archive) -> None:
    found = stats(archive)
    assert (found.agencies, found.reports, found.versions, found.first_month, found.last_month) == (
        2,
        3,
        4,
        "2026-04",
        "2026-05",
    )
    assert (found.figures, found.placed, found.tasks, found.rejected) == (13, 10, 6, 0)


def test_export_gives_each_current_figure_once(archive: Archive) -> None:
    rows = list(export(archive))
    assert len(rows) == 13
    assert {len(row) for row in rows} == {len(EXPORTED)}
    assert columns(archive)["amount"]


def test_the_view_of_series_has_one_row_a_month(archive: Archive) -> None:
    rows = archive.rows(
        "SELECT agency, month, value FROM v_series WHERE indicator = 'livestock_pig' ORDER BY month, agency"
    )
    assert [tuple(row) for row in rows] == [
        ("UBND xã Tân Liêm", "2026-04", "1938"),
        ("UBND phường Đông Chấn", "2026-05", "1938"),
        ("UBND xã Tân Liêm", "2026-05", "2010"),
    ]
