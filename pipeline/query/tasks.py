"""Planned tasks, and what became of each.

Enters: an archive, and a month if only its tasks are asked for. Leaves: `TaskRow`s: "Hoàn thành tiêm phòng đợt 2",
planned for 2026-05, is `reported` with the sentence of that month's report that tells of it. A task that is planned
month after month is one chain, and says since when.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.query.chains import Chains
from pipeline.query.evidence import Passages, endless, sentences, under_way
from pipeline.query.select import agencies, marks, month
from pipeline.query.series import report_name
from pipeline.store.archive import Archive, Value
from schemas.rows import TaskEvidence, TaskRow, TaskStatus


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a later report, where it stands, and whether it belongs to what is planned next."""

    report: str
    section: str | None
    text: str
    plan: bool


class _Later:
    """The sentences of the reports on the month that a task was planned for."""

    def __init__(self, found: list[_Sentence]) -> None:
        self.told = [sentence for sentence in found if not sentence.plan]
        self.planned = [sentence for sentence in found if sentence.plan]
        self._told = Passages([sentence.text for sentence in self.told])
        self._planned = Passages([sentence.text for sentence in self.planned])

    def outcome(self, text: str, *, continuing: bool) -> tuple[TaskStatus, tuple[TaskEvidence, ...]]:
        """Return what became of the task `text`: told of, only planned again, or not a word."""
        told = [self.told[match.number] for match in self._told.about(text)]
        if told:
            goes_on = continuing or endless(text) or under_way(told[0].text)
            return TaskStatus.CONTINUING if goes_on else TaskStatus.REPORTED, _evidence(told)
        again = [self.planned[match.number] for match in self._planned.about(text)]
        if again:
            return TaskStatus.CONTINUING, _evidence(again)
        return TaskStatus.UNREPORTED, ()


def tasks(archive: Archive, *, agency: str | None = None, asked_month: str | None = None) -> list[TaskRow]:
    """Return the tasks of current reports, by month and agency; raises `UsageError` for no such agency or month."""
    conditions, values = ["r.is_current = 1"], list[Value]()
    if asked_month is not None:
        conditions.append("t.month = ?")
        values.append(month(asked_month))
    keys = agencies(archive, agency)
    if keys is not None:
        conditions.append(f"r.locality IN ({marks(keys)})")
        values.extend(keys)
    rows = archive.rows(
        "SELECT coalesce(l.name, r.agency) AS agency, l.code, l.province, r.locality, t.id, t.report, t.month, t.item, "
        "t.text, t.continuing, t.deadline FROM tasks AS t JOIN reports AS r ON r.id = t.report "
        f"LEFT JOIN localities AS l ON l.id = r.locality WHERE {' AND '.join(conditions)} "
        "ORDER BY t.month IS NULL, t.month, r.agency_key, l.province, l.code, r.sha256, t.position",
        values,
    )
    known: dict[tuple[Value, ...], _Later | None] = {}
    chains: dict[int | None, Chains] = {}
    answer = []
    for row in rows:
        key = (row["locality"], row["month"], row["report"])
        if key not in known:
            known[key] = _later(archive, row)
        later = known[key]
        status, evidence = TaskStatus.PLANNED, tuple[TaskEvidence, ...]()
        if later is not None:
            status, evidence = later.outcome(row["text"], continuing=bool(row["continuing"]))
        if row["locality"] not in chains:
            chains[row["locality"]] = Chains(archive, row["locality"])
        chain = chains[row["locality"]]
        since, age = chain.since(row["id"], row["month"])
        deadline = None if row["deadline"] is None else date.fromisoformat(row["deadline"])
        answer.append(
            TaskRow(
                agency=row["agency"],
                month=row["month"],
                item=row["item"],
                text=row["text"],
                status=status,
                evidence=evidence,
                since=since,
                age=age,
                deadline=deadline,
                overdue=chain.passed(deadline) and status in (TaskStatus.UNREPORTED, TaskStatus.CONTINUING),
                agency_code=row["code"],
                province=row["province"],
                locality=row["locality"],
            )
        )
    return answer


def _later(archive: Archive, task: sqlite3.Row) -> _Later | None:
    """Return what the same agency's reports on the task's month say, `None` where there is no such report yet."""
    reports = archive.rows(
        "SELECT id, number, symbol, path, text FROM reports "
        "WHERE locality = ? AND month = ? AND is_current = 1 AND id <> ? ORDER BY sha256",
        [task["locality"], task["month"], task["report"]],
    )
    return _Later([sentence for row in reports for sentence in _sentences(archive, row)]) if reports else None


def _sentences(archive: Archive, report: sqlite3.Row) -> Iterable[_Sentence]:
    """Yield the sentences of a report; the paragraphs that hold its tasks are what it plans."""
    spans = archive.rows("SELECT span_start, span_end FROM tasks WHERE report = ? ORDER BY position", [report["id"]])
    paragraphs = archive.rows(
        "SELECT p.span_start, p.span_end, s.section FROM paragraphs AS p "
        "LEFT JOIN sections AS s ON s.id = p.section_id WHERE p.report = ? ORDER BY p.position",
        [report["id"]],
    )
    name = report_name(report)
    for paragraph in paragraphs:
        start, end = paragraph["span_start"], paragraph["span_end"]
        plan = any(span["span_start"] < end and span["span_end"] > start for span in spans)
        for text in sentences(report["text"][start:end]):
            yield _Sentence(name, paragraph["section"], text, plan)


def _evidence(found: Iterable[_Sentence]) -> tuple[TaskEvidence, ...]:
    return tuple(TaskEvidence(report=item.report, section=item.section, text=item.text) for item in found)
