"""Spans of time: what they are called, and which days they mean in a report of a given time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.periods import find_periods
from pipeline.language.spans import resolve
from schemas.period import Period, PeriodKind

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""


def _period(kind: str, start: str, end: str) -> Period:
    return Period(
        kind=PeriodKind(kind),
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
    )


OWN = {
    "may": _period("month", "2026-05-01", "2026-05-31"),
    "january": _period("month", "2026-01-01", "2026-01-31"),
    "february": _period("month", "2024-02-01", "2024-02-29"),
    "december": _period("month", "2025-12-01", "2025-12-31"),
    "quarter": _period("quarter", "2026-01-01", "2026-03-31"),
    "half": _period("half", "2026-01-01", "2026-06-30"),
    "nine": _period("nine_months", "2025-01-01", "2025-09-30"),
    "year": _period("year", "2025-01-01", "2025-12-31"),
    "school": _period("school_year", "2025-09-01", "2026-05-31"),
    "window": _period("range", "2026-04-15", "2026-05-14"),
}

RESOLVED = [
    # text, the report's own time, the days meant
    ("tháng 5", "may", "month 2026-05-01 2026-05-31"),
    ("trong tháng 4", "may", "month 2026-04-01 2026-04-30"),
    ("tháng 5 năm 2025", "may", "month 2025-05-01 2025-05-31"),
    ("Tháng 02", "february", "month 2024-02-01 2024-02-29"),
    ("tháng trước", "may", "month 2026-04-01 2026-04-30"),
    ("tháng này", "may", "month 2026-05-01 2026-05-31"),
    ("tháng tới", "may", "month 2026-06-01 2026-06-30"),
    ("Trong tháng, xã đã trồng", "may", "month 2026-05-01 2026-05-31"),
    # edges of the year
    ("tháng 12", "january", "month 2025-12-01 2025-12-31"),
    ("tháng 12/2025", "january", "month 2025-12-01 2025-12-31"),
    ("tháng trước", "january", "month 2025-12-01 2025-12-31"),
    ("tháng tới", "december", "month 2026-01-01 2026-01-31"),
    ("tháng 12", "december", "month 2025-12-01 2025-12-31"),
    ("tháng 01/2026", "december", "month 2026-01-01 2026-01-31"),
    # months from January
    ("5 tháng đầu năm", "may", "ytd 2026-01-01 2026-05-31"),
    ("05 tháng năm 2026", "may", "ytd 2026-01-01 2026-05-31"),
    ("6 tháng đầu năm", "half", "half 2026-01-01 2026-06-30"),
    ("6 tháng đầu năm 2025", "half", "half 2025-01-01 2025-06-30"),
    ("6 tháng cuối năm", "half", "half 2026-07-01 2026-12-31"),
    ("3 tháng cuối năm", "nine", "quarter 2025-10-01 2025-12-31"),
    ("9 tháng năm 2025", "nine", "nine_months 2025-01-01 2025-09-30"),
    ("09 tháng", "nine", "nine_months 2025-01-01 2025-09-30"),
    ("12 tháng", "year", "year 2025-01-01 2025-12-31"),
    # cumulative
    ("lũy kế", "may", "ytd 2026-01-01 2026-05-31"),
    ("luỹ kế 5 tháng", "may", "ytd 2026-01-01 2026-05-31"),
    ("Lũy kế đến ngày 20/5/2026", "may", "ytd 2026-01-01 2026-05-20"),
    ("từ đầu năm đến nay", "may", "ytd 2026-01-01 2026-05-31"),
    ("tính chung 5 tháng", "may", "ytd 2026-01-01 2026-05-31"),
    ("lũy kế", "half", "ytd 2026-01-01 2026-06-30"),
    ("lũy kế từ đầu năm", "january", "ytd 2026-01-01 2026-01-31"),
    ("lũy kế năm 2024", "may", "ytd 2024-01-01 2024-12-31"),
    # quarters
    ("quý I", "quarter", "quarter 2026-01-01 2026-03-31"),
    ("Quý II/2025", "may", "quarter 2025-04-01 2025-06-30"),
    ("quí 3 năm 2024", "may", "quarter 2024-07-01 2024-09-30"),
    ("quý IV", "year", "quarter 2025-10-01 2025-12-31"),
    ("quý trước", "quarter", "quarter 2025-10-01 2025-12-31"),
    ("quý tới", "year", "quarter 2026-01-01 2026-03-31"),
    # years
    ("năm 2024", "may", "year 2024-01-01 2024-12-31"),
    ("cả năm 2025", "may", "year 2025-01-01 2025-12-31"),
    ("năm nay", "may", "year 2026-01-01 2026-12-31"),
    ("năm trước", "may", "year 2025-01-01 2025-12-31"),
    ("năm ngoái", "january", "year 2025-01-01 2025-12-31"),
    ("năm tới", "year", "year 2026-01-01 2026-12-31"),
    ("giai đoạn 2021-2025", "may", "range 2021-01-01 2025-12-31"),
    ("giai đoạn 2021 - 2025", "may", "range 2021-01-01 2025-12-31"),
    ("nhiệm kỳ 2026-2031", "may", "range 2026-01-01 2031-12-31"),
    ("nhiệm kỳ 2020 – 2025", "may", "range 2020-01-01 2025-12-31"),
    # school years
    ("năm học 2025-2026", "school", "school_year 2025-09-01 2026-05-31"),
    ("năm học 2024/2025", "may", "school_year 2024-09-01 2025-05-31"),
    ("năm học này", "school", "school_year 2025-09-01 2026-05-31"),
    ("năm học này", "may", "school_year 2025-09-01 2026-05-31"),
    ("năm học trước", "school", "school_year 2024-09-01 2025-05-31"),
    ("năm học tới", "school", "school_year 2026-09-01 2027-05-31"),
    ("năm học này", "december", "school_year 2025-09-01 2026-05-31"),
    # days
    ("từ ngày 21/7 đến ngày 20/8/2025", "nine", "range 2025-07-21 2025-08-20"),
    ("từ ngày 15/4/2026 đến hết ngày 14/5/2026", "window", "range 2026-04-15 2026-05-14"),
    ("từ ngày 15/12 đến ngày 14/01/2026", "january", "range 2025-12-15 2026-01-14"),
    ("từ ngày 15/12 đến ngày 14/01", "january", "range 2025-12-15 2026-01-14"),
    ("15/4/2026 - 14/5/2026", "window", "range 2026-04-15 2026-05-14"),
    ("tính đến ngày 20/5/2026", "may", "point - 2026-05-20"),
    ("đến hết ngày 31/5", "may", "point - 2026-05-31"),
    ("đến nay", "may", "point - 2026-05-31"),
    ("Hiện nay", "half", "point - 2026-06-30"),
    ("thời điểm báo cáo", "window", "point - 2026-05-14"),
    ("từ tháng 3 đến tháng 5", "may", "range 2026-03-01 2026-05-31"),
    # the report's own time
    ("trong kỳ", "may", "month 2026-05-01 2026-05-31"),
    ("kỳ báo cáo", "quarter", "quarter 2026-01-01 2026-03-31"),
    ("kỳ trước chuyển sang", "may", "point - 2026-04-30"),
    ("kỳ trước", "january", "point - 2025-12-31"),
    # seasons
    ("vụ đông xuân", "may", "campaign - 2026-05-31"),
    ("vụ mùa năm 2025", "may", "campaign 2025-01-01 2025-12-31"),
    ("vụ hè thu 2026", "may", "campaign 2026-01-01 2026-12-31"),
]
NONE = [
    "kg/người/6 tháng",
    "tháng 5801,9 tỷ",
    "dịch vụ mùa vụ khác",
    "hoàn thành 12/15 chỉ tiêu",
    "5 năm kinh nghiệm",
    "phục vụ đông đảo nhân dân",
    "nghĩa vụ đông con",
    "thực hiện nhiệm vụ",
    "trẻ từ 6 đến 60 tháng tuổi",
    "quý khách",
    "được 2026 con",
    "năm 20",
]


@pytest.mark.parametrize(("text", "own", "meant"), RESOLVED, ids=[f"{own}: {text}" for text, own, _ in RESOLVED])
def test_days_meant(text: str, own: str, meant: str) -> None:
    [mention] = find_periods(text)
    period = resolve(mention, OWN[own])
    assert f"{period.kind.value} {period.start or '-'} {period.end or '-'}" == meant


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_span_of_time(text: str) -> None:
    assert find_periods(text) == []


SEVERAL = [
    ("tháng 5 và nhiệm vụ tháng 6 năm 2026", 2),
    ("Tháng 5 thu 20 triệu; lũy kế 5 tháng đầu năm 98 triệu; năm 2025 thu 210 triệu", 3),
    ("quý I và quý II/2026", 2),
    ("vụ xuân, vụ mùa", 2),
    ("Năm 2024 trồng 40 ha, năm 2025 trồng 46 ha", 2),
]


@pytest.mark.parametrize(("text", "count"), SEVERAL)
def test_several(text: str, count: int) -> None:
    assert len(find_periods(text)) == count


PIECES = """\
lũy kế
5 tháng
đầu năm
cuối năm
tháng 5
tháng
năm 2026
quý I
quý
đến nay
tính đến
ngày 12/4
ngày 12/4/2026
đến
từ
vụ đông xuân
vụ mùa
năm học
2025-2026
giai đoạn
nhiệm kỳ
trong kỳ
kỳ trước
trước
này
-
,
.
6
tháng 12
hiện nay
cả năm
/2026
T5
ĐX
LK
năm trước
30/02/2026
ngày 31/4
""".splitlines()
WORDS = st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join)


@UNHURRIED
@given(st.one_of(WORDS, st.text(max_size=40)), st.sampled_from([*OWN.values(), None]))
def test_spans_are_in_order_and_every_one_has_days_or_none(text: str, own: Period | None) -> None:
    reached = 0
    for mention in find_periods(text):
        assert reached <= mention.start < mention.end <= len(text)
        reached = mention.end
        period = resolve(mention, own)
        if mention.first is None and period.start is not None and period.end is not None and period.kind != "range":
            assert period.start <= period.end


def test_month_and_year_with_a_full_stop_between() -> None:
    assert [(mention.number, mention.year) for mention in find_periods("trong tháng 4.2026")] == [(4, 2026)]


@pytest.mark.parametrize("text", ["nhiệm kỳ 2026-2025", "từ ngày 14/5/2026 đến ngày 20/02/2023"])
def test_ends_that_contradict_each_other_are_left_open(text: str) -> None:
    assert [resolve(mention, OWN["may"]) for mention in find_periods(text)] == [Period(kind=PeriodKind.RANGE)]
