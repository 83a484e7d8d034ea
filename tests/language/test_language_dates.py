"""Days as reports write them, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.dates import day_of, find_dates, last_day, on

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""

FORMS = [
    ("ngày 12/4/2023", [(12, 4, 2023)]),
    ("ngày 12-4-2023", [(12, 4, 2023)]),
    ("ngày 12.4.2023", [(12, 4, 2023)]),
    ("ngày 05 tháng 5 năm 2026", [(5, 5, 2026)]),
    ("Ngày 5 tháng 05 năm 2026", [(5, 5, 2026)]),
    ("5 tháng 5 năm 2026", [(5, 5, 2026)]),
    ("mùng 2 tháng 9", [(2, 9, None)]),
    ("ngày 20 tháng 11", [(20, 11, None)]),
    ("ngày 28/6", [(28, 6, None)]),
    ("ngày 14-5", [(14, 5, None)]),
    ("31/12/2025", [(31, 12, 2025)]),
    ("(24/4/2026)", [(24, 4, 2026)]),
    ("từ ngày 17/4/2026 đến hết ngày 16/5/2026", [(17, 4, 2026), (16, 5, 2026)]),
    ("ngày 30/02/2026", [(30, 2, 2026)]),
]
NONE = [
    "đạt 12/15 chỉ tiêu",
    "được 12/5 ha",
    "45/QĐ-UBND",
    "số 07/2020/TT-BYT",
    "xếp thứ 14/102",
    "16/19 tiêu chí",
    "1.204,318 tỷ đồng",
    "ngày 45/4/2023",
    "ngày 12/13/2023",
    "63.155/103.600",
    "6/5 = 120%",
    "khám phá 9/12 vụ",
    "4,5/5,2 ha",
    "ngày   tháng 5",
    "32/10/2024",
]
LOOSE = [
    ("đến 28/6", [(28, 6, None)]),
    ("trước 15/6", [(15, 6, None)]),
    ("dịp 30/4 và 01/5", [(30, 4, None), (1, 5, None)]),
    ("Quốc khánh 2/9", [(2, 9, None)]),
    ("đạt 12/15 chỉ tiêu", []),
    ("được 9/12 vụ", []),
    ("đến 28/30 hộ", []),
]


@pytest.mark.parametrize(("text", "days"), FORMS)
def test_forms(text: str, days: list[tuple[int, int, int | None]]) -> None:
    assert [(day.day, day.month, day.year) for day in find_dates(text)] == days


@pytest.mark.parametrize("text", NONE)
def test_near_misses(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(("text", "days"), LOOSE)
def test_bare_days_behind_words_that_announce_them(text: str, days: list[tuple[int, int, int | None]]) -> None:
    assert [(day.day, day.month, day.year) for day in find_dates(text, loose=True)] == days


def test_a_day_that_does_not_exist_is_found_but_is_on_no_day() -> None:
    [mention] = find_dates("ngày 30/02/2026")
    assert on(mention) is None


def test_a_day_without_a_year_takes_the_year_of_the_report() -> None:
    [mention] = find_dates("ngày 29/02")
    assert on(mention) is None
    assert on(mention, 2024) == date(2024, 2, 29)
    assert on(mention, 2026) is None


@UNHURRIED
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["/", "-", "."]), st.booleans())
def test_every_day_is_read_back(day: date, mark: str, padded: bool) -> None:
    written = f"{day.day:02}{mark}{day.month:02}" if padded else f"{day.day}{mark}{day.month}"
    [mention] = find_dates(f"Họp ngày {written}{mark}{day.year} tại xã")
    assert on(mention) == day


@UNHURRIED
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_in_words_is_read_back(day: date) -> None:
    [mention] = find_dates(f"Họp ngày {day.day:02} tháng {day.month} năm {day.year}.")
    assert on(mention) == day


@UNHURRIED
@given(st.integers(1, 9999), st.integers(1, 12))
def test_last_days_exist(year: int, month: int) -> None:
    last = last_day(year, month)
    assert day_of(year, month, last.day) == last
    assert day_of(year, month, last.day + 1) is None


WORDS = """\
ngày
12/4/2026
5
tháng
năm 2026
-
/
đến
từ
30/4
2.5
14-5
45/QĐ-UBND
,
dịp
hết
2025-2026
1/1
12/15
.
""".splitlines()
PIECES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@UNHURRIED
@given(st.one_of(PIECES, st.text(max_size=40)), st.booleans())
def test_spans_are_in_the_text_in_order_and_apart(text: str, loose: bool) -> None:
    reached = 0
    for mention in find_dates(text, loose=loose):
        assert reached <= mention.start < mention.end <= len(text)
        assert any(char.isdigit() for char in text[mention.start : mention.end])
        reached = mention.end
