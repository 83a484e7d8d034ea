"""Pictures: one page or several, as scanners and telephones leave them, and broken ones."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from scan_pages import BODY, DPI, needs_ocr, packed, picture, read, read_lines

from pipeline.errors import InputError
from pipeline.read import read_document
from pipeline.read.image import dots_an_inch
from schemas.document import Media

pytestmark = needs_ocr
WANTED = [text for _, _, text in BODY]
Write = Callable[..., Path]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_read(write: Write, form: str) -> None:
    document = read_document(write(packed(picture(), form), f"a.{form.lower()}".replace("tiff", "tif")))
    assert read_lines(document) == WANTED
    assert (document.source.media, document.source.pages, document.source.ocr_pages) == (Media.IMAGE, 1, (1,))
    assert (round(document.pages[0].width), round(document.pages[0].height)) == (380, 200)


def test_all_pages_of_a_tiff_are_read(write: Write) -> None:
    file = io.BytesIO()
    more = picture([(60, 60, "Phụ lục kèm theo báo cáo này."), (60, 80, "Tổng số hộ nghèo là 15 hộ.")])
    pages = [picture().convert("1", dither=Image.Dither.NONE), more.convert("L")]
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:], dpi=(DPI, DPI))
    document = read_document(write(file.getvalue(), "a.tif"))
    assert document.source.ocr_pages == (1, 2)
    assert read_lines(document)[-1] == "Tổng số hộ nghèo là 15 hộ."
    assert {item.page for item in document.items} == {1, 2}


def test_a_photograph_is_turned_as_it_says(write: Write) -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    picture().transpose(Image.Transpose.ROTATE_90).save(file, "JPEG", quality=92, exif=exif, dpi=(DPI, DPI))
    document = read_document(write(file.getvalue(), "a.jpg"))
    assert read_lines(document) == WANTED
    assert round(document.pages[0].width) == 380


def test_transparent_and_inverted_pictures_are_read(write: Write) -> None:
    clear = picture().convert("RGBA")
    clear.putalpha(clear.convert("L").point(lambda level: 255 - level))
    assert read(write(packed(clear, "PNG"), "a.png")) == WANTED
    negative = picture().point(lambda level: 255 - level)
    assert read(write(packed(negative, "PNG"), "b.png")) == WANTED


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.jpg", packed(picture())[:3000], "ảnh bị hỏng"),
        ("a.png", packed(picture(), "PNG")[:3000], "ảnh bị hỏng"),
        ("a.tif", b"II*\x00" + bytes(200), "ảnh bị hỏng"),
        ("a.png", packed(picture([]), "PNG"), "không nhận ra chữ nào"),
        ("a.png", packed(Image.new("1", (20000, 20000)), "PNG"), "quá lớn"),
    ],
)
def test_a_picture_that_cannot_be_read_says_so_in_one_line(write: Write, name: str, content: bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_document(write(content, name))
    assert str(caught.value).startswith(f"{name}: ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("size", "said", "dpi"),
    [((1240, 1754), (150, 150), 150), ((3000, 4000), (72, 72), 342), ((1240, 1754), None, 150)],
)
def test_dots_an_inch(size: tuple[int, int], said: tuple[int, int] | None, dpi: int) -> None:
    image = Image.new("1", size)
    if said is not None:
        image.info["dpi"] = said
    assert round(dots_an_inch(image)) == dpi
