"""What printed decimals allow, and what no rounding explains."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.tolerance import Agreement, compare, exact, percent, printed, same, total
from schemas.period import Period, PeriodKind
from schemas.report import Figure, Qualifier

D = Decimal


def figure(value: str, unit: str, factor: int = 1, base: str = "", qualifier: Qualifier = Qualifier.EXACT) -> Figure:
    return Figure(
        id="f1", span=(0, 1), text=value, value=D(value), unit=unit, amount=D(value) * factor, base_unit=base or unit,
        label="", period=Period(kind=PeriodKind.MONTH), qualifier=qualifier, rule="test",
    )  # fmt: skip


def money(value: str) -> Figure:
    return figure(value, "triệu đồng", 10**6, "đồng")


def test_rounded_millions_may_miss_by_one() -> None:
    parts = total([printed(money("2291")), printed(money("68442"))])
    assert compare(printed(money("70734")), parts) is Agreement.SAME
    assert compare(printed(money("70740")), parts) is Agreement.DIFFERENT


def test_counts_are_exact() -> None:
    parts = total([printed(figure(value, "con")) for value in ("21", "4", "8", "539", "1238")])
    assert compare(printed(figure("1848", "con")), parts) is Agreement.DIFFERENT
    assert compare(printed(figure("1811", "con")), parts) is Agreement.DIFFERENT


@pytest.mark.parametrize(
    ("stated", "part", "whole", "agreement"),
    [
        ("77.3", 218, 282, Agreement.SAME),
        ("77.7", 7, 9, Agreement.CUT),
        ("77.8", 7, 9, Agreement.SAME),
        ("77.9", 7, 9, Agreement.DIFFERENT),
        ("100", 599, 600, Agreement.SAME),
        ("73.7", 218, 282, Agreement.DIFFERENT),
    ],
)
def test_percentages(stated: str, part: int, whole: int, agreement: Agreement) -> None:
    assert compare(printed(figure(stated, "%")), percent(exact(part), exact(whole))) is agreement


def test_words_have_slack() -> None:
    about = printed(figure("1250", "con", qualifier=Qualifier.ABOUT))
    assert same(about, exact(1259))
    assert not same(about, exact(1300))
    over = printed(figure("1000", "hộ", qualifier=Qualifier.OVER))
    assert same(over, exact(1040))
    assert not same(over, exact(990))
    under = printed(figure("620", "con", qualifier=Qualifier.UNDER))
    assert same(under, exact(615))
    assert not same(under, exact(625))


def test_an_estimate_with_all_its_digits_is_no_rough_number() -> None:
    assert not same(printed(figure("12604", "con", qualifier=Qualifier.ABOUT)), exact(12700))


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_percentage_rounded_right_is_never_accused(part: int, whole: int, places: int) -> None:
    value = round(D(part) * 100 / D(whole), places)
    assert compare(printed(figure(str(value), "%")), percent(exact(part), exact(whole))) is Agreement.SAME


@given(st.lists(st.decimals(0, 10**5, places=3), min_size=1, max_size=8), st.integers(0, 2))
def test_rounded_parts_never_miss_their_rounded_sum(values: list[Decimal], places: int) -> None:
    whole = figure(str(round(sum(values, D(0)), places)), "ha")
    parts = total([printed(figure(str(round(value, places)), "ha")) for value in values])
    assert compare(printed(whole), parts) is Agreement.SAME
