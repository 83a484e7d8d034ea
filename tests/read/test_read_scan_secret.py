"""A scan that bears a secrecy stamp is refused before anything of it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from scan_pages import BODY, SCALE, font, needs_ocr, packed, picture, read, scan

from pipeline.errors import SecretError
from pipeline.read import read_document
from pipeline.read.scan_secret import is_stamp_read

pytestmark = needs_ocr


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kho đệm"
    monkeypatch.setenv("BAOCAO_CACHE", str(folder))
    return folder


def _stamped(words: str, colour: tuple[int, int, int], *, askew: float = 0, framed: bool = True) -> Image.Image:
    """A page with a stamp above its text."""
    image = picture([(x, y + 60, text) for x, y, text in BODY], height=260)
    face = font(16, bold=True)
    stamp = Image.new("RGB", (round(face.getlength(words) + 20 * SCALE), round(34 * SCALE)), "white")
    drawing = ImageDraw.Draw(stamp)
    drawing.text((10 * SCALE, 6 * SCALE), words, font=face, fill=colour)
    if framed:
        drawing.rectangle((3, 3, stamp.width - 4, stamp.height - 4), outline=colour, width=4)
    turned = stamp.rotate(askew, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    image.paste(turned, (round(60 * SCALE), round(20 * SCALE)))
    return image


RED, BLACK = (205, 30, 40), (20, 20, 20)


@pytest.mark.parametrize(
    ("words", "colour", "askew", "framed"),
    [("MẬT", RED, 0, True), ("TỐI MẬT", RED, 6, True), ("TUYỆT MẬT", BLACK, 0, True), ("TỐI MẬT", BLACK, 0, False)],
)
def test_a_stamped_scan_is_refused_and_nothing_is_kept(
    tmp_path: Path, cache: Path, words: str, colour: tuple[int, int, int], askew: float, framed: bool
) -> None:
    path = scan(tmp_path / "a.pdf", [_stamped(words, colour, askew=askew, framed=framed), picture()])
    with pytest.raises(SecretError) as caught:
        read_document(path)
    assert "độ mật" in str(caught.value)
    assert not list(tmp_path.rglob("*.z"))
    assert not cache.exists()


def test_a_stamped_picture_is_refused(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(packed(_stamped("MẬT", RED), "PNG"))
    with pytest.raises(SecretError):
        read_document(path)
    assert not cache.exists()


def test_a_stamp_under_a_sound_text_layer_is_seen(tmp_path: Path, cache: Path) -> None:
    text = " ".join(["công tác quý này được xã làm đúng kế hoạch"] * 2)
    latin = text.encode("ascii", "ignore").decode()
    layer = f"BT 3 Tr /F0 9 Tf 1 0 0 1 60 100 Tm ({latin}) Tj ET".encode()
    with pytest.raises(SecretError):
        read_document(scan(tmp_path / "a.pdf", [_stamped("MẬT", RED)], [layer]))
    assert not cache.exists()


def test_an_urgent_scan_and_one_that_speaks_of_secrecy_are_read(tmp_path: Path, cache: Path) -> None:
    lines = [(60, 60, "BÁO CÁO"), (60, 80, "CÔNG TÁC BẢO MẬT"), *((x, y + 40, text) for x, y, text in BODY)]
    image = picture(lines, height=260)
    urgent = _stamped("KHẨN", RED).crop((0, 0, round(200 * SCALE), round(58 * SCALE)))
    image.paste(urgent, (0, 0))
    assert "CÔNG TÁC BẢO MẬT" in read(scan(tmp_path / "a.pdf", [image]))
    assert list(cache.rglob("*.z"))


@pytest.mark.parametrize("line", ["MẬT", "MAT", "MÂT", "| MẶT |", "TÓI MẬT", "TUYET MAT.", "M Ậ T"])
def test_misread_stamps(line: str) -> None:
    assert is_stamp_read(line)


@pytest.mark.parametrize("line", ["mật", "Mật", "MẶT HÀNG", "BẢO MẬT", "BÍ MẬT", "MAI", "3 MẬT ONG"])
def test_what_is_no_stamp(line: str) -> None:
    assert not is_stamp_read(line)
