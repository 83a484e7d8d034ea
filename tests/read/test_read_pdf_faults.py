"""PDF files that are scans, locked or damaged; and what reading a sound one costs."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from pdf_drawing import PARAGRAPH, MakePdf, draw, justified, lines, texts
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from scan_pages import needs_ocr

from pipeline.errors import InputError
from pipeline.read import read_document
from schemas.document import Line


def _picture(canvas: Canvas) -> None:
    data = io.BytesIO(b"P5 8 8 255\n" + bytes(range(64)))
    canvas.drawImage(ImageReader(data), 0, 0, 595, 842)


@needs_ocr
def test_a_picture_without_print_is_a_page_without_lines(make_pdf: MakePdf) -> None:
    document = read_document(make_pdf(draw((85, 100, "Nội dung")), _picture))
    assert document.source.ocr_pages == (2,)
    assert (document.source.pages, len(document.pages), len(document.items)) == (2, 2, 1)


@needs_ocr
def test_pictures_without_print_are_refused(make_pdf: MakePdf) -> None:
    with pytest.raises(InputError, match="không nhận ra chữ nào"):
        read_document(make_pdf(_picture, _picture))


def test_empty_pages_are_no_scan(make_pdf: MakePdf) -> None:
    with pytest.raises(InputError, match="không có chữ"):
        read_document(make_pdf(lambda canvas: None))


def test_glyphs_without_meaning_are_told(make_pdf: MakePdf, tmp_path: Path) -> None:
    path = make_pdf(draw((85, 100, "Tổng đàn lợn 1.238 con, " + "bò 04 con, " * 20)))
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and b"beginbfchar" in item.read_bytes():
                item.write(item.read_bytes().replace(b"<0062>", b"<0000>"))
        pdf.save(tmp_path / "b.pdf")
    document = read_document(tmp_path / "b.pdf")
    assert document.source.warnings == ("trang 1 có 20 ký tự không giải mã được (phông chữ thiếu bảng mã)",)
    words = [word for line in lines(tmp_path / "b.pdf") for word in line.words]
    assert {word.confidence for word in words if word.text == "\ufffdò"} == {0.5}


@pytest.mark.parametrize("password", ["user", ""])
def test_locked_files(make_pdf: MakePdf, tmp_path: Path, password: str) -> None:
    with pikepdf.open(make_pdf(draw((85, 100, "Nội dung")))) as pdf:
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="owner", user=password))
    if password:
        with pytest.raises(InputError, match="mật khẩu"):
            read_document(tmp_path / "b.pdf")
    else:
        assert texts(tmp_path / "b.pdf") == ["Nội dung"]


def test_damaged_files_give_one_line_or_a_warning(make_pdf: MakePdf, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [draw((85, 100, f"Nội dung {number}")) for number in range(3)]
    path = make_pdf(*pages)
    data = path.read_bytes()
    messages: list[str] = []
    for cut in range(1, 200):
        path.write_bytes(data[: len(data) * cut // 200])
        try:
            document = read_document(path)
        except InputError as error:
            messages.append(str(error))
            continue
        complete = len(document.items) == len(pages)
        assert complete or document.source.warnings
    assert messages
    assert not any("\n" in message for message in messages)
    assert capsys.readouterr() == ("", "")


def test_broken_page_is_told_and_the_rest_is_read(make_pdf: MakePdf, tmp_path: Path) -> None:
    with pikepdf.open(make_pdf(*[draw((85, 100, f"Nội dung {number}")) for number in range(1, 4)])) as pdf:
        broken = pikepdf.Stream(pdf, b"junk")
        broken.stream_dict.Filter = pikepdf.Name.FlateDecode
        pdf.pages[1].Contents = pdf.make_indirect(broken)
        pdf.pages[2].MediaBox = pikepdf.Array([0, 0])
        pdf.save(tmp_path / "b.pdf")
    document = read_document(tmp_path / "b.pdf")
    assert document.source.warnings == ("trang 2 bị hỏng, không đọc được", "trang 3 bị hỏng, không đọc được")
    assert [item.text for item in document.items if isinstance(item, Line)] == ["Nội dung 1"]
    assert document.source.pages == 3


def test_no_word_is_lost_against_pdfplumber(make_pdf: MakePdf, fonts: tuple[str, ...]) -> None:
    path = make_pdf(*[lambda canvas: [justified(canvas, PARAGRAPH, 100 + 150 * row, fonts[0]) for row in range(4)]] * 2)
    with pdfplumber.open(path) as pdf:
        plain = [word["text"] for page in pdf.pages for word in page.extract_words()]
    read = [word.text for line in lines(path) for word in line.words]
    assert read == plain
    assert re.findall(r"\d+", " ".join(read)) == re.findall(r"\d+", " ".join([PARAGRAPH] * 8))


@pytest.mark.slow
def test_reading_costs_little_more_than_the_words_of_pdfplumber(make_pdf: MakePdf, fonts: tuple[str, ...]) -> None:
    page = lambda canvas: [justified(canvas, PARAGRAPH, 80 + 120 * row, fonts[0]) for row in range(6)]  # noqa: E731
    path = make_pdf(*[page] * 6)

    def plain() -> None:
        with pdfplumber.open(path) as pdf:
            for each in pdf.pages:
                each.extract_words()
                each.close()

    def best(job: Callable[[], object]) -> float:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            job()
            times.append(time.perf_counter() - start)
        return min(times)

    assert best(lambda: read_document(path)) < 1.15 * best(plain)


def _text_at(canvas: Canvas, text: str, matrix: tuple[float, ...]) -> None:
    shown = canvas.beginText()
    shown.setTextTransform(*matrix)
    shown.textOut(text)
    canvas.drawText(shown)


def test_letters_without_height_and_lines_without_distance_are_read(make_pdf: MakePdf) -> None:
    def flat(canvas: Canvas) -> None:
        for row in range(4):
            _text_at(canvas, "12 con 14 con", (0, 1, 0, 0, 100 + 20 * row, 100))

    def close(canvas: Canvas) -> None:
        for row in range(6):
            _text_at(canvas, "12 con", (1, 0, 0, 1, 100, 700 - 1e-4 * row))
        _text_at(canvas, "14 con", (1, 0, 0, 1, 100, 600))

    for page in (flat, close):
        path = make_pdf(lambda canvas, page=page: (canvas.setFont("Helvetica", 12), page(canvas)))
        assert any("con" in line for line in texts(path))
