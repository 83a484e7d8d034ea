from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.query.history import history
from pipeline.query.stats import agency_stats, stats
from pipeline.query.tasks import tasks
from pipeline.store.archive import Archive, open_archive
from pipeline.store.save import save_report
from schemas.period import PeriodKind
from schemas.report import Measure
from schemas.rows import TaskStatus
from tests.query.archives import filled
from tests.store.made_up import LIVESTOCK, Draft, Said, make, month_period


def test_every_version_is_told_in_the_order_it_became_known(archive: Archive) -> None:
    rows = history(archive, "livestock_pig", "2026-04", agency="Tân Liêm")
    told = [(row.value, row.version, row.current, row.signed, row.path) for row in rows]
    assert told == [
        (999, 1, False, date(2026, 4, 18), "cu.txt"),
        (1938, 2, True, date(2026, 4, 21), "04.txt"),
    ]
    assert (rows[1].text, rows[1].written, rows[1].page) == ("- Lợn: 1.938 con.", "1.938 con", 1)


def test_what_was_known_on_a_day(archive: Archive) -> None:
    rows = history(archive, "livestock_pig", "2026-04", agency="Tân Liêm", known_on=date(2026, 4, 20))
    assert [row.value for row in rows] == [999]


def test_options_narrow(archive: Archive) -> None:
    assert len(history(archive, "budget_revenue", "2026-05", agency="Tân Liêm")) == 2
    assert len(history(archive, "budget_revenue", "2026-05", measure=Measure.RATIO)) == 1
    assert history(archive, "budget_revenue", "2026-05", period=PeriodKind.QUARTER) == []


def test_a_later_report_that_states_the_month_again(tmp_path: Path) -> None:
    april = month_period("2026-04")
    assert april.start is not None
    assert april.end is not None
    days = (april.start, april.end)
    with filled(tmp_path / "kho.db") as archive:
        said = Said("1.940", "con", "lợn tháng 4", "livestock_pig", days=days)
        save_report(archive, make(Draft(month="2026-06", figures=[said], signed=date(2026, 6, 20))))
        last = history(archive, "livestock_pig", "2026-04", agency="Tân Liêm")[-1]
        assert (last.value, last.month, last.restates) == (1940, "2026-06", "2026-04")
        assert [row.value for row in history(archive, "livestock_pig", "2026-06")] == []


def test_stats_tell_agency_by_month(archive: Archive) -> None:
    whole = stats(archive)
    assert (whole.agencies, whole.reports, whole.versions) == (2, 3, 4)
    one, other = agency_stats(archive)
    assert (one.agency, one.months, one.missing) == ("UBND phường Đông Chấn", ("2026-05",), ())
    assert (other.reports, other.versions, other.months) == (2, 3, ("2026-04", "2026-05"))
    assert other.province == "lạng sơn"
    assert [each.agency for each in agency_stats(archive, agency="Đông Chấn")] == ["UBND phường Đông Chấn"]


def test_stats_tell_the_missing_months_and_the_longest_report(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        for month in ("2026-01", "2026-04"):
            save_report(archive, make(Draft(month=month, figures=LIVESTOCK)))
        quarter = month_period("2026-01").model_copy(update={"kind": PeriodKind.QUARTER})
        save_report(archive, make(Draft(month="2026-01", period=quarter, figures=LIVESTOCK)))
        (each,) = agency_stats(archive)
        assert (each.missing, each.kinds) == (("2026-02", "2026-03"), (PeriodKind.QUARTER, PeriodKind.MONTH))


def test_tasks_planned_again_are_one_chain_with_its_age(tmp_path: Path) -> None:
    plan = ["Tiếp tục vận động các hộ dân bàn giao mặt bằng thi công.", "Tổ chức Đại hội thể dục thể thao."]
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        for month in ("2026-01", "2026-02", "2026-04"):
            first = plan[0].replace("Tiếp tục vận", "Vận") if month == "2026-01" else plan[0]
            save_report(
                archive, make(Draft(month=month, figures=LIVESTOCK, plan=[first, *plan[1:][: month == "2026-01"]]))
            )
        rows = [row for row in tasks(archive) if "mặt bằng" in row.text]
        assert [(row.month, row.since, row.age) for row in rows] == [
            ("2026-02", "2026-02", 1), ("2026-03", "2026-02", 2), ("2026-05", "2026-02", 4),
        ]  # fmt: skip
        assert [(row.since, row.age) for row in tasks(archive, asked_month="2026-05")] == [("2026-02", 4)]


def test_a_deadline_that_passed_without_a_result_is_overdue(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        report = make(Draft(month="2026-04", figures=LIVESTOCK, plan=["Khởi công tuyến đường liên thôn."]))
        due = report.tasks[0].model_copy(update={"deadline": date(2026, 5, 10)})
        save_report(archive, report.model_copy(update={"tasks": (due,)}))
        (row,) = tasks(archive)
        assert (row.status, row.overdue, row.deadline) == (TaskStatus.PLANNED, False, date(2026, 5, 10))
        save_report(archive, make(Draft(month="2026-05", figures=LIVESTOCK)))
        (row,) = tasks(archive)
        assert (row.status, row.overdue) == (TaskStatus.UNREPORTED, True)
