"""Tables and footnotes of PDF files."""

from __future__ import annotations

from pdf_drawing import PARAGRAPH, MakePdf, draw, justified, lines, texts
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import read_document
from schemas.document import FOOTNOTE, Line, Table


def _grid(canvas: Canvas, xs: list[float], tops: list[float], rows: list[list[str]]) -> None:
    canvas.grid(xs, [842 - top for top in tops])
    for top, row in zip(tops, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            canvas.drawString(x + 4, 842 - top - 15, text)


def test_table_in_its_place(make_pdf: MakePdf) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(85, 742, "Trước")
        _grid(canvas, [85, 200, 300, 400], [120, 140, 160], [["Cây", "Diện tích", "Đạt"], ["Lúa", "100 ha", "98,5%"]])
        canvas.drawString(85, 642, "Sau")

    before, table, after = read_document(make_pdf(page)).items
    assert isinstance(before, Line)
    assert isinstance(table, Table)
    assert isinstance(after, Line)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Cây", "Diện tích", "Đạt"],
        ["Lúa", "100 ha", "98,5%"],
    ]
    assert table.box is not None
    assert (table.page, round(table.box.x0), round(table.box.top)) == (1, 85, 120)


def test_merged_cells(make_pdf: MakePdf) -> None:
    def page(canvas: Canvas) -> None:
        for x0, top, x1, bottom, text in [
            (85, 100, 285, 120, "ngang"), (285, 100, 385, 120, "c"), (85, 120, 185, 160, "dọc"),
            (185, 120, 285, 140, "e"), (285, 120, 385, 140, "f"), (185, 140, 285, 160, "h"), (285, 140, 385, 160, "i"),
        ]:  # fmt: skip
            canvas.rect(x0, 842 - bottom, x1 - x0, bottom - top)
            canvas.drawString(x0 + 3, 842 - top - 15, text)

    (table,) = read_document(make_pdf(page)).items
    assert isinstance(table, Table)
    shape = [[(cell.text, cell.columns, cell.rows) for cell in row] for row in table.rows]
    assert shape == [
        [("ngang", 2, 1), ("c", 1, 1)],
        [("dọc", 1, 2), ("e", 1, 1), ("f", 1, 1)],
        [("h", 1, 1), ("i", 1, 1)],
    ]


def test_table_that_goes_on_overleaf_is_one(make_pdf: MakePdf) -> None:
    head = ["TT", "Chỉ tiêu"]

    def first(canvas: Canvas) -> None:
        canvas.drawString(85, 742, "Biểu")
        _grid(canvas, [85, 200, 400], [700, 720, 740], [head, ["1", "Lúa"]])
        canvas.drawCentredString(297, 20, "1")

    def second(canvas: Canvas) -> None:
        _grid(canvas, [85, 200, 400], [60, 80, 100], [head, ["2", "Ngô"]])
        canvas.drawCentredString(297, 20, "2")

    items = read_document(make_pdf(first, second)).items
    assert len(items) == 2
    assert isinstance(items[1], Table)
    assert [[cell.text for cell in row] for row in items[1].rows] == [head, ["1", "Lúa"], ["2", "Ngô"]]


def test_rules_and_frames_are_no_tables(make_pdf: MakePdf) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(200, 742, "Độc lập - Tự do - Hạnh phúc")
        canvas.line(200, 738, 380, 738)
        canvas.line(85, 700, 150, 700)
        canvas.rect(80, 600, 300, 60)
        canvas.drawString(90, 630, "Trong khung")

    assert texts(make_pdf(page)) == ["Độc lập - Tự do - Hạnh phúc", "Trong khung"]


def test_footnote_goes_behind_its_paragraph(make_pdf: MakePdf, fonts: tuple[str, ...]) -> None:
    def page(canvas: Canvas) -> None:
        justified(canvas, PARAGRAPH, 100, fonts[0])
        justified(canvas, PARAGRAPH, 250, fonts[0])
        canvas.line(85, 120, 200, 120)
        canvas.setFont(fonts[0], 6)
        canvas.drawString(85, 108, "1")
        canvas.setFont(fonts[0], 10)
        canvas.drawString(90, 104, "Số liệu ước tính.")

    found = lines(make_pdf(page, draw((85, 100, "Trang sau"))))
    assert [line.style for line in found[-2:]] == [FOOTNOTE, None]
    assert found[-2].text.endswith("Số liệu ước tính.")
