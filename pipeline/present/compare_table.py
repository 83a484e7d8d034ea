"""Two months side by side in the terminal: a part for each sector, in it one for each measure and kind of period.

Enters: the rows of a comparison. Leaves: a table for each agency that can be read in 80 columns: "lợn (con)   1.938
2.010   +72   +3,72" under "thực hiện, thời điểm".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.present.terminal import console, table
from pipeline.present.words import agency_names, month, name, number, signed
from schemas.rows import CompareRow, CompareStatus

_NOTHING = "Không có gì."
_OUTSIDE = "Ngoài danh mục"
_INDENT = 4


def print_compare(rows: Sequence[CompareRow], first: str, second: str, *, by_sector: bool = True) -> None:
    """Print two months side by side; `by_sector` keeps sectors together, else rows stay in their order."""
    out = console()
    if not rows:
        out.print(_NOTHING)
        return
    for locality, called in agency_names(rows).items():
        own = [row for row in rows if row.locality == locality]
        made = _empty(called, own, first, second, by_sector=by_sector)
        if by_sector:
            for sector, within in groupby(own, lambda row: row.sector):
                _add_sector(made, sector, list(within))
        else:
            for row in own:
                _add(made, row, _told(row))
        out.print(made)
        counts = {status: sum(row.status is status for row in own) for status in CompareStatus}
        told = (f"{number(count)} {name(status)}" for status, count in counts.items() if count)
        out.print(f"{number(len(own))} dòng: " + ", ".join(told))


def _empty(called: str, own: Sequence[CompareRow], first: str, second: str, *, by_sector: bool) -> Table:
    """Return the table with its heads; a column of notes only where a row has one."""
    heads: list[str] = ["Nội dung", *([] if by_sector else ["Cách đo, kỳ"])]
    made = table(escape(called), *heads)
    made.box = SIMPLE_HEAD
    made.padding = (0, 1)
    made.pad_edge = False
    made.columns[0].ratio = 1
    made.expand = True
    for head in (month(first), month(second), "Thay đổi", "%"):
        made.add_column(head, justify="right", no_wrap=True)
    made.add_column("Ghi chú" if any(map(_notes, own)) else "", no_wrap=True)
    return made


def _add_sector(made: Table, sector: str | None, rows: Sequence[CompareRow]) -> None:
    """Add a sector: its name, then its rows under what they measure, the groups in the order of their first row."""
    made.add_row(Text(sector or _OUTSIDE, style="bold"))
    groups: dict[str, list[CompareRow]] = {}
    for row in rows:
        groups.setdefault(_told(row), []).append(row)
    for told, group in groups.items():
        made.add_row(Text(f"  {told}", style="italic dim"))
        for row in group:
            _add(made, row, None)
    made.add_row()


def _told(row: CompareRow) -> str:
    return f"{name(row.measure)}, {name(row.period_kind)}"


def _add(made: Table, row: CompareRow, told: str | None) -> None:
    label = f"{row.label} ({row.unit})" if row.unit else row.label
    cells = (number(row.a), number(row.b), signed(row.change), signed(row.percent), ", ".join(_notes(row)))
    heads = [Padding(Text(label), (0, 0, 0, _INDENT))] if told is None else [Text(label), Text(told)]
    made.add_row(*heads, *(Text(cell) for cell in cells))


def _notes(row: CompareRow) -> list[str]:
    notes = [] if row.status in (CompareStatus.CHANGED, CompareStatus.SAME) else [name(row.status)]
    return [*notes, *(["đã sửa tay"] if row.corrected else [])]
