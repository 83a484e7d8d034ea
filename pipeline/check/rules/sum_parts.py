"""Các phần không cộng thành tổng.

Tìm những chỗ một số tổng được chia ra (“trong đó”, “gồm”, “cụ thể”, trong ngoặc, gạch đầu dòng, hàng “Tổng cộng” của
bảng) mà các phần cộng lại không bằng tổng. Chênh lệch do làm tròn thì không báo. Danh sách chỉ nêu một số phần thì
không phải là phép cộng: chỉ báo khi danh sách kể đủ, do danh mục chỉ tiêu, do từ “gồm”, phần “khác”, “còn lại”, do các
tháng trước cộng đủ, hoặc do cộng gần bằng tổng (khi ấy chỉ là cảnh báo).

Sai: Tổng đàn gia súc 1.848 con, trong đó: trâu 21 con, bò 04 con, ngựa 08 con, dê 539 con, lợn 1.238 con.
Đúng: Tổng đàn gia súc 1.810 con, trong đó: trâu 21 con, bò 04 con, ngựa 08 con, dê 539 con, lợn 1.238 con.

Bỏ qua: nếu danh sách cố ý không kể đủ, viết “trong đó có” hoặc tắt ở đoạn ấy bằng baocao check --silence sum.parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.relations.closed import Closed
from pipeline.check.relations.sums import Sum
from pipeline.check.slips import slip
from pipeline.check.tolerance import Agreement, Bounds, Number, total
from pipeline.check.wording import addition, in_unit, name, number, said
from schemas.finding import Severity
from schemas.report import Figure

SEVERITY = Severity.ERROR


def find(context: Context) -> Iterator[Found]:
    """Yield every complete list whose parts don't make the whole."""
    told: set[str] = set()
    for relation in context.sums:
        if relation.agreement is not Agreement.DIFFERENT or relation.closed is Closed.OPEN:
            continue
        if not context.sure(*relation.figures) or relation.whole.id in told:
            continue
        told.add(relation.whole.id)
        yield _found(context, relation)


def _found(context: Context, relation: Sum) -> Found:
    whole, parts = relation.whole, relation.parts
    added = total([context.number(part) for part in parts]).value
    stated = in_unit(abs(whole.amount), whole)
    computed = in_unit(added, whole)
    cures = wanted(context, whole, parts)
    likely = slip(context, whole, parts, cures)
    message = (
        f"{name(whole)}: {addition(parts, whole)} = {number(computed)}, báo cáo ghi {said(whole)}, "
        f"lệch {number(abs(stated - computed))}."
    )
    return Found(
        message=f"{message} {likely}".strip(),
        evidence=context.places(relation.figures),
        severity=Severity.WARNING if relation.closed is Closed.NEAR else None,
        expected=number(computed),
        found=number(stated),
        cures=cures,
        subject=whole.id,
    )


def wanted(context: Context, whole: Figure, parts: tuple[Figure, ...]) -> dict[str, Bounds]:
    """Return for the whole and each part the amounts with which the sum would come out."""
    numbers = {part.id: context.number(part) for part in parts}
    cures = {whole.id: total(list(numbers.values())).rounded}
    for part in parts:
        rest: Number = total([value for key, value in numbers.items() if key != part.id])
        needed = (context.number(whole) - rest).rounded
        if needed.high >= 0:
            cures[part.id] = needed
    return cures
