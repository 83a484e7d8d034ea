"""How often the archive says rightly what became of a planned task.

Enters: options of the command line. Leaves: a table of outcomes. Example:
`python -m corpus.tasks_bench --communes 8 --months 12` makes the reports, fills an archive, asks it what became of
every task, and holds the answers against world.json. A task that was done has to lead to the passage that says so;
one that was dropped has to lead to none; a passage that isn't the task's own is a lie and counts by itself.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from corpus.make_reports import main as make_reports
from corpus.series_bench import fill_archive
from pipeline.catalogue import load_catalogue
from pipeline.language.text import fold, squeeze
from pipeline.query.tasks import tasks
from pipeline.store.archive import Archive, open_archive
from schemas.rows import TaskRow, TaskStatus

LEAST, MOST_WRONG = 0.9, 0.02
RIGHT, STATUS, PASSAGE, SILENT, UNREAD = "right", "status", "passage", "silent", "unread"
_NAMES = {RIGHT: "đúng", STATUS: "sai trạng thái", PASSAGE: "sai đoạn", SILENT: "không thấy", UNREAD: "không đọc được"}
_SAYS = {
    "done": (TaskStatus.REPORTED,),
    "continuing": (TaskStatus.CONTINUING,),
    "dropped": (TaskStatus.UNREPORTED,),
}


@dataclass
class Score:
    """Outcomes by what became of a task in the world, ages, passages shown, and what went wrong where."""

    outcomes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    ages: Counter[bool] = field(default_factory=Counter)
    shown: dict[bool, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    """By whether the task goes on: how many of the passages shown are its own, and how many aren't."""
    notes: list[str] = field(default_factory=list)

    def share(self, outcome: str) -> float:
        """How many of the tasks with that outcome in the world are answered rightly."""
        counter = self.outcomes[outcome]
        return counter[RIGHT] / max(counter.total(), 1)

    def linked(self) -> float:
        """How many of the tasks that were done lead to the passage that says so, whatever their status."""
        counter = self.outcomes["done"]
        return (counter[RIGHT] + counter[STATUS]) / max(counter.total(), 1)

    def wrong(self, *, going: bool) -> float:
        """How many of the passages shown aren't the one that the world tells of the task."""
        return self.shown[going][False] / max(self.shown[going].total(), 1)

    def aged(self) -> float:
        """How many of the tasks have the right age."""
        return self.ages[True] / max(self.ages.total(), 1)


def judge(world: dict[str, Any], archive: Archive) -> Score:
    """Hold what the archive says of every task against the world."""
    answers: dict[tuple[str, str, str], list[TaskRow]] = defaultdict(list)
    for row in tasks(archive):
        answers[row.agency or "", row.month or "", _same(row.text)].append(row)
    latest = {(report["agency"], report["month"]) for report in world["reports"]}
    score, planned = Score(), _planned(world)
    for report in world["reports"]:
        for task in report["tasks"]:
            if (report["agency"], task["planned_for"]) not in latest:
                continue
            found = answers.get((report["agency"], task["planned_for"], _same(task["text"])), [])
            where = f"{report['agency']} {task['planned_for']}"
            _count(score, task, where, found[0] if found else None)
            if found:
                age = _age(planned[report["agency"]], _core(task["text"]), str(task["planned_for"]))
                score.ages[found[0].age == age] += 1
                if found[0].age != age:
                    score.notes.append(f"{'tuổi':<15}{where}: {task['text']} {age}, kho nói {found[0].age}")
    return score


