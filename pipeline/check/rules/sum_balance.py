"""Kỳ trước chuyển sang + tiếp nhận khác với đã giải quyết + đang giải quyết.

Hồ sơ, đơn thư, tin báo vào bao nhiêu thì phải bằng số đã xong cộng số còn lại. Bốn số được nhận ra theo danh mục chỉ
tiêu, hoặc theo các từ “kỳ trước chuyển sang”, “tiếp nhận”, “đã giải quyết”, “đang giải quyết”, “còn lại” trong cùng
đoạn. Cũng vậy với số đầu kỳ, số tăng, số giảm và số cuối kỳ của hộ nghèo, đàn vật nuôi, vắc xin.
Nếu báo cáo không nêu số kỳ trước chuyển sang thì chỉ đối chiếu, không báo lỗi.

Sai: Kỳ trước chuyển sang 14 đơn, tiếp nhận 09 đơn; đã giải quyết 01 đơn, đang giải quyết 25 đơn.
Đúng: Kỳ trước chuyển sang 14 đơn, tiếp nhận 09 đơn; đã giải quyết 01 đơn, đang giải quyết 22 đơn.

Bỏ qua: baocao check --silence sum.balance ở đoạn ấy, kèm lý do (ví dụ có hồ sơ công dân rút).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.relations.balances import Balance
from pipeline.check.relations.movements import Movement
from pipeline.check.tolerance import Agreement, Bounds, total
from pipeline.check.wording import addition, in_unit, name, number, said
from schemas.finding import Severity

SEVERITY = Severity.ERROR


def find(context: Context) -> Iterator[Found]:
    """Yield every balance that doesn't come out."""
    for balance in context.balances:
        if balance.sure and balance.agreement is Agreement.DIFFERENT and context.sure(*balance.figures):
            yield _found(context, balance)
    for movement in context.movements:
        if movement.sure and movement.agreement is Agreement.DIFFERENT and context.sure(*movement.figures):
            yield _moved(context, movement)


def _moved(context: Context, movement: Movement) -> Found:
    one, end = movement.start, movement.end
    chain = addition([one], one)
    for added, figure in movement.steps:
        chain += f" {'+' if added else '-'} {addition([figure], one)}"
    made, stated = in_unit(movement.computed.value, one), in_unit(end.amount, one)
    return Found(
        message=f"{name(end)}: {chain} = {number(made)}, báo cáo ghi {said(end)}, lệch {number(abs(made - stated))}.",
        evidence=context.places(movement.figures),
        severity=Severity.WARNING,
        expected=number(made),
        found=number(stated),
        cures={end.id: movement.computed.rounded},
    )


def _found(context: Context, balance: Balance) -> Found:
    one = balance.left[0]
    left, right = (
        in_unit(total([context.number(figure) for figure in side]).value, one) for side in (balance.left, balance.right)
    )
    into = f"{addition(balance.left, one)} = {number(left)}" if len(balance.left) > 1 else number(left)
    source = "tổng số phải giải quyết" if len(balance.left) == 1 else "kỳ trước chuyển sang + tiếp nhận"
    return Found(
        message=(
            f"Cân đối {one.unit or 'số liệu'}: {source} là {into}, nhưng đã giải quyết + còn lại là "
            f"{addition(balance.right, one)} = {number(right)}, lệch {number(abs(left - right))}."
        ),
        evidence=context.places(balance.figures),
        expected=number(left),
        found=number(right),
        cures=_cures(context, balance),
    )


def _cures(context: Context, balance: Balance) -> dict[str, Bounds]:
    """Return for each figure the amounts with which both sides would be equal."""
    cures = {}
    for side, other in ((balance.left, balance.right), (balance.right, balance.left)):
        for figure in side:
            rest = total([context.number(item) for item in side if item is not figure])
            needed = (total([context.number(item) for item in other]) - rest).rounded
            if needed.high >= 0:
                cures[figure.id] = needed
    return cures
