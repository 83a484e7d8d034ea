"""What a syllable can be: the rules against words that exist, words that can't, and every syllable that they make."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.syllables import TONES, is_syllable, part, share_of_syllables, syllables, with_tone

GOOD = """
gia giá gì gìn giếng giêng quý quốc quỳnh quyết quýt khuyến khuỷu thuở huơ nghiêng nguyễn ngoằn xoong oẳn ước yếu ỉa
hoà hòa thuý thúy tuỳ khoẻ kẻ ghế nghỉ cuộc rượu hươu chuếnh kạn đắk lắk
""".split()  # noqa: SIM905
BAD = """
ngiệp ghà kà cế cac tich nghâm gê thúê nghịêp hòà tiéng yến̂ đựơc ngưòi uyr jao f wa xyz Æ ®µn quu quo gii iên
phuờng thươgn
""".split()  # noqa: SIM905


@pytest.mark.parametrize("word", GOOD)
def test_syllables_that_exist(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", BAD)
def test_words_that_are_none(word: str) -> None:
    assert not is_syllable(word)


@given(st.sampled_from(syllables()))
def test_every_syllable_made_is_one(word: str) -> None:
    assert is_syllable(word)
    parted = part(word)
    assert parted is not None
    assert with_tone(parted[0], parted[1]) == word


def test_stopped_syllables_have_two_tones() -> None:
    assert sum(is_syllable(with_tone("viêt", tone)) for tone in TONES.values()) == 2


def test_there_are_as_many_as_the_language_has_room_for() -> None:
    assert 15_000 < len(set(syllables())) < 20_000


def test_share_leaves_abbreviations_out() -> None:
    assert share_of_syllables("HĐND, QĐ, trđ: đồng, ®µng, cố gắng") == (3, 4)
    assert share_of_syllables("Tổng đàn lợn ðạt") == (3, 4)
