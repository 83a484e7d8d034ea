"""The body of a Word file, block by block: paragraphs, tables in their place, head and foot out of their tables.

Enters: the body element with the styles, numbers and notes that it needs. Leaves: `Line`s and `Table`s. A table without
rules that only puts "ỦY BAN NHÂN DÂN" beside "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" comes as lines, left cells first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.read.clean import clean
from pipeline.read.content import words_of
from pipeline.read.docx_numbering import Numbering
from pipeline.read.docx_runs import Piece, RunReader
from pipeline.read.docx_styles import Look, Styles, look_of
from pipeline.read.docx_xml import MC, integer, value, w
from schemas.document import FOOTNOTE, Cell, Line, Table, Word

_CONTAINERS = frozenset((w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("smartTag")))
_HEAD_CUES = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐẢNG CỘNG SẢN VIỆT", "ĐỘC LẬP - TỰ DO")
_FOOT_CUES = ("NƠI NHẬN", "NƠI GỬI")
# Word's own bound
_MOST_COLUMNS = 63
_ENDS = (".", ";", ":", "!", "?", "./.")


class BodyReader:
    """Reads the blocks of a body in order; lists count on from block to block."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: dict[tuple[str, str], etree._Element]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._runs = RunReader(styles)
        self._pending: list[Piece] = []

    def items(self, parent: etree._Element) -> list[Line | Table]:
        """Return the lines and tables of a body, a text box or a cell."""
        items: list[Line | Table] = []
        blank = 0
        for block in _blocks(parent):
            if block.tag == w("tbl"):
                items += self._table(block)
                blank = 0
                continue
            lines = self._paragraph(block)
            if lines and blank:
                lines[0] = replace(lines[0], gap=float(blank))
            blank = 0 if lines else blank + 1
            items += lines
        return items

    def _paragraph(self, paragraph: etree._Element) -> list[Line]:
        """Return the lines of one paragraph, then those of its text boxes and notes; none if nothing is seen of it."""
        properties = paragraph.find(w("pPr"))
        style = value(properties, "pStyle") or self._styles.default_paragraph
        own = look_of(properties, None)
        look = own.over(self._styles.paragraph(style))
        found = self._runs.read(paragraph, look)
        pieces = self._pending + found.pieces
        self._pending = []
        if properties is not None and properties.find(f"{w('rPr')}/{w('del')}") is not None:
            self._pending = pieces
            return []
        marker = self._marker(look, style) if found.pieces or own.list_number else None
        lines = [
            self._line(part, look, marker if index == 0 else None, style)
            for index, part in enumerate(_broken(pieces))
            if "".join(piece.text for piece in part).strip()
        ]
        for box in found.boxes:
            lines += _only_lines(self.items(box))
        for note in found.notes:
            lines += self._note(note)
        return lines

    def _marker(self, look: Look, style: str | None) -> str | None:
        """Count a paragraph in its list and return the label that Word shows before it."""
        number = look.list_number
        if number is None or number == "0":
            return None
        level = look.list_level
        if level is None:
            level = self._numbering.level_of_style(number, self._styles.numbered_style(style)) or 0
        return self._numbering.label(number, level)

    def _line(self, pieces: list[Piece], look: Look, marker: str | None, style: str | None) -> Line:
        """Make one line of pieces that aren't empty."""
        text = clean("".join(piece.text for piece in pieces).replace("\n", " "))
        words = words_of(f"{marker} {text}" if marker else text)
        weights = [len(piece.text.strip()) for piece in pieces]
        total = sum(weights)
        bold = sum(weight for piece, weight in zip(pieces, weights, strict=True) if piece.look.bold) >= 0.9 * total
        italic = sum(weight for piece, weight in zip(pieces, weights, strict=True) if piece.look.italic) >= 0.9 * total
        sizes: Counter[float] = Counter()
        for piece, weight in zip(pieces, weights, strict=True):
            if piece.look.size is not None:
                sizes[piece.look.size] += weight
        return Line(
            words,
            whole=True,
            bold=bold,
            italic=italic,
            size=sizes.most_common(1)[0][0] if sizes else None,
            align=look.align,
            marker=marker,
            style=self._styles.name(style),
            lead=0 if bold else _lead(pieces) + (len(marker.split()) if marker and _lead(pieces) else 0),
        )

    def _note(self, note: tuple[str, str]) -> list[Line]:
        """Return the text of a footnote or endnote as lines of its own."""
        element = self._notes.get(note)
        if element is None:
            return []
        return [replace(line, style=FOOTNOTE, gap=0.0) for line in _only_lines(self.items(element))]

    def _table(self, table: etree._Element) -> list[Line | Table]:
        """Return a table, or its lines if it only arranges a head, a foot or a frame."""
        rows = [list(_cells(row)) for row in _rows(table)]
        if not rows:
            return []
        if _is_layout(table, rows):
            return list(self._columns(rows))
        open_cells: dict[int, tuple[int, int]] = {}
        done: list[list[Cell]] = []
        for row in rows:
            cells: list[Cell] = []
            column = 0
            for element, span in row:
                merge = _merge(element)
                above = open_cells.get(column)
                if merge == "continue" and above is not None:
                    line, place = above
                    old = done[line][place]
                    done[line][place] = replace(old, rows=old.rows + 1)
                else:
                    open_cells.pop(column, None)
                    if merge == "restart":
                        open_cells[column] = (len(done), len(cells))
                    cells.append(Cell(self._cell_words(element), span))
                column += span
            done.append(cells)
        return [Table(tuple(tuple(row) for row in done))]

    def _cell_words(self, element: etree._Element | None) -> tuple[Word, ...]:
        """Return all words of a cell, those of tables within it too."""
        if element is None:
            return ()
        return tuple(word for line in _only_lines(self.items(element)) for word in line.words)

    def _columns(self, rows: list[list[tuple[etree._Element | None, int]]]) -> Iterator[Line | Table]:
        """Yield what a table that only arranges holds: the left cells from top to bottom, then those to the right."""
        for column in range(max(len(row) for row in rows)):
            for row in rows:
                element = row[column][0] if column < len(row) else None
                if element is not None and _merge(element) != "continue":
                    yield from self.items(element)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables of a container, wrappers opened, deleted ones left out."""
    for child in parent:
        if child.tag in (w("p"), w("tbl")):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _blocks(child)
        elif child.tag == f"{{{MC}}}AlternateContent":
            chosen = child.find(f"{{{MC}}}Choice")
            if chosen is not None:
                yield from _blocks(chosen)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table that aren't deleted."""
    for child in table:
        if child.tag == w("tr"):
            if child.find(f"{w('trPr')}/{w('del')}") is None:
                yield child
        elif child.tag in _CONTAINERS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[tuple[etree._Element | None, int]]:
    """Yield the cells of a row with the columns that each spans; `None` for columns that the row skips."""
    skipped = integer(value(row.find(w("trPr")), "gridBefore"), 0)
    if skipped > 0:
        yield None, min(skipped, _MOST_COLUMNS)
    for child in row:
        if child.tag == w("tc"):
            yield child, min(max(1, integer(value(child.find(w("tcPr")), "gridSpan"), 1)), _MOST_COLUMNS)
        elif child.tag in _CONTAINERS:
            yield from _cells(child)


