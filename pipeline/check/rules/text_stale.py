"""Đoạn văn cùng các số liệu chép nguyên từ một báo cáo trước.

Chỉ báo đoạn có số liệu của kỳ và đủ nhiều chữ số để không thể trùng ngẫu nhiên, giống hệt báo cáo trước cả lời lẫn số.

Sai: (giống hệt tháng trước) Trạm Y tế khám 372 lượt, tiêm chủng 98/109 trẻ, truyền thông 12 buổi.
Đúng: Trạm Y tế khám 401 lượt, tiêm chủng 102/108 trẻ, truyền thông 11 buổi.

Bỏ qua: baocao check --silence text.stale ở đoạn ấy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context, Line
from pipeline.check.found import Found
from pipeline.check.pasts import named
from pipeline.language.text import fold, squeeze
from schemas.finding import Evidence, Severity
from schemas.period import PeriodKind
from schemas.report import Measure

SEVERITY = Severity.WARNING

_RECENT = 3
_LEAST = 5
_STILL = (PeriodKind.POINT, PeriodKind.YEAR, PeriodKind.SCHOOL_YEAR, PeriodKind.CAMPAIGN)
_TIME = re.compile(r"(?:tháng|quý|năm) [\divx]+(?:[/-]\d+)?")
_ENOUGH = 60


def find(context: Context) -> Iterator[Found]:
    """Yield the paragraphs whose words and figures an earlier report has too."""
    history = context.history
    if history is None:
        return
    earlier = [
        (report, {_normal(line): line for line in history.text(report).split("\n") if line.strip()})
        for report in history.reports[:_RECENT]
    ]
    for line in context.lines:
        if line.plan or line.foot or len(line.text) < _ENOUGH or _unlikely(context, line) < _LEAST:
            continue
        for report, lines in earlier:
            same = lines.get(_normal(line.text))
            if same is not None:
                yield Found(
                    message=f"Cả đoạn cùng các số liệu giống hệt {named(report)}; có thể chưa cập nhật.",
                    evidence=(
                        context.place((line.start, line.end)),
                        Evidence(span=None, text=same, report=f"{report.month}, {report.name}"),
                    ),
                )
                break


def _normal(text: str) -> str:
    """Return a paragraph without the names of months and years."""
    return _TIME.sub("", fold(squeeze(text)))


def _unlikely(context: Context, line: Line) -> float:
    """Return how unlikely it is that all figures of the line come back by chance: the digits of those that move.

    Small numbers often come back, stocks and percentages move less than what the month alone brings.
    """
    score, moves = 0.0, False
    for figure in context.report.figures:
        if not line.holds(figure.span) or figure.stated_zero or figure.measure is Measure.TARGET:
            continue
        digits = len(format(abs(figure.value), "f").replace(".", "").lstrip("0"))
        still = figure.period.kind in _STILL or figure.measure is not Measure.ACTUAL
        moves = moves or (not still and digits > 1)
        score += (digits if digits > 1 else 0.5) * (0.5 if still else 1)
    return score if moves else 0.0
