"""The parts of recognition by themselves: how a page lies, what is dirt, which numeral it is, how sure a word is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from scan_pages import BODY, SCALE, font, picture

from pipeline.errors import InputError
from pipeline.language.syllables import is_syllable
from pipeline.read.scan_layout import lay_out
from pipeline.read.scan_missed import with_missed
from pipeline.read.scan_numeral import numeral
from pipeline.read.scan_prepare import grey_of, noise_of, prepare, without_red
from pipeline.read.scan_tessdata import NoOcrError, find_tessdata
from pipeline.read.scan_upright import lie_of
from pipeline.read.scan_words import ScanPage, Seen
from pipeline.read.text_layer import is_sound

PAGE = [(40, 30 + 20 * row, BODY[row % 5][2]) for row in range(20)]


@pytest.fixture(scope="module")
def grey() -> np.ndarray:
    return np.asarray(picture(PAGE, height=460).convert("L"))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("askew", [0.0, 1.5, -2.5])
def test_how_a_page_lies(grey: np.ndarray, quarters: int, askew: float) -> None:
    turned = Image.fromarray(grey).rotate(-askew, fillcolor=255, resample=Image.Resampling.BICUBIC)
    lie = lie_of(np.ascontiguousarray(np.rot90(np.asarray(turned), -quarters)))
    assert (lie.quarters, lie.sure) == (quarters, True)
    assert lie.angle == pytest.approx(askew, abs=0.15)


def test_an_empty_page_has_no_side() -> None:
    assert not lie_of(np.full((600, 400), 250, np.uint8)).sure


def test_a_finer_picture_is_reduced_and_a_negative_turned() -> None:
    small, dpi = grey_of(np.zeros((3508, 2481), np.uint8), 595)
    assert round(dpi) == 200
    assert small.min() == 255


def test_only_bad_pages_are_cleaned(grey: np.ndarray) -> None:
    random = np.random.default_rng(1)
    assert noise_of(grey) < 3
    ready = prepare(grey, 150)
    assert np.array_equal(ready.grey, grey)
    dirty = np.clip(grey + random.normal(0, 16, grey.shape) - 10, 0, 255).astype(np.uint8)
    dirty[::37, ::41] = 20
    clean = prepare(dirty, 150).grey
    paper = clean[grey == 255]
    assert np.mean(paper > 245) > 0.97


def test_red_ink_goes_and_print_under_it_stays() -> None:
    page = np.full((40, 40, 3), 245, np.uint8)
    page[10:30, 5:35] = (200, 40, 50)
    page[18:22, 15:25] = (30, 20, 20)
    grey = without_red(page)
    assert grey[12, 8] > 230
    assert grey[20, 20] < 60


@pytest.mark.parametrize(
    ("drawn", "read", "right"),
    [
        ("III.", "II.", "III."), ("II.", "1.", "II."), ("I.", "1.", "I."), ("I.", "l.", "I."), ("1.", "1.", "1."),
        ("XII.", "XI.", "XII."), ("VI.", "VI.", "VI."), ("II.", "II.", "II."), ("11.", "11.", "11."),
    ],
)  # fmt: skip
def test_numerals_by_their_strokes(drawn: str, read: str, right: str) -> None:
    image = Image.new("L", (120, 50), 255)
    ImageDraw.Draw(image).text((10, 5), drawn, font=font(14, bold=True), fill=0)
    ink = (np.asarray(image) < 128).astype(np.uint8)
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    assert numeral(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], read) == right


def _page(*words: tuple[str, float], xheight: float = 6.7) -> ScanPage:
    seen = [
        Seen(text, 80 + 40 * place, 90, 110 + 40 * place, 100, 100, xheight, 1.2, confidence, 0)
        for place, (text, confidence) in enumerate(words)
    ]
    return ScanPage(595, 842, (1, 0, 0, 1, 0, 0), 2, tuple(seen))


def _pieces(*words: tuple[str, float]) -> list[tuple[str, float]]:
    return [(piece.text, piece.confidence) for piece in lay_out([_page(*words)])[0].pieces]


def test_a_number_of_digits_and_letters_is_doubtful() -> None:
    found = dict(_pieces(("54T", 0.96), ("con,", 0.96), ("1.238", 0.97), ("12kg", 0.95), ("tổ", 0.9), ("11A", 0.9)))
    assert found == {"54T": 0.4, "con,": 0.96, "1.238": 0.97, "12kg": 0.95, "tổ": 0.9, "11A": 0.9}


def test_what_is_doubted_among_sound_words_stays_and_dirt_goes() -> None:
    sound = [(text, 0.96) for text in ("đối", "tượng", "bảo", "trợ", "hội;")]
    found = _pieces(*sound, ("17.", 0.0), ("hồ", 0.0), ("sơ", 0.96), ("»”", 0.3), ("__", 0.9))
    assert [text for text, _ in found][4:] == ["hội;", "17.", "hồ", "sơ"]


def test_tildes_are_dashes_and_low_letters_are_small() -> None:
    page = _page(("~", 0.9), ("Sau:", 0.9))
    low = [Seen(*(getattr(word, name) for name in Seen.__slots__)) for word in page.words]
    even = lay_out([ScanPage(595, 842, page.onto, 2, (low[0], *_page(("", 1.0), ("SAU", 0.9)).words[1:]))])
    assert [piece.text for piece in even[0].pieces] == ["-", "SAU"]
    assert lay_out([page])[0].pieces[0].text == "-"


def test_no_pages_and_empty_pages_are_laid_out() -> None:
    assert lay_out([]) == []
    assert lay_out([ScanPage(595, 842, (1, 0, 0, 1, 0, 0), 2, ())])[0].pieces == []


@pytest.mark.parametrize("word", ["được", "Nghiêng", "khuỷu", "quyết", "giữa", "gì", "ưu", "yếu", "oanh", "quốc"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["cac", "phưòng", "hi4n", "tbe", "dugc", "strength", "cưa1", "nghôi1"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_sound_text() -> None:
    assert is_sound(["Tổng đàn gia súc của UBND xã hiện có 1.848 con, trong đó đàn trâu"])
    assert not is_sound(["Tong dan gia suc cua UBND xa hien co 1.848 con, trong do dan trau"])
    assert not is_sound(["T6ng din gia sitc ciia UBND xi hi€n c6 1.848 con, trong d6 dirn tr6u bb dd lon ng4a"])


def test_the_data_are_found_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tessdata").mkdir()
    (tmp_path / "tessdata" / "vie.traineddata").write_bytes(b"")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert find_tessdata() == tmp_path / "tessdata"
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path / "không có"))
    monkeypatch.setattr("pipeline.read.scan_tessdata._PLACES", ())
    with pytest.raises(NoOcrError, match="tesseract-ocr-vie"):
        find_tessdata()
    assert issubclass(NoOcrError, InputError)


@pytest.mark.parametrize(("wide", "dash"), [(4, "-"), (7, "–"), (14, "—")])
def test_a_dash_is_told_by_its_width(wide: float, dash: str) -> None:
    sides = [_page(("2025", 0.9)).words[0], Seen("—", 130, 96, 130 + wide, 97, 100, 6.7, 1, 0.8, 0)]
    even = lay_out(
        [ScanPage(595, 842, (1, 0, 0, 1, 0, 0), 2, (*sides, _page(("", 1), ("", 1), ("2026", 0.9)).words[2]))]
    )
    assert [piece.text for piece in even[0].pieces] == ["2025", dash, "2026"]


def test_print_that_was_passed_over_is_looked_at_again() -> None:
    ink = (np.asarray(picture().convert("L")) < 128).astype(np.uint8)
    found = [
        Seen("con,", 60 + 60 * place, top, 115 + 60 * place, top + 14, top + 12, 6.7, 1.2, 0.96, row)
        for row, top in enumerate((62, 82, 102, 142))
        for place in range(5)
    ]
    looked: list[tuple[int, int, int, int]] = []

    def look(place: tuple[int, int, int, int]) -> list[Seen]:
        looked.append(place)
        x0, top, x1, bottom = (side / SCALE for side in place)
        return [
            Seen("12.232", x0, top, x1, bottom, 132, 6.7, 1.2, 0.9, 0),
            Seen("»", x0, top, x1, bottom, 132, 6.7, 1, 0, 0),
        ]

    words = with_missed(found, ink, SCALE, look)
    assert len(looked) == 1
    assert 118 < looked[0][1] / SCALE < looked[0][3] / SCALE < 142
    assert [(word.text, word.line) for word in words[len(found) :]] == [("12.232", 4)]
    assert with_missed([], ink, SCALE, look) == []
