"""Con số viết không theo cách viết của tiếng Việt.

Dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân: 1.048 con, 19,22 ha. Số viết ngược lại dễ bị đọc sai một nghìn
lần. Chỉ báo ở nơi đơn vị và các số bên cạnh cho biết chắc là số nào; nếu cả báo cáo đều viết như thế thì báo một lần.

Sai: Tổng đàn lợn 1,048 con; trồng rừng 19.22 ha.
Đúng: Tổng đàn lợn 1.048 con; trồng rừng 19,22 ha.

Bỏ qua: tắt cả kiểm tra trong baocao.toml: tat = ["figure.format"].
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.wording import number, quoted
from pipeline.language.numbers import NUMBER, Style, readings
from schemas.finding import Severity
from schemas.report import Figure

SEVERITY = Severity.WARNING

_NUMBER = re.compile(NUMBER)
_SHOWN = 3


def find(context: Context) -> Iterator[Found]:
    """Yield the figures that are written against the Vietnamese way; many of one style are one finding."""
    styles: dict[Style, list[Figure]] = {Style.COMMA_GROUPED: [], Style.DOT_DECIMAL: []}
    for figure in context.report.figures:
        style = _style(figure)
        if style in styles and context.sure(figure):
            styles[style].append(figure)
    for style, figures in styles.items():
        if len(figures) > _SHOWN:
            yield _found(context, style, figures)
        else:
            for figure in figures:
                yield _found(context, style, [figure])


def _style(figure: Figure) -> Style | None:
    """Return how the number was written, by the reading that was taken."""
    written = _NUMBER.search(figure.text)
    if written is None or figure.stated_zero:
        return None
    return next((found.style for found in readings(written[0]) if found.value == abs(figure.value)), None)


def _found(context: Context, style: Style, figures: list[Figure]) -> Found:
    first = figures[0]
    written = _NUMBER.search(first.text)
    wrong, right = written[0] if written else first.text, number(abs(first.value))
    rule = "dấu phẩy ngăn hàng nghìn" if style is Style.COMMA_GROUPED else "dấu chấm ngăn phần thập phân"
    message = f"{quoted(first)} viết {wrong}: {rule}; theo cách viết tiếng Việt là {right}."
    if len(figures) > 1:
        message = f"{len(figures)} con số dùng {rule}, ví dụ {wrong}; theo cách viết tiếng Việt là {right}."
    return Found(message=message, evidence=context.places(figures), expected=right, found=wrong)
