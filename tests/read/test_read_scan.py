"""Scanned PDF files: what is read of them, and where it stands."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from scan_pages import BODY, SCALE, font, needs_ocr, packed, picture, read, read_lines, scan

from pipeline.errors import InputError
from pipeline.read import pdf_scanned, read_document, scan_pages
from pipeline.structure import outline
from schemas.document import Line, Media, Table

pytestmark = needs_ocr
WANTED = [text for _, _, text in BODY]


def test_a_scan_is_read_with_places_and_certainties(tmp_path: Path) -> None:
    document = read_document(scan(tmp_path / "a.pdf", [picture()]))
    assert read_lines(document) == WANTED
    assert (document.source.media, document.source.ocr_pages, document.source.warnings) == (Media.PDF, (1,), ())
    line = document.items[0]
    assert isinstance(line, Line)
    assert line.box is not None
    assert (line.box.x0, line.box.top) == (pytest.approx(60, abs=3), pytest.approx(61, abs=4))
    assert all(0.5 < word.confidence <= 1 for word in line.words)


@pytest.mark.slow
@pytest.mark.parametrize(("turned", "askew"), [(0, 2.0), (90, -1.0), (180, 1.0), (270, 0.0)])
def test_a_page_that_lies_askew_or_turned_is_read_and_places_are_as_shown(
    tmp_path: Path, turned: int, askew: float
) -> None:
    image = picture([(60, 40 + 20 * row, text) for row, text in enumerate(WANTED + WANTED)], height=300)
    turns = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    shown = image.rotate(-askew, fillcolor="white", resample=Image.Resampling.BICUBIC)
    shown = shown.transpose(turns[turned]) if turned else shown
    document = read_document(scan(tmp_path / "a.pdf", [shown]))
    assert read_lines(document) == WANTED + WANTED
    parts = outline(document)
    at = parts.text.index("1.848")
    place = parts.provenance.place((at, at + 5))
    assert place.bbox is not None
    x0, top, x1, bottom = (round(side * SCALE) for side in place.bbox)
    inside = shown.convert("L").crop((x0, top, x1, bottom))
    assert np.asarray(inside).min() < 100
    around = ImageDraw.Draw(shown)
    around.rectangle((x0 - 1, top - 1, x1 + 1, bottom + 1), fill="white")
    without = read_document(scan(tmp_path / "b.pdf", [shown]))
    assert sum("1.848" in text for text in read_lines(without)) == 1


def test_a_page_that_the_file_turns_is_read_as_shown(tmp_path: Path) -> None:
    lying = picture().transpose(Image.Transpose.ROTATE_90)
    document = read_document(scan(tmp_path / "a.pdf", [lying], turn=90))
    assert read_lines(document) == WANTED
    assert (round(document.pages[0].width), round(document.pages[0].height)) == (380, 200)


def test_a_red_stamp_over_a_name_vanishes(tmp_path: Path) -> None:
    image = picture([*BODY, (200, 165, "Nguyễn Văn Hoàng")])
    stamp = Image.new("RGB", image.size, "white")
    ImageDraw.Draw(stamp).ellipse((380, 240, 560, 410), outline=(210, 40, 50), width=8)
    ImageDraw.Draw(stamp).ellipse((430, 290, 510, 370), fill=(215, 45, 50))
    mixed = Image.composite(image, stamp, image.convert("L").point(lambda level: 255 if level < 128 else 0))
    assert read(scan(tmp_path / "a.pdf", [mixed]))[-1] == "Nguyễn Văn Hoàng"


def _layer(text: str, mode: int = 3) -> bytes:
    """A text layer, invisible in mode 3."""
    lines = "".join(f"1 0 0 1 60 {140 - 14 * row} Tm ({text}) Tj " for row in range(8))
    return f"BT {mode} Tr /F0 9 Tf {lines} ET".encode("latin-1")


def test_a_layer_of_junk_under_a_scan_is_not_believed(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf", [picture()], [_layer("Tdng dan gia stc cua xa hi4n c6 l.848 con tronq d6")])
    assert read(path) == WANTED


def test_a_signature_typed_over_a_scan_does_not_hide_what_it_says(tmp_path: Path) -> None:
    signature = b"BT /F0 6 Tf 1 0 0 1 250 12 Tm (Ky boi: Nguyen Van A, 05/5/2026 10:20:30) Tj ET"
    found = read(scan(tmp_path / "a.pdf", [picture()], [signature]))
    assert found[: len(WANTED)] == WANTED


def test_print_in_columns_comes_left_first(tmp_path: Path) -> None:
    head = [
        (30, 20, "ỦY BAN NHÂN DÂN"), (180, 20, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
        (30, 40, "XÃ TÂN LIÊM"), (180, 40, "Độc lập - Tự do - Hạnh phúc"),
    ]  # fmt: skip
    found = read(scan(tmp_path / "a.pdf", [picture([*head, *BODY[1:]])]))
    assert found[1] == "XÃ TÂN LIÊM"
    assert found[3] == "Độc lập - Tự do - Hạnh phúc"


def test_bold_print_is_told(tmp_path: Path) -> None:
    image = picture(BODY[1:])
    ImageDraw.Draw(image).text(
        (60 * SCALE, 40 * SCALE), "I. PHÁT TRIỂN KINH TẾ", font=font(14, bold=True), fill="black"
    )
    document = read_document(scan(tmp_path / "a.pdf", [image]))
    assert [item.bold for item in document.items if isinstance(item, Line)] == [True, False, False, False, False]
    assert read_lines(document)[0] == "I. PHÁT TRIỂN KINH TẾ"


def test_a_ruled_table_is_a_table(tmp_path: Path) -> None:
    rows = [("Chỉ tiêu", "Kế hoạch", "Thực hiện"), ("Lúa nước", "420", "418,5"), ("Ngô xuân", "215", "207,3")]
    cells = [
        (70 + 90 * column, 75 + 25 * row, text) for row, texts in enumerate(rows) for column, text in enumerate(texts)
    ]
    image = picture(
        [(60, 40, "Diện tích gieo trồng vụ xuân như sau:"), *cells, (60, 165, "Công tác thủy lợi được bảo đảm.")]
    )
    drawing = ImageDraw.Draw(image)
    for row in range(4):
        drawing.line([(x * SCALE, (72 + 25 * row) * SCALE) for x in (65, 335)], fill="black", width=2)
    for column in range(4):
        drawing.line([((65 + 90 * column) * SCALE, y * SCALE) for y in (72, 147)], fill="black", width=2)
    tables = [item for item in read_document(scan(tmp_path / "a.pdf", [image])).items if isinstance(item, Table)]
    assert [[tuple(cell.text for cell in row) for row in table.rows] for table in tables] == [rows]


def test_without_the_engines_data_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.setattr("pipeline.read.scan_tessdata._PLACES", ())
    with pytest.raises(InputError, match=r"^a\.pdf: .*tesseract-ocr-vie") as caught:
        read(scan(tmp_path / "a.pdf", [picture()]))
    assert "\n" not in str(caught.value)


def test_a_broken_picture_in_a_pdf_is_told(tmp_path: Path) -> None:
    whole = scan(tmp_path / "a.pdf", [picture(), picture()]).read_bytes()
    start = whole.rindex(packed(picture())[:200])
    (tmp_path / "b.pdf").write_bytes(whole[: start + 150] + bytes(8000) + whole[start + 8150 :])
    document = read_document(tmp_path / "b.pdf")
    assert read_lines(document)[: len(WANTED)] == WANTED


def test_reading_a_digital_page_does_not_load_the_engine() -> None:
    assert "tesserocr" not in vars(pdf_scanned)
    assert "tesserocr" not in vars(scan_pages)
