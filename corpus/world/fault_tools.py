"""What all faults share: the draft they work on, and how they find and change places.

Enters: a life, a month and a style. Leaves: `Draft` (the clean report and its facts) and `Fault`.
Example: Fault("sum.parts", report, "9.010 con", ("9.010", "9.001"), needs_archive=False).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from corpus.styles.compose import Changes, compose
from corpus.styles.pieces import Block, Figure, Piece, Report
from corpus.styles.style import Style
from corpus.world.calendar import Month
from corpus.world.facts import Fact, tell
from corpus.world.ledger import percent
from corpus.world.simulate import Life


@dataclass
class Fault:
    """A report with one error: `place` is the draft's text at it, `parts` what a message about it should name."""

    rule: str
    report: Report
    place: str
    parts: tuple[str, ...]
    needs_archive: bool = False

    def to_json(self) -> dict[str, object]:
        """The sidecar."""
        return {
            "rule": self.rule,
            "agency": self.report.commune.agency,
            "month": str(self.report.month),
            "place": self.place,
            "parts": list(self.parts),
            "needs_archive": self.needs_archive,
        }


@dataclass(frozen=True)
class Spot:
    """Where a piece stands: in a block, or in a cell of its table."""

    block: Block
    cell: list[Piece]
    index: int

    @property
    def piece(self) -> Piece:
        """What stands there."""
        return self.cell[self.index]

    @property
    def figure(self) -> Figure:
        """Its figure; a ValueError where it is none."""
        if self.piece.figure is None:
            raise ValueError(self.piece.text)
        return self.piece.figure

    def put(self, piece: Piece) -> None:
        """Change it in place."""
        self.cell[self.index] = piece


@dataclass
class Draft:
    """The clean draft of a month, all tasks of the month before answered, and its neighbours."""

    life: Life
    month: Month
    style: Style
    rng: Random
    facts: dict[str, Fact] = field(init=False)
    base: dict[str, Fact | None] = field(default_factory=dict)  # changes that stay for the faults to come
    last: dict[str, Fact | None] = field(default_factory=dict)  # changes of the fault written last
    standing: Report | None = None  # a report under change, where several faults go into one

    def __post_init__(self) -> None:
        self.facts = tell(self.life, self.month, self.style.digits)

    def clean(self) -> Report:
        """A fresh copy of the clean draft, or the report under change."""
        return self.standing or self.write({})

    def write(self, facts: Mapping[str, Fact | None], silent: frozenset[str] = frozenset()) -> Report:
        """The draft with these facts in place of the true ones, and these tasks passed over in silence."""
        self.last = dict(facts)
        return compose(self.life, self.month, self.style, Changes(self.base | self.last, silent, answer_all=True))

    def before(self) -> Report:
        """The report of the month before, as it stands in the archive."""
        return compose(self.life, self.month.shift(-1), self.style)

    def pick(self, options: list[str]) -> str | None:
        """One of them, None when there are none."""
        return self.rng.choice(options) if options else None

    def percent(self, part: Decimal, whole: Decimal) -> Decimal:
        """Rounded as this style prints it."""
        return percent(part, whole, self.style.digits)

    def nudge(self, value: Decimal) -> Decimal:
        """A small whole step that shows: 2 to 9, never more than half of the value downwards."""
        step = Decimal(self.rng.randint(2, 9))
        return step if value < 2 * step or self.rng.random() < 0.5 else -step


def spots(report: Report) -> Iterator[Spot]:
    """All pieces of the body with their places."""
    for block in report.body:
        for cell in [block.pieces] if block.kind != "table" else [cell for row in block.rows for cell in row]:
            for index in range(len(cell)):
                yield Spot(block, cell, index)


def figures(report: Report) -> Iterator[Spot]:
    """Places of the figures."""
    return (spot for spot in spots(report) if spot.piece.figure is not None)


def stated(report: Report, *keys: str) -> bool:
    """Whether the report states all of them by number."""
    found = {spot.figure.key for spot in figures(report) if not spot.figure.zero}
    return all(key in found for key in keys)


def written(report: Report, key: str) -> str:
    """How a figure is written where it is stated first."""
    return next(spot.piece.text for spot in figures(report) if spot.figure.key == key)


def around(report: Report, key: str) -> str:
    """The whole line (of a table: the row) in which a figure is stated first."""
    spot = next(spot for spot in figures(report) if spot.figure.key == key)
    if spot.block.kind != "table":
        return spot.block.text
    row = next(row for row in spot.block.rows if any(cell is spot.cell for cell in row))
    return " | ".join("".join(piece.text for piece in cell) for cell in row)


Injector = Callable[[Draft], "Fault | None"]
