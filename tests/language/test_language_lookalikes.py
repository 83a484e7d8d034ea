"""Letters of other alphabets in Vietnamese words, and those that are meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.lookalikes import bare_letters, unmask
from pipeline.language.syllables import syllables


@pytest.mark.parametrize(
    ("written", "meant", "count"),
    [
        ("h\u043e", "ho", 1),
        ("nghè\u043e", "nghèo", 1),
        ("ngh\u0435\u0300\u043e", "nghèo", 2),
        ("Ð\u1ed3ng", "Đồng", 1),
        ("ð\u1ea1t", "đạt", 1),
        ("tr\u01ce\u006dg", "trămg", 1),
        ("xã H\u03bfà B\u0131nh", "xã Hoà Binh", 2),
        ("\u0421\u041eNG", "CONG", 2),
        ("Москва", "Москва", 0),
        ("Мaсква", "Мaсква", 0),
        ("α, β, 5 µg, Ω", "α, β, 5 µg, Ω", 0),
        ("\u0441\u0430\u043e", "\u0441\u0430\u043e", 0),
    ],
)
def test_words(written: str, meant: str, count: int) -> None:
    assert unmask(written) == (meant, count)


def test_words_without_a_latin_letter_are_meant_where_others_are() -> None:
    assert unmask("\u0441\u0430\u043e", whole=True) == ("cao", 3)
    assert unmask("Москва", whole=True) == ("Москва", 0)


@given(st.lists(st.sampled_from(syllables()), max_size=10))
def test_sound_text_is_unchanged(words: list[str]) -> None:
    assert unmask(" ".join(words), whole=True) == (" ".join(words), 0)


def test_letters_for_comparing() -> None:
    assert bare_letters("\u041c\u1eac\u0422") == "MẬT"
