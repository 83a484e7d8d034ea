"""The commune from before July 2025 and the one of today: two agencies, joined only where somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.communes import all_units, units_named
from pipeline.communes.lineage import predecessors, province_today
from pipeline.present.tables import print_series
from pipeline.query.lineage import former_names, joints
from pipeline.query.series import series
from pipeline.query.stats import agency_stats
from pipeline.store.archive import Archive, open_archive
from pipeline.store.indicators import save_indicators
from pipeline.store.save import save_report
from schemas.period import PeriodKind
from schemas.report import Report
from tests.query.archives import CATALOGUE
from tests.store.made_up import Draft, Said, make


def of_month(month: str, pigs: str, revenue: str, district: str | None = None) -> Report:
    """Return a report of phường Ngọc Hà: of the former one where `district` is given."""
    figures = [
        Said(pigs, "con", "lợn", "livestock_pig", kind=PeriodKind.POINT),
        Said(revenue, "triệu đồng", "thu ngân sách", "budget_revenue", kind=PeriodKind.YTD, factor=10**6,
             base_unit="đồng", days=(date(int(month[:4]), 1, 1), date(int(month[:4]), int(month[5:]), 28))),
    ]  # fmt: skip
    above = (f"UBND {district}", "UBND thành phố Hà Nội") if district else ("UBND thành phố Hà Nội",)
    signed = date(int(month[:4]), int(month[5:]), 25)
    return make(Draft(agency="UBND phường Ngọc Hà", month=month, signed=signed, figures=figures, addressees=above))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "kho.db", create=True) as made:
        save_indicators(made, CATALOGUE, {"livestock": "Chăn nuôi", "budget": "Tài chính, ngân sách"})
        save_report(made, of_month("2025-05", "120", "400", "quận Ba Đình"))
        save_report(made, of_month("2025-06", "118", "500", "quận Ba Đình"))
        save_report(made, of_month("2025-07", "301", "900"))
        save_report(made, of_month("2026-06", "295", "1.100"))
        yield made


def test_two_agencies_that_are_known_to_follow_one_another(archive: Archive) -> None:
    codes = {row["code"] for row in archive.rows("SELECT code FROM localities")}
    assert codes == {"00008", "00016"}
    (pair,) = joints(archive)
    assert (pair.before.code, pair.after.code) == ("00016", "00008")
    assert joints(archive, [pair.before.id]) == []


def test_a_series_is_never_joined_silently(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    rows = series(archive, "livestock_pig", agency="Ngọc Hà")
    assert [(row.month, row.agency_code) for row in rows] == [
        ("2025-05", "00016"), ("2025-06", "00016"), ("2025-07", "00008"), ("2026-06", "00008"),
    ]  # fmt: skip
    assert all(row.former is None and row.last_year is None for row in rows)
    print_series(rows, chart=False, pairs=joints(archive))
    shown = " ".join(capsys.readouterr().out.split())
    assert "hai đơn vị, không nối thành một chuỗi" in shown
    assert "--continued" in shown


def test_joined_where_it_is_asked_for_and_marked(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    rows = series(archive, "livestock_pig", agency="00008", continue_former=True)
    assert {row.agency_code for row in rows} == {"00008"}
    assert [(row.month, row.former is not None) for row in rows] == [
        ("2025-05", True), ("2025-06", True), ("2025-07", False), ("2026-06", False),
    ]  # fmt: skip
    assert rows[-1].last_year == 118
    print_series(rows, chart=False, pairs=joints(archive))
    shown = " ".join(capsys.readouterr().out.split())
    assert "Đã nối số của UBND phường Ngọc Hà (mã 00016" in shown
    assert len(series(archive, "livestock_pig", agency="00008")) == 2


def test_nothing_is_worked_out_across_the_merger(archive: Archive) -> None:
    rows = series(archive, "budget_revenue", agency="Ngọc Hà", period=PeriodKind.MONTH, continue_former=True)
    assert [(row.month, row.derived) for row in rows] == [("2025-06", True)]


def test_stats_name_what_a_commune_was_made_of(archive: Archive) -> None:
    former, today = sorted(agency_stats(archive), key=lambda each: each.agency_code or "", reverse=True)
    assert today.predecessors == ("phường Ngọc Hà (Quận Ba Đình)", "phường Liễu Giai (Quận Ba Đình)")
    assert former.predecessors == ()
    assert former_names(None, None) == ()


def test_the_table_ties_nearly_every_commune_of_today_to_former_ones() -> None:
    today = [unit for unit in all_units() if unit.current]
    assert sum(bool(predecessors(unit)) for unit in today) > 2000
    for unit in today:
        for each in predecessors(unit):
            assert not each.current
            assert province_today(each.province_key) == unit.province_key
    assert predecessors(units_named("phường Liễu Giai")[0]) == ()
