"""How findings against the archive speak of earlier reports.

Enters: figures of earlier reports. Leaves: `Evidence` that names the report, and pieces of Vietnamese.
"""

from __future__ import annotations

from pipeline.check.history import PastFigure, PastReport
from schemas.finding import Evidence


def past_place(figure: PastFigure) -> Evidence:
    """Return where a figure stands in its report."""
    return Evidence(
        span=figure.span, text=figure.text, section=figure.section, page=figure.page, report=figure.report.name
    )


def month_name(report: PastReport) -> str:
    """Return "tháng 4/2026" for a report on 2026-04."""
    return f"tháng {int(report.month[5:])}/{report.month[:4]}"


def named(report: PastReport) -> str:
    """Return "báo cáo tháng 4/2026 (45/BC-UBND)"."""
    return f"báo cáo {month_name(report)} ({report.name})"
