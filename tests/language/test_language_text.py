"""Folding keeps length and meaning."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.text import bare, fold, squeeze

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""

VIETNAMESE = st.text(
    "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđĐAOEUYQHNTq ,.:0123²³½", max_size=40
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("LŨY KẾ", "lũy kế"),
        ("luỹ kế", "lũy kế"),
        ("Uỷ ban", "ủy ban"),
        ("HOÀ BÌNH", "hòa bình"),
        ("khoẻ, thuỷ, toả", "khỏe, thủy, tỏa"),
        # a final consonant or qu leaves the mark where it stands
        ("hoàn thành", "hoàn thành"),
        ("toàn xã", "toàn xã"),
        ("Quý I", "quý i"),
        ("QUỲNH", "quỳnh"),
        ("huỳnh", "huỳnh"),
        # never compatibility forms: 10³ isn't 103
        ("10³ m²", "10³ m²"),
        ("Đường ĐT.255", "đường đt.255"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_fold_takes_decomposed_text() -> None:
    assert fold(unicodedata.normalize("NFD", "Lũy kế thuỷ sản")) == "lũy kế thủy sản"


@UNHURRIED
@given(VIETNAMESE)
def test_fold_keeps_the_length_of_composed_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@UNHURRIED
@given(st.one_of(VIETNAMESE, st.text(max_size=40)))
def test_fold_and_bare_change_nothing_twice(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert bare(bare(text)) == bare(text)


@UNHURRIED
@given(st.text(max_size=40))
def test_squeeze_leaves_single_spaces(text: str) -> None:
    assert squeeze(text).split(" ") == text.split() or not text.split()


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Đường Hồ Chí Minh", "duong ho chi minh"), ("Uỷ ban", "uy ban"), ("ƯỚC ĐẠT", "uoc dat"), ("quý", "quy")],
)
def test_bare(text: str, plain: str) -> None:
    assert bare(text) == plain
