"""A report as a PDF file with its text in it.

Enters: `Report`. Leaves: NAME.pdf, byte for byte the same from run to run: A4, margins of the decree, justified, page
numbers centred at the top from page 2, the head as two columns, tables with rules.
Example: na-khuoi-2026-05.pdf has seven pages; the second says "2" at its top.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from corpus.styles.pieces import Block, Piece, Report
from corpus.writers.fonts import find_faces
from corpus.writers.text import MOTTO, number_line

_WIDTH = 210 * mm - 30 * mm - 17 * mm


@cache
def _styles() -> dict[str, ParagraphStyle]:
    """Registers the fonts once and returns the paragraph styles by name."""
    faces = find_faces()
    for name, path in (
        ("Serif", faces.regular),
        ("Serif-B", faces.bold),
        ("Serif-I", faces.italic),
        ("Serif-BI", faces.bold_italic),
    ):
        pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily("Serif", normal="Serif", bold="Serif-B", italic="Serif-I", boldItalic="Serif-BI")
    body = ParagraphStyle(
        "body", fontName="Serif", fontSize=14, leading=18, alignment=TA_JUSTIFY, spaceAfter=6, firstLineIndent=36
    )
    plain = ParagraphStyle("plain", parent=body, firstLineIndent=0, spaceAfter=0)
    return {
        "body": body,
        "heading": ParagraphStyle("heading", parent=body, fontName="Serif-B", keepWithNext=1),
        "centre": ParagraphStyle("centre", parent=plain, alignment=TA_CENTER, spaceAfter=6),
        "head": ParagraphStyle("head", parent=plain, alignment=TA_CENTER, fontSize=12, leading=15),
        "cell": ParagraphStyle("cell", parent=plain, alignment=TA_CENTER, fontSize=12, leading=15),
        "first": ParagraphStyle("first", parent=plain, alignment=TA_LEFT, fontSize=12, leading=15),
        "small": ParagraphStyle("small", parent=plain, alignment=TA_LEFT, fontSize=11, leading=14),
    }


def write_pdf(report: Report, path: Path) -> None:
    """NAME.pdf; WriterError where no font with Vietnamese letters is installed."""
    styles = _styles()
    document = BaseDocTemplate(
        str(path), pagesize=A4, title=report.title[0], author=report.commune.agency, invariant=1, lang="vi-VN",
        leftMargin=30 * mm, rightMargin=17 * mm, topMargin=20 * mm, bottomMargin=20 * mm,
    )  # fmt: skip
    frame = Frame(30 * mm, 20 * mm, _WIDTH, 257 * mm, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=_number)])
    story: list[Flowable] = [*_head(report, styles), *_body(report, styles), *_foot(report, styles)]
    document.build(story)


def _number(canvas: Canvas, document: BaseDocTemplate) -> None:
    if document.page > 1:
        canvas.setFont("Serif", 13)
        canvas.drawCentredString(105 * mm, 297 * mm - 13 * mm, str(document.page))


def _markup(pieces: Iterable[Piece]) -> str:
    found = ""
    for piece in pieces:
        text = escape(piece.text)
        text = f"<b>{text}</b>" if piece.bold else text
        found += f"<i>{text}</i>" if piece.italic else text
    return found


def _head(report: Report, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    issuer = [" ".join(report.issuer)] if report.parent else report.issuer
    left = [escape(report.parent)] if report.parent else []
    left += [f"<b>{escape(line)}</b>" for line in issuer] + [escape(number_line(report))]
    right = [f"<b>{MOTTO[0]}</b>", f"<b>{MOTTO[1]}</b>", f"<i>{escape(report.date_line)}</i>"]
    story: list[Flowable] = []
    if report.head_form == "bare":
        story += [Paragraph(line, styles["centre"]) for line in (left[-1], right[-1])]
    else:
        columns = [[Paragraph(line, styles["head"]) for line in lines] for lines in (left, right)]
        table = Table([columns], colWidths=[_WIDTH * 0.44, _WIDTH * 0.56])
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
        story += [table, Spacer(1, 10)]
    lines = ["DỰ THẢO"] if report.draft else []
    lines += ["BÁO CÁO", *report.title]
    story += [Paragraph(f"<b>{escape(line)}</b>", styles["centre"]) for line in lines]
    if report.addressees:
        story.append(Paragraph(escape(f"Kính gửi: {'; '.join(report.addressees)}."), styles["centre"]))
    return story


def _body(report: Report, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    story: list[Flowable] = []
    for block in report.body:
        if block.kind == "table":
            story += [_table(block, styles), Spacer(1, 8)]
        elif block.kind == "part":
            story.append(Paragraph(f"<b>{escape(block.number)}</b>", styles["centre"]))
        else:
            number = f"{escape(block.number)} " if block.number else ""
            style = styles["heading" if block.kind == "heading" else "body"]
            story.append(Paragraph(number + _markup(block.pieces), style))
    return story


def _table(block: Block, styles: dict[str, ParagraphStyle]) -> Table:
    rows = []
    for index, row in enumerate(block.rows):
        cells = [_markup(cell) for cell in row]
        cells = [f"<b>{cell}</b>" if index == 0 else cell for cell in cells]
        rows.append([Paragraph(cell, styles["first" if k == 0 and index else "cell"]) for k, cell in enumerate(cells)])
    others = len(rows[0]) - 1
    table = Table(rows, colWidths=[_WIDTH * 0.36, *([_WIDTH * 0.64 / others] * others)], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.6, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    return table


def _foot(report: Report, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    count = len(report.recipients)
    entries = [f"- {name}{'.' if index == count else ';'}" for index, name in enumerate(report.recipients, 1)]
    left = [
        Paragraph("<b><i>Nơi nhận:</i></b>", styles["small"]),
        *[Paragraph(escape(e), styles["small"]) for e in entries],
    ]
    right: list[Flowable] = [Paragraph(f"<b>{escape(line)}</b>", styles["head"]) for line in report.signer]
    right += [Spacer(1, 48), Paragraph(f"<b>{escape(report.signer_name)}</b>", styles["head"])]
    table = Table([[left, right]], colWidths=[_WIDTH * 0.5, _WIDTH * 0.5])
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    return [Paragraph(escape(report.closing), styles["body"]), Spacer(1, 6), table]
