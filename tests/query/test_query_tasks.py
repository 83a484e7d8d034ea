from __future__ import annotations

from pathlib import Path

from pipeline.query.tasks import tasks
from pipeline.store.archive import Archive, open_archive
from pipeline.store.save import save_report
from schemas.rows import TaskStatus
from tests.store.made_up import LIVESTOCK, Draft, make


def test_what_became_of_each_task(archive: Archive) -> None:
    rows = tasks(archive, asked_month="2026-05")
    assert [row.status for row in rows] == [
        TaskStatus.REPORTED,
        TaskStatus.CONTINUING,  # a task without end, told of
        TaskStatus.CONTINUING,  # told of as not finished
        TaskStatus.UNREPORTED,
        TaskStatus.CONTINUING,  # only planned again
    ]
    assert [row.item for row in rows] == ["1", "2", "3", "4", "5"]
    told = rows[0].evidence[0]
    assert (told.report, told.section) == ("102/BC-UBND", "I.1")
    assert told.text.startswith("Đã tiêm phòng đợt 2")
    assert rows[3].evidence == ()


def test_a_month_without_a_report_yet_is_planned(archive: Archive) -> None:
    rows = tasks(archive, asked_month="2026-06")
    assert [(row.month, row.status) for row in rows] == [("2026-06", TaskStatus.PLANNED)]


def test_all_months_come_in_order(archive: Archive) -> None:
    months = [row.month for row in tasks(archive)]
    assert months == sorted(months, key=str)
    assert tasks(archive, agency="Đông Chấn") == []
    assert tasks(archive, asked_month="2020-01") == []


def test_a_result_that_only_a_later_report_tells(tmp_path: Path) -> None:
    plan = ["Nghiệm thu cầu treo bản Nà Lạn.", "Tăng cường quản lý đất đai.", "Mua máy phát điện cho trạm y tế."]
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        save_report(archive, make(Draft(month="2026-01", figures=LIVESTOCK, plan=plan)))
        save_report(archive, make(Draft(month="2026-02", figures=LIVESTOCK)))
        assert {row.status for row in tasks(archive, asked_month="2026-02")} == {TaskStatus.UNREPORTED}
        told = ["Cầu treo bản Nà Lạn đã được nghiệm thu.", "Công tác quản lý đất đai được tăng cường."]
        save_report(archive, make(Draft(month="2026-04", figures=LIVESTOCK, body=told)))
        bridge, land, machine = tasks(archive, asked_month="2026-02")
        assert (bridge.status, bridge.told, bridge.evidence[0].text) == (TaskStatus.REPORTED, "2026-04", told[0])
        assert land.status is TaskStatus.UNREPORTED  # what has no end isn't told of late
        assert (machine.status, machine.evidence, machine.told) == (TaskStatus.UNREPORTED, (), None)


def test_titles_are_no_evidence(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho.db", create=True) as archive:
        save_report(archive, make(Draft(month="2026-01", figures=LIVESTOCK, plan=["Phát triển kinh tế - xã hội số."])))
        save_report(archive, make(Draft(month="2026-02", figures=LIVESTOCK)))
        (row,) = tasks(archive, asked_month="2026-02")
        assert (row.status, row.evidence) == (TaskStatus.UNREPORTED, ())
