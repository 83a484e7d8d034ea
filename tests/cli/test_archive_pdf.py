"""`baocao archive-pdf`: searchable, pictures unchanged, the original never touched."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from pipeline.cli import cli
from tests.read.scan_pages import BODY, SCALE, needs_ocr, packed, picture, scan

pytestmark = needs_ocr
WANTED = [text for _, _, text in BODY]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BAOCAO_CACHE", str(tmp_path / "kho-dem"))
    monkeypatch.setattr("pipeline.present.pdfa._PROGRAM", "không-có-ocrmypdf")
    return tmp_path / "kho-dem"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["archive-pdf", *map(str, words)], prog_name="baocao")


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def shown(path: Path) -> list[np.ndarray]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.render(scale=1).to_numpy().copy() for page in document]


def test_the_copy_can_be_searched_and_looks_the_same(tmp_path: Path) -> None:
    source, target = scan(tmp_path / "a.pdf", [picture(), picture(BODY[2:])]), tmp_path / "lưu trữ.pdf"
    before = source.read_bytes()
    result = run(source, "-o", target)
    assert result.exit_code == 0, result.output
    assert "2/2 trang" in result.output
    first, second = texts(target)
    assert all(text in first for text in WANTED)
    assert WANTED[0] not in second
    assert all(np.array_equal(old, new) for old, new in zip(shown(source), shown(target), strict=True))
    assert source.read_bytes() == before
    with pikepdf.open(source) as old, pikepdf.open(target) as new:
        for one, two in zip(old.pages, new.pages, strict=True):
            assert one.Resources.XObject.Im0.read_raw_bytes() == two.Resources.XObject.Im0.read_raw_bytes()
        assert not new.check_pdf_syntax()


def test_words_lie_on_their_picture_even_on_a_page_turned_and_askew(tmp_path: Path) -> None:
    lines = [(60, 40 + 20 * row, text) for row, text in enumerate(WANTED + WANTED)]
    image = picture(lines, height=300).rotate(-1.5, fillcolor="white", resample=Image.Resampling.BICUBIC)
    source = scan(tmp_path / "a.pdf", [image.transpose(Image.Transpose.ROTATE_180)], turn=90)
    assert run(source, "-o", tmp_path / "b.pdf").exit_code == 0
    page = shown(tmp_path / "b.pdf")[0].min(axis=2)
    with pdfplumber.open(tmp_path / "b.pdf") as pdf:
        chars = [char for char in pdf.pages[0].chars if char["text"] == "ổ"]
        assert len(chars) == 2
        for char in chars:
            x0, top, x1, bottom = (round(char[side]) for side in ("x0", "top", "x1", "bottom"))
            assert page[max(0, top - 1) : bottom + 1, max(0, x0 - 2) : x1 + 2].min() < 150


def test_pictures_become_a_pdf_with_their_own_bytes(tmp_path: Path) -> None:
    photograph = tmp_path / "a.jpg"
    photograph.write_bytes(packed(picture()))
    assert run(photograph, "-o", tmp_path / "a.pdf").exit_code == 0
    assert WANTED[0] in texts(tmp_path / "a.pdf")[0]
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.read_raw_bytes() == photograph.read_bytes()
    pages = [picture().convert("1", dither=Image.Dither.NONE), picture(BODY[:3]).convert("L"), picture(BODY[:2])]
    pages[0].save(tmp_path / "b.tif", save_all=True, append_images=pages[1:], dpi=(150, 150))
    assert run(tmp_path / "b.tif", "-o", tmp_path / "b.pdf").exit_code == 0
    assert [WANTED[1] in text for text in texts(tmp_path / "b.pdf")] == [True, True, True]


def test_a_page_with_a_text_layer_is_left_alone(tmp_path: Path) -> None:
    digital = Path(__file__).parents[2] / "corpus" / "reports" / "na-khuoi-2026-03.pdf"
    result = run(digital, "-o", tmp_path / "a.pdf")
    assert result.exit_code == 0
    assert "0/" in result.output
    assert texts(tmp_path / "a.pdf") == texts(digital)


def test_the_original_is_never_written_over(tmp_path: Path) -> None:
    source = scan(tmp_path / "a.pdf", [picture()])
    before = source.read_bytes()
    for target in (source, tmp_path / "b.txt", tmp_path / "không có" / "b.pdf"):
        result = run(source, "-o", target)
        assert result.exit_code == 2
        assert len(result.output.strip().splitlines()) == 1
    assert source.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_a_stamped_scan_gets_no_copy(tmp_path: Path, own_cache: Path) -> None:
    source = scan(tmp_path / "a.pdf", [picture([(60, 20, "TỐI MẬT"), *BODY])])
    result = run(source, "-o", tmp_path / "b.pdf")
    assert result.exit_code == 2
    assert "độ mật" in result.output
    assert {path.name for path in tmp_path.iterdir()} == {"a.pdf"}


def test_what_is_no_scan_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tổng đàn lợn 1.238 con.")
    for source in (tmp_path / "a.txt", tmp_path / "không có.pdf"):
        assert run(source, "-o", tmp_path / "b.pdf").exit_code == 2


def _program(folder: Path, script: str) -> str:
    path = folder / "ocrmypdf"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for OCRmyPDF is a shell script")
def test_pdfa_is_made_where_ocrmypdf_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = scan(tmp_path / "a.pdf", [picture()])
    assert "OCRmyPDF" in run(source, "-o", tmp_path / "b.pdf", "--pdfa").output
    assert not (tmp_path / "b.pdf").exists()
    copying = 'for last; do in="$out"; out="$last"; done; cp "$in" "$out"; echo "$@" > "$(dirname "$0")/options"'
    monkeypatch.setattr("pipeline.present.pdfa._PROGRAM", _program(tmp_path, copying))
    result = run(source, "-o", tmp_path / "b.pdf")
    assert "PDF/A" in result.output
    assert "--output-type pdfa" in (tmp_path / "options").read_text()
    assert WANTED[0] in texts(tmp_path / "b.pdf")[0]
    monkeypatch.setattr("pipeline.present.pdfa._PROGRAM", _program(tmp_path, "echo hỏng >&2; exit 3"))
    failed = run(source, "-o", tmp_path / "c.pdf")
    assert (failed.exit_code, "--no-pdfa" in failed.output) == (2, True)
    assert not (tmp_path / "c.pdf").exists()
    assert run(source, "-o", tmp_path / "c.pdf", "--no-pdfa").exit_code == 0


def test_the_size_of_a_page_is_kept(tmp_path: Path) -> None:
    source = scan(tmp_path / "a.pdf", [picture()])
    assert run(source, "-o", tmp_path / "b.pdf").exit_code == 0
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
    assert (width, height) == pytest.approx((picture().width / SCALE, picture().height / SCALE), abs=0.01)
