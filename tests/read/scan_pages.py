"""Pages drawn as a scanner would see them, for the tests of recognition of print."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.writers import WriterError
from corpus.writers.fonts import find_faces
from pipeline.read import read_document
from pipeline.read.scan_tessdata import NoOcrError, find_tessdata
from schemas.document import Document, Line

DPI = 150
SCALE = DPI / 72
Placed = tuple[float, float, str]
"""Where a line begins, in points from the top left corner, and what it says."""

BODY: tuple[Placed, ...] = (
    (60, 60, "Tổng đàn gia súc của xã hiện có 1.848 con,"),
    (60, 80, "trong đó đàn trâu 21 con, đàn lợn 1.238 con."),
    (60, 100, "Công tác bảo mật thông tin được thực hiện tốt."),
    (60, 120, "Thu ngân sách đạt 12.232 triệu đồng, bằng 61%."),
    (60, 140, "Kế hoạch tháng sau tiếp tục được triển khai."),
)


def _has_tessdata() -> bool:
    try:
        find_tessdata()
    except NoOcrError:
        return False
    return True


needs_ocr = pytest.mark.skipif(
    not _has_tessdata(), reason="Tesseract's Vietnamese data isn't there: apt-get install tesseract-ocr-vie"
)


def font(points: float, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A serif font with Vietnamese letters."""
    try:
        faces = find_faces()
    except WriterError as error:
        pytest.skip(str(error))
    return ImageFont.truetype(str(faces.bold if bold else faces.regular), round(points * SCALE))


def picture(lines: Sequence[Placed] = BODY, width: float = 380, height: float = 200) -> Image.Image:
    """A page of white paper with black print of 14 points."""
    image = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), "white")
    drawing, face = ImageDraw.Draw(image), font(14)
    for x, y, text in lines:
        drawing.text((x * SCALE, y * SCALE), text, font=face, fill=(25, 25, 25))
    return image


def packed(image: Image.Image, form: str = "JPEG") -> bytes:
    """The bytes of a picture file."""
    file = io.BytesIO()
    image.save(file, form, quality=92, dpi=(DPI, DPI)) if form == "JPEG" else image.save(file, form, dpi=(DPI, DPI))
    return file.getvalue()


def scan(path: Path, images: Sequence[Image.Image], layers: Sequence[bytes] = (), turn: int = 0) -> Path:
    """A PDF whose pages are pictures; `layers` are content streams over them, which may use the font /F0."""
    pdf = pikepdf.new()
    font_file = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for number, image in enumerate(images):
        width, height = image.width / SCALE, image.height / SCALE
        page = pdf.add_blank_page(page_size=(width, height))
        stream = pikepdf.Stream(
            pdf, packed(image), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=image.width,
            Height=image.height, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Im0=stream), Font=pikepdf.Dictionary(F0=font_file)
        )
        layer = layers[number] if number < len(layers) else b""
        page.Contents = pikepdf.Stream(pdf, f"q {width} 0 0 {height} 0 0 cm /Im0 Do Q\n".encode() + layer)
        if turn:
            page.rotate(turn, relative=False)
    pdf.save(path)
    return path


def read_lines(document: Document) -> list[str]:
    """The texts of a document's lines."""
    return [item.text for item in document.items if isinstance(item, Line)]


def read(path: Path) -> list[str]:
    """The texts of a file's lines."""
    return read_lines(read_document(path))
