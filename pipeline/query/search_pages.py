"""Full text a page at a time, what came into the archive last first: as fast in forty thousand reports as in four.

Enters: an archive, words, perhaps an agency, a month and where the last page ended. Leaves: a `Found` with passages and
where to go on. However many passages hold the words, a page looks at a bounded number of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.language.text import bare, fold
from pipeline.query.search import SELECT, search_row, ways
from pipeline.query.select import agencies, has_marks, has_words, marks, match_expression, month
from pipeline.store.archive import Archive, Value
from schemas.rows import SearchRow

PAGE = 20
_LOOKED_AT = 200
_LOOKED_AT_IN_MONTH = 1000
"""Where only one month's passages count, more have to be looked at to find some."""
_TOP = 2**62
_WORD = re.compile(r"[^\W_]+")


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
    if agency is not None:
        return Found(_of_agency(archive, words, agencies(archive, agency) or (), wanted), None)
    asked = [way for way in ways(words) if has_marks(words) or not way[1]]  # words without marks find both
    at = cursor or Cursor()
    if cursor is not None and not 0 <= cursor.way < len(asked):
        return Found((), None)
    for way in range(at.way, len(asked)):
        found = _page(archive, words, asked[way], wanted, Cursor(way, at.before))
        if found.rows or found.onward is not None or cursor is not None:
            return found
    return Found((), None)


def _of_agency(
    archive: Archive, words: str, keys: tuple[int, ...], wanted: str | None
) -> tuple[SearchRow, ...]:  # fmt: skip
    """Return passages of the few reports of an agency: all that hold the words anyhow, then the strictest of them.

    A stricter question would read on behind a report's last passage until something fits, however far that is.
    """
    condition, values = ("", list[Value]()) if wanted is None else ("AND month = ? ", list[Value]([wanted]))
    reports = archive.rows(
        "SELECT (SELECT id FROM paragraphs WHERE report = r.id ORDER BY position LIMIT 1) AS first, "
        "(SELECT id FROM paragraphs WHERE report = r.id ORDER BY position DESC LIMIT 1) AS last FROM reports AS r "
        f"INDEXED BY idx_reports_locality_month WHERE locality IN ({marks(keys)}) AND is_current = 1 {condition}"
        "ORDER BY month DESC, sha256",
        [*keys, *values],
    )
    loosest = match_expression(words, phrase=False, marks=False)
    rows = [
        search_row(row, words, False)
        for report in reports
        if report["first"] is not None
        for row in archive.rows(
            f"{SELECT} w.rowid BETWEEN ? AND ? ORDER BY p.position LIMIT ?",
            [loosest, report["first"], report["last"], 5 * PAGE],
        )
    ]
    ranked = sorted((_strictness(row.text, words), at) for at, row in enumerate(rows))
    if has_marks(words) and ranked and ranked[0][0] < _BARE:
        ranked = [pair for pair in ranked if pair[0] < _BARE]
    return tuple(rows[at] for _, at in ranked[: 5 * PAGE])


_BARE = 2


def _strictness(text: str, words: str) -> int:
    """Return how well a passage fits: 0 with diacritics in a row, 1 with them anywhere, 2 and 3 the same without.

    >>> [_strictness("Phòng, chống dịch bệnh.", words) for words in ("dịch bệnh", "bệnh dịch", "dich benh")]
    [0, 1, 2]
    """
    for level, way in ((0, fold), (_BARE, bare)):
        told, asked = (" ".join(_WORD.findall(way(each))) for each in (text, words))
        if f" {asked} " in f" {told} ":
            return level
        if set(asked.split()) <= set(told.split()):
            return level + 1
    return _BARE + 1


def _page(archive: Archive, words: str, way: tuple[str, bool], wanted: str | None, cursor: Cursor) -> Found:
    """Return one page of one way of asking."""
    expression, marked = way
    looked_at = _LOOKED_AT if wanted is None else _LOOKED_AT_IN_MONTH
    edge = archive.row(
        "SELECT min(id) AS last, count(*) AS n FROM (SELECT rowid AS id FROM paragraphs_fts "
        "WHERE paragraphs_fts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)",
        [expression, cursor.before, looked_at],
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
    more = edge["n"] == looked_at
    return Found(shown, Cursor(cursor.way, edge["last"]) if more else None)
