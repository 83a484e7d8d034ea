"""Capitals that the font had and the text lost."""

from __future__ import annotations

import pytest

from corpus.old.letters import in_tcvn3_plain
from pipeline.language.capitals import restore_lines, restore_sentences, restore_words
from pipeline.language.legacy import Code, decode


def _lost(text: str) -> str:
    return decode(in_tcvn3_plain(text), Code.TCVN3)


@pytest.mark.parametrize(
    "text",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ỦY BAN NHÂN DÂN XÃ ĐỒNG Ý",
        "I. PHÁT TRIỂN KINH TẾ - XÃ HỘI",
        "Xã Hòa Bình có 12 hộ, UBND xã báo cáo HĐND",
        "Từ đầu năm đến nay; Về y tế, Ở thôn Ba",
    ],
)
def test_words_in_capitals_come_back(text: str) -> None:
    assert restore_words(_lost(text)) == text.replace("Ở", "ở")


def test_lines_and_sentences_come_back() -> None:
    lines = [
        "ủy ban nhân dân",
        "xã hòa bình",
        "báo cáo",
        "",
        "i. phần",
        "ước đạt 5 ha. ở xã Ba, ước 3 ha",
        "tiếp theo",
        "ở đó",
    ]
    assert restore_lines(lines) == [
        "ỦY BAN NHÂN DÂN", "XÃ HÒA BÌNH", "BÁO CÁO", "", "i. phần", "ước đạt 5 ha. Ở xã Ba, ước 3 ha", "tiếp theo",
        "ở đó",
    ]  # fmt: skip
    assert restore_lines(["Một câu.", "ước đạt 5 ha", "- ở xã", "I. phát triển kinh tế"])[1:] == [
        "Ước đạt 5 ha",
        "- ở xã",
        "I. PHÁT TRIỂN KINH TẾ",
    ]
    assert restore_sentences("ước đạt", starts=False) == "ước đạt"
