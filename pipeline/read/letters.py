"""Look-alike letters of a whole document: put right word by word, and said where there are many.

Enters: the lines and tables of a document. Leaves: the same with the letters that were meant, and how many weren't.
A word that is wholly in look-alikes ("СО" in Cyrillic) is put right where the document has others that are so in part.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.language.lookalikes import has_any, unmask
from schemas.document import Cell, Line, Table, Word

MANY = 5
"""So many look-alikes are worth a remark."""


def unmask_items(items: tuple[Line | Table, ...]) -> tuple[tuple[Line | Table, ...], int]:
    """Return the items with the letters that were meant, and how many weren't."""
    done, count = _items(items, whole=False)
    if not count:
        return items, 0
    done, more = _items(done, whole=True)
    return done, count + more


def _items(items: tuple[Line | Table, ...], whole: bool) -> tuple[tuple[Line | Table, ...], int]:
    count = 0
    done: list[Line | Table] = []
    for item in items:
        if isinstance(item, Line):
            words, own = _words(item.words, whole)
            done.append(replace(item, words=words) if own else item)
        else:
            rows, own = _rows(item.rows, whole)
            done.append(replace(item, rows=rows) if own else item)
        count += own
    return tuple(done), count


def remark(count: int) -> str | None:
    """Say that many letters were look-alikes; `None` for a few."""
    if count < MANY:
        return None
    return f"có {count} chữ cái của bảng chữ khác trông giống chữ Việt (Kirin, Hy Lạp, ð...); đã thay bằng chữ Việt"


def _rows(rows: tuple[tuple[Cell, ...], ...], whole: bool) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    count = 0
    done: list[tuple[Cell, ...]] = []
    for row in rows:
        cells: list[Cell] = []
        for cell in row:
            words, own = _words(cell.words, whole)
            cells.append(replace(cell, words=words) if own else cell)
            count += own
        done.append(tuple(cells))
    return tuple(done), count


def _words(words: tuple[Word, ...], whole: bool) -> tuple[tuple[Word, ...], int]:
    """Return words with the letters that were meant, and how many weren't."""
    if not has_any("".join([word.text for word in words])):
        return words, 0
    count = 0
    done: list[Word] = []
    for word in words:
        text, own = unmask(word.text, whole)
        done.append(replace(word, text=text) if own else word)
        count += own
    return tuple(done), count
