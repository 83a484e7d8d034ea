"""No question reads a whole big table: what SQLite means to do is asked for every statement that a question runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from pipeline.query.compare import compare
from pipeline.query.export import export
from pipeline.query.history import history
from pipeline.query.search import search
from pipeline.query.series import gaps, series
from pipeline.query.stats import agency_stats
from pipeline.query.tasks import tasks
from pipeline.store.agencies import settle
from pipeline.store.archive import Archive
from pipeline.store.corrections import Change, correct, withdraw
from pipeline.store.lessons import Lesson, link, unlink
from pipeline.store.load import load_report
from pipeline.store.replace import replace_report
from pipeline.store.save import save_report
from schemas.report import Measure
from tests.store.made_up import LIVESTOCK, Draft, make

BIG = {
    "reports",
    "sections",
    "paragraphs",
    "figures",
    "tasks",
    "citations",
    "labels",
    "other_numbers",
    "unread",
    "audit",
    "corrections",
    "corrected",
}
_SCAN = re.compile(r"SCAN (\w+)")

QUESTIONS: dict[str, Callable[[Archive], object]] = {
    "series of a code": lambda archive: series(archive, "livestock_pig", measure=Measure.ACTUAL),
    "series of words": lambda archive: series(archive, "xoa mu", agency="Tân Liêm"),
    "series of a code in one agency": lambda archive: series(archive, "livestock_pig", agency="Tân Liêm"),
    "gaps": lambda archive: gaps(archive, series(archive, "livestock_pig")),
    "history": lambda archive: history(archive, "livestock_pig", "2026-04"),
    "history in one agency": lambda archive: history(archive, "livestock_pig", "2026-04", agency="Tân Liêm"),
    "history of words": lambda archive: history(archive, "xoa mu", "2026-04"),
    "stats of one agency": lambda archive: agency_stats(archive, agency="Tân Liêm"),
    "link": lambda archive: link(archive, [Lesson("lớp học nghề", "livestock_pig")]),
    "unlink": lambda archive: unlink(archive, "lớp học nghề"),
    "correct": lambda archive: correct(archive, 6, Change(value=Decimal(5)), "Lan", "thử"),
    "withdraw": lambda archive: withdraw(archive, 6),
    "compare": lambda archive: compare(archive, "2026-04", "2026-05"),
    "compare one agency": lambda archive: compare(archive, "2026-04", "2026-05", agency="tan liem"),
    "tasks of a month": lambda archive: tasks(archive, asked_month="2026-05", agency="Tân Liêm"),
    "search": lambda archive: search(archive, "trật tự", asked_month="2026-05", agency="Tân Liêm"),
    "search a month of one agency": lambda archive: search(
        archive, "trật tự", asked_month="2026-05", agency="Tân Liêm"
    ),
    "tasks of one agency": lambda archive: tasks(archive, agency="Tân Liêm"),
    "tasks of a month in one agency": lambda archive: tasks(archive, asked_month="2026-05", agency="Tân Liêm"),
    "search bare in one agency": lambda archive: search(archive, "trat tu", agency="Tân Liêm"),
    "search bare": lambda archive: search(archive, "trat tu"),
    "series of words everywhere": lambda archive: series(archive, "xoa mu"),
    "search what nothing has": lambda archive: search(archive, "khủng long bạo chúa", agency="Tân Liêm"),
    "export": lambda archive: [row for row, _ in zip(export(archive), range(3), strict=False)],
    "a locality settled": lambda archive: settle(archive, "ubnd xã tân liêm"),
    "load": lambda archive: load_report(archive, 1),
    "save": lambda archive: save_report(archive, make(Draft(month="2026-07", figures=LIVESTOCK, plan=["Làm xong"]))),
    "read again": lambda archive: replace_report(
        archive, make(Draft(month="2026-07", figures=LIVESTOCK, plan=["Làm xong"])).model_copy(update={"unread": ()})
    ),
    "save again": lambda archive: save_report(archive, make(Draft(month="2026-07", figures=LIVESTOCK, note="sửa"))),
}


@pytest.mark.parametrize("question", list(QUESTIONS))
def test_no_big_table_is_read_whole(archive: Archive, question: str) -> None:
    asked: list[str] = []
    archive.connection.set_trace_callback(asked.append)
    QUESTIONS[question](archive)
    archive.connection.set_trace_callback(None)
    statements = [sql for sql in asked if sql.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE"))]
    assert statements
    for sql in statements:
        if "_fts" in sql and "MATCH" not in sql:
            continue  # FTS5's own upkeep
        names = dict(re.findall(r"(?:FROM|JOIN) (\w+) AS (\w+)", sql))
        aliases = {alias: table for table, alias in names.items()}
        for row in archive.rows(f"EXPLAIN QUERY PLAN {sql}"):
            found = _SCAN.match(row["detail"])
            if found and "VIRTUAL TABLE" not in row["detail"]:
                assert aliases.get(found[1], found[1]) not in BIG, f"{sql}\n{row['detail']}"


@pytest.mark.parametrize("question", [name for name in QUESTIONS if "one agency" in name])
def test_one_agency_is_reached_by_itself_not_through_a_month_of_all(archive: Archive, question: str) -> None:
    asked: list[str] = []
    archive.connection.set_trace_callback(asked.append)
    QUESTIONS[question](archive)
    archive.connection.set_trace_callback(None)
    statements = [sql for sql in asked if sql.lstrip().startswith("SELECT") and "AS r" in sql and "locality IN" in sql]
    assert statements
    for sql in statements:
        plan = [row["detail"] for row in archive.rows(f"EXPLAIN QUERY PLAN {sql}")]
        assert any("SEARCH r USING" in step and "(locality=?" in step for step in plan), plan
