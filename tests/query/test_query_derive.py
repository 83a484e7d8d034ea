"""Time in a series: months that only cumulative values give, gaps, the year before, months stated again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.present.tables import print_series
from pipeline.query.compare import compare
from pipeline.query.series import gaps, series
from pipeline.store.archive import Archive, open_archive
from pipeline.store.indicators import save_indicators
from pipeline.store.save import save_report
from schemas.period import Period, PeriodKind
from schemas.report import Measure
from tests.query.archives import CATALOGUE
from tests.store.made_up import Draft, Said, make

Days = tuple[date, date]
REVENUE = "budget_revenue"


def money(value: str, kind: PeriodKind, days: Days, unit: str = "triệu đồng", factor: int = 10**6) -> Said:
    return Said(value, unit, "thu ngân sách", REVENUE, Measure.ACTUAL, kind, factor, "đồng", days)


def until(year: int, month: int, day: int) -> Days:
    return date(year, 1, 1), date(year, month, day)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "kho.db", create=True) as opened:
        save_indicators(opened, CATALOGUE, {"livestock": "Chăn nuôi", "budget": "Ngân sách"})
        yield opened


def put(archive: Archive, month: str, *figures: Said, kind: PeriodKind = PeriodKind.MONTH) -> None:
    year, number = int(month[:4]), int(month[5:])
    period = Period(kind=kind, start=date(year, number, 1), end=figures[0].days[1] if figures[0].days else None)
    note = " ".join(str(said.days) for said in figures)
    draft = Draft(month=month, figures=list(figures), period=period, signed=date(year, number, 28), note=note)
    save_report(archive, make(draft))


def months(archive: Archive, **more: object) -> list[tuple[str | None, Decimal, bool]]:
    rows = series(archive, REVENUE, period=PeriodKind.MONTH, **more)  # type: ignore[arg-type]
    return [(row.month, row.value, row.derived) for row in rows]


def test_a_month_is_the_difference_of_two_sums(archive: Archive) -> None:
    put(archive, "2026-01", money("120", PeriodKind.YTD, until(2026, 1, 31)))
    put(archive, "2026-02", money("300,5", PeriodKind.YTD, until(2026, 2, 28)))
    put(
        archive,
        "2026-03",
        money("0,5", PeriodKind.QUARTER, until(2026, 3, 31), "tỷ đồng", 10**9),
        kind=PeriodKind.QUARTER,
    )
    assert months(archive) == [
        ("2026-01", Decimal(120), True), ("2026-02", Decimal("180.5"), True), ("2026-03", Decimal(199500000), True),
    ]  # fmt: skip
    january, february, march = series(archive, REVENUE, period=PeriodKind.MONTH)
    assert (february.period.start, february.period.end) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (len(january.derived_from), len(march.derived_from), march.base_unit) == (1, 2, "đồng")
    assert months(archive, derive=False) == []


def test_windows_that_close_in_the_middle_of_the_month_abut(archive: Archive) -> None:
    put(archive, "2026-04", money("100", PeriodKind.YTD, until(2026, 4, 16)))
    put(archive, "2026-05", money("130", PeriodKind.YTD, until(2026, 5, 16)))
    (row,) = series(archive, REVENUE, period=PeriodKind.MONTH)
    assert (row.period.start, row.period.end, row.value) == (date(2026, 4, 17), date(2026, 5, 16), 30)
    assert row.window is not None
    assert row.window.end == date(2026, 5, 16)


@pytest.mark.parametrize(
    "second",
    [
        money("90", PeriodKind.YTD, until(2026, 5, 31)),  # a sum that fell
        money("130", PeriodKind.YTD, until(2025, 5, 31)),  # another year's
        money("130", PeriodKind.YTD, (date(2026, 2, 1), date(2026, 5, 31))),  # not since the year began
    ],
)
def test_no_month_is_made_of_what_does_not_fit(archive: Archive, second: Said) -> None:
    put(archive, "2026-04", money("100", PeriodKind.YTD, until(2026, 4, 30)))
    put(archive, "2026-05", second)
    assert months(archive) == []


def test_no_month_is_made_over_a_gap_or_beside_a_stated_one(archive: Archive) -> None:
    put(archive, "2026-02", money("100", PeriodKind.YTD, until(2026, 2, 28)))
    put(archive, "2026-04", money("200", PeriodKind.YTD, until(2026, 4, 30)))
    may = (
        money("55", PeriodKind.MONTH, (date(2026, 5, 1), date(2026, 5, 31))),
        money("250", PeriodKind.YTD, until(2026, 5, 31)),
    )
    put(archive, "2026-05", *may)
    assert months(archive) == [("2026-05", Decimal(55), False)]


def test_stocks_are_never_summed_up(archive: Archive) -> None:
    for month, end in (("2026-01", 31), ("2026-02", 28)):
        days = until(2026, int(month[5:]), end)
        put(archive, month, Said("9", "con", "lợn", "livestock_pig", kind=PeriodKind.YTD, days=days))
    assert len(series(archive, "livestock_pig")) == 2


def test_gaps_are_told_with_the_reason(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    put(archive, "2026-01", money("1", PeriodKind.MONTH, (date(2026, 1, 1), date(2026, 1, 31))))
    put(archive, "2026-02", Said("5", "con", "lợn", "livestock_pig", days=(date(2026, 2, 1), date(2026, 2, 28))))
    put(archive, "2026-04", money("4", PeriodKind.MONTH, (date(2026, 4, 1), date(2026, 4, 30))))
    rows = series(archive, REVENUE)
    assert [(gap.month, gap.reported) for gap in gaps(archive, rows)] == [("2026-02", True), ("2026-03", False)]
    print_series(rows, chart=True, gaps=gaps(archive, rows))
    shown = capsys.readouterr().out
    assert "báo cáo không nêu" in shown
    assert "chưa có báo cáo" in shown


def test_the_same_month_last_year_stands_beside(archive: Archive) -> None:
    put(archive, "2025-05", money("0,2", PeriodKind.MONTH, (date(2025, 5, 1), date(2025, 5, 31)), "tỷ đồng", 10**9))
    put(archive, "2026-05", money("250", PeriodKind.MONTH, (date(2026, 5, 1), date(2026, 5, 31))))
    row = series(archive, REVENUE)[-1]
    assert (row.last_year, row.last_year_percent) == (Decimal(200), 25.0)


def test_nine_months_line_up_with_the_sum_of_eight(archive: Archive) -> None:
    put(archive, "2026-08", money("80", PeriodKind.YTD, until(2026, 8, 31)))
    put(archive, "2026-09", money("95", PeriodKind.NINE_MONTHS, until(2026, 9, 30)), kind=PeriodKind.NINE_MONTHS)
    (row,) = compare(archive, "2026-08", "2026-09")
    assert (row.a, row.b, row.change) == (80, 95, 15)
    assert months(archive) == [("2026-09", Decimal(15), True)]


def test_a_month_stated_again_is_kept_as_such(archive: Archive) -> None:
    april = (date(2026, 4, 1), date(2026, 4, 30))
    put(archive, "2026-04", money("40", PeriodKind.MONTH, april))
    put(
        archive,
        "2026-05",
        money("55", PeriodKind.MONTH, (date(2026, 5, 1), date(2026, 5, 31))),
        money("42", PeriodKind.MONTH, april),
    )
    rows = series(archive, REVENUE)
    assert [(row.month, row.value, row.restates) for row in rows] == [
        ("2026-04", 40, None), ("2026-05", 55, None), ("2026-05", 42, "2026-04"),
    ]  # fmt: skip
    (row,) = compare(archive, "2026-04", "2026-05")
    assert (row.a, row.b) == (40, 55)