def _merge(element: etree._Element | None) -> str | None:
    """Tell whether a cell begins or continues one that is merged downwards."""
    merge = None if element is None else element.find(f"{w('tcPr')}/{w('vMerge')}")
    return None if merge is None else merge.get(w("val"), "continue")


def _is_layout(table: etree._Element, rows: list[list[tuple[etree._Element | None, int]]]) -> bool:
    """Tell whether a table only arranges text: one cell, or a head or foot in two or three columns."""
    if len(rows) == 1 and len(rows[0]) == 1:
        return True
    if max(len(row) for row in rows) > 3 or len(rows) > 8:
        return False
    text = _text_of(table)
    starts = (_text_of(cell) for row in rows for cell, _ in row if cell is not None)
    return any(cue in text for cue in _HEAD_CUES) or any(start.startswith(_FOOT_CUES) for start in starts)


def _text_of(element: etree._Element) -> str:
    """Return all text within an element in capitals, for looking for cues."""
    return clean(" ".join("".join(t.text or "" for t in p.iter(w("t"))) for p in element.iter(w("p")))).strip().upper()


def _broken(pieces: list[Piece]) -> list[list[Piece]]:
    """Split a paragraph at its line breaks, but not where a sentence only goes on in the next line."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        parts[-1].append(Piece(first, piece.look))
        parts += [[Piece(other, piece.look)] for other in others]
    joined: list[list[Piece]] = []
    for part in parts:
        text = "".join(piece.text for piece in part).strip()
        before = "".join(piece.text for piece in joined[-1]).rstrip() if joined else ""
        if before and text[:1].islower() and not before.endswith(_ENDS):
            joined[-1] += [Piece("\n", part[0].look), *part]
        elif text:
            joined.append(part)
    return joined


def _lead(pieces: list[Piece]) -> int:
    """Return how many words at the start of a line are bold."""
    text = ""
    for piece in pieces:
        if not piece.look.bold and piece.text.strip():
            break
        text += piece.text
    return len(text.split())


def _only_lines(items: list[Line | Table]) -> list[Line]:
    """Return lines; those of tables are made of their rows."""
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
        else:
            lines += [Line(words, whole=True) for row in item.rows if (words := tuple(w for c in row for w in c.words))]
    return lines
