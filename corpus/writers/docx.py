"""A report as a Word file.

Enters: `Report`. Leaves: NAME.docx, byte for byte the same from run to run: A4, Times New Roman 14, justified; the head
as a table of two columns without lines, page numbers in the header, tables as Word tables.
Example: in na-khuoi-2026-05.docx the number of "1.2. Chăn nuôi" is Word's own (numPr), not text.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from corpus.styles.pieces import Block, Piece, Report
from corpus.writers.numbering import add_numbering, use_number
from corpus.writers.text import MOTTO, number_line

_FIXED = datetime.datetime(2024, 1, 1, 8, 0, 0)
_STAMP = (2024, 1, 1, 0, 0, 0)


def write_docx(report: Report, path: Path) -> None:
    """NAME.docx."""
    document = docx.Document()
    _set_up(document, report)
    _head(document, report)
    numbers = add_numbering(document, report) if report.automatic_numbers else {}
    for block in report.body:
        if block.kind == "table":
            _table(document, block)
            continue
        number = numbers.get(block.level) if block.kind == "heading" and block.number else None
        paragraph = _paragraph(document, block, number is not None)
        if number is not None:
            use_number(paragraph, number, block.level - 1)
    _foot(document, report)
    path.write_bytes(_steady(document))


def _set_up(document: Document, report: Report) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(17)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(6)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = report.commune.agency, report.title[0], ""
    properties.created = properties.modified = properties.last_printed = _FIXED
    properties.last_modified_by, properties.revision = report.commune.agency, 1


def _line(cell: _Cell, text: str, *, bold: bool = False, italic: bool = False, first: bool = False) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(13)


def _head(document: Document, report: Report) -> None:
    if report.head_form == "bare":
        _center(document, number_line(report))
        _center(document, report.date_line, italic=True)
    else:
        table = document.add_table(1, 2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        left, right = table.rows[0].cells
        issuer = [" ".join(report.issuer)] if report.parent else report.issuer
        if report.parent:
            _line(left, report.parent, first=True)
        for index, text in enumerate(issuer):
            _line(left, text, bold=True, first=index == 0 and not report.parent)
        _line(left, number_line(report))
        _line(right, MOTTO[0], bold=True, first=True)
        _line(right, MOTTO[1], bold=True)
        _line(right, report.date_line, italic=True)
    if report.draft:
        _center(document, "DỰ THẢO", bold=True)
    _center(document, "BÁO CÁO", bold=True)
    for text in report.title:
        _center(document, text, bold=True)
    if report.addressees:
        _center(document, f"Kính gửi: {'; '.join(report.addressees)}.")


def _center(document: Document, text: str, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic


def _runs(paragraph: Paragraph, pieces: list[Piece], bold: bool = False) -> None:
    """Neighbouring pieces of one look go into one run, as a clerk's typing would."""
    text, look = "", (False, False)
    for piece in [*pieces, None]:
        now = (piece.bold or bold, piece.italic) if piece else look
        if text and (piece is None or now != look):
            run = paragraph.add_run(text)
            run.bold, run.italic = look
            text = ""
        if piece:
            text, look = text + piece.text, now


def _paragraph(document: Document, block: Block, numbered: bool) -> Paragraph:
    paragraph = document.add_paragraph()
    bold = block.kind in ("heading", "part")
    if block.number and not numbered:
        paragraph.add_run(f"{block.number} " if block.pieces else block.number).bold = bold
    _runs(paragraph, block.pieces, bold)
    if block.kind == "part":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
    return paragraph


def _table(document: Document, block: Block) -> None:
    table = document.add_table(len(block.rows), len(block.rows[0]))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row, cells in zip(table.rows, block.rows, strict=True):
        for index, (cell, pieces) in enumerate(zip(row.cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if index == 0 else WD_ALIGN_PARAGRAPH.CENTER
            _runs(paragraph, pieces, bold=cells is block.rows[0])
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _foot(document: Document, report: Report) -> None:
    _paragraph(document, Block("para", [Piece(report.closing)]), False)
    table = document.add_table(1, 2)
    left, right = table.rows[0].cells
    paragraph = left.paragraphs[0]
    run = paragraph.add_run("Nơi nhận:")
    run.bold = run.italic = True
    run.font.size = Pt(12)
    for index, name in enumerate(report.recipients, 1):
        entry = left.add_paragraph()
        entry.paragraph_format.space_after = Pt(0)
        entry.add_run(f"- {name}{'.' if index == len(report.recipients) else ';'}").font.size = Pt(11)
    for index, text in enumerate(report.signer):
        _line(right, text, bold=True, first=index == 0)
    for _ in range(3):
        _line(right, "")
    _line(right, report.signer_name, bold=True)


def _steady(document: Document) -> bytes:
    """The file with every zip entry at one fixed time, in the order of its names."""
    loose, fixed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
