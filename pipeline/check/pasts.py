"""How findings against the archive speak of earlier reports.

Enters: figures and citations of earlier reports. Leaves: `Evidence` that names the report, and pieces of Vietnamese.
"""

from __future__ import annotations

from pipeline.check.history import PastCitation, PastFigure, PastReport
from schemas.finding import Evidence


def past_place(item: PastFigure | PastCitation) -> Evidence:
    """Return where something stands in its report."""
    return Evidence(span=item.span, text=item.text, section=item.section, page=item.page, report=item.report.name)


def month_name(report: PastReport) -> str:
    """Return "tháng 4/2026" for a report on 2026-04."""
    return f"tháng {int(report.month[5:])}/{report.month[:4]}"


def named(report: PastReport) -> str:
    """Return "báo cáo tháng 4/2026 (45/BC-UBND)"."""
    return f"báo cáo {month_name(report)} ({report.name})"
