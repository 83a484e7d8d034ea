"""Reports, their gold and the world's truth, written to a folder.

Enters: communes, months, formats, a seed. Leaves: NAME.txt/.docx/.pdf with NAME.figures.gold, .facts.json and
.meta.json, and world.json. Example: na-khuoi-2026-05.txt beside na-khuoi-2026-05.figures.gold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus import gold
from corpus.styles.catalogue import STYLES
from corpus.styles.compose import compose
from corpus.styles.pieces import Report
from corpus.world.calendar import Month
from corpus.world.communes import Commune
from corpus.world.facts import tell
from corpus.world.simulate import Life, live
from corpus.writers.text import text

Writer = Callable[[Report, Path], None]


@dataclass
class Tally:
    """What was written."""

    reports: int = 0
    figures: int = 0
    tasks: int = 0
    words: int = 0
    world: list[dict[str, object]] = field(default_factory=list)


def write_text(report: Report, path: Path) -> None:
    """NAME.txt."""
    path.write_text(text(report), encoding="utf-8")


def writers(formats: Sequence[str]) -> dict[str, Writer]:
    """The writers of these formats; Word and PDF libraries are loaded only when asked for."""
    found: dict[str, Writer] = {}
    for name in formats:
        if name == "txt":
            found[name] = write_text
        elif name == "docx":
            from corpus.writers.docx import write_docx

            found[name] = write_docx
        else:
            from corpus.writers.pdf import write_pdf

            found[name] = write_pdf
    return found


def dump(value: object, path: Path) -> None:
    """JSON with Vietnamese letters, one newline at the end."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def dump_world(seed: str, entries: list[dict[str, object]], path: Path) -> None:
    """world.json: a fact and a task a line, so that it stays small and can be searched."""
    lines = [f'{{"seed": {json.dumps(seed)}, "reports": [']
    for index, entry in enumerate(entries):
        head = {key: value for key, value in entry.items() if key not in ("facts", "tasks")}
        lines.append(("," if index else "") + _line(head)[:-1] + ',"facts": [')
        for key, close in (("facts", '], "tasks": ['), ("tasks", "]}")):
            rows = entry[key]
            assert isinstance(rows, list)
            lines += [_line(row) + ("," if row is not rows[-1] else "") for row in rows]
            lines.append(close)
    path.write_text("\n".join([*lines, "]}"]) + "\n", encoding="utf-8")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_report(report: Report, folder: Path, found: Mapping[str, Writer]) -> list[str]:
    """One report in these formats with its gold; returns the lines of its figures."""
    for ending, writer in found.items():
        writer(report, folder / f"{report.name}.{ending}")
    lines = gold.figure_lines(report)
    (folder / f"{report.name}.figures.gold").write_text("\n".join(lines) + "\n", encoding="utf-8")
    dump(gold.facts(report), folder / f"{report.name}.facts.json")
    dump(gold.meta(report), folder / f"{report.name}.meta.json")
    return lines[2:]


def world_entry(life: Life, month: Month, report: Report) -> dict[str, object]:
    """What is true of that month, what its report states, and what became of the tasks that it plans."""
    style = STYLES[life.commune.key]
    told = tell(life, month, style.digits)
    periods = _periods(report)
    following = _next_report(life, month)
    evidence = _sentences(following) if following else {}
    return {
        "agency": life.commune.agency,
        "province": life.commune.province,
        "month": str(month),
        "report": report.name,
        "kind": report.kind.value,
        "facts": [fact.to_json(key in report.stated, periods.get(key, ())) for key, fact in told.items()],
        "tasks": [
            {"item": line.item or "-", "text": line.text, "planned_for": str(month.shift(1)), "outcome": task.outcome,
             "evidence": evidence.get(task.id, "")}
            for line in report.tasks
            for task in life.diary.planned[month]
            if task.id == line.id
        ],
    }  # fmt: skip


def _periods(report: Report) -> dict[str, tuple[str, ...]]:
    """The periods that the gold allows for each fact that is written, spelt as there, from all places that state it."""
    found: dict[str, dict[str, None]] = {}
    for block in report.body:
        for piece in block.all_pieces():
            if piece.figure is not None:
                found.setdefault(piece.figure.key, {}).update(dict.fromkeys(piece.figure.periods.split(";")))
    return {key: tuple(spelt) for key, spelt in found.items()}


def _next_report(life: Life, month: Month) -> Report | None:
    following = month.shift(1)
    return compose(life, following, STYLES[life.commune.key]) if following in life.diary.documents else None


def _sentences(report: Report) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in report.blocks:
        for key in dict.fromkeys(p.task for p in block.pieces if p.task and block.sector != "tasks"):
            found[key] = "".join(p.text for p in block.pieces if p.task == key).strip()
    return found


def make(
    folder: Path, communes: Sequence[Commune], start: Month, months: int, found: Mapping[str, Writer], seed: str
) -> Tally:
    """All reports of these communes and months, their gold and world.json."""
    folder.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    for commune in communes:
        life = live(commune, seed, start.shift(months))
        for offset in range(months):
            month = start.shift(offset)
            report = compose(life, month, STYLES[commune.key])
            lines = write_report(report, folder, found)
            tally.reports, tally.figures = tally.reports + 1, tally.figures + len(lines)
            tally.tasks, tally.words = tally.tasks + len(report.tasks), tally.words + len(text(report).split())
            tally.world.append(world_entry(life, month, report))
    dump_world(seed, tally.world, folder / "world.json")
    return tally
