"""Photographs and faxes: the page is cut out of its picture, and places lie on the picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scan_pages import BODY, SCALE, needs_ocr, packed, picture, read_lines

from corpus.make_scans import make
from corpus.scans.photo import faxed, photographed
from corpus.scans.quality import QUALITIES
from pipeline.read import read_document
from pipeline.read.scan_photo import flattened
from pipeline.structure import outline

WANTED = [text for _, _, text in BODY]
LINES = [(60, 40 + 20 * row, text) for row, text in enumerate(WANTED * 5)]


def page(seed: int = 1) -> np.ndarray:
    """A page on a table, photographed."""
    flat = np.asarray(picture(LINES, width=400, height=560))
    return photographed(flat, QUALITIES["anh"], np.random.default_rng(seed))


def grey(pixels: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(pixels[:, :, 0])


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_photographed_page_is_cut_out(seed: int) -> None:
    found = flattened(grey(page(seed)), 150)
    assert found is not None
    height, width = found.grey.shape
    assert height / width == pytest.approx(560 / 400, rel=0.06)
    assert np.median(found.grey) - 60 > 35


@pytest.mark.parametrize("quality", ["tot", "thuong", "xau"])
def test_a_scan_is_left_as_it_is(quality: str) -> None:
    from corpus.scans.page import scanned

    flat = np.asarray(picture(LINES, width=400, height=560))
    assert flattened(grey(scanned(flat, QUALITIES[quality], np.random.default_rng(1))), 150) is None


def test_a_dark_picture_without_a_page_is_left_as_it_is() -> None:
    assert flattened(np.full((900, 600), 70, np.uint8), 150) is None
    assert flattened(np.full((900, 600), 240, np.uint8), 150) is None


@needs_ocr
def test_a_photograph_is_read_and_its_places_lie_on_the_picture(tmp_path: Path) -> None:
    from PIL import Image

    pixels = page(2)
    (tmp_path / "a.jpg").write_bytes(packed(Image.fromarray(pixels)))
    document = read_document(tmp_path / "a.jpg")
    lines = read_lines(document)
    assert sum(line in WANTED for line in lines) >= 0.7 * len(LINES)
    parts = outline(document)
    at = parts.text.index("1.848")
    place = parts.provenance.place((at, at + 5))
    assert place.bbox is not None
    x0, top, x1, bottom = (round(side * SCALE) for side in place.bbox)
    inside = pixels[max(0, top) : bottom, max(0, x0) : x1].min(axis=2)
    assert inside.min() < 0.6 * np.median(inside)


@needs_ocr
@pytest.mark.parametrize("quality", ["fax-min", "fax-tho"])
def test_a_fax_is_read_at_its_size(tmp_path: Path, quality: str) -> None:
    flat = np.asarray(picture(LINES, width=400, height=560).resize((1133, 1587)))
    black = faxed(flat, QUALITIES[quality])
    assert set(np.unique(black)) <= {0, 255}
    from corpus.scans.files import write

    for name in ("a.pdf", "a.tif"):
        (path,) = write([black], tmp_path / name, (204, QUALITIES[quality].lines), 0)
        document = read_document(path)
        assert document.pages[0].width == pytest.approx(400, abs=1)
        assert document.pages[0].height == pytest.approx(560, abs=2)
        assert sum(line in WANTED for line in read_lines(document)) >= 0.7 * len(LINES)


def test_a_made_photograph_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "corpus" / "reports" / "na-khuoi-2026-03.pdf"
    files = [make(source, tmp_path / f"{name}.pdf", QUALITIES["fax-tho"], {}, 1)[0] for name in "ab"]
    assert files[0].read_bytes() == files[1].read_bytes()
