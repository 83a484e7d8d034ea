"""Numbers as reports write them, the right way and the wrong ones."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.numbers import decimals, readings, roman

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""

READ = [
    # only digits, also with the zero that clerks put before small counts
    ("7", ["7"]),
    ("07", ["7"]),
    ("2350", ["2350"]),
    ("1475", ["1475"]),
    ("0", ["0"]),
    # dots group thousands
    ("3.215", ["3215"]),
    ("41.300", ["41300"]),
    ("8.150.000.000", ["8150000000"]),
    ("12.000", ["12000"]),
    # a comma is the decimal mark
    ("41,6", ["41.6"]),
    ("19,22", ["19.22"]),
    ("0,14", ["0.14"]),
    ("0,125", ["0.125"]),
    ("5801,9", ["5801.9"]),
    ("1204,318", ["1204.318"]),
    # both
    ("1.204,318", ["1204.318"]),
    ("12.450,5", ["12450.5"]),
    ("1.234.567,89", ["1234567.89"]),
    # three digits behind the comma: the unit decides
    ("3,412", ["3.412", "3412"]),
    ("96,204", ["96.204", "96204"]),
    ("801,900", ["801.9", "801900"]),
    # dots as decimal marks, in older texts
    ("6.4", ["6.4"]),
    ("71.5", ["71.5"]),
    ("0.62", ["0.62"]),
    ("0.125", ["0.125"]),
    ("19.22", ["19.22"]),
    ("2350.5", ["2350.5"]),
    # commas for thousands: always a slip
    ("1,048,576", ["1048576"]),
    ("27,150.000", ["27150000"]),
    ("27.150,000.000", ["27150000000"]),
    ("1,204.5", ["1204.5"]),
    # no numbers
    ("1.2.3", []),
    ("1,2,3", []),
    ("", []),
    ("12.", []),
    (",5", []),
    ("1..2", []),
    ("mười", []),
    ("-5", []),
    ("3/4", []),
    ("1 200", []),
]


@pytest.mark.parametrize(("written", "values"), READ)
def test_readings_the_likeliest_first(written: str, values: list[str]) -> None:
    assert [reading.value for reading in readings(written)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("12", 0),
        ("1.048", 0),
        ("60,96", 2),
        ("60,9", 1),
        ("7,0", 1),
        ("1.204,318", 3),
        ("6.4", 1),
        ("1,048,576", 0),
        ("1.2.3", 0),
    ],
)
def test_decimals_are_those_printed(written: str, places: int) -> None:
    assert decimals(written) == places


@pytest.mark.parametrize(
    ("written", "value"),
    [("I", 1), ("II", 2), ("iv", 4), ("IX", 9), ("XIV", 14), ("XX", 20), ("XXXIX", 39)],
)
def test_roman_numerals(written: str, value: int) -> None:
    assert roman(written) == value


@pytest.mark.parametrize("written", ["", "XL", "IIII", "VX", "A", "X1", "khóa"])
def test_roman_takes_nothing_else(written: str) -> None:
    assert roman(written) is None


def vietnamese(whole: int, fraction: str, *, grouped: bool) -> str:
    """Return a number in Vietnamese writing."""
    head = f"{whole:,}".replace(",", ".") if grouped else str(whole)
    return f"{head},{fraction}" if fraction else head


_FRACTIONS = st.text("0123456789", max_size=6)


@UNHURRIED
@given(st.integers(0, 10**13), _FRACTIONS, st.booleans())
def test_what_is_written_the_vietnamese_way_is_read_back(whole: int, fraction: str, grouped: bool) -> None:
    value = Decimal(f"{whole}.{fraction}" if fraction else whole)
    found = readings(vietnamese(whole, fraction, grouped=grouped))
    assert found[0].value == value
    assert decimals(vietnamese(whole, fraction, grouped=grouped)) == len(fraction)


@UNHURRIED
@given(st.integers(1, 999), st.integers(0, 999))
def test_three_digits_behind_a_comma_leave_two_values(whole: int, behind: int) -> None:
    found = readings(f"{whole},{behind:03}")
    assert [reading.value for reading in found] == [Decimal(f"{whole}.{behind:03}"), Decimal(whole * 1000 + behind)]


@UNHURRIED
@given(st.one_of(st.text("0123456789.,", max_size=16), st.text(max_size=12)))
def test_readings_never_raise_and_say_only_what_the_digits_hold(written: str) -> None:
    digits = [char for char in written if char.isdigit()]
    for reading in readings(written):
        assert reading.value >= 0
        assert reading.value.is_finite()
        told = "".join(map(str, reading.value.as_tuple().digits)).lstrip("0")
        assert told in "".join(str(int(char)) for char in digits)
    assert decimals(written) >= 0