def _planned(world: dict[str, Any]) -> dict[str, dict[str, set[str]]]:
    """By agency and task, the months for which it was planned."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for report in world["reports"]:
        for task in report["tasks"]:
            found[report["agency"]][_core(task["text"])].add(task["planned_for"])
    return found


def _age(planned: dict[str, set[str]], task: str, month: str) -> int:
    """For how many months a task has been planned; a break of more than three months ends it."""
    numbers = sorted((_number(each) for each in planned[task]), reverse=True)
    first = _number(month)
    for number in numbers:
        if number < first:
            if first - number > 3:
                break
            first = number
    return _number(month) - first + 1


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])


def _count(score: Score, task: dict[str, Any], where: str, row: TaskRow | None) -> None:
    outcome, truth = str(task["outcome"]), _same(str(task["evidence"]))
    told = [] if row is None else [_same(evidence.text) for evidence in row.evidence]
    own = [bool(truth) and (truth in text or text in truth) for text in told]
    score.shown[outcome == "continuing"].update(own)
    if row is None:
        result = UNREAD
    elif truth and not told:
        result = SILENT
    elif (truth and not own[0]) or (told and not truth):
        result = PASSAGE
    else:
        result = RIGHT if row.status in _SAYS[outcome] else STATUS
    score.outcomes[outcome][result] += 1
    if result != RIGHT or not all(own):
        said = " | ".join(evidence.text for evidence in row.evidence) if row is not None else "-"
        score.notes.append(
            f"{_NAMES[result]:<15}{outcome} {where}: {task['text']} [{task['evidence'] or '-'}] "
            f"kho: {row.status if row is not None else '-'}: {said or '-'}"
        )


def _same(text: str) -> str:
    return squeeze(fold(text)).strip(" .;-+")


def _core(text: str) -> str:
    return "".join(char for char in _same(text) if not char.isdigit())


def lines(score: Score) -> Iterator[str]:
    """The table and the sums."""
    yield f"{'kết cục':<12}{'số':>6}" + "".join(f"{name:>16}" for name in _NAMES.values()) + f"{'tỷ lệ':>8}"
    for outcome, counter in sorted(score.outcomes.items()):
        cells = "".join(f"{counter[result]:>16}" for result in _NAMES)
        yield f"{outcome:<12}{counter.total():>6}{cells}{score.share(outcome):>8.3f}"
    yield f"việc đã làm dẫn tới đúng đoạn: {score.linked():.4f}; việc bỏ là unreported: {score.share('dropped'):.4f}"
    for going, name in ((False, "việc một lần"), (True, "việc tiếp tục (câu khác cùng nói về việc ấy cũng tính)")):
        yield f"đoạn đưa ra khác đáp án, {name}: {score.wrong(going=going):.4f} trong {score.shown[going].total()}"
    yield f"tuổi của việc đúng: {score.aged():.4f}"


def passes(score: Score) -> bool:
    """Whether the bars are met."""
    shares = (score.linked(), score.share("dropped"), score.share("continuing"), score.aged())
    return min(shares) >= LEAST and score.wrong(going=False) <= MOST_WRONG


@click.command(help="Đo việc theo dõi nhiệm vụ: làm báo cáo của thế giới tưởng tượng, đưa vào kho, so với world.json.")
@click.option("--communes", default="8", show_default=True, help="Số xã, hoặc tên cách nhau dấu phẩy.")
@click.option("--months", type=click.IntRange(2, 120), default=12, show_default=True, help="Số tháng liên tiếp.")
@click.option("--start", default="2025-01", show_default=True, help="Tháng đầu tiên, YYYY-MM.")
@click.option("--seed", default="1", show_default=True, help="Hạt giống.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default=True, help="Số tiến trình."
)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Thư mục đã tạo, hoặc để tạo vào.")
@click.option("--notes", is_flag=True, help="In cả từng việc trả lời sai.")
def main(communes: str, months: int, start: str, seed: str, jobs: int, folder: Path | None, notes: bool) -> None:
    """The command."""
    with tempfile.TemporaryDirectory() as temporary:
        root, db = folder or Path(temporary) / "reports", Path(temporary) / "bench.db"
        if not (root / "world.json").is_file():
            arguments = ["--communes", communes, "--months", str(months), "--start", start, "--seed", seed]
            make_reports.main([str(root), *arguments], standalone_mode=False)
        fill_archive(root, db, jobs, load_catalogue())
        world = json.loads((root / "world.json").read_text(encoding="utf-8"))
        with open_archive(db) as archive:
            score = judge(world, archive)
    for line in [*lines(score), *(sorted(score.notes) if notes else [])]:
        click.echo(line)
    sys.exit(0 if passes(score) else 1)


if __name__ == "__main__":
    main()
