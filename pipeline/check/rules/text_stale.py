"""Đoạn văn cùng các số liệu chép nguyên từ một báo cáo trước.

Chỉ báo đoạn giống hệt báo cáo trước cả lời lẫn số, khi các số trong đó xưa nay ít khi giữ nguyên từ tháng này sang
tháng khác.

Sai: (giống hệt tháng trước) Trạm Y tế khám 372 lượt, tiêm chủng 98/109 trẻ, truyền thông 12 buổi.
Đúng: Trạm Y tế khám 401 lượt, tiêm chủng 102/108 trẻ, truyền thông 11 buổi.

Bỏ qua: baocao check --silence text.stale ở đoạn ấy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pipeline.check.context import Context, Line
from pipeline.check.found import Found
from pipeline.check.history import History
from pipeline.check.pasts import named
from pipeline.check.words import words
from pipeline.language.text import fold, squeeze
from schemas.finding import Evidence, Severity
from schemas.period import PeriodKind
from schemas.report import Figure, Measure

SEVERITY = Severity.WARNING

_RECENT = 2
_LEAST = 2
"""So many figures of the paragraph have to be of those that move."""
_LOOK = 0.04
_MOST = 0.02
_SURE = 0.004
"""Above this it is only worth a look."""
_OLDER = 4
"""One of several earlier reports looks the same by chance sooner than the last one."""
_STILL = 0.7
_LASTING = (PeriodKind.CAMPAIGN, PeriodKind.YEAR, PeriodKind.SCHOOL_YEAR)
_STEADY = ("crops", "education")
_ENOUGH_PAIRS = 5
_BY_LENGTH = (1.0, 0.4, 0.15, 0.05, 0.02)
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
        if line.plan or line.foot or len(line.text) < _ENOUGH or (chance := _chance(context, history, line)) > _LOOK:
            continue
        for back, (report, lines) in enumerate(earlier):
            same = lines.get(_normal(line.text))
            if same is not None and chance <= (_MOST / (1 + _OLDER) if back else _LOOK):
                yield Found(
                    severity=None if back == 0 and chance <= _SURE else Severity.INFO,
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


def _chance(context: Context, history: History, line: Line) -> float:
    """Return how likely it is that all figures of the line come back by chance, by how often each came back before."""
    chance, moves, seen = 1.0, 0, set[Decimal]()
    for figure in context.report.figures:
        if not line.holds(figure.span) or figure.measure in (Measure.TARGET, Measure.CHANGE):
            continue
        if _may_stay(context, figure) or figure.amount in seen:
            continue
        seen.add(figure.amount)
        again = _comes_back(history, figure)
        moves += again < _STILL and not figure.stated_zero
        chance *= again
    return chance if moves >= _LEAST else 1.0


def _may_stay(context: Context, figure: Figure) -> bool:
    """Return whether a figure stays as it is for months: a crop that is sown, a school, a year's plan, a hamlet."""
    indicator = context.catalogue.get(figure.indicator)
    standing = figure.measure is Measure.ACTUAL and fold(figure.unit) in words().standing
    return figure.period.kind in _LASTING or standing or (indicator is not None and indicator.sector in _STEADY)


def _comes_back(history: History, figure: Figure) -> float:
    """Return how often the figure was the same in two reports in a row; by its length where there are few."""
    by_report: dict[int, Decimal] = {}
    for past in history.of(figure):
        if past.kind is figure.period.kind:
            by_report.setdefault(past.report.id, past.amount)
    values = [by_report[report.id] for report in history.reports if report.id in by_report]
    pairs = list(pairwise(values))
    if len(pairs) < _ENOUGH_PAIRS:
        digits = len(format(abs(figure.value), "f").replace(".", "").lstrip("0"))
        return _BY_LENGTH[min(digits, len(_BY_LENGTH) - 1)]
    return (sum(first == second for first, second in pairs) + 0.5) / (len(pairs) + 1)
