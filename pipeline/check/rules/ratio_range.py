"""Tỷ trọng trên 100%, hoặc một phần lớn hơn tổng của nó.

Tỷ lệ hoàn thành kế hoạch có thể trên 100%; tỷ trọng (“chiếm”, “tỷ lệ hồ sơ đúng hạn”) thì không. Một phần nêu sau
“trong đó” không thể lớn hơn tổng; chỉ tiêu nào không vượt được chỉ tiêu nào thì theo danh mục.

Sai: Đã giải quyết 551 hồ sơ, trong đó đúng hạn 594 hồ sơ.
Đúng: Đã giải quyết 594 hồ sơ, trong đó đúng hạn 551 hồ sơ.

Bỏ qua: baocao check --silence ratio.range ở đoạn ấy, kèm lý do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.relations.bases import Tie, is_planned
from pipeline.check.relations.kinds import is_counted
from pipeline.check.relations.ratios import Ratio, is_share
from pipeline.check.relations.sums import alike
from pipeline.check.tolerance import Bounds
from pipeline.check.wording import quoted, said
from pipeline.language.text import fold
from schemas.finding import Severity
from schemas.indicator import StockFlow
from schemas.period import PeriodKind
from schemas.report import Figure, Measure

SEVERITY = Severity.ERROR

_ALL = 100
_NEAR = 5
_OF_WHICH = re.compile(r"trong đó[^.;\d]{0,60}$")


def find(context: Context) -> Iterator[Found]:
    """Yield shares above 100 % and parts above their whole."""
    for figure in context.report.figures:
        if not context.sure(figure):
            continue
        if figure.unit == "%" and figure.value > _ALL and _share(context, figure):
            yield Found(
                message=f"{quoted(figure)}: tỷ trọng {said(figure)} lớn hơn 100%.",
                evidence=context.places([figure]),
                expected="không quá 100%",
                found=said(figure),
                cures={figure.id: Bounds(figure.value * 0, figure.value * 0 + _ALL)},
            )
        whole = context.by_id.get(figure.whole or "")
        if whole is not None and alike(figure, whole) and context.sure(whole) and _above(context, figure, whole):
            yield _part(context, figure, whole)
    yield from _after_of_which(context)
    yield from _limits(context)


def _after_of_which(context: Context) -> Iterator[Found]:
    """Yield what stands right after "trong đó" and is above everything of its kind in the sentence before it."""
    figures = context.report.figures
    for at, part in enumerate(figures):
        if (
            at == 0
            or part.whole is not None
            or "/" in part.unit
            or not _OF_WHICH.search(fold(context.between(figures[at - 1], part)))
        ):
            continue
        line = context.line(part.span[0])
        start = line.start + max(context.text[line.start : part.span[0]].rfind(". "), 0)
        before = [
            figure
            for figure in figures[max(at - _NEAR, 0) : at]
            if figure.span[0] >= start and alike(part, figure) and figure.unit == part.unit
        ]
        fits = bool(before) and all(_above(context, part, figure) for figure in before)
        if fits and context.sure(part, *before) and not context.line(part.span[0]).plan:
            yield _part(context, part, before[-1])


def _share(context: Context, figure: Figure) -> bool:
    """Return whether a percentage is a share of something: by the catalogue, by its words, or by its fraction."""
    if figure.measure is not Measure.RATIO or figure.against is not None or is_planned(context, figure):
        return False
    indicator = context.catalogue.get(figure.indicator)
    if indicator is not None and indicator.kind is StockFlow.RATIO:
        return True
    return is_share(context, figure) or any(
        ratio.percent is figure and ratio.tie is Tie.FRACTION and _limited(context, ratio) for ratio in context.ratios
    )


def _limited(context: Context, ratio: Ratio) -> bool:
    """Return whether the part can't be above the whole: things counted that the catalogue limits."""
    indicator = context.catalogue.get(ratio.part.indicator) or context.catalogue.get(ratio.percent.indicator)
    return indicator is not None and bool(indicator.limits) and is_counted(ratio.part)


def _above(context: Context, part: Figure, whole: Figure) -> bool:
    """Return whether the part is above its whole, and above what the line says of the same thing at other times."""
    line = context.line(whole.span[0])
    others = [
        figure
        for figure in context.report.figures
        if line.holds(figure.span) and figure.indicator == whole.indicator and figure.base_unit == whole.base_unit
        and figure.measure is whole.measure
    ]  # fmt: skip
    return all(context.number(part).rounded.low > context.number(figure).cut.high for figure in {*others, whole})


def _part(context: Context, part: Figure, whole: Figure) -> Found:
    return Found(
        message=f"{quoted(part)} là {said(part)}, lớn hơn {quoted(whole)} là {said(whole)}.",
        evidence=context.places([whole, part]),
        expected=f"không quá {said(whole)}",
        found=said(part),
        cures={
            part.id: Bounds(part.amount * 0, context.number(whole).rounded.high),
            whole.id: Bounds(context.number(part).rounded.low, context.number(part).rounded.high * 1000),
        },
    )


def _limits(context: Context) -> Iterator[Found]:
    """Yield what the catalogue says can't be above something else of the same section and time."""
    by_code: dict[tuple[str | None, str | None, PeriodKind], list[Figure]] = {}
    for figure in context.report.figures:
        if figure.measure is Measure.ACTUAL and figure.against is None and not context.line(figure.span[0]).plan:
            by_code.setdefault((figure.indicator, figure.section, figure.period.kind), []).append(figure)
    for (code, section, kind), figures in by_code.items():
        indicator = context.catalogue.get(code)
        for limit in indicator.limits if indicator is not None else ():
            wholes = by_code.get((limit.code, section, kind), [])
            if len(figures) != 1 or len(wholes) != 1 or figures[0].whole == wholes[0].id:
                continue
            part, whole = figures[0], wholes[0]
            alike_units = part.base_unit == whole.base_unit and limit.divisor == 1
            if alike_units and context.sure(part, whole) and _above(context, part, whole):
                yield _part(context, part, whole)
