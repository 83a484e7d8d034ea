"""An archive for the tests of the questions: two communes, two months, a correction."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.store.archive import Archive, open_archive
from pipeline.store.indicators import save_indicators
from pipeline.store.save import save_report
from schemas.indicator import Indicator, StockFlow
from schemas.period import PeriodKind
from schemas.report import Measure
from tests.store.made_up import LIVESTOCK, Draft, Said, make

CATALOGUE = (
    Indicator(
        code="livestock_buffalo", name="Đàn trâu", unit="con", units=("con",), kind=StockFlow.STOCK, additive=True,
        sector="livestock", aliases=("trâu",),
    ),
    Indicator(
        code="livestock_pig", name="Đàn lợn", unit="con", units=("con",), kind=StockFlow.STOCK, additive=True,
        sector="livestock", aliases=("lợn", "heo", "đàn + heo"),
    ),
    Indicator(
        code="budget_revenue", name="Thu ngân sách trên địa bàn", unit="triệu đồng", units=("triệu đồng",),
        kind=StockFlow.FLOW, additive=True, sector="budget",
    ),
)  # fmt: skip

MAY = [
    Said("1.105", "con", "trâu", "livestock_buffalo", kind=PeriodKind.POINT),
    Said("2.010", "con", "đàn lợn", "livestock_pig", kind=PeriodKind.POINT),
    Said("2.010", "con", "lợn", "livestock_pig", kind=PeriodKind.POINT),
    Said("0,5", "tỷ đồng", "tổng thu ngân sách trên địa bàn", "budget_revenue", factor=10**9, base_unit="đồng"),
    Said("45,2", "%", "tổng thu ngân sách so dự toán tỉnh giao", "budget_revenue", Measure.RATIO, PeriodKind.YTD),
    Said("12", "lớp", "lớp học nghề"),
    Said("04", "lớp", "lớp xóa mù chữ"),
]

PLAN = [
    "Hoàn thành tiêm phòng đợt 2 cho đàn gia súc, gia cầm.",
    "Duy trì tuần tra bảo vệ rừng tại các vùng giáp ranh.",
    "Khởi công tuyến đường liên thôn sau khi có mặt bằng sạch.",
    "Tổ chức Đại hội thể dục thể thao.",
    "Lập hồ sơ đề nghị xếp hạng di tích đình làng.",
]

TOLD = [
    "Đã tiêm phòng đợt 2 được 1.460 liều cho đàn gia súc, gia cầm.",
    "Tuần tra bảo vệ rừng tại các vùng giáp ranh được duy trì.",
    "Tuyến đường liên thôn chưa khởi công được do còn vướng mặt bằng.",
    "Tình hình an ninh, trật tự ổn định; an ninh nông thôn được giữ vững.",
    "Công tác trật tự đô thị được quan tâm. Ninh Bình là tỉnh kết nghĩa, an toàn.",
]


def fill(archive: Archive) -> None:
    """Save the catalogue and all reports."""
    save_indicators(archive, CATALOGUE, {"livestock": "Chăn nuôi", "budget": "Tài chính, ngân sách"})
    first = [Said("999", "con", "lợn", "livestock_pig", kind=PeriodKind.POINT)]
    drafts = (
        Draft(figures=first, signed=date(2026, 4, 18), number="80", path="cu.txt"),
        Draft(figures=LIVESTOCK, signed=date(2026, 4, 21), plan=PLAN, path="04.txt"),
        Draft(
            month="2026-05", figures=MAY, signed=date(2026, 5, 20), number="102", path="05.txt", body=TOLD,
            plan=["Lập hồ sơ đề nghị xếp hạng di tích đình làng, trình trong quý III."],
        ),
        Draft(agency="UBND phường Đông Chấn", month="2026-05", figures=LIVESTOCK[1:2], number=None, path="b/dong.txt"),
    )  # fmt: skip
    for draft in drafts:
        save_report(archive, make(draft))


def filled(path: Path) -> Archive:
    """Make an archive at `path` and fill it."""
    archive = open_archive(path, create=True)
    fill(archive)
    return archive
