"""Scans made from a digital report: the same seed gives the same bytes, and they can be read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pytest
from click.testing import CliRunner
from PIL import Image

from corpus.make_scans import main, make
from corpus.scans.quality import QUALITIES
from corpus.scans.source import page_count, rendered, signature
from corpus.scans.stamp import stamp
from tests.read.scan_pages import needs_ocr

SOURCE = Path(__file__).parents[2] / "corpus" / "reports" / "na-khuoi-2026-03.pdf"


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last two pages of a report, with its signature."""
    path = tmp_path_factory.mktemp("nguồn") / "ngắn.pdf"
    with pikepdf.open(SOURCE) as pdf:
        del pdf.pages[:-2]
        pdf.save(path)
    return path


def test_the_same_seed_gives_the_same_bytes(short: Path, tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        make(short, tmp_path / f"{name}.pdf", QUALITIES["xau"], {1: 90}, seed)
    a, b, c = ((tmp_path / f"{name}.pdf").read_bytes() for name in "abc")
    assert a == b
    assert a != c
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        sizes = [tuple(map(float, page.mediabox[2:])) for page in pdf.pages]
    assert sizes[0][0] > sizes[0][1]
    assert sizes[1][0] < sizes[1][1]


def test_the_stamp_is_red_and_lies_by_the_signature(short: Path) -> None:
    place = signature(short)
    assert place is not None
    page = rendered(short, place.page, 100)
    stamped = stamp(page, place.x * 100 / 72, place.y * 100 / 72, 100, np.random.default_rng(1))
    ys, xs = np.nonzero((page != stamped).any(axis=2))
    assert abs(xs.mean() * 0.72 - place.x) < 8
    assert abs(ys.mean() * 0.72 - place.y) < 8
    inked = stamped[ys, xs].astype(int)
    assert np.mean(inked[:, 0] > inked[:, 1]) > 0.9


@pytest.mark.parametrize("ending", [".tif", ".png", ".jpg"])
def test_pictures(short: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"a{ending}"
    result = CliRunner().invoke(main, [str(short), str(target), "--dpi", "100", "--turn", "2:180"])
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == (["a.tif"] if ending == ".tif" else [f"a-01{ending}", f"a-02{ending}"])
    with Image.open(tmp_path / names[0]) as image:
        assert getattr(image, "n_frames", 1) == (page_count(short) if ending == ".tif" else 1)
        assert round(float(image.info["dpi"][0])) == 100


def test_a_turn_is_written_page_and_degrees(short: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(short), str(tmp_path / "a.pdf"), "--turn", "1:45"])
    assert result.exit_code == 2
    assert "TRANG:ĐỘ" in result.output


@needs_ocr
@pytest.mark.slow
def test_a_bad_scan_is_read_nearly_as_the_digital_file(
    short: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rapidfuzz.distance import Levenshtein

    from pipeline.read import read_document
    from tests.read.scan_pages import read_lines

    monkeypatch.setenv("BAOCAO_CACHE", "off")
    make(short, tmp_path / "a.pdf", QUALITIES["xau"], {1: 90, 2: 180}, 1)
    wanted, found = (" ".join(read_lines(read_document(path))) for path in (short, tmp_path / "a.pdf"))
    assert Levenshtein.distance(wanted, found) < 0.03 * len(wanted)
