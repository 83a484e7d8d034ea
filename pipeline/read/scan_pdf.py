"""The pages of a PDF as pictures: the scanner's own where a page is nothing else, else the page as drawn.

Enters: the bytes of a PDF. Leaves: a `Picture` for each page asked for. Drawing a scan anew would blur it, so its JPEG
is taken as it is; a page with a typed number over the scan, or in letters that the file doesn't tell, is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.read.content import Opened
from pipeline.read.pdf_file import BROKEN
from pipeline.read.scan_picture import LARGEST, BadPictureError, Picture

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfImage, PdfPage

_POINTS = 72
_DRAWN_DPI = 300
_LEAST_DPI, _MOST_DPI = 100, 400
_COVERS = 0.95
# The page's four sides, in points: a picture may fall short of them by so much
_SHORT = 3.0


def page_pictures(opened: Opened, numbers: Iterable[int]) -> Iterator[tuple[int, Picture | None]]:
    """Yield the pictures of pages (from 1), `None` for one that can't be drawn; raises `InputError`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(opened.data)
    except pypdfium2.PdfiumError:
        raise InputError(f"{opened.name}: {BROKEN}") from None
    try:
        for number in numbers:
            try:
                yield number, _picture(document, number)
            except (pypdfium2.PdfiumError, BadPictureError, IndexError):
                yield number, None
    finally:
        document.close()


def _picture(document: PdfDocument, number: int) -> Picture:
    """Return the picture of a page."""
    import pypdfium2.raw as pdfium

    page = document[number - 1]
    objects = list(page.get_objects(max_depth=3))
    images = [found for found in objects if found.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    visible = [found for found in objects if found.type not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)]
    if len(images) == 1 and not any(_shows(found) for found in visible):
        picture = _only(page, images[0])  # type: ignore[arg-type]
        if picture is not None:
            return picture
    return _drawn(page, max((_dpi(image) for image in images), default=0.0))  # type: ignore[arg-type]


def _shows(thing: object) -> bool:
    """Tell whether an object leaves a mark: any but text that is there to be searched only."""
    import pypdfium2.raw as pdfium

    raw = getattr(thing, "raw", thing)
    hidden = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
    if getattr(thing, "type", None) == pdfium.FPDF_PAGEOBJ_TEXT:
        return pdfium.FPDFTextObj_GetTextRenderMode(raw) not in hidden
    return True


def _dpi(image: PdfImage) -> float:
    """Return how many dots an inch a picture has where it stands."""
    left, bottom, right, top = image.get_bounds()
    wide, high = image.get_px_size()
    return min(max(wide, high) * _POINTS / max(right - left, top - bottom, 1.0), _MOST_DPI)


def _only(page: PdfPage, image: PdfImage) -> Picture | None:
    """Return the picture that is all of a page, unless it is masked, mirrored, askew or doesn't fill the page."""
    width, height, turn = page.get_width(), page.get_height(), page.get_rotation()
    box = page.get_cropbox()
    left, bottom, right, top = image.get_bounds()
    a, b, c, d, _, _ = image.get_matrix().get()
    inside = max(abs(left - box[0]), abs(bottom - box[1]), abs(right - box[2]), abs(top - box[3])) <= _SHORT
    if not inside or a <= 0 or d <= 0 or abs(b) > 0.01 * a or abs(c) > 0.01 * d or _dpi(image) < _LEAST_DPI:
        return None
    wide, high = image.get_px_size()
    if wide * high > LARGEST:
        return None
    if image.get_filters() == ["DCTDecode"] and image.get_metadata().bits_per_pixel in (8, 24):
        return Picture(bytes(image.get_data()), width, height, turn=turn)
    return _points(image.get_bitmap(render=True), width, height, turn)


def _drawn(page: PdfPage, dpi: float) -> Picture:
    """Draw a page, as finely as the pictures on it are."""
    scale = (max(dpi, _LEAST_DPI * 1.5) if dpi else _DRAWN_DPI) / _POINTS
    if page.get_width() * page.get_height() * scale * scale > LARGEST:
        raise BadPictureError("too large")
    return _points(page.render(scale=scale), page.get_width(), page.get_height(), 0)


def _points(bitmap: object, width: float, height: float, turn: int) -> Picture:
    """Return a bitmap as a picture."""
    import numpy as np
    from pypdfium2 import PdfBitmap

    assert isinstance(bitmap, PdfBitmap)
    image = bitmap.to_pil()
    found = np.asarray(image.convert("L" if image.mode in ("1", "L") else "RGB"))
    bitmap.close()
    shape = (found.shape[0], found.shape[1], 1 if found.ndim == 2 else 3)
    return Picture(np.ascontiguousarray(found).tobytes(), width, height, shape, turn)
