"""Documents issued and tasks planned, month by month.

Enters: a commune and a seed. Leaves: `Diary`: the documents of each window with rising numbers, what each report
plans for the next month, and the sentences that answer what the report before had planned.
Example: "Tổ chức giải bóng chuyền các thôn." planned for 2026-06 is answered in that month's report, or by nothing.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from corpus.world.calendar import Kind, Month, window
from corpus.world.communes import Commune

_START = {"KH": 3, "QĐ": 9}
_NAMES = {"KH": "Kế hoạch", "QĐ": "Quyết định"}


@dataclass(frozen=True)
class Document:
    """A document of the commune: Kế hoạch số 45/KH-UBND ngày 12/5/2026 về ..."""

    sector: str
    kind: str
    number: int
    day: date
    subject: str
    task: str = ""

    @property
    def symbol(self) -> str:
        """Number and symbol: `09/KH-UBND`."""
        return f"{self.number:02d}/{self.kind}-UBND"

    @property
    def name(self) -> str:
        """The kind in words."""
        return _NAMES[self.kind]


@dataclass(frozen=True)
class Planned:
    """A task that the report of `month` plans for the month after; texts hold tokens."""

    id: str
    sector: str
    text: str
    continuing: bool
    outcome: str  # done, dropped, continuing
    evidence: str  # the sentence of the next report, "" where it is dropped
    document: str  # kind of the document that the evidence cites, or ""
    deadline: date | None
    responsible: str | None


@dataclass
class Diary:
    """By month: documents of its window, and tasks that its report plans for the next."""

    documents: dict[Month, list[Document]] = field(default_factory=dict)
    planned: dict[Month, list[Planned]] = field(default_factory=dict)


def _pool() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((Path(__file__).parent / "task_pool.toml").read_text(encoding="utf-8"))


_POOL = _pool()


def fits(where: str, commune: Commune) -> bool:
    """Whether a task of that kind of place makes sense in this commune."""
    has = {"rural": commune.rural, "urban": not commune.rural, "rice": commune.rice, "forest": commune.forest}
    has |= {"aqua": commune.aqua, "tour": commune.tourists, "": True}
    return bool(has[where])


def keep_diary(commune: Commune, seed: str, first: Month, last: Month) -> Diary:
    """The diary from the first to the last month."""
    diary, used, counters = Diary(), dict[str, Month](), dict[tuple[int, str], int]()
    month = first
    while month <= last:
        rng = Random(f"{seed}/{commune.key}/diary/{month}")
        diary.documents[month] = _documents(commune, month, rng, diary.planned.get(month.shift(-1), []), counters)
        diary.planned[month] = _plan(commune, month, rng, used)
        month = month.shift(1)
    return diary


def _documents(
    commune: Commune, month: Month, rng: Random, before: list[Planned], counters: dict[tuple[int, str], int]
) -> list[Document]:
    start, end = window(month, Kind.MONTH, commune.close)
    drafts = [(task.sector, task.document, "", task.id) for task in before if task.document and task.evidence]
    drafts += [(s["sector"], s["kind"], s["text"], "") for s in rng.sample(_POOL["subjects"], 6)]
    days = sorted(start + timedelta(days=rng.randint(0, (end - start).days)) for _ in drafts)
    rng.shuffle(drafts)
    documents = []
    for day, (sector, kind, subject, task) in zip(days, drafts, strict=True):
        number = counters.get((day.year, kind), _START[kind]) + rng.randint(1, 4 if kind == "KH" else 19)
        counters[day.year, kind] = number
        documents.append(Document(sector, kind, number, day, subject, task))
    return documents


def _plan(commune: Commune, month: Month, rng: Random, used: dict[str, Month]) -> list[Planned]:
    due = month.shift(1)
    fresh = [
        row
        for row in _POOL["once"]
        if fits(row.get("where", ""), commune) and used.get(row["id"], Month(1, 1)).shift(8) < month
    ]
    planned: list[Planned] = []
    for row in rng.sample(fresh, min(5, len(fresh))):
        used[row["id"]] = month
        deadline = due.last if row.get("due_month") else None
        if row.get("due"):
            deadline = date(due.year, due.month, rng.choice([10, 12, 15]))
        outcome, evidence = "done", row["done"]
        luck = rng.random()
        if deadline is None and luck < 0.2:
            outcome, evidence = "dropped", ""
        elif deadline is None and luck > 0.7 and "slow" in row:
            outcome, evidence = "continuing", row["slow"]
        document = row.get("doc", "") if outcome == "done" else ""
        planned.append(
            Planned(
                row["id"],
                row["sector"],
                row["text"],
                False,
                outcome,
                evidence,
                document,
                deadline,
                row.get("responsible"),
            )
        )
    going = [row for row in _POOL["going"] if fits(row.get("where", ""), commune)]
    for row in rng.sample(going, min(8, len(going))):
        evidence = row["echo"][month.month % 2]
        continuing = row["text"].startswith(("Tiếp tục", "Duy trì", "Thường xuyên"))
        planned.append(
            Planned(row["id"], row["sector"], row["text"], continuing, "continuing", evidence, "", None, None)
        )
    return planned


def answer_of(task: str) -> str:
    """The sentence that says a task of the pool was done."""
    return str(next(row["done"] for row in _POOL["once"] if row["id"] == task))
