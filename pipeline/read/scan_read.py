"""One page from picture to words.

Enters: a `Picture`. Leaves: a `ScanPage`. A page that lies on its side is turned; where its looks don't tell which side
is up, or what was read makes no sense, the engine is asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.read.scan_ocr import quarters_by_print, recognise
from pipeline.read.scan_photo import flattened
from pipeline.read.scan_picture import Picture
from pipeline.read.scan_prepare import composed, grey_of, prepare
from pipeline.read.scan_rules import without_rules
from pipeline.read.scan_upright import Lie, lie_of
from pipeline.read.scan_words import ScanPage
from schemas.base import Matrix

if TYPE_CHECKING:
    from pipeline.read.scan_picture import Pixels

SETTINGS = "2"
"""Changes whenever the same picture would be read otherwise; what was kept before isn't used any more."""

_NONSENSE = 0.55


def read_picture(picture: Picture) -> ScanPage:
    """Return what stands on a page; raises `BadPictureError` if the picture can't be unpacked."""
    grey, dpi = grey_of(picture.pixels(), picture.width)
    flat = flattened(grey, dpi)
    if flat is not None:
        return _onto_picture(_upright(flat.grey, flat.dpi), flat.onto)
    return _upright(grey, dpi)


def _onto_picture(page: ScanPage, onto: Matrix) -> ScanPage:
    """Return a page that was cut out of a picture with the way onto the picture."""
    a, b, c, d, e, f = composed(onto, page.onto)
    return replace(page, onto=(round(a, 7), round(b, 7), round(c, 7), round(d, 7), round(e, 3), round(f, 3)))


def _upright(grey: Pixels, dpi: float) -> ScanPage:
    """Return what stands on a page, whichever side is up."""
    lie = lie_of(grey)
    if not lie.sure:
        told = quarters_by_print(grey, dpi)
        if told is not None and told != lie.quarters:
            lie = Lie(told, lie.angle if (told - lie.quarters) % 2 == 0 else -lie.angle, sure=True)
    page = _read(grey, dpi, lie)
    if page.words and page.confidence < _NONSENSE:
        over = _read(grey, dpi, Lie((lie.quarters + 2) % 4, lie.angle, sure=True))
        if over.confidence > page.confidence + 0.1:
            return over
    return page


def _read(grey: Pixels, dpi: float, lie: Lie) -> ScanPage:
    """Return what stands on a page that lies so."""
    ready, across, upright = without_rules(prepare(grey, dpi, lie))
    width, height = ready.size
    onto = ready.onto
    return ScanPage(
        round(width, 2),
        round(height, 2),
        (
            round(onto[0], 7),
            round(onto[1], 7),
            round(onto[2], 7),
            round(onto[3], 7),
            round(onto[4], 3),
            round(onto[5], 3),
        ),
        round(ready.noise, 2),
        recognise(ready),
        across,
        upright,
    )
