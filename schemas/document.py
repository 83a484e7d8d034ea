"""What a reader hands on: the lines and tables of a file, in reading order, each word with its place.

Enters: nothing (types only). Leaves: `Document`. A line of "Tổng đàn lợn 1.238 con" holds five `Word`s, each with the
box where it stands on its page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from schemas.base import Box, Matrix, Record


class Media(StrEnum):
    """The kind of file that was read."""

    PDF = "pdf"
    DOCX = "docx"
    TEXT = "text"
    IMAGE = "image"


class Source(Record):
    """Where a document came from, and what reading it left to say."""

    path: str
    sha256: str
    media: Media
    pages: int | None = None
    ocr_pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space; `box` is `None` in files without pages."""

    text: str
    box: Box | None = None
    confidence: float = 1.0


class Align(StrEnum):
    """How a line stands between the margins, where the file tells."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"


FOOTNOTE = "footnote"
"""The `style` of a line that is the text of a footnote."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one line.

    `whole` says that the file itself ends a paragraph here (Word, or a text with one line a paragraph); lines of a PDF
    aren't whole and have to be joined by what they look like: `page`, `box`, `bold`, `italic`, `size` (points).
    `full` says that the line reaches the right margin of its column, so that the next one probably goes on.
    `gap` is the white space above it, in line heights. `marker` is the automatic number that Word shows before the
    paragraph ("1.", "a)", "-"); it stands as the first of `words` too. A two-column head comes as one line a cell line.
    `lead` counts the bold words at the start of a line that isn't bold as a whole ("**a) Trồng trọt:** đã cấy 100 ha").
    `style` is the name of the paragraph's style, where the file has them; `FOOTNOTE` for the text of a footnote, which
    stands behind the paragraph that it belongs to.
    """

    words: tuple[Word, ...]
    page: int | None = None
    box: Box | None = None
    whole: bool = False
    full: bool = False
    bold: bool = False
    italic: bool = False
    size: float | None = None
    align: Align | None = None
    gap: float = 0.0
    marker: str | None = None
    style: str | None = None
    lead: int = 0

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its words; a merged cell is repeated nowhere and counts `columns` and `rows`."""

    words: tuple[Word, ...]
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with rules or tabs: `rows` of cells, left to right; a row shorter than the others is legal."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page as read, in points: upright, its lines level.

    Where a viewer shows it otherwise (a scan askew or on its side), `onto` takes places onto the page as shown.
    """

    width: float
    height: float
    onto: Matrix | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its lines and tables in reading order. Page numbers and running heads may still be among them."""

    source: Source
    items: tuple[Line | Table, ...]
    pages: tuple[PageSize, ...] = field(default=())
