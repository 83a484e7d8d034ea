"""What the earlier reports planned, and what the draft says of it.

Enters: a `Context` with a history. Leaves: `Promise`s: "Hoàn thành tiêm phòng đợt 2 trước ngày 20/5" of the report of
April, of which the draft of May says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.check.history import PastReport
from pipeline.query.evidence import Judge, Told, endless, is_heading
from pipeline.query.wording import sentences, wording
from schemas.finding import Evidence
from schemas.rows import TaskStatus

if TYPE_CHECKING:
    from pipeline.check.context import Context


@dataclass(frozen=True, slots=True)
class Promise:
    """A task of the report before of which the draft has no word."""

    report: PastReport
    text: str
    deadline: date | None
    evidence: Evidence


def unkept(context: Context) -> Iterator[Promise]:
    """Yield the tasks of the month before that neither the results nor the new plan of the draft speak of."""
    history = context.history
    if history is None or history.last is None:
        return
    starts = {section.span[0]: section.title for section in context.report.sections}
    judge = Judge([
        Told(text, plan=line.plan, heading=is_heading(line.text, starts.get(line.start)))
        for line in context.lines
        if not line.foot
        for text in sentences(line.text)
    ])  # fmt: skip
    for task in history.tasks(history.last):
        if not wording(task.text).terms or judge.outcome(task.text).status is not TaskStatus.UNREPORTED:
            continue
        if task.deadline is None and endless(task.text):
            continue
        place = Evidence(span=task.span, text=task.text, section=task.section, page=task.page, report=history.last.name)
        yield Promise(history.last, task.text, task.deadline, place)
