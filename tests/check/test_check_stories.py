"""One finding for one cause, and what the likeliest slip was."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.check.slips import kind
from tests.check.drafts import Draft, findings


def test_a_wrong_total_that_breaks_its_percentage_is_one_story(tmp_path: Path) -> None:
    body = (
        "Lũy kế 5 tháng tổng thu ngân sách 63.551/103.600 triệu đồng, đạt 60,96% kế hoạch, gồm: thu tiền sử dụng đất "
        "33.532 triệu đồng, thu thuế ngoài quốc doanh 20.000 triệu đồng, thu khác 9.623 triệu đồng."
    )
    found = findings(tmp_path, Draft(body))
    assert [finding.rule for finding in found] == ["sum.parts"]
    assert "Cùng nguyên nhân" in found[0].message
    assert any(place.text == "60,96%" for place in found[0].evidence)


def test_two_causes_are_two_stories(tmp_path: Path) -> None:
    body = (
        "Tổng đàn gia súc 1.848 con, gồm: trâu 21 con, bò 04 con, ngựa 08 con, dê 539 con, lợn 1.238 con.\n\n"
        "Tổng số trẻ được tiêm chủng 218/282 trẻ, đạt 73,7%."
    )
    assert [finding.rule for finding in findings(tmp_path, Draft(body))] == ["sum.parts", "ratio.mismatch"]


def test_the_likeliest_slip_is_named(tmp_path: Path) -> None:
    body = "Toàn xã có 8.412 học sinh (mầm non 2.106, tiểu học 3.590, THCS 2.761)."
    (finding,) = findings(tmp_path, Draft(body))
    assert "2.716" in finding.message
    assert "đổi chỗ hai chữ số" in finding.message


@pytest.mark.parametrize(
    ("written", "meant", "how"),
    [
        ("1283", "1238", "đổi chỗ hai chữ số"),
        ("1288", "1238", "sai một chữ số"),
        ("123", "1238", "thiếu một chữ số"),
        ("12388", "1238", "thừa một chữ số"),
        ("12.38", "123.8", "sai dấu thập phân"),
        ("1848", "1810", ""),
        ("1238", "1238", ""),
    ],
)
def test_slips(written: str, meant: str, how: str) -> None:
    assert kind(Decimal(written), Decimal(meant)) == how


def test_errors_come_before_doubts(tmp_path: Path) -> None:
    body = "Phát triển nông ngiệp.\n\nTổng số trẻ được tiêm chủng 218/282 trẻ, đạt 73,7%."
    assert [finding.severity.value for finding in findings(tmp_path, Draft(body))] == ["error", "warning"]
