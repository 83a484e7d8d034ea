"""Automatic numbering of Word files."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from word_files import Items, texts

from pipeline.read.docx_numbering import Level, spell
from schemas.document import Line


def _level(depth: int, kind: str, shown: str, more: str = "") -> str:
    form = kind if kind.startswith("<") else f'<w:numFmt w:val="{kind}"/>'
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{form}{more}<w:lvlText w:val="{shown}"/></w:lvl>'


_LETTERS = (
    '<mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="a, b, c, d, đ, e, ..."/></mc:Choice>'
    '<mc:Fallback><w:numFmt w:val="lowerLetter"/></mc:Fallback></mc:AlternateContent>'
)
_NUMBERING = f"""<w:numbering {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<w:abstractNum w:abstractNumId="90">{_level(0, "upperRoman", "%1.")}
{_level(1, "decimal", "%1.%2.", '<w:pStyle w:val="Heading2"/><w:isLgl/>')}
{_level(2, "lowerLetter", "%3)")}</w:abstractNum>
<w:abstractNum w:abstractNumId="91">{_level(0, "bullet", "-")}{_level(1, "bullet", "&#xf0b7;")}</w:abstractNum>
<w:abstractNum w:abstractNumId="92">{_level(0, _LETTERS, "%1)")}</w:abstractNum>
<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="91"><w:abstractNumId w:val="91"/></w:num>
<w:num w:numId="92"><w:abstractNumId w:val="92"/></w:num>
<w:num w:numId="93"><w:abstractNumId w:val="90"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(word: WordDocument, text: str, number: int, level: int) -> None:
    if not hasattr(word, "numbered"):
        part = word.part.numbering_part
        for child in list(parse_xml(_NUMBERING)):
            part.element.append(child)
        word.numbered = True  # type: ignore[attr-defined]
    properties = word.add_paragraph(text)._p.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = number
    properties.get_or_add_numPr().get_or_add_ilvl().val = level


def test_automatic_numbers(word: WordDocument, items: Items) -> None:
    for text, level in [("A", 0), ("B", 1), ("C", 2), ("D", 2), ("E", 1), ("F", 2), ("G", 0), ("H", 1)]:
        numbered(word, text, 90, level)
    found = items()
    assert texts(found) == ["I. A", "1.1. B", "a) C", "b) D", "1.2. E", "a) F", "II. G", "2.1. H"]
    assert [item.marker for item in found if isinstance(item, Line)][:3] == ["I.", "1.1.", "a)"]


def test_restart_bullets_and_vietnamese_letters(word: WordDocument, items: Items) -> None:
    numbered(word, "A", 90, 0)
    numbered(word, "B", 93, 0)
    numbered(word, "C", 93, 0)
    numbered(word, "D", 91, 0)
    numbered(word, "E", 91, 1)
    for text in "klmno":
        numbered(word, text, 92, 0)
    assert texts(items()) == ["I. A", "V. B", "VI. C", "- D", "• E", "a) k", "b) l", "c) m", "d) n", "đ) o"]


def test_number_through_a_style(word: WordDocument, items: Items) -> None:
    numbered(word, "A", 90, 0)
    style = word.styles["Heading 2"].element.get_or_add_pPr()
    style.get_or_add_numPr().get_or_add_numId().val = 90
    word.add_paragraph("B", style="Heading 2")
    paragraph = word.add_paragraph("C", style="Heading 2")
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
    found = items()
    assert texts(found) == ["I. A", "1.1. B", "C"]
    assert isinstance(found[1], Line)
    assert found[1].style == "heading 2"


@pytest.mark.parametrize(
    ("count", "level", "label"),
    [
        (27, Level(kind="lowerLetter"), "aa"),
        (4, Level(kind="upperRoman"), "IV"),
        (7, Level(kind="decimalZero"), "07"),
        (7, Level(kind="custom", custom=("001", "002")), "007"),
        (9, Level(kind="custom", custom=("A", "B", "C", "D", "Đ")), "I"),
        (3, Level(kind="none"), ""),
        (3, Level(kind="chicago"), "3"),
    ],
)
def test_spelling_of_counts(count: int, level: Level, label: str) -> None:
    assert spell(count, level) == label
