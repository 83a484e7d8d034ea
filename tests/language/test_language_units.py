"""The unit table: what units are called, and how much they are."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.text import fold
from pipeline.language.units import unit_table

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""

TABLE = tomllib.loads(files("pipeline.language").joinpath("units.toml").read_text(encoding="utf-8"))

READ = [
    # written, name, base unit, factor
    ("ha", "ha", "m2", "10000"),
    ("hecta", "ha", "m2", "10000"),
    ("héc ta", "ha", "m2", "10000"),
    ("m2", "m2", "m2", "1"),
    ("m²", "m2", "m2", "1"),
    ("m 2", "m2", "m2", "1"),
    ("km2", "km2", "m2", "1000000"),
    ("km", "km", "m", "1000"),
    ("mét", "m", "m", "1"),
    ("m3", "m3", "m3", "1"),
    ("Ste", "Ste", "Ste", "1"),
    ("tấn", "tấn", "kg", "1000"),
    ("tạ", "tạ", "kg", "100"),
    ("kg", "kg", "kg", "1"),
    ("nghìn tấn", "nghìn tấn", "kg", "1000000"),
    ("đồng", "đồng", "đồng", "1"),
    ("đ", "đồng", "đồng", "1"),
    ("VNĐ", "đồng", "đồng", "1"),
    ("triệu đồng", "triệu đồng", "đồng", "1000000"),
    ("triệu", "triệu đồng", "đồng", "1000000"),
    ("Trđ", "triệu đồng", "đồng", "1000000"),
    ("tr.đ", "triệu đồng", "đồng", "1000000"),
    ("tỷ đồng", "tỷ đồng", "đồng", "1000000000"),
    ("tỉ đồng", "tỷ đồng", "đồng", "1000000000"),
    ("tỷ", "tỷ đồng", "đồng", "1000000000"),
    ("nghìn đồng", "nghìn đồng", "đồng", "1000"),
    ("nghìn tỷ đồng", "nghìn tỷ đồng", "đồng", "1000000000000"),
    ("triệu USD", "triệu USD", "USD", "1000000"),
    ("%", "%", "%", "1"),
    ("phần trăm", "%", "%", "1"),
    ("điểm %", "điểm phần trăm", "điểm phần trăm", "1"),
    ("%0", "‰", "‰", "1"),
    ("con", "con", "con", "1"),
    ("CON", "con", "con", "1"),
    ("hồ sơ", "hồ sơ", "hồ sơ", "1"),
    ("ngàn hồ sơ", "ngàn hồ sơ", "hồ sơ", "1000"),
    ("nghìn lượt", "nghìn lượt", "lượt", "1000"),
    ("lượt  người", "lượt người", "lượt người", "1"),
    ("tạ/ha", "tạ/ha", "kg/ha", "100"),
    ("kg/người/năm", "kg/người/năm", "kg/người/năm", "1"),
    ("triệu đồng/người/năm", "triệu đồng/người/năm", "đồng/người/năm", "1000000"),
    ("triệu/người/năm", "triệu đồng/người/năm", "đồng/người/năm", "1000000"),
    ("triệu đồng / ha", "triệu đồng/ha", "đồng/ha", "1000000"),
    ("đ/người", "đồng/người", "đồng/người", "1"),
    ("tiêu chí/xã", "tiêu chí/xã", "tiêu chí/xã", "1"),
    ("nghìn tấn.km", "nghìn tấn.km", "tấn.km", "1000"),
    ("tỷ đồng/xã", "tỷ đồng/xã", "đồng/xã", "1000000000"),
]


@pytest.mark.parametrize(("written", "name", "base", "factor"), READ)
def test_units(written: str, name: str, base: str, factor: str) -> None:
    unit = unit_table().get(written)
    assert unit is not None
    assert (unit.name, unit.base, unit.factor) == (name, base, Decimal(factor))


@pytest.mark.parametrize("written", ["", "tăng", "xanh", "triệu xanh", "/người", "trong đó"])
def test_what_is_no_unit(written: str) -> None:
    assert unit_table().get(written) is None


EQUAL = [
    ("1.5", "tỷ đồng", "1500", "triệu đồng"),
    ("1.5", "tỉ đồng", "1500000", "nghìn đồng"),
    ("25941", "triệu đồng", "25.941", "tỷ đồng"),
    ("1.2", "nghìn tỷ đồng", "1200", "tỷ đồng"),
    ("18.5", "trđ", "18500000", "đ"),
    ("12.7", "nghìn tấn", "12700", "tấn"),
    ("3", "tấn", "30", "tạ"),
    ("58.6", "tạ/ha", "5.86", "tấn/ha"),
    ("2.5", "ha", "25000", "m2"),
    ("1", "km2", "100", "ha"),
    ("1.8", "km", "1800", "m"),
    ("4.1", "ngàn hồ sơ", "4100", "hồ sơ"),
    ("52.4", "triệu đồng/người/năm", "52400", "nghìn đồng/người/năm"),
]


@pytest.mark.parametrize(("first", "unit", "second", "other"), EQUAL)
def test_amounts_are_equal_whatever_they_are_written_in(first: str, unit: str, second: str, other: str) -> None:
    one, two = unit_table().get(unit), unit_table().get(other)
    assert one is not None
    assert two is not None
    assert one.base == two.base
    assert Decimal(first) * one.factor == Decimal(second) * two.factor


ROWS = [(form, row["name"]) for row in TABLE["measure"] for form in (row["name"], *row.get("forms", ()))]
ROWS += [(noun, noun) for nouns in TABLE["counted"].values() for noun in dict.fromkeys(nouns)]
ROWS += [(form, name) for form, name in TABLE["abbreviated"].items()]


def test_every_row_of_the_table_is_found_in_text() -> None:
    table = unit_table()
    for form, name in ROWS:
        unit = table.get(form)
        assert unit is not None, form
        assert fold(unit.name) == fold(name) or unit.kind != "counted", form
        found = table.pattern.match(fold(form))
        assert found is not None, form
        assert found[0].strip() == fold(form)


def test_every_near_miss_of_the_table_is_no_unit() -> None:
    for word, behind in TABLE["not_before"].items():
        for follows in behind:
            found = unit_table().pattern.match(fold(f"{word} {follows}"))
            assert found is None or found[0].strip() != fold(word), f"{word} {follows}"


@pytest.mark.parametrize("word", TABLE["scale"])
def test_every_scale_word_multiplies(word: str) -> None:
    unit = unit_table().get(f"{word} tấn")
    assert unit is not None
    assert unit.factor == Decimal(TABLE["scale"][word]) * 1000


NAMES = st.sampled_from([form for form, _ in ROWS])


@UNHURRIED
@given(NAMES, st.lists(st.sampled_from(["người", "năm", "ha", "hộ", "tháng"]), max_size=2))
def test_a_rate_keeps_the_factor_of_its_unit(form: str, rates: list[str]) -> None:
    plain = unit_table().get(form)
    rate = unit_table().get("/".join([form, *rates]))
    assert plain is not None
    if "/" in form:
        return
    assert rate is not None
    assert rate.factor == plain.factor


@UNHURRIED
@given(st.text(max_size=20))
def test_get_never_raises(written: str) -> None:
    unit = unit_table().get(written)
    assert unit is None or (unit.factor > 0 and re.search(r"\S", unit.name))
