"""Planned tasks in the terminal: under each the sentence that tells of it.

Enters: rows of tasks. Leaves: a table for each agency and month: the task, below it "→ 53/BC-UBND, mục B.I.3: Cầu đã
nghiệm thu.", and what became of it: "đang tiếp tục, từ 01/2026 (5 tháng)".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.text import Text

from pipeline.present.terminal import console, table
from pipeline.present.words import agency_names, day, month, name
from schemas.rows import TaskRow

_NOTHING = "Không có gì."
_STYLES = {"reported": "green", "continuing": "cyan", "unreported": "bold red", "planned": "dim"}
_STATUS_WIDTH = 24


def print_tasks(rows: Sequence[TaskRow]) -> None:
    """Print the tasks with what became of each, since when it is planned, and the first passage that tells of it."""
    out = console()
    if not rows:
        out.print(_NOTHING)
        return
    names = agency_names(rows)
    for (at, locality), within in groupby(rows, lambda row: (row.month, row.locality)):
        made = table(f"{escape(names[locality])}: việc của tháng {month(at)}", "Số", "Nhiệm vụ", "Kết quả")
        made.box = SIMPLE_HEAD
        made.pad_edge = False
        made.expand = True
        made.columns[1].ratio = 1
        made.columns[2].width = _STATUS_WIDTH
        for row in within:
            made.add_row(Text(row.item or ""), _task(row), _result(row))
        out.print(made)
    counts = {status: sum(row.status == status for row in rows) for status in dict.fromkeys(row.status for row in rows)}
    counted = [f"{count} {name(status)}" for status, count in counts.items()]
    counted += [f"{late} quá hạn"] if (late := sum(row.overdue for row in rows)) else []
    out.print(f"{len(rows)} nhiệm vụ: " + ", ".join(counted))


def _task(row: TaskRow) -> Text:
    """Return the task, and below it the passage that tells of it."""
    text = Text(row.text)
    if row.evidence:
        told = row.evidence[0]
        place = f"{told.report}{f', mục {told.section}' if told.section else ''}"
        text.append(f"\n→ {place}: {told.text}", style="dim")
    return text


def _result(row: TaskRow) -> Text:
    """Return what became of a task, with its age and its deadline where it has them."""
    text = Text(name(row.status), style=_STYLES[row.status])
    if row.told is not None and row.told != row.month:
        text.append(f"\nở báo cáo tháng {month(row.told)}", style="not bold default")
    if row.age > 1:
        text.append(f"\ntừ {month(row.since)} ({row.age} tháng)", style="not bold default")
    if row.deadline is not None:
        late = " quá hạn" if row.overdue else ""
        text.append(f"\nhạn {day(row.deadline)}{late}", style="bold red" if late else "not bold default")
    return text
