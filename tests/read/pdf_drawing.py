"""Pages for the tests of the PDF reader, and what is read of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import read_document
from schemas.document import Line

MakePdf = Callable[..., Path]
LEFT, RIGHT = 85, 544

PARAGRAPH = (
    "Trong tháng, Ủy ban nhân dân xã đã chỉ đạo các thôn gieo trồng được 1.234,5 ha, đạt 98,2% kế hoạch; tổng đàn "
    "gia súc hiện có 12.345 con, tăng 3,4% so với cùng kỳ; thu ngân sách đạt 63.155/103.600 triệu đồng. Công tác "
    "phòng, chống dịch bệnh được triển khai theo Kế hoạch số 132/KH-UBND ngày 02/4/2026."
)


def justified(canvas: Canvas, text: str, top: float, font: str, indent: float = 36) -> float:
    """Draw a paragraph stretched to both margins, no space glyphs between words; return where the next may begin."""
    canvas.setFont(font, 14)
    row: list[str] = []
    x = LEFT + indent

    def draw(last: bool) -> None:
        room = RIGHT - x - sum(stringWidth(word, font, 14) for word in row)
        space = 3.5 if last or len(row) == 1 else room / (len(row) - 1)
        at = float(x)
        for word in row:
            canvas.drawString(at, 842 - top, word)
            at += stringWidth(word, font, 14) + space

    for word in text.split():
        if row and stringWidth(" ".join([*row, word]), font, 14) > RIGHT - x:
            draw(False)
            top, row, x = top + 18, [], LEFT
        row.append(word)
    draw(True)
    return top + 24


def lines(path: Path) -> list[Line]:
    return [item for item in read_document(path).items if isinstance(item, Line)]


def texts(path: Path) -> list[str]:
    return [line.text for line in lines(path)]


def draw(*placed: tuple[float, float, str]) -> Callable[[Canvas], None]:
    """Return a page that shows texts at their places, from the top left corner."""

    def page(canvas: Canvas) -> None:
        for x, top, text in placed:
            canvas.drawString(x, 842 - top, text)

    return page


def centred(top: float, text: str) -> Callable[[Canvas], None]:
    return lambda canvas: canvas.drawCentredString(314, 842 - top, text)


def both(*pages: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    def page(canvas: Canvas) -> None:
        for each in pages:
            each(canvas)

    return page
