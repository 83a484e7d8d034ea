from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from pipeline.present.chart import bar, charts
from pipeline.present.compare_table import print_compare
from pipeline.present.machine import report_json, rows_csv, rows_json
from pipeline.present.summary import print_summary
from pipeline.present.tables import print_search, print_series
from pipeline.present.task_table import print_tasks
from pipeline.query.compare import compare
from pipeline.query.search import search
from pipeline.query.series import series
from pipeline.query.tasks import tasks
from pipeline.store.archive import Archive
from schemas.period import PeriodKind
from schemas.report import Report
from schemas.rows import CompareRow, SeriesRow
from tests.query.conftest import archive
from tests.store.made_up import full_report

__all__ = ["archive"]
COMPARED = (
    "agency,indicator,label,unit,measure,period_kind,a,b,change,percent,status,sector,agency_code,province,corrected"
)


def test_bars_grow_with_the_share() -> None:
    lengths = [len(bar(share / 16, 4)) for share in range(17)]
    assert lengths == sorted(lengths)
    assert (bar(0, 4), bar(1, 4), bar(2, 4)) == ("", "████", "████")


def test_a_chart_for_each_agency_and_nothing_wider_than_the_terminal(archive: Archive) -> None:
    lines = list(charts(series(archive, "lợn"), 60))
    assert sum(line.startswith("UBND") for line in lines) == 1  # a single month compares with nothing
    assert all(len(line) <= 60 for line in lines)
    may = next(line for line in lines if line.startswith("05/2026") and "2.010" in line)
    april = next(line for line in lines if line.startswith("04/2026"))
    assert may.count("█") > april.count("█")


def test_different_units_are_drawn_in_the_base_unit(archive: Archive) -> None:
    lines = list(charts(series(archive, "budget_revenue"), 80))
    assert any("412.600.000" in line and line.endswith("đồng") for line in lines)


def test_tables_speak_vietnamese_and_have_no_colour_in_a_pipe(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    print_series(series(archive, "budget_revenue"), chart=True)
    print_compare(compare(archive, "2026-04", "2026-05"), "2026-04", "2026-05")
    print_tasks(tasks(archive))
    print_search(search(archive, "trật tự"))
    print_summary(full_report())
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    for words in ("1.938", "412,6", "05/2026", "thực hiện", "lũy kế năm", "+72", "+3,72", "đã báo cáo", "21/04/2026"):
        assert words in shown, words
    for words in ("actual", "2026-05-20", "None", "reported"):
        assert words not in shown, words


def test_two_months_fit_in_eighty_columns(
    archive: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    rows = compare(archive, "2026-04", "2026-05", agency="Tân Liêm", period=PeriodKind.POINT)
    print_compare(rows, "2026-04", "2026-05")
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 80
    pigs = next(line for line in shown.splitlines() if "đàn lợn (con)" in line)
    assert pigs.split()[-4:] == ["1.938", "2.010", "+72", "+3,72"]
    heads = [line.strip() for line in shown.splitlines()]
    assert heads.index("Chăn nuôi") < heads.index("thực hiện, thời điểm")
    assert sum(line == "thực hiện, thời điểm" for line in heads) == 1  # once a sector, not once a row
    print_compare(rows, "2026-04", "2026-05", by_sector=False)
    assert "thực hiện, thời điểm" in next(line for line in capsys.readouterr().out.splitlines() if "lợn (con)" in line)


def test_under_a_task_stands_what_tells_of_it(
    archive: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    row = tasks(archive, asked_month="2026-05")[0]
    late = row.model_copy(update={"age": 5, "since": "2026-01", "told": "2026-06", "overdue": True,
                                  "deadline": date(2026, 5, 9)})  # fmt: skip
    print_tasks([late])
    shown = capsys.readouterr().out
    for words in (row.text, f"→ 102/BC-UBND, mục I.1: {row.evidence[0].text}"[:60], "ở báo cáo tháng 06/2026",
                  "từ 01/2026 (5 tháng)", "hạn 09/05/2026 quá hạn", "việc của tháng 05/2026"):  # fmt: skip
        assert words in shown, words


def test_empty_answers_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    print_series([], chart=True)
    print_compare([], "2026-04", "2026-05")
    print_tasks([])
    print_search([])
    assert capsys.readouterr().out.split("\n") == ["Không có gì."] * 4 + [""]


def test_json_has_the_keys_of_the_contract_in_order(archive: Archive) -> None:
    rows = json.loads(rows_json(series(archive, "lợn")))
    assert ",".join(rows[0]) == (
        "agency,month,indicator,label,value,unit,amount,base_unit,measure,period,report,page,version,"
        "agency_code,province,window,restates,derived,derived_from,corrected,last_year,last_year_percent,former"
    )
    assert rows[0]["period"] == {"kind": "point", "from": "2026-04-01", "to": "2026-04-30"}
    assert rows[0]["value"] == "1938"
    rows = json.loads(rows_json(compare(archive, "2026-04", "2026-05")))
    assert ",".join(rows[0]) == COMPARED
    assert {type(row["a"]) for row in rows} == {str, type(None)}
    rows = json.loads(rows_json(tasks(archive)))
    assert ",".join(rows[0]) == (
        "agency,month,item,text,status,evidence,since,age,told,deadline,overdue,agency_code,province"
    )
    assert list(rows[0]["evidence"][0]) == ["report", "section", "text"]


def test_decimals_never_have_an_exponent(archive: Archive) -> None:
    row = series(archive, "lợn")[0].model_copy(update={"value": Decimal("1E+3"), "amount": Decimal("0E-9")})
    assert '"value": "1000"' in rows_json([row])
    assert '"value": "0.0000001"' in report_json(full_report())


def test_the_report_in_json_is_the_report() -> None:
    text = report_json(full_report())
    assert text.endswith("}\n")
    assert "Tân Liêm" in text
    assert list(json.loads(text))[:5] == ["schema", "source", "header", "footer", "text"]
    assert Report.model_validate_json(text) == full_report()


def test_csv_has_the_same_rows(archive: Archive) -> None:
    rows = series(archive, "lợn")
    read = list(csv.DictReader(io.StringIO(rows_csv(rows, SeriesRow))))
    assert [row["value"] for row in read] == [str(row.value) for row in rows]
    assert read[0]["period_from"] == "2026-04-01"
    assert "report_id" not in read[0]
    assert (read[0]["window_kind"], read[0]["window_to"]) == ("month", "2026-04-30")
    assert rows_csv([], CompareRow) == f"{COMPARED}\n"


def test_long_passages_are_cut_round_the_words(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    row = search(archive, "trật tự đô thị")[0]
    long = "mở đầu " * 100
    moved = [(start + len(long), end + len(long)) for start, end in row.marks]
    print_search([row.model_copy(update={"text": long + row.text + " kết" * 200, "marks": tuple(moved)})])
    shown = capsys.readouterr().out
    assert "trật tự đô thị" in shown
    assert shown.count("…") == 2
    assert len(shown) < 700
