"""Số của một kỳ trước khác với số mà báo cáo của kỳ ấy đã ghi.

Xem những chỗ báo cáo nhắc lại số của tháng trước, của cùng kỳ năm trước.

Sai: (báo cáo tháng 4: thu 12.232 triệu đồng) Tháng 4 thu 12.932 triệu đồng.
Đúng: (báo cáo tháng 4: thu 12.232 triệu đồng) Tháng 4 thu 12.232 triệu đồng.

Bỏ qua: nêu rõ số đã điều chỉnh, và baocao check --silence series.restated ở đoạn ấy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.history import History, PastFigure, what
from pipeline.check.pasts import named, past_place
from pipeline.check.progress import one_past
from pipeline.check.tolerance import printed, same
from pipeline.check.wording import name, said
from pipeline.language.text import fold
from schemas.finding import Severity
from schemas.period import PeriodKind
from schemas.report import Figure, Measure

SEVERITY = Severity.WARNING

_EARLIER = re.compile(r"tháng trước|cùng kỳ|năm trước|quý [iv1-4]")
_KINDS = (PeriodKind.MONTH, PeriodKind.YTD, PeriodKind.QUARTER)


def find(context: Context) -> Iterator[Found]:
    """Yield every value for an earlier time that its own report gave otherwise."""
    history, own = context.history, context.report.header.period
    if history is None or own is None or own.end is None:
        return
    first = own.end.replace(day=1)
    for figure in context.report.figures:
        end = figure.period.end
        earlier = end is not None and end < first and figure.period.kind in _KINDS
        if not earlier or figure.measure is not Measure.ACTUAL or context.line(figure.span[0]).plan:
            continue
        past = _told(history, figure) if _says_so(context, figure) else None
        if past is None or not context.sure(figure) or same(context.number(figure), printed(past)):
            continue
        yield Found(
            message=f"{name(figure)}: báo cáo này ghi {said(figure)}, {named(past.report)} đã ghi {said(past)}.",
            evidence=(context.figure_place(figure), past_place(past)),
            expected=said(past),
            found=said(figure),
            cures={figure.id: printed(past).rounded},
        )


def _says_so(context: Context, figure: Figure) -> bool:
    """Return whether the figure's own line names the earlier time, rather than a heading far above."""
    line = context.line(figure.span[0])
    before = re.split(r"[.;)]", fold(line.text[: figure.span[0] - line.start]))[-1]
    end = figure.period.end
    month = end.month if end is not None else 0
    named = re.search(rf"tháng 0?{month}(?!\d)|(?<!\d)0?{month} tháng", before) is not None
    return named or _EARLIER.search(before) is not None


def _told(history: History, figure: Figure) -> PastFigure | None:
    """Return what the report on that time says of the same thing."""
    end = figure.period.end
    month = f"{end:%Y-%m}" if end is not None else ""
    return one_past([
        past
        for past in history.of(figure)
        if past.report.month == month
        and past.kind is figure.period.kind
        and past.end is not None
        and f"{past.end:%Y-%m}" == month
        and what(past) == what(figure)
    ])  # fmt: skip
