"""Full text a page at a time, what came into the archive last first: as fast in forty thousand reports as in four.

Enters: an archive, words, perhaps an agency, a month and where the last page ended. Leaves: a `Found` with passages and
where to go on. However many passages hold the words, a page looks at a bounded number of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.query.search import SELECT, search, search_row, ways
from pipeline.query.select import has_words, month
from pipeline.store.archive import Archive, Value
from schemas.rows import SearchRow

PAGE = 20
_LOOKED_AT = 2000
_TOP = 2**62


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: which way of asking, and the passage from which older ones follow."""

    way: int = 0
    before: int = _TOP


@dataclass(frozen=True, slots=True)
class Found:
    """The passages of a page; `onward` is where the next begins, `None` where nothing is left."""

    rows: tuple[SearchRow, ...]
    onward: Cursor | None


def search_page(
    archive: Archive, words: str, *, agency: str | int | None = None, asked_month: str | None = None,
    cursor: Cursor | None = None,
) -> Found:  # fmt: skip
    """Return a page of passages that hold `words`; raises `UsageError` where there is no word, agency or month."""
    if not has_words(words):
        raise UsageError("chưa có từ nào để tìm; hãy gõ vài từ, có dấu hoặc không dấu")
    wanted = None if asked_month is None else month(asked_month)
    if agency is not None:  # the few reports of an agency are asked one by one
        rows = search(archive, words, agency=agency, asked_month=wanted, limit=5 * PAGE)
        return Found(tuple(rows), None)
    asked = list(ways(words))
    at = cursor or Cursor()
    if cursor is not None and not 0 <= cursor.way < len(asked):
        return Found((), None)
    for way in range(at.way, len(asked)):
        found = _page(archive, words, asked[way], wanted, Cursor(way, at.before))
        if found.rows or found.onward is not None or cursor is not None:
            return found
    return Found((), None)


def _page(archive: Archive, words: str, way: tuple[str, bool], wanted: str | None, cursor: Cursor) -> Found:
    """Return one page of one way of asking."""
    expression, marked = way
    edge = archive.row(
        "SELECT min(id) AS last, count(*) AS n FROM (SELECT rowid AS id FROM paragraphs_fts "
        "WHERE paragraphs_fts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)",
        [expression, cursor.before, _LOOKED_AT],
    )
    if edge is None or not edge["n"]:
        return Found((), None)
    condition, values = ("", list[Value]()) if wanted is None else ("AND r.month = ? ", list[Value]([wanted]))
    rows = archive.rows(
        f"{SELECT} w.rowid >= ? AND w.rowid < ? AND r.is_current = 1 {condition}ORDER BY w.rowid DESC LIMIT ?",
        [expression, edge["last"], cursor.before, *values, PAGE + 1],
    )
    shown = tuple(search_row(row, words, marked) for row in rows[:PAGE])
    if len(rows) > PAGE:
        return Found(shown, Cursor(cursor.way, rows[PAGE - 1]["id"]))
    more = edge["n"] == _LOOKED_AT
    return Found(shown, Cursor(cursor.way, edge["last"]) if more else None)
