"""Paragraphs to passages: tokens, numbers, units, periods and cues."""

from __future__ import annotations

from pipeline.annotate.passage import annotate
from schemas.mention import Annotated
from schemas.outline import Outline, Role


def annotate_outline(outline: Outline) -> Annotated:
    """Return the passages of an outline.

    Of each paragraph what stands behind its number or bullet, and of each table cell.
    """
    text = outline.text
    paragraphs = tuple(
        (paragraph, annotate(text[paragraph.body : paragraph.span[1]], paragraph.body))
        for paragraph in outline.paragraphs
        if paragraph.role not in (Role.HEAD, Role.FOOT)
    )
    tables = tuple(
        (table, tuple(tuple(annotate(text[slice(*cell.span)], cell.span[0]) for cell in row) for row in table.rows))
        for table in outline.tables
    )
    return Annotated(paragraphs, tables)
