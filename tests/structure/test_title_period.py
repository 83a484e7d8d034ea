from __future__ import annotations

from datetime import date

import pytest

from pipeline.structure.title_period import covered, planned
from schemas.period import Period, PeriodKind

CASES = [
    ("tháng 5 và nhiệm vụ trọng tâm tháng 6 năm 2026", "month 2026-05-01 2026-05-31", "month 2026-06-01 2026-06-30"),
    ("quý I, phương hướng quý II năm 2024", "quarter 2024-01-01 2024-03-31", "quarter 2024-04-01 2024-06-30"),
    ("6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2025", "half 2025-01-01 2025-06-30", "half 2025-07-01 2025-12-31"),
    ("9 tháng đầu năm", "nine_months 2026-01-01 2026-09-30", ""),
    (
        "9 tháng đầu năm, phương hướng nhiệm vụ 3 tháng cuối năm 2022",
        "nine_months 2022-01-01 2022-09-30",
        "quarter 2022-10-01 2022-12-31",
    ),
    ("năm 2025 và nhiệm vụ năm 2026", "year 2025-01-01 2025-12-31", "year 2026-01-01 2026-12-31"),
    ("TỔNG KẾT NĂM HỌC 2014-2015", "school_year 2014-09-01 2015-05-31", ""),
    ("công tác tháng 5 năm 2026 (từ ngày 15/4 đến ngày 14/5/2026)", "month 2026-05-01 2026-05-31", ""),
    ("kết quả công tác (từ ngày 15/4 đến ngày 14/5/2026)", "range 2026-04-15 2026-05-14", ""),
    ("tình hình kinh tế - xã hội tháng 12/2025", "month 2025-12-01 2025-12-31", ""),
    ("tháng 12 năm 2025, nhiệm vụ tháng 01 năm 2026", "month 2025-12-01 2025-12-31", "month 2026-01-01 2026-01-31"),
    ("tháng 12, nhiệm vụ trọng tâm tháng 01 năm 2026", "month 2025-12-01 2025-12-31", "month 2026-01-01 2026-01-31"),
    ("quý IV, phương hướng quý I năm 2026", "quarter 2025-10-01 2025-12-31", "quarter 2026-01-01 2026-03-31"),
    (
        "tháng 6 và 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024",
        "half 2024-01-01 2024-06-30",
        "half 2024-07-01 2024-12-31",
    ),
    ("tháng 5 và 5 tháng đầu năm 2026, nhiệm vụ tháng 6", "month 2026-05-01 2026-05-31", "month 2026-06-01 2026-06-30"),
    ("kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2026, tháng 5", "month 2026-05-01 2026-05-31", ""),
    ("tiêm phòng đợt 2 năm 2025 (từ ngày 15/9/2025 đến ngày 31/10/2025)", "range 2025-09-15 2025-10-31", ""),
    (
        "tháng 12 và năm 2025; phương hướng, nhiệm vụ năm 2026",
        "year 2025-01-01 2025-12-31",
        "year 2026-01-01 2026-12-31",
    ),
    (
        "kết quả công tác tháng 3, chương trình công tác tháng 4",
        "month 2026-03-01 2026-03-31",
        "month 2026-04-01 2026-04-30",
    ),
    ("công tác cải cách hành chính", "", ""),
    ("công tác tuần 20 năm 2026, nhiệm vụ tuần 21", "range 2026-05-11 2026-05-17", "range 2026-05-18 2026-05-24"),
]


def shown(period: Period | None) -> str:
    return "" if period is None else f"{period.kind.value} {period.start} {period.end}"


@pytest.mark.parametrize(("title", "own", "plan"), CASES)
@pytest.mark.parametrize("capitals", [False, True])
def test_times_of_titles(title: str, own: str, plan: str, capitals: bool) -> None:
    found = covered(title.upper() if capitals else title, date(2026, 12, 20), 2026)
    assert (shown(found.period), shown(found.plan)) == (own, plan)


HEADINGS = [
    ("NHIỆM VỤ TRỌNG TÂM THÁNG 6 NĂM 2026", "month 2026-06-01 2026-06-30"),
    ("PHƯƠNG HƯỚNG THÁNG 8", "month 2026-08-01 2026-08-31"),
    ("NHIỆM VỤ THÁNG 01", "month 2027-01-01 2027-01-31"),
    ("NHIỆM VỤ QUÝ III", "quarter 2026-07-01 2026-09-30"),
    ("PHƯƠNG HƯỚNG, NHIỆM VỤ", ""),
]


@pytest.mark.parametrize(("heading", "plan"), HEADINGS)
def test_times_of_headings(heading: str, plan: str) -> None:
    own = Period(kind=PeriodKind.MONTH, start=date(2026, 5, 1), end=date(2026, 5, 31))
    assert shown(planned(heading, own)) == plan
