"""What a check found, shown where people work: terminal, page, Word, PDF, and SARIF for other programs.

Enters: `Findings` with the `Report` and the file that they are about. Leaves: text, or the bytes of a file. A wrong sum
becomes a Word comment at "1.848 con" in the clerk's own draft.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import UsageError
from schemas.finding import Findings
from schemas.report import Report

FORMATS = ("text", "html", "docx", "pdf", "sarif")
BINARY = frozenset(("docx", "pdf"))


def render(findings: Findings, report: Report, path: Path, format: str, *, plain: bool = False) -> str | bytes:  # noqa: A002
    """Return `findings` about the draft at `path` in one of `FORMATS`; bytes for those in `BINARY`.

    `plain` leaves colours out of "text" even on a terminal, for what goes into a file. Raises `UsageError` where the
    draft can't be shown in that format, and `InputError` where its file can't be read any more.
    """
    match format:
        case "text":
            from pipeline.present.findings.text import as_text

            return as_text(findings, report, plain=plain)
        case "html":
            from pipeline.present.findings.page import as_page

            return as_page(findings, report, path)
        case "docx":
            from pipeline.present.findings.word import as_word

            return as_word(findings, report, path)
        case "pdf":
            from pipeline.present.findings.pdf import as_pdf

            return as_pdf(findings, report, path)
        case "sarif":
            from pipeline.present.findings.sarif import as_sarif

            return as_sarif(findings, report, path)
        case _:
            raise UsageError(f"không có dạng “{format}”; các dạng có: {', '.join(FORMATS)}")
