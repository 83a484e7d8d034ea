"""One report to read in the terminal: its head, what was counted, and its figures by section with their pages."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from pipeline.present.terminal import add, console, table
from pipeline.present.words import day, name, number, period, word
from schemas.report import Figure, Report

_DOUBTED = 0.75
"""Figures that were read less surely than this are listed for a look at the paper."""


def print_summary(report: Report) -> None:
    """Print the report's head, counts, tables of figures, tasks and documents."""
    out = console()
    for head, value in _head(report):
        out.print(f"{head + ':':<14}{value}", markup=False, soft_wrap=True)
    out.print()
    titles = {section.id: section.title for section in report.sections}
    for section in dict.fromkeys(figure.section for figure in report.figures):
        title = "Ngoài các mục" if section is None else f"{section}. {titles.get(section, '')}".rstrip()
        made = table(
            escape(title), "Nội dung", ("Giá trị", "right"), "Đơn vị", "Cách đo", "Kỳ", "Chỉ tiêu", ("Trang", "right")
        )
        for figure in report.figures:
            if figure.section == section:
                add(
                    made,
                    figure.label,
                    _value(figure),
                    figure.unit,
                    name(figure.measure),
                    period(figure.period),
                    figure.indicator or "",
                    number(figure.page),
                )
        out.print(made)
    _print_doubts(out, report)
    if report.tasks:
        made = table("Nhiệm vụ kỳ tới", "Số", "Nhiệm vụ", "Hạn", "Đơn vị được giao", ("Trang", "right"))
        for task in report.tasks:
            add(made, task.item or "", task.text, day(task.deadline), task.responsible or "", number(task.page))
        out.print(made)
    if report.citations:
        made = table("Văn bản được nêu", "Số, ký hiệu", "Ngày", "Cơ quan ban hành", ("Trang", "right"))
        for citation in report.citations:
            add(made, citation.symbol, day(citation.date), citation.issuer or "", number(citation.page))
        out.print(made)


def _print_doubts(out: Console, report: Report) -> None:
    """Print the numbers of a scan to hold against the paper: those with another reading, and those read unsurely."""
    doubted = [figure for figure in report.figures if figure.suggested is not None or figure.confidence < _DOUBTED]
    if not report.source.ocr_pages or not doubted:
        return
    title = "Số cần đối chiếu với bản giấy"
    made = table(title, "Số đã đọc", ("Gợi ý", "right"), "Nội dung", ("Trang", "right"), "Lý do")
    for figure in doubted:
        meant, why = _doubt(figure)
        add(made, figure.text, meant, figure.label, number(figure.page), why)
    out.print(made)


def _doubt(figure: Figure) -> tuple[str, str]:
    """Return what is suggested for a figure, and why it is doubted."""
    suggested = figure.suggested
    if suggested is None:
        return "", f"nhận dạng chỉ chắc {round(figure.confidence * 100)}%"
    taken = " (đã lấy)" if suggested.accepted else ""
    return f"{number(suggested.value)}{taken}", suggested.reason


def _value(figure: Figure) -> str:
    """Return the value with its qualifier and the upper end of a range."""
    upper = "" if figure.upper is None else f" - {number(figure.upper)}"
    return f"{word('qualifier', figure.qualifier.value)} {number(figure.value)}{upper}".strip()


def _head(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what stands in the head and what was counted, where there is anything."""
    head, source = report.header, report.source
    pages = f", {source.pages} trang" if source.pages else ""
    ocr = f", nhận dạng chữ {len(source.ocr_pages)} trang" if source.ocr_pages else ""
    rows = (
        ("Tệp", f"{source.path} ({word('media', source.media.value)}{pages}{ocr})"),
        ("Cơ quan", head.agency),
        ("Số", "/".join(part for part in (head.number, head.symbol) if part)),
        ("Ngày", ", ".join(part for part in (head.place, day(head.date)) if part)),
        ("Tên", head.title),
        ("Kính gửi", "; ".join(head.addressees)),
        ("Kỳ báo cáo", period(head.period)),
        ("Kỳ tới", period(head.plan_period)),
        ("Người ký", ", ".join(part for part in (report.footer.signer_title, report.footer.signer_name) if part)),
        (
            "Đã đọc được",
            f"{number(len(report.figures))} số liệu, {number(len(report.tasks))} nhiệm vụ, "
            f"{number(len(report.citations))} văn bản được nêu",
        ),
        ("Chưa hiểu", f"{number(len(report.unread))} con số" if report.unread else ""),
        ("Lưu ý", "; ".join(source.warnings)),
    )
    yield from ((name, value) for name, value in rows if value)
