"""The whole way of one report, from its file to what it says.

Enters: a path. Leaves: `Report`. Reading is a pure function: the same file gives the same answer.
"""

from __future__ import annotations

from pathlib import Path

from schemas.document import Document
from schemas.report import Report


def read_report(path: Path, data: bytes | None = None) -> Report:
    """Return what the report at `path` says, or what `data` says that was in it.

    Raises `InputError` with one Vietnamese line where the file can't be read, `SecretError` where it may not be.
    """
    from pipeline.read import read_document

    return understand(read_document(path, data))


def understand(document: Document) -> Report:
    """Return what a document that was read says."""
    from pipeline.annotate import annotate_outline
    from pipeline.extract import extract
    from pipeline.normalise import normalise
    from pipeline.structure import outline

    parts = outline(document)
    report = normalise(parts, extract(parts, annotate_outline(parts)))
    if not report.source.ocr_pages:
        return report
    from pipeline.suggest import suggest

    return suggest(report, {figure.id: parts.provenance.confidence(figure.span) for figure in report.figures})
