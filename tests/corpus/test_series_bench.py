"""The measurement of the archive's series: what counts as right, as another period, as missing and as astray."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.series_bench import MISSING, PERIOD, RIGHT, WRONG, judge, lines, main, passes, period_kinds, shares
from pipeline.catalogue import load_catalogue
from pipeline.ingest import ingest
from pipeline.store.archive import Archive, open_archive
from pipeline.store.indicators import save_indicators

CATALOGUE = load_catalogue()
REPORT = """ỦY BAN NHÂN DÂN
XÃ NÀ KHUỔI
Số: 78/BC-UBND

BÁO CÁO
Tình hình kinh tế - xã hội tháng 7 năm 2024

I. KINH TẾ

1. Chăn nuôi

Đàn trâu hiện có 1.585 con, đàn bò 942 con, đàn dê 739 con.
"""


def _fact(code: str, value: str, kind: str = "point") -> dict[str, object]:
    period = {"kind": kind, "from": None, "to": "2024-07-31"}
    return {"indicator": code, "label": code, "value": value, "unit": "con", "measure": "actual", "against": None,
            "period": period, "stated": True, "periods": []}  # fmt: skip


def _world(*facts: dict[str, object]) -> dict[str, object]:
    report = {"agency": "UBND xã Nà Khuổi", "month": "2024-07", "kind": "month", "facts": list(facts)}
    return {"reports": [report]}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    (tmp_path / "na-khuoi.txt").write_text(REPORT, encoding="utf-8")
    with open_archive(tmp_path / "kho.db", create=True) as opened:
        save_indicators(opened, CATALOGUE, {sector.code: sector.name for sector in CATALOGUE.sectors})
        ingest([tmp_path / "na-khuoi.txt"], opened, jobs=1)
        yield opened


def test_each_stated_fact_has_one_outcome(archive: Archive) -> None:
    facts = (
        _fact("livestock_buffalo", "1585"),
        _fact("livestock_cattle", "999"),
        _fact("livestock_goat", "739", kind="month"),
        _fact("livestock_pig", "5762"),
    )
    score = judge(_world(*facts), archive, CATALOGUE)
    found = {code: next(iter(counter)) for (code, _), counter in score.outcomes.items()}
    assert found == {
        "livestock_buffalo": RIGHT,
        "livestock_cattle": WRONG,
        "livestock_goat": PERIOD,
        "livestock_pig": MISSING,
    }
    assert score.strays == {"livestock_cattle": 1}
    assert not passes(score)
    assert sum(shares(score).values()) == 1
    assert any("livestock_pig" in line for line in lines(score))


def test_a_world_that_agrees_passes(archive: Archive) -> None:
    score = judge(_world(_fact("livestock_buffalo", "1585")), archive, CATALOGUE)
    assert score.strays == {"livestock_cattle": 1, "livestock_goat": 1}
    all_told = [("livestock_buffalo", "1585"), ("livestock_cattle", "942"), ("livestock_goat", "739")]
    assert passes(judge(_world(*(_fact(*told) for told in all_told)), archive, CATALOGUE))


@pytest.mark.parametrize(
    ("kind", "spelt", "report", "right", "wrong"),
    [
        ("campaign", ("k:campaign", "pt", "ytd"), "month", "ytd", "year"),
        ("ytd", ("ytd",), "month", "nine_months", "month"),
        ("ytd", ("ytd", "y"), "month", "year", "month"),
        ("month", ("m",), "quarter", "quarter", "ytd"),
        ("range", ("r:2024-06-15..2024-07-14", "m"), "month", "month", "ytd"),
        ("year", ("p:year:2024-01-01..2024-12-31",), "month", "year", "ytd"),
        ("point", ("pt",), "month", "point", "month"),
    ],
)
def test_the_kinds_of_period_that_a_reader_may_give(
    kind: str, spelt: tuple[str, ...], report: str, right: str, wrong: str
) -> None:
    kinds = period_kinds(kind, spelt, report)
    assert right in kinds
    assert wrong not in kinds


def test_any_period_is_right_where_the_gold_scores_none() -> None:
    assert {"unknown", "month"} <= period_kinds("point", ("-",), "month")


@pytest.mark.slow
def test_the_command_makes_reports_and_measures(tmp_path: Path) -> None:
    arguments = ["--communes", "1", "--months", "1", "--folder", str(tmp_path / "bao-cao"), "--notes"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code in (0, 1), result.output
    assert "số đã nêu: đúng 0.9" in result.output
