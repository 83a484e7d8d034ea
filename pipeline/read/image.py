"""The reader of pictures: a scan or a photograph of a report, one page or several (.tif).

Enters: a .png, .jpg or .tif file. Leaves: what `pdf` leaves of a scan, read by recognition of print: the line "Tổng đàn
lợn 1.238 con" with its place in points on the page.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.read.content import Content, Opened
from pipeline.read.pdf_layout import lines_of
from pipeline.read.pdf_page import PageContent
from pipeline.read.pdf_running import drop_running
from pipeline.read.scan import read_scans
from pipeline.read.scan_picture import Picture, points_of
from schemas.document import PageSize

if TYPE_CHECKING:
    from PIL.Image import Image

_BROKEN = "ảnh bị hỏng hoặc bị cắt cụt, không mở được; hãy quét hoặc chụp lại"
_POINTS = 72
# Inches: the longer side of A4, and what is believed of a picture that says how fine it is
_A4, _LEAST, _MOST = 11.69, 4.0, 17.5
_TURNED = {3: 180, 6: 90, 8: 270}
_ORIENTATION = 0x0112


def read(opened: Opened) -> Content:
    """Read a picture; raises `InputError` if it is broken or shows no print, `SecretError` if it is stamped."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(opened.data))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise InputError(f"{opened.name}: ảnh quá lớn; hãy quét lại ở 200-300 dpi") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error):
        raise InputError(f"{opened.name}: {_BROKEN}") from None
    with image:
        return _read(opened, image)


def _read(opened: Opened, image: Image) -> Content:
    """Read the pages of an opened picture."""
    count = _count(image)
    contents = {number: PageContent(number, 0.0, 0.0) for number in range(1, count + 1)}
    said = tuple(read_scans(_pictures(opened, image, count), contents, opened.name, first=True))
    pages = [page for page in contents.values() if page.width]
    if not pages:
        raise InputError(f"{opened.name}: {_BROKEN}")
    if not any(page.items for page in pages):
        raise InputError(f"{opened.name}: không nhận ra chữ nào trong ảnh; hãy quét lại rõ hơn (từ 200 dpi)")
    drop_running(pages)
    sizes = tuple(PageSize(page.width, page.height, page.onto) for page in contents.values())
    return Content(lines_of(pages), sizes, count, tuple(page.number for page in pages), said)


def _count(image: Image) -> int:
    """Return how many pages a picture has; those of which the file's table is damaged don't count."""
    try:
        return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    except (OSError, EOFError, SyntaxError, ValueError, struct.error):
        return 1


def _pictures(opened: Opened, image: Image, count: int) -> Iterator[tuple[int, Picture | None]]:
    """Yield the pages of a picture, a single JPEG as it is."""
    for number in range(1, count + 1):
        try:
            if count > 1:
                image.seek(number - 1)
            yield number, _picture(opened, image, single=count == 1)
        except (OSError, EOFError, SyntaxError, ValueError, struct.error, MemoryError):
            yield number, None


def _picture(opened: Opened, image: Image, *, single: bool) -> Picture:
    """Return the page that an opened picture shows now."""
    image, single = (squared(image), False) if _is_fax(image) else (image, single)
    turn, dpi = turned_by(image), dots_an_inch(image)
    width, height = (side * _POINTS / dpi for side in image.size)
    if turn in (90, 270):
        width, height = height, width
    if single and image.format == "JPEG":
        return Picture(opened.data, width, height, turn=turn)
    points = points_of(image)
    shape = (points.shape[0], points.shape[1], 1 if points.ndim == 2 else 3)
    return Picture(points.tobytes(), width, height, shape, turn)


def _is_fax(image: Image) -> bool:
    """Tell whether a picture says that it has fewer lines down an inch than dots across, as a fax has."""
    across, down = _said(image)
    return across > 1.02 * down > 0 and _LEAST <= image.height / down <= _MOST


def squared(image: Image) -> Image:
    """Return a picture of which the points are taller than wide with square ones."""
    across, down = _said(image)
    grown = image.convert("L").resize((image.width, round(image.height * across / down)))
    grown.info["dpi"] = (across, across)
    return grown


def _said(image: Image) -> tuple[float, float]:
    """Return how fine a picture says that it is, across and down, in dots an inch; zeros where it doesn't."""
    try:
        across, down = map(float, image.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    return across, down


def turned_by(image: Image) -> int:
    """Return by how many degrees, clockwise, a picture says that it is to be shown turned."""
    return _TURNED.get(image.getexif().get(_ORIENTATION, 1), 0)


def dots_an_inch(image: Image) -> float:
    """Return how fine a picture is: as it says, if that makes a page of it, else as if it showed a page of A4."""
    longer = max(image.size)
    across, down = _said(image)
    if across > 0 and abs(across - down) < 2 and _LEAST <= longer / across <= _MOST:
        return across
    return longer / _A4
