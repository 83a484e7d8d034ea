"""How a migration says what a table is: its columns, their types and, in Vietnamese, what they hold.

Enters: rows of `Column`. Leaves: a strict table of the archive. `Column("month", str, "Tháng của báo cáo")` becomes the
column `month TEXT`, and its words stand in the table `_columns` for whoever opens the archive in another program.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it holds; `required` refuses NULL, `refers` is the table and column that it points to."""

    name: str
    type: type[str] | type[int] | type[float]
    tells: str
    required: bool = False
    refers: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `key` is its primary key; `indexes` are lists of columns, `unique` those that no two rows share."""

    name: str
    tells: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()

    def create(self, db: Database) -> None:
        """Make the table with its indexes in `db`, and write down what it holds."""
        made = db.create_table(
            self.name,
            {column.name: column.type for column in self.columns},
            pk=self.key[0] if len(self.key) == 1 else self.key,
            not_null=[column.name for column in self.columns if column.required],
            foreign_keys=[(column.name, *column.refers) for column in self.columns if column.refers],
            strict=True,
        )
        for columns in self.indexes:
            made.create_index(columns)
        for columns in self.unique:
            made.create_index(columns, unique=True)
        describe(db, self.name, {"": self.tells, **{column.name: column.tells for column in self.columns}})


def describe(db: Database, table: str, columns: dict[str, str]) -> None:
    """Write what a table or view (key "") and its columns hold into `_columns`."""
    for column, tells in columns.items():
        db.execute("INSERT INTO _columns (table_name, column_name, tells) VALUES (?, ?, ?)", [table, column, tells])


def report_column() -> Column:
    """Return the column that every table of a report's parts begins with."""
    return Column("report", int, "Báo cáo chứa dòng này (reports.id)", required=True, refers=("reports", "id"))


def place_columns() -> tuple[Column, ...]:
    """Return the columns that say where in its report something stands."""
    return (
        Column("span_start", int, "Vị trí ký tự đầu trong toàn văn, tính từ 0", required=True),
        Column("span_end", int, "Vị trí ngay sau ký tự cuối trong toàn văn", required=True),
        Column("section", str, "Mã mục chứa nó, ví dụ B.I.3.2"),
        Column("section_id", int, "Dòng của mục đó (sections.id)", refers=("sections", "id")),
        Column("page", int, "Trang, tính từ 1"),
        Column("bbox", str, "Khung trên trang [trái, trên, phải, dưới], đơn vị điểm (JSON)"),
    )


def period_columns(of: str) -> tuple[Column, ...]:
    """Return the columns of a period: `of` says, in Vietnamese, whose time it is."""
    return (
        Column("period_kind", str, f"Loại kỳ {of}: month, ytd, quarter, half, nine_months, year, ..."),
        Column("period_from", str, f"Ngày đầu kỳ {of} (ISO)"),
        Column("period_to", str, f"Ngày cuối kỳ {of} (ISO)"),
    )
