"""The tokeniser gives every text back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.annotate.nlp import build_nlp
from pipeline.annotate.passage import annotate
from pipeline.annotate.tokens import split

UNHURRIED = settings(deadline=None)
"""The first text of a run loads the word segmentation; a busy machine is no failure."""

ODD = [
    "",
    " ",
    "  ",
    "\t",
    "\n\n",
    " đầu dòng",
    "cuối dòng ",
    "hai  dấu   cách",
    "a\u00a0b",
    "a\u200bb",
    "a\u00adb",
    "47ha,đạt60,96%KH",
    "12ha[2]",
    "10³ m²",
    "$120/150 = 80\\%$",
    "_____/_____",
    "…/BC-UBND",
    "e\u0301 nfd a\u0302\u0301",
    "“5 không”",
    "1,2,3.4.5,",
    "١٢٣ ৪৫",
    "🐖 12 con",
    "\ud7a3\u1100",
    "①②③",
    "TT;T.T.-T/T",
    "a | b | c",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_strings_come_back(text: str) -> None:
    assert build_nlp().tokenizer(text).text == text
    assert annotate(text).doc.text == text


@UNHURRIED
@given(st.text(max_size=60))
def test_any_text_comes_back(text: str) -> None:
    words, spaces = split(text)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text
    assert all(words)
    assert build_nlp().tokenizer(text).text == text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("47ha, đạt 60,96%", ["47", "ha", ",", "đạt", "60,96", "%"]),
        ("97%KH", ["97", "%", "KH"]),
        ("1.204,318tỷ", ["1.204,318", "tỷ"]),
        ("120,5.", ["120,5", "."]),
        ("12/15", ["12", "/", "15"]),
        ("6,5-7,0%", ["6,5", "-", "7,0", "%"]),
        ("UBND-TH", ["UBND", "-", "TH"]),
        ("đ/c", ["đ", "/", "c"]),
    ],
)
def test_letters_numbers_and_signs_stand_apart(text: str, tokens: list[str]) -> None:
    assert split(text)[0] == tokens
