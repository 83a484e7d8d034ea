"""The part on the time to come: planned tasks as numbered items or bullets.

Enters: the scene and the life. Leaves: blocks whose pieces carry the id of the task that they state.
Example: "3. Tiếp tục vận động các hộ dân bàn giao mặt bằng thi công. Khởi công tuyến đường liên thôn ..."
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from corpus.styles.pieces import Block, Piece
from corpus.styles.render import Scene, render
from corpus.world.diary import Planned
from corpus.world.simulate import Life

_AREAS = (
    ("crops", "livestock", "forest", "aqua"),
    ("business",),
    ("budget", "invest"),
    ("land",),
    ("poverty", "welfare"),
    ("interior",),
    ("culture", "education"),
    ("health",),
    ("military", "order"),
    ("justice", "reception"),
    ("reform", "religion"),
)


def _area(task: Planned) -> int:
    return next(index for index, sectors in enumerate(_AREAS) if task.sector in sectors)


def task_part(scene: Scene, life: Life) -> list[Block]:
    """The items of the report's month, several sentences of one area to an item."""
    planned = sorted(life.diary.planned[scene.clock.month], key=_area)
    blocks: list[Block] = []
    for _, group in groupby(planned, key=_area):
        tasks = list(group)
        size = 1 if scene.style.tasks == "bullet" else 3
        for start in range(0, len(tasks), size):
            pieces: list[Piece] = []
            for task in tasks[start : start + size]:
                pieces += [Piece(" ")] if pieces else []
                pieces += sentence(task, scene)
            blocks.append(_item(pieces, len(blocks) + 1, scene.style.tasks))
    return blocks


def sentence(task: Planned, scene: Scene) -> list[Piece]:
    """A task's sentence, each piece marked with the task's id."""
    clock = replace(scene.clock, due=task.deadline)
    pieces = render(task.text, replace(scene, clock=clock)) or []
    return [replace(piece, task=task.id) for piece in pieces]


def _item(pieces: list[Piece], count: int, form: str) -> Block:
    if form == "bullet":
        return Block("bullet", pieces, "-", sector="tasks")
    number = {"paren": f"({count})", "dotted": f"*.{count}."}.get(form, f"{count}.")
    return Block("item", pieces, number, str(count), sector="tasks")
