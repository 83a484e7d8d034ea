"""Word's own numbering for headings.

Enters: a Word document and a report. Leaves: one multilevel list of which each heading takes its level.
Example: level 2 of "A. / I. / 1. / 1.1." is upper Roman, and the fourth writes "%3.%4.".
"""

from __future__ import annotations

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from corpus.styles.catalogue import STYLES
from corpus.styles.pieces import Report

_FORMATS = {"upper": "upperLetter", "roman": "upperRoman", "arabic": "decimal", "dotted": "decimal", "alpha": "lowerLetter"}


def add_numbering(document: Document, report: Report) -> dict[int, int]:
    """Add the list; returns the id of its instance for each level of headings."""
    levels = STYLES[report.commune.key].levels
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    kind = OxmlElement("w:multiLevelType")
    kind.set(qn("w:val"), "multilevel")
    abstract.append(kind)
    for index, (form, after) in enumerate(levels):
        abstract.append(_level(index, form, _pattern(levels, index) + after))
    numbering.insert(0, abstract)
    instance = OxmlElement("w:num")
    instance.set(qn("w:numId"), "90")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "90")
    instance.append(link)
    numbering.append(instance)
    return {level + 1: 90 for level in range(len(levels))}


def _pattern(levels: tuple[tuple[str, str], ...], index: int) -> str:
    if levels[index][0] == "dotted":
        return f"{_pattern(levels, index - 1)}.%{index + 1}"
    return f"%{index + 1}"


def _level(index: int, form: str, text: str) -> OxmlElement:
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), str(index))
    for tag, value in (("w:start", "1"), ("w:numFmt", _FORMATS[form]), ("w:suff", "space"), ("w:lvlText", text), ("w:lvlJc", "left")):
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        level.append(child)
    return level


def use_number(paragraph: Paragraph, number: int, level: int) -> None:
    """Give a paragraph Word's number of that level (0 the outermost)."""
    properties = paragraph._p.get_or_add_pPr()
    num = properties.get_or_add_numPr()
    num.get_or_add_ilvl().val = level
    num.get_or_add_numId().val = number
