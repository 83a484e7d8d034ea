"""Việc có thời hạn đã qua, báo cáo không nói kết quả.

Sai: (tháng trước: hoàn thành rà soát hộ nghèo trước ngày 10/5) báo cáo ngày 18/5 không có chữ nào về rà soát hộ nghèo.
Đúng: Đã hoàn thành rà soát hộ nghèo ngày 08/5.

Bỏ qua: tắt trong baocao.toml: tat = ["task.overdue"].
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.pasts import named
from pipeline.check.wording import day
from schemas.finding import Severity

SEVERITY = Severity.WARNING


def find(context: Context) -> Iterator[Found]:
    """Yield the tasks of the month before whose day has passed without a word."""
    latest = context.latest_day
    for promise in context.promises:
        if promise.deadline is not None and latest is not None and promise.deadline <= latest:
            yield Found(
                message=(
                    f"Việc có hạn {day(promise.deadline)} trong {named(promise.report)} chưa thấy kết quả: "
                    f"“{promise.text}”"
                ),
                evidence=(promise.evidence,),
                expected=f"xong trước {day(promise.deadline)}",
            )
