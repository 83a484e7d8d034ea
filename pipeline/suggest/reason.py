"""Why another reading is suggested, said so that a clerk can check it with the paper beside.

Enters: an `Answer`. Leaves: Vietnamese, such as "Bản quét đọc là 1.288 con; nếu là 1.238 con thì 21 + 4 + 8 + 539 +
1.238 = 1.810, đúng bằng “tổng đàn gia súc” 1.810 con. Chữ số 3 dễ đọc nhầm thành 8."
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from pipeline.check.wording import addition, in_unit, number, quoted, said
from pipeline.suggest.solve import Answer
from pipeline.suggest.ties import Kind, Tie
from schemas.report import Figure, Measure


def reason(answer: Answer) -> str:
    """Return the reason for an answer, naming the other figures."""
    figure = answer.number.figure
    read, written = answer.number.read, answer.writing.written
    meant = f"{written}%" if figure.unit == "%" else f"{written} {figure.unit}".strip()
    works = "; ".join(_works(tie, answer.figure) for tie in answer.ties[:2])
    return f"Bản quét đọc là {read}; nếu là {meant} thì {works}. {_slip(read, written)}"


def _works(tie: Tie, meant: Figure) -> str:
    """Say what works out."""
    figures = tuple(meant if figure.id == meant.id else figure for figure in tie.figures)
    return _SAID[tie.kind](tie, figures)


def _sum(_: Tie, figures: tuple[Figure, ...]) -> str:
    whole, parts = figures[0], figures[1:]
    made = f"{addition(parts, whole)} = {number(abs(whole.value))}"
    return f"{made}, các phần cộng đúng bằng {quoted(whole)} {said(whole)}"


def _balance(tie: Tie, figures: tuple[Figure, ...]) -> str:
    outcome = tie.outcome(lambda figure: next(other for other in figures if other.id == figure.id))
    made = number(in_unit(outcome.stated.value, figures[0])) if outcome is not None else ""
    listed = ", ".join(f"{quoted(figure)} {said(figure)}" for figure in figures)
    return f"số chuyển sang và tiếp nhận cân với số đã giải quyết và còn lại, cùng bằng {made} ({listed})"


def _ratio(_: Tie, figures: tuple[Figure, ...]) -> str:
    stated, part, whole = figures
    return f"{said(part)} / {said(whole)} đúng bằng {said(stated)} ({quoted(part)})"


def _growth(_: Tie, figures: tuple[Figure, ...]) -> str:
    stated, first, second = figures
    if first.measure is Measure.CHANGE:
        return f"mức tăng, giảm {said(first)} của {quoted(second)} {said(second)} đúng bằng {said(stated)}"
    return f"{said(first)} so với {said(second)} đúng là {said(stated)} ({quoted(first)})"


def _product(_: Tie, figures: tuple[Figure, ...]) -> str:
    area, rate, output = figures
    return f"diện tích {said(area)} nhân năng suất {said(rate)} đúng bằng sản lượng {said(output)}"


def _repeat(tie: Tie, figures: tuple[Figure, ...]) -> str:
    outcome = tie.outcome(lambda figure: next(other for other in figures if other.id == figure.id))
    value = outcome.stated.value if outcome is not None else Decimal(0)
    other = max(figures, key=lambda figure: (abs(figure.amount) == value, figure.span))
    pages = " và ".join(str(figure.page) for figure in figures)
    return f"hai chỗ ghi {quoted(other)} (trang {pages}) khớp nhau: {' và '.join(said(figure) for figure in figures)}"


def _earlier(tie: Tie, _: tuple[Figure, ...]) -> str:
    return tie.earlier


_SAID: dict[Kind, Callable[[Tie, tuple[Figure, ...]], str]] = {
    Kind.SUM: _sum,
    Kind.BALANCE: _balance,
    Kind.RATIO: _ratio,
    Kind.GROWTH: _growth,
    Kind.PRODUCT: _product,
    Kind.REPEAT: _repeat,
    Kind.EARLIER: _earlier,
}


def _slip(read: str, written: str) -> str:
    """Say which slip of recognition makes one of the other.

    >>> _slip("1.288", "1.238"), _slip("54T", "547"), _slip("485", "48,5")
    ('Chữ số 3 dễ đọc nhầm thành 8.', 'Chữ số 7 dễ đọc nhầm thành chữ T.', 'Dấu phẩy dễ bị mất khi nhận dạng.')
    """
    if len(read) == len(written):
        wrong = [(one, other) for one, other in zip(read, written, strict=True) if one != other]
        one, other = wrong[0]
        if one in ".,":
            return "Dấu chấm và dấu phẩy dễ đọc nhầm sang nhau."
        return f"Chữ số {other} dễ đọc nhầm thành {'' if one.isdigit() else 'chữ '}{one}."
    digits = [[char for char in text if char not in ".,"] for text in (read, written)]
    if digits[0] == digits[1]:
        lost = len(read) < len(written)
        return "Dấu phẩy dễ bị mất khi nhận dạng." if lost else "Nhận dạng dễ thêm hoặc lặp một dấu chấm, dấu phẩy."
    return "Nhận dạng dễ bỏ sót hoặc lặp một chữ số đứng cạnh chữ số giống nó."
