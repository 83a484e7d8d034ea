"""The running text of a report, with the place of every word.

Enters: paragraphs and tables as tokens. Leaves: the text, one paragraph or table row a line, and its `Provenance`. The
row of a table reads "Lúa nước | 420 | 418,5".
"""

from __future__ import annotations

from pipeline.structure.pieces import Grid, Token
from schemas.base import Span
from schemas.document import PageSize
from schemas.outline import Provenance, Run, TableCell

_BAR = " | "


class Composer:
    """Writes the text piece by piece; on a scan that lies askew, places are given as the page is shown."""

    def __init__(self, pages: tuple[PageSize, ...] = ()) -> None:
        self._onto = {number: page.onto for number, page in enumerate(pages, 1) if page.onto is not None}
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._at = 0

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)

    def _tokens(self, tokens: list[Token]) -> Span:
        start = at = self._at
        for text, page, box, confidence in tokens:
            end = at + len(text)
            onto = self._onto.get(page) if page is not None else None
            if onto is not None and box is not None:
                box = box.moved(onto)
            self._runs.append(Run(at, end, page, box, confidence))
            at = end + 1
        self._write(" ".join([token.text for token in tokens]))
        return start, self._at

    def paragraph(self, tokens: list[Token]) -> Span:
        """Write one paragraph; return its span without the line end."""
        span = self._tokens(tokens)
        self._write("\n")
        return span

    def table(self, grid: Grid) -> tuple[tuple[tuple[TableCell, ...], ...], Span]:
        """Write the rows of a table; return its cells and its span without the last line end."""
        start = self._at
        rows: list[tuple[TableCell, ...]] = []
        for row in grid.rows:
            cells: list[TableCell] = []
            for number, (tokens, columns, height) in enumerate(row):
                if number:
                    self._write(_BAR)
                cells.append(TableCell(self._tokens(tokens), columns, height))
            self._write("\n")
            rows.append(tuple(cells))
        return tuple(rows), (start, max(self._at - 1, start))

    def finish(self) -> tuple[str, Provenance]:
        """Return the text without the last line end, and the places of its words."""
        return "".join(self._parts).removesuffix("\n"), Provenance.of(self._runs)
