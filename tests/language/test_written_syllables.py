"""Syllables that Vietnamese has and hasn't."""

from __future__ import annotations

import pytest

from pipeline.language.syllables import is_syllable

GOOD = """
nghiệp trường thường phường quyết kiểm khuyến nghiêng quốc quýt quỳnh giặc giữ giết gìn gì gia huyện thuế
tuyển khuây hoà hòa thuỷ thủy khỏe khoẻ loá lóa tuýp xoèn ngoằn ngoèo xuềnh xoàng quơ quăng quạnh quế yêu yếm
khuya tiêu điều ương ướt uống ông ốm ưu rượu hươu chuyện luật luân truân uể huơ thuở bươu kính kình nghe ghe
ngã gửi nguyễn nguyên
"""
BAD = """
trưòng ngiệp đưọc thừong phừong tiêp câp kiểmr quyêt chínhh ngưòi hứong nghà gế cẻ kà ngê thuơng đựơc
"""


@pytest.mark.parametrize("word", GOOD.split())
def test_good(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", BAD.split())
def test_bad(word: str) -> None:
    assert not is_syllable(word)
