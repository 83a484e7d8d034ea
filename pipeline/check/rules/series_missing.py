"""Chỉ tiêu mà các báo cáo gần đây đều có, báo cáo này không nhắc đến.

Xem ba báo cáo gần nhất. Không nhắc đến khác với bằng không: nếu không phát sinh, nên viết là không phát sinh.

Sai: (ba tháng trước đều nêu số vụ tai nạn giao thông) không có chữ nào về tai nạn giao thông.
Đúng: Trong tháng không xảy ra tai nạn giao thông.

Bỏ qua: tắt trong baocao.toml: tat = ["series.missing"].
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from pipeline.check.context import Context
from pipeline.check.found import Found
from pipeline.check.history import PastFigure
from pipeline.check.pasts import past_place
from pipeline.language.text import fold
from schemas.finding import Evidence, Severity
from schemas.report import Figure, Measure

SEVERITY = Severity.INFO

_RECENT = 3
_ALIKE = 90


def find(context: Context) -> Iterator[Found]:
    """Yield what the last three reports all gave and the draft doesn't, together where it stood together."""
    history = context.history
    if history is None or len(history.reports) < _RECENT:
        return
    recent = history.reports[:_RECENT]
    named = [{_name(figure) for figure in history.figures[report.id] if _counts(figure)} for report in recent]
    here = {figure.indicator or f"={figure.key}" for figure in context.report.figures if _says(context, figure)}
    gone = set.intersection(*named) - here
    paragraphs: dict[tuple[str | None, int], list[PastFigure]] = {}
    text = history.text(recent[0]) if gone else ""
    for figure in history.figures[recent[0].id]:
        if _counts(figure) and _name(figure) in gone:
            line = text.count("\n", 0, figure.span[0])
            paragraphs.setdefault((figure.section, line), []).append(figure)
    titles = history.section_titles(recent[0]) if gone else {}
    for (section, _), figures in paragraphs.items():
        labels = list(dict.fromkeys(f"“{_called(context, figure)}”" for figure in figures))
        yield Found(
            message=f"{_RECENT} báo cáo gần nhất đều nêu {', '.join(labels)}; báo cáo này không nhắc đến.",
            evidence=(*_heading(context, titles.get(section or "")), *[past_place(figure) for figure in figures[:3]]),
        )


def _counts(figure: PastFigure) -> bool:
    return figure.measure is Measure.ACTUAL and figure.against is None and figure.indicator is not None


def _says(context: Context, figure: Figure) -> bool:
    """Return whether a figure says how much there is: "đạt 72,1% kế hoạch" alone doesn't say what was disbursed."""
    indicator = context.catalogue.get(figure.indicator)
    return figure.unit != "%" or indicator is None or "%" in indicator.units


def _name(figure: PastFigure) -> str:
    return figure.indicator or f"={figure.key}"


def _called(context: Context, figure: PastFigure) -> str:
    indicator = context.catalogue.get(figure.indicator)
    return indicator.name if indicator is not None else figure.label


def _heading(context: Context, title: str | None) -> tuple[Evidence, ...]:
    """Return the draft's heading that is called like the one where the figures stood."""
    for section in context.report.sections:
        if title and fuzz.ratio(fold(section.title), fold(title)) >= _ALIKE:
            end = context.text.find("\n", section.span[0])
            return (context.place((section.span[0], end if end > 0 else section.span[1])),)
    return ()
