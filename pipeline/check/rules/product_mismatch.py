"""Diện tích nhân năng suất không ra sản lượng; mức bình quân nhân số lượng không ra tổng.

Chỉ báo khi một câu nêu đủ diện tích, năng suất, sản lượng của một cây trồng theo thứ tự ấy, hoặc đủ tổng, số lượng và
mức bình quân (học sinh/lớp, triệu đồng/hộ, đồng/liều). Sai khác do làm tròn thì không báo.

Sai: Gieo sạ 4.236 ha lúa, năng suất bình quân 57,5 tạ/ha, sản lượng 23.457 tấn.
Đúng: Gieo sạ 4.236 ha lúa, năng suất bình quân 57,5 tạ/ha, sản lượng 24.357 tấn.

Bỏ qua: baocao check --silence product.mismatch ở đoạn ấy, nếu diện tích thu hoạch khác diện tích gieo trồng.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.tolerance import Agreement
from pipeline.check.wording import in_unit, number, places, quoted, rounded, said
from schemas.finding import Severity

SEVERITY = Severity.WARNING


def find(context: Context) -> Iterator[Found]:
    """Yield every output that area and yield don't make, every total that count and rate don't."""
    for product in context.products:
        output, area = product.output, product.area
        if product.agreement is not Agreement.DIFFERENT or not context.sure(*product.figures):
            continue
        if area is None or not product.sure:
            continue
        made = rounded(in_unit(product.computed.value, output), max(places(output), 0))
        yield Found(
            message=(
                f"{quoted(output)}: {said(area)} x {said(product.rate)} = {number(made)} {output.unit}, "
                f"báo cáo ghi {said(output)}."
            ),
            evidence=context.places(product.figures),
            expected=number(made),
            found=number(output.value),
            cures={output.id: product.computed.rounded},
        )
