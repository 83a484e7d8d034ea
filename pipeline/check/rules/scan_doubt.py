"""Số trên bản quét có thể đã nhận dạng sai, kèm cách đọc mà phép tính gợi ý.

Chỉ với bản quét, bản chụp: một số không khớp với phép cộng, tỷ lệ, chỗ ghi lại hay báo cáo tháng trước, mà chỉ một cách
đọc dễ nhầm thì khớp hết. Hãy xem bản giấy: nếu bản giấy đúng như gợi ý thì báo cáo không sai, chỉ là đọc nhầm; nếu bản
giấy ghi như số đã đọc thì chính báo cáo ghi sai.

Sai: (đọc được) Tổng đàn gia súc 1.810 con, trong đó: trâu 21 con, bò 04 con, ngựa 08 con, dê 539 con, lợn 1.288 con.
Đúng: (đọc được) Tổng đàn gia súc 1.810 con, trong đó: trâu 21 con, bò 04 con, ngựa 08 con, dê 539 con, lợn 1.238 con.

Bỏ qua: baocao check --silence scan.doubt ở đoạn ấy, sau khi đã xem bản giấy.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.wording import name, number
from schemas.finding import Severity

SEVERITY = Severity.WARNING


def find(context: Context) -> Iterator[Found]:
    """Yield every figure of a scan that another reading is suggested for."""
    for figure in context.report.figures:
        suggested = figure.suggested
        if suggested is None or suggested.accepted:
            continue
        others = [context.by_id[other] for other in suggested.figures if other in context.by_id]
        yield Found(
            message=f"{name(figure)}: {suggested.reason}",
            evidence=context.places((figure, *others)),
            expected=number(suggested.value),
            found=number(figure.value),
            subject=figure.id,
        )
