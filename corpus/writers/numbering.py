"""Word's own numbering for headings.

Enters: a Word document and a report. Leaves: one multilevel list of which each heading takes its level.
Example: level 2 of "A. / I. / 1. / 1.1." is upper Roman, and the fourth writes "%3.%4.".
"""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from corpus.styles.catalogue import STYLES
from corpus.styles.pieces import Report

_FORMATS = {
    "upper": "upperLetter",
    "roman": "upperRoman",
    "arabic": "decimal",
    "dotted": "decimal",
    "alpha": "lowerLetter",
}
_LIST = 90
"""Id of the list and of its one instance."""


def add_numbering(document: Document, report: Report) -> dict[int, int]:
    """Add the list; returns the id of its instance for each level of headings."""
    levels = STYLES[report.commune.key].levels
    rows = "".join(_level(index, form, _pattern(levels, index) + after) for index, (form, after) in enumerate(levels))
    numbering = document.part.numbering_part.element
    space = nsdecls("w")
    abstract = (
        f'<w:abstractNum {space} w:abstractNumId="{_LIST}"><w:multiLevelType w:val="multilevel"/>{rows}</w:abstractNum>'
    )
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {space} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'))
    return {level + 1: _LIST for level in range(len(levels))}


def _pattern(levels: tuple[tuple[str, str], ...], index: int) -> str:
    if levels[index][0] == "dotted":
        return f"{_pattern(levels, index - 1)}.%{index + 1}"
    return f"%{index + 1}"


def _level(index: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{_FORMATS[form]}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def use_number(paragraph: Paragraph, number: int, level: int) -> None:
    """Give a paragraph Word's number of that level (0 the outermost)."""
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().insert_element_before(parse_xml(xml), "w:spacing", "w:ind", "w:jc", "w:rPr")
