"""A plain Word file of a report's text, for drafts that came in another form.

Enters: a `Report`. Leaves: the bytes of a .docx with its headings and paragraphs; table rows stay lines parted by bars.
"""

from __future__ import annotations

import datetime as dt
import io

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from pipeline.present.findings.entries import printable
from schemas.report import Report

_FONT = "Times New Roman"
_LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_LOWEST = 9


def plain_word(report: Report) -> bytes:
    """Return the text as a Word file; the time in it is the report's own date, so that it always comes out the same."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(13)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    levels = {section.span[0]: section.level for section in report.sections}
    start = 0
    for line in report.text.split("\n"):
        paragraph = document.add_paragraph(printable(line))
        if start in levels and len(line) < 200:
            paragraph.style = document.styles[f"Heading {min(levels[start], _LOWEST)}"]
        start += len(line) + 1
    day = report.header.date
    core = document.core_properties
    core.author, core.comments, core.title = "baocao", "", report.header.title or ""
    core.created = core.modified = (
        _LONG_AGO if day is None else dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    )
    core.last_modified_by, core.language = "baocao", "vi-VN"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
