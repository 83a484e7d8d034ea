"""One PDF page with a text layer becomes rows and tables in reading order.

Enters: the layout of a page. Leaves: `PageContent`; what a line is in the whole document (how far it reaches, whether
it is a running head) is told later, when all pages are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pdfminer.layout import LTComponent, LTContainer, LTCurve, LTImage

from pipeline.language.recode import Recoder
from pipeline.read.pdf_columns import Frame, order_columns
from pipeline.read.pdf_legacy import recode_pieces
from pipeline.read.pdf_rows import Row, rows_of
from pipeline.read.pdf_tables import Grid, Rule, find_grids, rules_of
from pipeline.read.pdf_words import Piece, page_glyphs, pieces_of
from schemas.base import Box, Matrix
from schemas.document import Cell, Word

# So many curves may be letters drawn as outlines
_OUTLINES = 400
_HEAD_CUES = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐẢNG CỘNG SẢN", "NƠI NHẬN")


@dataclass(slots=True)
class RuledTable:
    """A table on one page: its cells, and `xs`, by which a table that goes on overleaf is known."""

    rows: list[tuple[Cell, ...]]
    xs: list[float]
    box: Box


@dataclass(slots=True)
class PageContent:
    """What was read on one page; `rules` are the horizontal ones that belong to no table.

    `recoder` is the same for all pages of a file: what is known of old codes in its fonts. `covered` is the share of
    the page that its largest picture covers; `onto` takes places onto the page as shown, where it was read otherwise;
    `scanned` says that it was read by recognition of print.
    """

    number: int
    width: float
    height: float
    items: list[Row | RuledTable] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    glyphs: int = 0
    unknown: int = 0
    turned: int = 0
    pictured: bool = False
    covered: float = 0.0
    onto: Matrix | None = None
    scanned: bool = False
    recoder: Recoder = field(default_factory=Recoder)

    @property
    def ends_in_columns(self) -> bool:
        """Tell whether the last row stands in one of two columns."""
        last = self.items[-1] if self.items else None
        return isinstance(last, Row) and last.part > 0


def read_page(
    layout: LTContainer[LTComponent], number: int, width: float, height: float, before: PageContent | None
) -> PageContent:
    """Read one page, its `width` and `height` in points; `before` is the page before it, `None` for the first."""
    found = page_glyphs(layout, width, height)
    content = PageContent(number, found.width, found.height)
    content.glyphs, content.unknown, content.turned = len(found.glyphs), found.unknown, found.turned
    content.pictured = len(found.drawn) > _OUTLINES or any(not isinstance(item, LTCurve) for item in found.drawn)
    pieces = pieces_of(found)
    if before is not None:
        content.recoder = before.recoder
    recode_pieces(pieces, content.recoder)
    pictures = [item.width * item.height for item in found.drawn if isinstance(item, LTImage)]
    content.covered = max(pictures, default=0.0) / max(1.0, width * height)
    across, upright = rules_of(found.drawn, width, height)
    arrange(content, pieces, across, upright, before)
    return content


def arrange(
    content: PageContent, pieces: list[Piece], across: list[Rule], upright: list[Rule], before: PageContent | None
) -> None:
    """Give a page its rows and tables, in reading order; `before` is the page before it, `None` for the first."""
    grids = [grid for grid in find_grids(across, upright) if not _is_head(grid, pieces)]
    in_table = [grid.box for grid in grids]
    content.rules = [rule for rule in across if not any(box.top - 3 <= rule[0] <= box.bottom + 3 for box in in_table)]
    tables: list[RuledTable] = []
    for grid in grids:
        table, pieces = _fill(grid, pieces)
        tables.append(table)
    rows = rows_of(pieces)
    edges = [(row.x0, row.x1) for row in rows] + [(box.x0, box.x1) for box in in_table] or [(0.0, content.width)]
    left, right = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
    frame = Frame(content.width, content.height, left, right, before is None or before.ends_in_columns)
    for table in tables:
        above = [row for row in rows if row.base <= table.box.top + row.size]
        content.items += [*order_columns(above, frame), table]
        rows = rows[len(above) :]
    content.items += order_columns(rows, frame)


def _is_head(grid: Grid, pieces: list[Piece]) -> bool:
    """Tell whether a table is only there to put head or foot in two columns."""
    if len(grid.cells) > 8:
        return False
    text = " ".join(piece.text for piece in pieces if grid.cell_at(piece.x0 + 0.1, piece.base) is not None).upper()
    return any(cue in text for cue in _HEAD_CUES)


def _fill(grid: Grid, pieces: list[Piece]) -> tuple[RuledTable, list[Piece]]:
    """Put pieces into the cells that they stand in; return the table and the pieces outside of it."""
    inside: list[list[Piece]] = [[] for _ in grid.cells]
    outside: list[Piece] = []
    for piece in pieces:
        cell = grid.cell_at((piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2)
        (outside if cell is None else inside[cell]).append(piece)
    by_row: dict[int, list[tuple[int, Cell]]] = {}
    for (column, row, column_after, row_after), own in zip(grid.cells, inside, strict=True):
        words = tuple(word for line in rows_of(own) for word in words_of_row(line))
        by_row.setdefault(row, []).append((column, Cell(words, column_after - column, row_after - row)))
    rows = [tuple(cell for _, cell in sorted(by_row[row], key=lambda pair: pair[0])) for row in sorted(by_row)]
    return RuledTable(rows, grid.xs, grid.box), outside


def words_of_row(row: Row) -> tuple[Word, ...]:
    """Return the words of a row with their boxes; a word with a letter that the file doesn't tell is less sure."""
    return tuple(
        Word(
            piece.text,
            Box(round(piece.x0, 2), round(piece.top, 2), round(piece.x1, 2), round(piece.bottom, 2)),
            0.5 if "\ufffd" in piece.text else piece.confidence,
        )
        for piece in row.pieces
    )
