from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.store.archive import Archive, open_archive
from pipeline.store.save import SaveStatus, save_report
from pipeline.store.versions import agency_key, province_of, slot_of
from schemas.period import Period, PeriodKind
from schemas.report import Report
from tests.store.made_up import LIVESTOCK, Draft, make


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    with open_archive(tmp_path / "kho.db", create=True) as opened:
        yield opened


def draft(day: int | None, note: str, **more: object) -> Report:
    signed = None if day is None else date(2026, 4, day)
    return make(Draft(figures=LIVESTOCK, signed=signed, note=note, **more))  # type: ignore[arg-type]


def state(archive: Archive) -> list[tuple[object, ...]]:
    rows = archive.rows(
        "SELECT a.date, a.version, a.is_current, b.date AS later FROM reports AS a "
        "LEFT JOIN reports AS b ON b.id = a.superseded_by ORDER BY a.agency_key, a.province, a.version"
    )
    return [tuple(row) for row in rows]


def test_a_correction_supersedes_and_keeps_the_old(archive: Archive) -> None:
    assert save_report(archive, draft(21, "")).status is SaveStatus.NEW
    assert save_report(archive, draft(25, " (sửa)")).status is SaveStatus.SUPERSEDING
    assert state(archive) == [("2026-04-21", 1, 0, "2026-04-25"), ("2026-04-25", 2, 1, None)]


def test_the_order_of_coming_in_does_not_matter(tmp_path: Path) -> None:
    reports = [draft(21, ""), draft(23, " (sửa)"), draft(25, " (sửa lần 2)"), draft(None, " (dự thảo)")]
    states = set()
    for number, order in enumerate(permutations(reports)):
        with open_archive(tmp_path / f"{number}.db", create=True) as archive:
            for report in order:
                save_report(archive, report)
            states.add(tuple(state(archive)))
    assert len(states) == 1
    assert [row[0] for row in states.pop()] == [None, "2026-04-21", "2026-04-23", "2026-04-25"]


def test_signed_the_same_day_the_last_to_come_holds(archive: Archive) -> None:
    save_report(archive, draft(21, ""))
    last = save_report(archive, draft(21, " (bản khác)"))
    current = archive.rows("SELECT id FROM reports WHERE is_current = 1")
    assert [row["id"] for row in current] == [last.id]


def test_a_shifted_window_is_still_the_same_month(archive: Archive) -> None:
    save_report(archive, draft(21, ""))
    shifted = Period(kind=PeriodKind.MONTH, start=date(2026, 3, 15), end=date(2026, 4, 14))
    assert save_report(archive, draft(25, "", period=shifted)).status is SaveStatus.SUPERSEDING


@pytest.mark.parametrize(
    "more",
    [
        {"month": "2026-05"},
        {"agency": "UBND xã Tân Tiến"},
        {"period": Period(kind=PeriodKind.QUARTER, start=date(2026, 2, 1), end=date(2026, 4, 30))},
        {"addressees": ("UBND tỉnh Thái Nguyên",)},
    ],
)
def test_another_agency_month_kind_or_province_is_another_report(archive: Archive, more: dict[str, object]) -> None:
    save_report(archive, draft(21, ""))
    assert save_report(archive, draft(25, "", **more)).status is SaveStatus.NEW
    assert [row[1:3] for row in state(archive)] == [(1, 1), (1, 1)]


def test_who_does_not_name_a_province_belongs_to_the_only_one(archive: Archive) -> None:
    save_report(archive, draft(21, ""))
    assert save_report(archive, draft(25, "", addressees=())).status is SaveStatus.SUPERSEDING


@pytest.mark.parametrize("nothing", [{"agency": None}, {"period": Period(kind=PeriodKind.UNKNOWN)}])
def test_a_report_without_agency_or_period_stands_alone(archive: Archive, nothing: dict[str, object]) -> None:
    for day in (21, 22):
        assert save_report(archive, draft(day, f" {day}", **nothing)).status is SaveStatus.NEW
    report = draft(21, "", **nothing)
    assert "sha256" in slot_of(report, agency_key(report))


@pytest.mark.parametrize(
    ("addressee", "province"),
    [
        ("Văn phòng UBND tỉnh Lạng Sơn;", "lạng sơn"),
        ("UBND TỈNH THÁI NGUYÊN", "thái nguyên"),
        ("Sở Nội vụ thành phố Huế", "huế"),
        ("UBND TP. Hồ Chí Minh", "hồ chí minh"),
        ("Văn phòng UBND tỉnh;", None),
        ("Tỉnh ủy, HĐND tỉnh và các sở", None),
        ("UBND thành phố Bắc Kạn", None),
    ],
)
def test_the_province_is_read_from_the_addressee(addressee: str, province: str | None) -> None:
    assert province_of(make(Draft(addressees=(addressee,)))) == province
