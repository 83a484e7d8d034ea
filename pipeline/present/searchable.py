"""A scan made searchable: its words laid invisibly under the unchanged pictures.

Enters: a scan (PDF or picture) with the document read from it. Leaves: the bytes of a PDF whose pages look the same,
and in which "Tổng đàn lợn" can be searched and copied. Pages that had a text layer worth reading stay as they are.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.present.findings.pdf_space import PageSpace
from pipeline.present.unseen_font import UnseenFonts
from schemas.base import Box, Matrix
from schemas.document import Document, Line, Media, Word

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf
    from PIL.Image import Image

_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# A word's box goes from so far above its line of print to so far below, in parts of its height
_BELOW = 0.2


def searchable_pdf(document: Document, source: bytes) -> bytes:
    """Return the PDF; `source` is the file that `document` was read from."""
    import pikepdf

    with pikepdf.open(io.BytesIO(source if document.source.media is Media.PDF else _as_pdf(source))) as pdf:
        fonts = UnseenFonts(pdf)
        wanted = set(document.source.ocr_pages)
        for number, rows in groupby(_rows(document), key=lambda row: row[0]):
            if number in wanted:
                size = document.pages[number - 1]
                _lay_under(pdf, pdf.pages[number - 1], [words for _, words in rows], size.onto or _PLAIN, fonts)
        fonts.finish()
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True)
        return written.getvalue()


def _as_pdf(source: bytes) -> bytes:
    """Return a picture file as a PDF, each of its pages one; a JPEG goes in as it is."""
    import pikepdf
    from PIL import Image as Images
    from PIL import ImageSequence

    from pipeline.read.image import dots_an_inch, turned_by

    pdf = pikepdf.new()
    with Images.open(io.BytesIO(source)) as image:
        for frame in ImageSequence.Iterator(image) if image.format == "TIFF" else [image]:
            scale = 72 / dots_an_inch(frame)
            width, height = frame.width * scale, frame.height * scale
            page = pdf.add_blank_page(page_size=(width, height))
            if turned_by(frame):
                page.rotate(turned_by(frame), relative=False)
            name = page.add_resource(_picture(pdf, frame, source), pikepdf.Name.XObject)
            page.contents_add(f"q {width:.4f} 0 0 {height:.4f} 0 0 cm {name} Do Q".encode())
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def _picture(pdf: Pdf, image: Image, source: bytes) -> Object:
    """Return a picture as an object of a PDF."""
    import zlib

    from pikepdf import Name, Stream

    jpeg = image.format == "JPEG" and image.mode in ("L", "RGB")
    plain = image if image.mode in ("L", "RGB") else image.convert("L" if image.mode in ("1", "LA") else "RGB")
    return Stream(
        pdf,
        source if jpeg else zlib.compress(plain.tobytes()),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceGray if plain.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode if jpeg else Name.FlateDecode,
    )


def _rows(document: Document) -> Iterator[tuple[int, list[Word]]]:
    """Yield the words of each line and table row with the number of their page, page after page."""
    found: list[tuple[int, list[Word]]] = []
    for item in document.items:
        if item.page is None:
            continue
        if isinstance(item, Line):
            found.append((item.page, list(item.words)))
        else:
            found += [(item.page, [word for cell in row for word in cell.words]) for row in item.rows]
    yield from sorted(found, key=lambda row: row[0])


def _lay_under(pdf: Pdf, page: Page, rows: list[list[Word]], onto: Matrix, fonts: UnseenFonts) -> None:
    """Lay the words of a page under its picture."""
    box = [float(side) for side in page.cropbox]
    space = PageSpace((box[0], box[1], box[2], box[3]), int(page.obj.get("/Rotate", 0)) % 360)
    parts = ["q BT 3 Tr"]
    used: set[int] = set()
    for row in rows:
        for word in row:
            if word.box is not None and word.box.x1 > word.box.x0 and word.box.bottom > word.box.top:
                parts += _shown(word.text, word.box, onto, space, fonts, used)
    parts.append("ET Q\n")
    for index in used:
        fonts.give(page, index)
    page.contents_add(" ".join(parts).encode("ascii"), prepend=True)


def _shown(text: str, box: Box, onto: Matrix, space: PageSpace, fonts: UnseenFonts, used: set[int]) -> Iterator[str]:
    """Yield the operators that set a word into its box."""
    high = box.bottom - box.top
    base = box.bottom - _BELOW * high
    x, y = _placed(box.x0, base, onto, space)
    right, up = _placed(box.x0 + 1, base, onto, space), _placed(box.x0, base - 1, onto, space)
    turn = " ".join(f"{value:.5f}" for value in (right[0] - x, right[1] - y, up[0] - x, up[1] - y))
    stretch = 100 * (box.x1 - box.x0) / (len(text) * 0.5 * high)
    yield f"{turn} {x:.2f} {y:.2f} Tm {stretch:.2f} Tz"
    for index, codes in fonts.encoded(text):
        used.add(index)
        yield f"/{fonts.name(index)} {high:.2f} Tf <{codes.hex()}> Tj"


def _placed(x: float, y: float, onto: Matrix, space: PageSpace) -> tuple[float, float]:
    """Return a point as read, in the page's own space."""
    a, b, c, d, e, f = onto
    return space.point(a * x + c * y + e, b * x + d * y + f)
