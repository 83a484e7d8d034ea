"""What people corrected, taught and let stand reaches the checks against the archive."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pipeline.check.engine import check
from pipeline.query.past import figures_of, reports_before
from pipeline.query.series import series
from pipeline.run import read_report
from pipeline.store.archive import Archive
from pipeline.store.corrections import Change, correct
from pipeline.store.lessons import Lesson, link
from schemas.finding import Finding
from schemas.report import Report
from tests.check.drafts import Draft, archive_of

APRIL = Draft("Thu ngân sách trên địa bàn tháng 4 là 12.232 triệu đồng.", month="2026-04")
MAY = Draft("Trước đó, thu ngân sách trên địa bàn tháng 4 năm 2026 thực hiện 12.932 triệu đồng.")


def restated(archive: Archive, report: Report) -> list[Finding]:
    return [finding for finding in check(report, archive).findings if finding.rule == "series.restated"]


def only_figure(archive: Archive) -> int:
    (row,) = archive.rows("SELECT id FROM figures WHERE text = '12.232 triệu đồng'")
    return int(row["id"])


def test_a_corrected_value_is_the_one_to_agree_with(tmp_path: Path) -> None:
    draft = read_report(MAY.write(tmp_path))
    with archive_of(tmp_path, [APRIL]) as archive:
        assert len(restated(archive, draft)) == 1
        correct(archive, only_figure(archive), Change(value=Decimal(12932)), "Lan", "bản gốc mờ")
        assert restated(archive, draft) == []
        correct(archive, only_figure(archive), Change(value=Decimal(12930)), "Lan", "bản gốc mờ")
        (finding,) = restated(archive, draft)
        assert "12.930 triệu đồng" in finding.message
        assert "12.232" not in finding.message


def test_what_is_no_figure_is_held_against_nothing(tmp_path: Path) -> None:
    draft = read_report(MAY.write(tmp_path))
    with archive_of(tmp_path, [APRIL]) as archive:
        correct(archive, only_figure(archive), Change(not_a_figure=True), "Lan", "đọc nhầm")
        assert restated(archive, draft) == []


def test_another_indicator_by_hand_takes_the_figure_out_of_the_line(tmp_path: Path) -> None:
    draft = read_report(MAY.write(tmp_path))
    with archive_of(tmp_path, [APRIL]) as archive:
        correct(archive, only_figure(archive), Change(indicator="exp"), "Lan", "là khoản chi")
        assert restated(archive, draft) == []


def test_a_lesson_lines_up_what_is_worded_in_two_ways(tmp_path: Path) -> None:
    before = Draft("Lớp dạy nghề đan lát tháng 4 là 14 lớp.", month="2026-04")
    report = read_report(Draft("Trước đó, lớp học đan lát tháng 4 năm 2026 là 19 lớp.").write(tmp_path))
    (figure,) = report.figures
    with archive_of(tmp_path, [before]) as archive:
        (other,) = archive.rows("SELECT label_key, indicator FROM figures")
        assert (figure.indicator, other["indicator"]) == (None, None)
        assert figure.key != other["label_key"]
        assert restated(archive, report) == []
        link(archive, [Lesson(figure.key, "edu_classes"), Lesson(other["label_key"], "edu_classes")])
        (finding,) = restated(archive, report)
        assert "14 lớp" in finding.message
        assert "19 lớp" in finding.message


def test_earlier_figures_are_those_that_series_shows(tmp_path: Path) -> None:
    report = read_report(MAY.write(tmp_path))
    with archive_of(tmp_path, [APRIL]) as archive:
        correct(archive, only_figure(archive), Change(value=Decimal(13000)), "Lan", "bản gốc mờ")
        (past,) = reports_before(archive, report, "2026-05", 3)
        figures = figures_of(archive, [past])[past.id]
        assert [(figure.value, figure.indicator) for figure in figures] == [
            (row.value, row.indicator) for row in series(archive, "rev", derive=False)
        ]
