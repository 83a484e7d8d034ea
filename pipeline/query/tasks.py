"""Planned tasks, and what became of each.

Enters: an archive, and a month if only its tasks are asked for. Leaves: `TaskRow`s: "Hoàn thành tiêm phòng đợt 2",
planned for 2026-05, is `reported` with the sentence of that month's report that tells of it. A result that only a later
report tells counts, too, and says so. A task that is planned month after month is one chain, and says since when.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.query.chains import Chains, months_after
from pipeline.query.evidence import Judge, Outcome, Told, is_heading
from pipeline.query.select import agencies, marks, month
from pipeline.query.series import report_name
from pipeline.query.wording import sentences
from pipeline.store.archive import Archive, Value
from schemas.rows import TaskEvidence, TaskRow, TaskStatus

_LATER = 2
"""For how many months after its own a task's result is looked for."""


@dataclass(frozen=True, slots=True)
class _Month:
    """The reports of one agency on one month: where each sentence stands, and the judge that read them."""

    places: list[TaskEvidence]
    judge: Judge

    def evidence(self, outcome: Outcome) -> tuple[TaskEvidence, ...]:
        """Return the sentences on which an outcome rests."""
        return tuple(self.places[match.number] for match in outcome.matches)


@dataclass(frozen=True, slots=True)
class _Became:
    """What became of a task, by which sentences, and in the report on which month."""

    status: TaskStatus
    evidence: tuple[TaskEvidence, ...] = ()
    told: str | None = None


class _Agency:
    """The reports of one agency, each read once."""

    def __init__(self, archive: Archive, locality: int | None) -> None:
        self.archive = archive
        self.locality = locality
        self.chains = Chains(archive, locality)
        self._months: dict[tuple[str | None, int], _Month | None] = {}

    def became(self, task: sqlite3.Row) -> _Became:
        """Return what became of a task: what its month's report says, else what one of the next two tells of it."""
        own = self._month(task["month"], task["report"])
        if own is None:
            return _Became(TaskStatus.PLANNED)
        outcome = own.judge.outcome(task["text"], continuing=bool(task["continuing"]))
        if outcome.status is not TaskStatus.UNREPORTED:
            return _Became(outcome.status, own.evidence(outcome), task["month"])
        for later in months_after(task["month"], _LATER):
            found = self._month(later, task["report"])
            told = None if found is None else found.judge.told_late(task["text"])
            if found is not None and told is not None:
                return _Became(told.status, found.evidence(told), later)
        return _Became(TaskStatus.UNREPORTED)

    def _month(self, asked: str | None, report: int) -> _Month | None:
        """Return what the reports on a month say, the task's own report apart; `None` where there is none yet."""
        key = (asked, report if self._planned_in(report) == asked else 0)
        if key not in self._months:
            rows = self.archive.rows(
                "SELECT id, number, symbol, path, text FROM reports "
                "WHERE locality = ? AND month = ? AND is_current = 1 AND id <> ? ORDER BY sha256",
                [self.locality, asked, key[1]],
            )
            told = [each for row in rows for each in _sentences(self.archive, row)]
            places = [place for _, place in told]
            self._months[key] = _Month(places, Judge([sentence for sentence, _ in told])) if rows else None
        return self._months[key]

    def _planned_in(self, report: int) -> str | None:
        row = self.archive.row("SELECT month FROM reports WHERE id = ?", [report])
        return None if row is None else row["month"]


def tasks(archive: Archive, *, agency: str | int | None = None, asked_month: str | None = None) -> list[TaskRow]:
    """Return the tasks of current reports, by month and agency; raises `UsageError` for no such agency or month."""
    conditions, values = ["r.is_current = 1"], list[Value]()
    keys = agencies(archive, agency)
    if asked_month is not None:
        # the plus keeps SQLite from going to one agency's tasks through all tasks of the month
        conditions.append("t.month = ?" if keys is None else "+t.month = ?")
        values.append(month(asked_month))
    if keys is not None:
        conditions.append(f"r.locality IN ({marks(keys)})")
        values.extend(keys)
    source = "tasks AS t JOIN reports AS r ON r.id = t.report"
    if keys is not None:  # from an agency's few reports to their tasks, not from all tasks of the month
        source = "reports AS r CROSS JOIN tasks AS t ON t.report = r.id"
    rows = archive.rows(
        "SELECT coalesce(l.name, r.agency) AS agency, l.code, l.province, r.locality, t.id, t.report, t.month, t.item, "
        "t.text, t.continuing, t.deadline FROM "
        f"{source} LEFT JOIN localities AS l ON l.id = r.locality WHERE {' AND '.join(conditions)} "
        "ORDER BY t.month IS NULL, t.month, r.agency_key, l.province, l.code, r.sha256, t.position",
        values,
    )
    places: dict[int | None, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row["locality"], []).append(place)
    answer: dict[int, TaskRow] = {}
    for locality, its in places.items():  # one agency's sentences at a time: a country's don't fit into memory
        known = _Agency(archive, locality)
        answer.update((place, _row(rows[place], known)) for place in its)
    return [answer[place] for place in range(len(rows))]


def _row(row: sqlite3.Row, agency: _Agency) -> TaskRow:
    became = agency.became(row)
    since, age = agency.chains.since(row["id"], row["month"])
    deadline = None if row["deadline"] is None else date.fromisoformat(row["deadline"])
    open_still = became.status in (TaskStatus.UNREPORTED, TaskStatus.CONTINUING)
    return TaskRow(
        agency=row["agency"],
        month=row["month"],
        item=row["item"],
        text=row["text"],
        status=became.status,
        evidence=became.evidence,
        since=since,
        age=age,
        told=became.told,
        deadline=deadline,
        overdue=open_still and agency.chains.passed(deadline),
        agency_code=row["code"],
        province=row["province"],
        locality=row["locality"],
    )


def _sentences(archive: Archive, report: sqlite3.Row) -> Iterator[tuple[Told, TaskEvidence]]:
    """Yield the sentences of a report with their places; the paragraphs that hold its tasks are what it plans."""
    spans = archive.rows("SELECT span_start, span_end FROM tasks WHERE report = ? ORDER BY position", [report["id"]])
    paragraphs = archive.rows(
        "SELECT p.span_start, p.span_end, s.section, s.title, s.span_start AS opens FROM paragraphs AS p "
        "LEFT JOIN sections AS s ON s.id = p.section_id WHERE p.report = ? ORDER BY p.position",
        [report["id"]],
    )
    name = report_name(report)
    for paragraph in paragraphs:
        start, end = paragraph["span_start"], paragraph["span_end"]
        plan = any(span["span_start"] < end and span["span_end"] > start for span in spans)
        words = report["text"][start:end]
        heading = is_heading(words, paragraph["title"] if start == paragraph["opens"] else None)
        for text in sentences(words):
            told = Told(text, plan=plan, heading=heading)
            yield told, TaskEvidence(report=name, section=paragraph["section"], text=text)
