"""Số lũy kế nhỏ hơn lũy kế của một tháng trước trong cùng năm.

Sai: (tháng 4: lũy kế 1.015 lao động) Lũy kế 5 tháng giải quyết việc làm cho 915 lao động.
Đúng: (tháng 4: lũy kế 1.015 lao động) Lũy kế 5 tháng giải quyết việc làm cho 1.115 lao động.

Bỏ qua: baocao check --silence series.decrease ở đoạn ấy, nếu số tháng trước đã được điều chỉnh giảm.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.pasts import named, past_place
from pipeline.check.progress import runnings
from pipeline.check.tolerance import Bounds, printed
from pipeline.check.wording import name, number, said
from schemas.finding import Severity

SEVERITY = Severity.ERROR


def find(context: Context) -> Iterator[Found]:
    """Yield every cumulative figure that got smaller."""
    history = context.history
    if history is None:
        return
    for running in runnings(context, history):
        now, before = context.narrowed(running.now), printed(running.before)
        if now.rounded.high >= before.rounded.low:
            continue
        at_least = before + context.number(running.month) if running.month is not None else before
        yield Found(
            message=(
                f"{name(running.now)}: lũy kế {said(running.now)}, nhỏ hơn lũy kế {said(running.before)} "
                f"của {named(running.before.report)}."
            ),
            evidence=(context.figure_place(running.now), past_place(running.before)),
            expected=f"không dưới {number(running.before.value)}",
            found=number(running.now.value),
            cures={running.now.id: Bounds(at_least.rounded.low, at_least.rounded.high * 2)},
        )
