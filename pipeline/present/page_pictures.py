"""The pages of a file as pictures, for marking places on them.

Enters: a PDF or a scanned picture. Leaves: the size of each page in points, and a page as PNG bytes: page 2 of
"bao-cao.pdf" at 595 x 842 points is a picture 1092 points wide, the same page with the same corners.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_WIDTH = 1100
"""Width of a picture in its own points: sharp enough to read on a screen at twice the size."""
_TALLEST = 4000
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")


def has_pages(path: Path) -> bool:
    """Return whether a file of this name has pages that can be shown."""
    return path.suffix.lower() in (".pdf", *_PICTURES)


def page_count(path: Path) -> int:
    """Return how many pages a PDF has, 0 where it can't be opened."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(path) as pdf:
            return len(pdf)
    except PdfiumError:
        return 0


def page_sizes(path: Path) -> tuple[tuple[float, float], ...]:
    """Return width and height of each page in points, as a viewer shows it; raises `InputError`."""
    if path.suffix.lower() == ".pdf":
        from pypdfium2 import PdfDocument, PdfiumError

        try:
            with PdfDocument(path) as pdf:
                return tuple((page.get_width(), page.get_height()) for page in (pdf[at] for at in range(len(pdf))))
        except PdfiumError:
            raise InputError("không mở được tệp PDF này") from None
    from PIL import Image, UnidentifiedImageError

    from pipeline.read.image import dots_an_inch, turned_by

    try:
        with Image.open(path) as image:
            found = []
            for number in range(getattr(image, "n_frames", 1)):
                image.seek(number)
                width, height = (side * 72 / dots_an_inch(image) for side in image.size)
                found.append((height, width) if turned_by(image) in (90, 270) else (width, height))
            return tuple(found)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise InputError("không mở được ảnh này") from None


def page_picture(path: Path, number: int) -> bytes:
    """Return page `number`, from 1, as a PNG; raises `InputError` where there is no such page."""
    from PIL import Image

    shown = _pdf_page(path, number) if path.suffix.lower() == ".pdf" else _frame(path, number)
    if shown.height > _TALLEST:
        shown = shown.resize((max(1, shown.width * _TALLEST // shown.height), _TALLEST))
    out = io.BytesIO()
    shown.convert("L" if shown.mode in ("1", "L", "LA") else "P", palette=Image.Palette.ADAPTIVE).save(out, "PNG")
    return out.getvalue()


def _pdf_page(path: Path, number: int) -> Picture:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(path) as pdf:
            if not 1 <= number <= len(pdf):
                raise InputError(f"tệp không có trang {number}")
            page = pdf[number - 1]
            scale = min(_WIDTH / max(page.get_width(), 1), _TALLEST / max(page.get_height(), 1))
            return page.render(scale=scale).to_pil()
    except PdfiumError:
        raise InputError("không vẽ được trang này") from None


def _frame(path: Path, number: int) -> Picture:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            if not 1 <= number <= getattr(image, "n_frames", 1):
                raise InputError(f"tệp không có trang {number}")
            image.seek(number - 1)
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((_WIDTH, _TALLEST))
            return upright
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise InputError("không vẽ được trang này") from None
