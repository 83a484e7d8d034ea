"""The terminal: as wide as it is, coloured only where somebody looks at it."""

from __future__ import annotations

import os
import sys
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDTH_OF_A_FILE = 160

Justify = Literal["left", "right"]


def console(*, stderr: bool = False) -> Console:
    """Return where to print: in a file or pipe, tables are wide and have no colour codes."""
    stream = sys.stderr if stderr else sys.stdout
    if stream.isatty():
        return Console(stderr=stderr, highlight=False)
    width = int(os.environ["COLUMNS"]) if os.environ.get("COLUMNS", "").isdigit() else _WIDTH_OF_A_FILE
    return Console(stderr=stderr, highlight=False, width=width, force_terminal=False, color_system=None)


def table(title: str | None, *heads: str | tuple[str, Justify]) -> Table:
    """Return an empty table; a head may come with the side that its column keeps to."""
    made = Table(title=title, title_justify="left", header_style="bold")
    for head in heads:
        name, side = (head, "left") if isinstance(head, str) else head
        made.add_column(name, justify="right" if side == "right" else "left", overflow="fold")
    return made


def add(made: Table, *cells: str) -> None:
    """Add a row of plain cells: square brackets in a report's words are no markup."""
    made.add_row(*(Text(cell) for cell in cells))
