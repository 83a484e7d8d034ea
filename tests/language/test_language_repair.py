"""Misread words are known again, sound ones aren't touched, numbers never."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.repair import Repairer, distance, doubtful_numbers, match_form, nearest
from pipeline.language.syllables import syllables

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("đạt 63.155 triệu đổng", "đạt 63.155 triệu đồng"),
        ("5,2 tý đồng", "5,2 tỷ đồng"),
        ("Phân đấu hoàn thành", "Phấn đấu hoàn thành"),
        ("phân đâu", "phấn đấu"),
        ("Chủ tịch Hô Chí Minh", "Chủ tịch Hồ Chí Minh"),
        ("CHỦ TICH", "CHỦ TỊCH"),
        ("so vói cùng kỳ", "so với cùng kỳ"),
        ("so với cùng ky năm trước", "so với cùng kỳ năm trước"),
        ("luy kế", "lũy kế"),
        ("giải quyêt 1.198 hổ sơ", "giải quyết 1.198 hồ sơ"),
        ("25.000 đổng", "25.000 đồng"),
        ("12 hô nghèo", "12 hộ nghèo"),
        ("tổng đàn 1ợn", "tổng đàn lợn"),
        ("t0àn xã", "toàn xã"),
        ("trỉệu", "triệu"),
        ("gỉảm", "giảm"),
        ("thưc hiên", "thực hiện"),
        ("Nơi nhân:", "Nơi nhận:"),
        ("nărn 2026", "năm  2026"),
    ],
)
def test_slips_are_undone(read: str, meant: str) -> None:
    assert match_form(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "trong đô thị, trong đó",
        "họ Hồ, hổ phách, ông Hô",
        "cây đổng, thằng đổng",
        "đàn lợn l.238 con, 1.23B con",
        "5ha, 12m2, 100kg, tổ 11A, QL3",
        "Kế hoạch số 141/KH-UBND",
        "đình chỉ thi công; thông tư; hộ nghèo, cận nghèo",
        "A lump of Latin text",
    ],
)
def test_near_misses_are_left(text: str) -> None:
    assert match_form(text) == text


@given(st.text(max_size=60))
def test_length_holds_for_any_text(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert len(match_form(text)) == len(text)


@given(
    st.lists(
        st.sampled_from(["12", "l.238", "1.23B", "0,5", "triệu", "đổng", "Hô", "phân", "đấu", "  ", "-"]), max_size=12
    )
)
def test_numbers_are_never_touched(words: list[str]) -> None:
    text = " ".join(words)
    form = match_form(text)
    assert [char for char in form if char.isdigit()] == [char for char in text if char.isdigit()]


@given(st.sampled_from(syllables()))
def test_a_syllable_alone_is_left(word: str) -> None:
    assert match_form(word) == word


def test_sound_reports_are_hardly_touched() -> None:
    changed = total = 0
    for path in sorted(CORPUS.rglob("*.txt")):
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        total += len(text)
        changed += sum(one != other for one, other in zip(text, match_form(text), strict=True))
    assert total > 100_000
    assert changed <= total / 20_000


def test_more_phrases_can_be_known() -> None:
    assert match_form("mắc ca, cây mác ca") == "mắc ca, cây mác ca"
    assert Repairer(["cây mắc ca"]).form("cây mác ca") == "cây mắc ca"


@pytest.mark.parametrize(
    ("words", "entry"),
    [("triêu đổng", "triệu đồng"), ("giarn", "giảm"), ("tấn", "tấn"), ("đon vị", "đơn vị"), ("xyz", None), ("", None)],
)
def test_nearest(words: str, entry: str | None) -> None:
    assert nearest(words, ["triệu đồng", "tỷ đồng", "giảm", "giao", "tấn", "đơn vị"]) == entry


def test_two_that_are_as_near_are_none() -> None:
    assert nearest("tan", ["tấn", "tàn"]) is None


@given(st.text(alphabet="abcđrnm ồổô", max_size=8), st.text(alphabet="abcđrnm ồổô", max_size=8))
def test_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("lợn l.238 con", ["l.238"]),
        ("1.23B con", ["1.23B"]),
        ("54T con, 5O6 ha", ["54T", "5O6"]),
        ("tổ 11B và lớp 5B", []),
        ("5l dầu, 12m2, T5/2026, 1.238 con, 12B", []),
        ("I00%", ["I00"]),
    ],
)
def test_doubtful_numbers(text: str, numbers: list[str]) -> None:
    assert [text[start:end] for start, end in doubtful_numbers(text)] == numbers
