"""A page of a report as a picture, with a frame round every figure that was read on it.

Enters: a report read from a PDF and the number of a page. Leaves: the bytes of a PNG; "1.238 con" has a green frame, a
plan of "12.500 triệu đồng" a blue one, "đạt 64,2%" an orange one and "tăng 3,1%" a violet one.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pipeline.errors import UsageError
from schemas.document import Media
from schemas.report import Measure, Report

COLOURS = {
    Measure.ACTUAL: "#1a7f37",
    Measure.TARGET: "#0969da",
    Measure.RATIO: "#bc6c00",
    Measure.CHANGE: "#8250df",
}
"""The colour of the frame by what a figure measures."""

_SHADES = 64
"""Black on white and four colours need no more, and the picture is a quarter of the size."""
_AROUND = 1.5
_THICK = 1.2


def page_picture(report: Report, page: int, *, scale: float) -> bytes:
    """Return the picture of a page, from 1, `scale` pixels a point; raises `UsageError` where there is none."""
    import pypdfium2
    from PIL import ImageDraw

    path = Path(report.source.path)
    if report.source.media is not Media.PDF:
        raise UsageError(f"{path}: chỉ vẽ được trang của tệp PDF")
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UsageError(f"{path}: không mở được để vẽ trang") from error
    try:
        if not 1 <= page <= len(document):
            raise UsageError(f"{path}: không có trang {page}; tệp có {len(document)} trang")
        image = document[page - 1].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    draw = ImageDraw.Draw(image)
    for figure in report.figures:
        if figure.page == page and figure.bbox is not None:
            left, top, right, bottom = figure.bbox
            box = [(left - _AROUND) * scale, (top - _AROUND) * scale, (right + _AROUND) * scale,
                   (bottom + _AROUND) * scale]  # fmt: skip
            draw.rectangle(box, outline=COLOURS[figure.measure], width=max(1, round(_THICK * scale)))
    written = BytesIO()
    image.quantize(_SHADES).save(written, "PNG", optimize=True)
    return written.getvalue()
