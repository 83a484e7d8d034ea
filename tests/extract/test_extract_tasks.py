"""Tasks: one a sentence of the part on the time to come."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from schemas.report import Task
from tests.extract.made import report

PLAN = "II. NHIỆM VỤ TRỌNG TÂM THÁNG 6"


def tasks_of(*lines: str) -> tuple[Task, ...]:
    """Return the tasks of a report whose part on the next month holds `lines`."""
    return report("I. KẾT QUẢ THỰC HIỆN", "Đã trồng 12 ha rừng.", PLAN, *lines).tasks


@dataclass(frozen=True)
class Case:
    """A line, and its tasks: "action | continuing | deadline | responsible" each."""

    line: str
    tasks: tuple[str, ...]
    why: str = ""


CASES = [
    # the verb that opens
    Case("1. Tiếp tục tiêm phòng cho đàn vật nuôi.", ("tiếp tục | yes | - | -",)),
    Case("1. Duy trì chế độ trực sẵn sàng chiến đấu.", ("duy trì | yes | - | -",)),
    Case("1. Thường xuyên tuần tra, kiểm soát địa bàn.", ("thường xuyên | yes | - | -",)),
    Case("1. Đẩy nhanh tiến độ giải phóng mặt bằng.", ("đẩy nhanh | no | - | -",)),
    Case("1. Phấn đấu thu ngân sách đạt 120 triệu đồng.", ("phấn đấu | no | - | -",)),
    Case("1. Kết nạp mới 20 hội viên.", ("kết nạp | no | - | -",)),
    Case("1. Tăng cường kiểm tra an toàn thực phẩm.", ("tăng cường | no | - | -",)),
    Case("1. Phối hợp với Công an xã rà soát cư trú.", ("phối hợp;phối hợp với | no | - | -",)),
    Case("1. Xây dựng kế hoạch phòng, chống thiên tai.", ("xây dựng | no | - | -",)),
    Case("1. Chủ động phòng, chống hạn hán.", ("chủ động | no | - | -",)),
    # one a sentence; a semicolon splits none
    Case(
        "1. Tập trung chăm sóc lúa xuân. Tiếp tục trồng rừng. Rà soát hộ nghèo.",
        ("tập trung | no | - | -", "tiếp tục | yes | - | -", "rà soát | no | - | -"),
    ),
    Case("1. Chăm sóc lúa xuân; phòng trừ sâu bệnh; nạo vét kênh mương.", ("chăm sóc | no | - | -",)),
    Case(
        "1. Triển khai Nghị định số 176/2025/NĐ-CP. Hoàn thiện hồ sơ.",
        ("triển khai | no | - | -", "hoàn thiện | no | - | -"),
    ),
    Case("- Tổ chức hội nghị tiếp xúc cử tri.", ("tổ chức | no | - | -",)),
    # behind a title
    Case(
        "1. Lĩnh vực kinh tế: Chỉ đạo gieo cấy lúa mùa. Đôn đốc thu nộp ngân sách.",
        ("chỉ đạo | no | - | -", "đôn đốc | no | - | -"),
    ),
    # time allowed
    Case("1. Hoàn thành rà soát hộ nghèo trước ngày 15/6.", ("hoàn thành | no | 2026-06-15 | -",)),
    Case("1. Hoàn thành việc chi trả trước ngày 25/7/2026.", ("hoàn thành | no | 2026-07-25 | -",)),
    Case("1. Triển khai kế hoạch trong tháng 6.", ("triển khai | no | 2026-06-30 | -",)),
    Case("1. Xây dựng phương án trong quý III.", ("xây dựng | no | 2026-09-30 | -",)),
    Case("1. Trình HĐND xã tại kỳ họp tháng 7.", ("trình | no | 2026-07-31 | -",)),
    Case("1. Rà soát, bổ sung quy hoạch đến hết năm 2026.", ("rà soát;rà soát, bổ sung | no | 2026-12-31 | -",)),
    Case("1. Báo cáo kết quả chậm nhất ngày 20/6/2026.", ("báo cáo | no | 2026-06-20 | -",)),
    Case("1. Thực hiện Kế hoạch số 45/KH-UBND ngày 12/3/2026.", ("thực hiện | no | - | -",)),
    Case("1. Tổ chức kỷ niệm Ngày Gia đình Việt Nam 28/6.", ("tổ chức | no | - | -",)),
    # a verb that no list holds orders as well
    Case("1. Cắm mốc lộ giới các tuyến đường trong khu dân cư.", ("cắm mốc | no | - | -",)),
    Case("- Gia cố đoạn kè xung yếu qua thôn 3.", ("gia cố | no | - | -",)),
    Case("- Lĩnh vực văn hóa, thông tin cơ sở.", ()),
    Case("- Thời tiết diễn biến phức tạp.", ()),
    # who is charged
    Case("1. Giao Phòng Kinh tế tham mưu kế hoạch vốn.", ("giao | no | - | Phòng Kinh tế",)),
    Case("1. Giao Trạm Y tế chủ trì phun hóa chất trước ngày 10/6.", ("giao | no | 2026-06-10 | Trạm Y tế",)),
    Case("1. Công an xã chủ trì rà soát cư trú.", ("chủ trì | no | - | Công an xã",)),
    Case("1. Yêu cầu các thôn rà soát hộ nghèo.", ("yêu cầu | no | - | các thôn",)),
    Case("1. Phối hợp với Công an xã tuyên truyền.", ("phối hợp;phối hợp với | no | - | -",)),
    # bare targets are figures, not tasks
    Case("1. Thu ngân sách: 120 triệu đồng.", ()),
    Case("1. Tỷ lệ hộ nghèo giảm còn 2,5%.", ()),
    Case("- Diện tích lúa mùa: 205 ha.", ()),
    Case("- Tỷ lệ tiêm phòng đạt từ 85% trở lên.", ()),
    Case("- Số hộ gia đình văn hóa: trên 90%.", ()),
    # near misses
    Case(
        "1. Họp giao ban trước ngày 25/6.",
        ("họp | no | 2026-06-25 | -",),
        why="giao of giao ban is taken for the verb, and ban for the unit charged",
    ),
]


def _wanted(case: Case, found: tuple[Task, ...]) -> list[str]:
    """Return the lines of a case, of the actions it allows the one that was read."""
    lines: list[str] = []
    for number, line in enumerate(case.tasks):
        action, rest = line.split(" | ", 1)
        allowed = action.split(";")
        read = found[number].action if number < len(found) else ""
        lines.append(f"{read if read in allowed else allowed[0]} | {rest}")
    return lines


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.line, marks=[pytest.mark.xfail(strict=True, reason=case.why)] if case.why else [])
        for case in CASES
    ],
)
def test_tasks_of_a_line(case: Case) -> None:
    found = tasks_of(case.line)
    lines = [
        f"{task.action} | {'yes' if task.continuing else 'no'} | {task.deadline or '-'} | {task.responsible or '-'}"
        for task in found
    ]
    assert lines == _wanted(case, found)


def test_results_give_no_tasks_though_their_verbs_are_the_same() -> None:
    found = report(
        "I. KẾT QUẢ THỰC HIỆN",
        "1. Tiếp tục triển khai Đề án 06.",
        "Tập trung chỉ đạo gieo cấy. Hoàn thành 12 ha rừng.",
        PLAN,
        "1. Rà soát hộ nghèo.",
    )
    assert [task.text for task in found.tasks] == ["Rà soát hộ nghèo."]


def test_tasks_give_their_place_item_and_targets() -> None:
    found = report(PLAN, "1. Trồng 12 ha rừng, chăm sóc 45 ha rừng. Rà soát hộ nghèo.", "3. Thu gom rác thải.")
    assert [task.item for task in found.tasks] == ["1", "1", "3"]
    assert [task.id for task in found.tasks] == ["t1", "t2", "t3"]
    assert found.tasks[0].targets == tuple(figure.id for figure in found.figures)
    assert len(found.figures) == 2
    assert {figure.measure.value for figure in found.figures} == {"target"}
    for task in found.tasks:
        assert found.text[slice(*task.span)] == task.text
        assert str(task.period.start if task.period else None) == "2026-06-01"


def test_targets_without_a_verb_are_figures_of_the_next_month() -> None:
    found = report(PLAN, "1. Thu ngân sách: 120 triệu đồng.")
    assert found.tasks == ()
    [figure] = found.figures
    assert (figure.measure.value, str(figure.period.start)) == ("target", "2026-06-01")


def test_the_foot_is_no_task() -> None:
    assert [task.text for task in tasks_of("1. Rà soát hộ nghèo.")] == ["Rà soát hộ nghèo."]


def test_a_day_that_does_not_exist_is_no_deadline() -> None:
    [task] = tasks_of("1. Hoàn thành rà soát trước ngày 31/6.")
    assert task.deadline is None


def test_december_plans_for_january() -> None:
    found = report(
        "I. KẾT QUẢ THỰC HIỆN",
        "Đã trồng 12 ha rừng.",
        "II. NHIỆM VỤ THÁNG 01 NĂM 2026",
        "1. Hoàn thành rà soát hộ nghèo trước ngày 15/01.",
        title="tháng 12 năm 2025, nhiệm vụ tháng 01 năm 2026",
        month=12,
        year=2025,
    )
    assert [str(task.deadline) for task in found.tasks] == ["2026-01-15"]
