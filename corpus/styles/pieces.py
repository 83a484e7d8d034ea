"""What a composed report is made of: pieces of text that know which figure, citation or date they are.

Enters: what the composer writes. Leaves: `Piece`, `Block`, `Report`; text and gold both come from them.
Example: the piece "4.210 con" holds the figure livestock_pig, 4210, con, actual, pt.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from corpus.styles.numbers import Form, write
from corpus.world.calendar import Kind, Month, Period
from corpus.world.communes import Commune


@dataclass(frozen=True)
class Figure:
    """A quantity as the gold file records it; `value` in the fact's unit, `periods` spelt as in the gold file."""

    key: str
    code: str | None
    value: Decimal
    form: Form
    units: tuple[str, ...]
    words: tuple[str, ...]
    measure: str
    periods: str
    of: str | None = None
    against: str | None = None
    qualifier: str | None = None
    zero: bool = False
    base: tuple[str, str] | None = None
    phenomena: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A run of text; `others` lists (written, kind) of the numbers in it that are no figures."""

    text: str
    bold: bool = False
    italic: bool = False
    figure: Figure | None = None
    citation: tuple[str, date | None] | None = None
    others: tuple[tuple[str, str], ...] = ()
    task: str = ""

    def in_form(self, form: Form) -> Piece:
        """The same figure written another way."""
        assert self.figure is not None
        return replace(self, text=write(abs(self.figure.value), form).text, figure=replace(self.figure, form=form))

    def with_value(self, value: Decimal) -> Piece:
        """The same figure with another value, written in the same form."""
        assert self.figure is not None
        return replace(self, text=write(abs(value), self.figure.form).text, figure=replace(self.figure, value=value))


@dataclass
class Block:
    """A line of the report: heading, para, bullet, item (of the task list), part (PHẦN ... on its own line) or table.

    `number` stands in front as written ("3.2.", "-", "a)"); a table has `rows` of cells and no pieces.
    """

    kind: str
    pieces: list[Piece] = field(default_factory=list)
    number: str = ""
    section: str = ""
    sector: str = ""
    level: int = 0
    rows: list[list[list[Piece]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line without its number; a table's rows a line each, cells joined by ` | `."""
        if self.kind == "table":
            return "\n".join(" | ".join("".join(p.text for p in cell) for cell in row) for row in self.rows)
        return "".join(piece.text for piece in self.pieces)

    @property
    def line(self) -> str:
        """The line with its number."""
        return f"{self.number} {self.text}".strip()

    def all_pieces(self) -> list[Piece]:
        """Pieces in the order of the text, a table's row by row."""
        if self.kind == "table":
            return [piece for row in self.rows for cell in row for piece in cell]
        return self.pieces


@dataclass(frozen=True)
class TaskLine:
    """A planned task as written in the report."""

    id: str
    item: str
    text: str
    continuing: bool
    action: str
    deadline: date | None
    responsible: str | None


@dataclass
class Report:
    """A composed report: head, blocks, foot, and what it states."""

    commune: Commune
    month: Month
    kind: Kind
    period: Period
    plan_period: Period
    parent: str | None
    issuer: list[str]
    number: str | None
    symbol: str
    place: str
    date_line: str
    dated: date | None
    title: list[str]
    addressees: list[str]
    opening: list[Block]
    blocks: list[Block]
    closing: str
    recipients: list[str]
    signer: list[str]
    signer_name: str
    head_form: str
    tasks: list[TaskLine]
    stated: set[str]
    automatic_numbers: bool = False
    draft: bool = False
    alias: str = ""  # file name where it is not the commune's and the month's

    @property
    def name(self) -> str:
        """File name without ending: `na-khuoi-2026-05`."""
        return self.alias or f"{self.commune.key}-{self.month}"

    @property
    def body(self) -> list[Block]:
        """Opening and blocks, in the order of the text."""
        return [*self.opening, *self.blocks]
