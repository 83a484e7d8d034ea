"""Cùng một số liệu của cùng một kỳ được ghi hai lần với hai giá trị khác nhau.

So các số cùng chỉ tiêu, cùng kỳ, cùng cách đo ở các đoạn khác nhau, trong bảng và trong lời. Cùng một số viết với độ
chính xác khác nhau (63.155 triệu đồng; 63,2 tỷ đồng) không phải là mâu thuẫn.

Sai: (mục I) Thu ngân sách tháng 5 là 12.232 triệu đồng. (mục IV) Thu ngân sách tháng 5 là 12.323 triệu đồng.
Đúng: (mục I) Thu ngân sách tháng 5 là 12.232 triệu đồng. (mục IV) Thu ngân sách tháng 5 là 12,2 tỷ đồng.

Bỏ qua: viết rõ hai số khác nhau ở chỗ nào, hoặc baocao check --silence figure.conflict ở đoạn ấy.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.wording import quoted, said
from schemas.finding import Severity

SEVERITY = Severity.ERROR


def find(context: Context) -> Iterator[Found]:
    """Yield every fact that is stated twice with different values."""
    told: set[str] = set()
    for repeat in context.repeats:
        first, second = repeat.figures
        if repeat.agrees or not context.sure(first, second) or second.id in told:
            continue
        told.add(second.id)
        where = [f"mục {figure.section}" if figure.section else "phần đầu" for figure in (first, second)]
        place = f" ở {where[0]}, {said(second)} ở {where[1]}" if where[0] != where[1] else f" rồi {said(second)}"
        yield Found(
            severity=None if repeat.sure else Severity.WARNING,
            message=f"{quoted(first)} được ghi hai giá trị khác nhau: {said(first)}{place}.",
            evidence=context.places((first, second)),
            expected=said(first),
            found=said(second),
            cures={
                first.id: context.number(second).rounded,
                second.id: context.number(first).rounded,
            },
        )
