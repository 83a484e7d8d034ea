"""Việc đề ra trong báo cáo tháng trước, báo cáo này không có chữ nào.

Chỉ là lưu ý: việc có thể được nói bằng lời khác. Việc thường xuyên (tăng cường, duy trì) không tính; việc đã quá hạn
thì báo ở task.overdue.

Sai: (tháng trước đề ra lắp đặt camera tại ba tổ) không có chữ nào về lắp đặt camera.
Đúng: Đã lắp đặt camera tại ba tổ.

Bỏ qua: tắt trong baocao.toml: tat = ["task.unreported"].
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.pasts import named
from schemas.finding import Severity

SEVERITY = Severity.INFO


def find(context: Context) -> Iterator[Found]:
    """Yield the tasks of the month before of which there is not a word, those with a day that has passed apart."""
    latest = context.latest_day
    for promise in context.promises:
        if promise.deadline is not None and latest is not None and promise.deadline <= latest:
            continue
        yield Found(
            message=f"Việc đề ra trong {named(promise.report)} chưa thấy nói đến: “{promise.text}”",
            evidence=(promise.evidence,),
        )
