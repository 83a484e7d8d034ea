from __future__ import annotations

import pytest

from pipeline.query.evidence import Passages, endless, terms, under_way
from pipeline.query.tasks import tasks
from pipeline.store.archive import Archive
from schemas.rows import TaskStatus


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


@pytest.mark.parametrize(
    ("task", "told"),
    [
        (
            "Lắp đặt bổ sung cụm loa truyền thanh thông minh tại những nơi chưa có.",
            "Các cụm loa truyền thanh thông minh đã được lắp đặt bổ sung.",
        ),
        ("Mua bổ sung sách cho thư viện các trường tiểu học.", "Đã mua thêm sách cho thư viện trường tiểu học."),
        ("Tiếp tục hỗ trợ hộ kinh doanh tiếp cận vốn.", "Hộ kinh doanh tiếp tục được hỗ trợ tiếp cận vốn vay."),
    ],
)
def test_other_words_for_the_same_work_are_evidence(task: str, told: str) -> None:
    texts = ["Tình hình sản xuất ổn định.", told, "Tiếp tục thực hiện tốt công tác phòng chống dịch."]
    assert [match.number for match in Passages(texts).about(task)][:1] == [1]


@pytest.mark.parametrize(
    ("task", "told"),
    [
        ("Tiếp tục thực hiện tốt công tác cải cách hành chính.", "Tiếp tục thực hiện tốt công tác phòng chống dịch."),
        ("Tổ chức giải bóng chuyền các thôn.", "Tổ chức tuyên truyền tại các thôn được 12 buổi."),
        ("Hoàn thành kế hoạch năm 2026.", "Hoàn thành kế hoạch năm 2026."),  # nothing of its own to look for
        ("", "Tình hình ổn định."),
    ],
)
def test_what_every_report_says_is_no_evidence(task: str, told: str) -> None:
    assert Passages([told, "Tình hình sản xuất ổn định."]).about(task) == []


def test_words_that_say_nothing_do_not_count() -> None:
    assert terms("Tiếp tục tăng cường công tác chỉ đạo thực hiện trên địa bàn") == frozenset()
    assert endless("Đẩy mạnh chuyển đổi số")
    assert not endless("Hoàn thành chuyển đổi số")
    assert under_way("Hồ sơ đang được chỉnh sửa")
    assert not under_way("Hồ sơ đã được gửi, đang chờ kết quả")
