"""Kế hoạch năm khác với kế hoạch ghi trong các báo cáo trước của cùng năm.

Sai: (tháng 4: kế hoạch 103.600 triệu đồng) Thu ngân sách 63.155/106.300 triệu đồng.
Đúng: (tháng 4: kế hoạch 103.600 triệu đồng) Thu ngân sách 63.155/103.600 triệu đồng.

Bỏ qua: nếu kế hoạch được giao lại, nêu quyết định giao, và baocao check --silence series.target ở đoạn ấy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.history import PastFigure, what
from pipeline.check.pasts import named, past_place
from pipeline.check.tolerance import printed, same
from pipeline.check.wording import name, said
from pipeline.language.text import fold
from schemas.finding import Severity
from schemas.period import PeriodKind
from schemas.report import Figure, Measure

SEVERITY = Severity.WARNING

_PLAN = re.compile(r"kế hoạch|(?<!\w)kh(?!\w)|dự toán|chỉ tiêu|nghị quyết|giao(?!\w)")
_AROUND = 60


def find(context: Context) -> Iterator[Found]:
    """Yield every yearly plan that the last reports of the year gave otherwise."""
    history = context.history
    if history is None:
        return
    year = history.month[:4]
    plans: dict[tuple[object, ...], list[Figure]] = {}
    for figure in context.report.figures:
        end = figure.period.end
        yearly = figure.period.kind is PeriodKind.YEAR and end is not None and f"{end.year}" == year
        if figure.measure is Measure.TARGET and yearly and figure.indicator and _is_plan(context, figure):
            plans.setdefault((what(figure), figure.period.kind), []).append(figure)
    for figures in plans.values():
        if not _constant(history.of(figures[0]), year):
            continue
        past = _past(history.of(figures[0]), year, figures[0].period.kind)
        if not past or len({figure.amount for figure in figures}) > 1 or not context.sure(figures[0]):
            continue
        if len({figure.amount for figure in past}) > 1:
            continue
        figure, earlier = figures[0], past[0]
        if not same(context.number(figure), printed(earlier)):
            yield Found(
                message=(
                    f"{name(figure)}: kế hoạch năm ghi {said(figure)}, {named(earlier.report)} ghi {said(earlier)}."
                ),
                evidence=(*context.places(figures), past_place(earlier)),
                expected=said(earlier),
                found=said(figure),
                cures={figure.id: printed(earlier).rounded},
                subject=figure.id,
            )


def _is_plan(context: Context, figure: Figure) -> bool:
    """Return whether the words round a figure say that it is a plan, and it isn't the upper half of a fraction."""
    line = context.line(figure.span[0])
    if line.plan or context.text[figure.span[1] : figure.span[1] + 2].lstrip().startswith("/"):
        return False
    indicator = context.catalogue.get(figure.indicator)
    if indicator is not None and indicator.sector == "crops":  # a plan for each season, not for the year
        return False
    around = context.text[max(figure.span[0] - _AROUND, line.start) : min(figure.span[1] + _AROUND, line.end)]
    return _PLAN.search(fold(around)) is not None or " | " in line.text


def _constant(past: list[PastFigure], year: str) -> bool:
    """Return whether the earlier reports of the year agree among themselves; what differs each month is no plan."""
    yearly = [figure for figure in past if figure.kind is PeriodKind.YEAR and figure.report.month[:4] == year]
    return len({figure.amount for figure in yearly}) == 1


def _past(found: list[PastFigure], year: str, kind: PeriodKind) -> list[PastFigure]:
    """Return the plans of the same year in the latest report that has them."""
    fitting = [figure for figure in found if figure.kind is kind and figure.report.month[:4] == year]
    return [figure for figure in fitting if figure.report is fitting[0].report] if fitting else []
