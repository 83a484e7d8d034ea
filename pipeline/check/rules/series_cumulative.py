"""Lũy kế tháng này khác lũy kế tháng trước cộng với số trong tháng.

Sai: (tháng 4: lũy kế 50.923 triệu đồng) Thu tháng 5 là 12.232 triệu đồng, lũy kế 63.555 triệu đồng.
Đúng: (tháng 4: lũy kế 50.923 triệu đồng) Thu tháng 5 là 12.232 triệu đồng, lũy kế 63.155 triệu đồng.

Bỏ qua: nếu tháng trước được điều chỉnh, nêu rõ trong báo cáo, và baocao check --silence series.cumulative ở đoạn ấy.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.pasts import named, past_place
from pipeline.check.progress import is_month_before, runnings
from pipeline.check.tolerance import Agreement, compare, printed
from pipeline.check.wording import in_unit, name, number, said
from schemas.finding import Severity

SEVERITY = Severity.ERROR


def find(context: Context) -> Iterator[Found]:
    """Yield every cumulative figure that the month before and this month don't make."""
    history = context.history
    if history is None:
        return
    for running in runnings(context, history):
        month = running.month
        if month is None or not is_month_before(running, history):
            continue
        now, before, this = context.number(running.now), printed(running.before), context.number(month)
        if compare(now, before + this) is not Agreement.DIFFERENT or now.rounded.high < before.rounded.low:
            continue
        unit = running.now
        terms = f"{number(in_unit(before.value, unit))} + {number(in_unit(this.value, unit))}"
        made = number(in_unit((before + this).value, unit))
        off = number(abs(in_unit(now.value - (before + this).value, unit)))
        yield Found(
            message=(
                f"{name(unit)}: lũy kế theo {named(running.before.report)} cộng số trong tháng là {terms} = {made}, "
                f"báo cáo ghi lũy kế {said(unit)}, lệch {off}."
            ),
            evidence=(*context.places((unit, month)), past_place(running.before)),
            expected=made,
            found=number(unit.value),
            cures={unit.id: (before + this).rounded, month.id: (now - before).rounded},
        )
