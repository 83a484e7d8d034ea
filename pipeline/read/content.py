"""What a reader is given and what it gives back.

Enters: a file's bytes with its path (`Opened`). Leaves: `Content`, from which `read_document` makes the `Document`:
the lines and tables of "bao-cao-thang-5.pdf", the sizes of its pages and what the reading left to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from schemas.document import Line, PageSize, Table, Word


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was found and read into memory; nothing has been understood of it yet."""

    path: Path
    data: bytes

    @property
    def name(self) -> str:
        """The file's name as messages give it."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader made of a file; `page_count` is `None` where the file has no pages."""

    items: tuple[Line | Table, ...]
    pages: tuple[PageSize, ...] = ()
    page_count: int | None = None
    ocr_pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text that has no places.

    >>> [word.text for word in words_of("lợn 1.238  con")]
    ['lợn', '1.238', 'con']
    """
    return tuple(Word(part) for part in text.split())
