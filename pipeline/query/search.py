"""Full text: the passages that hold the words, with diacritics or without.

Enters: an archive and words such as "trật tự" or "trat tu". Leaves: `SearchRow`s, those where the words follow each
other first. Words with diacritics find only themselves, unless nothing at all has them. Of one agency, the newest come
first.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from pipeline.errors import UsageError
from pipeline.language.text import bare, bare_long, fold, fold_long
from pipeline.query.select import agencies, has_marks, has_words, marks, match_expression, month
from pipeline.query.series import report_name
from pipeline.store.archive import Archive, Value
from schemas.base import Span
from schemas.rows import SearchRow

_WORD = re.compile(r"[^\W_]+")


def search(
    archive: Archive, words: str, *, agency: str | int | None = None, asked_month: str | None = None, limit: int = 50
) -> list[SearchRow]:
    """Return at most `limit` passages of current reports, best first; raises `UsageError` where there is no word."""
    if not has_words(words):
        raise UsageError("chưa có từ nào để tìm")
    keys = agencies(archive, agency)
    wanted = None if asked_month is None else month(asked_month)
    few = None if keys is None else _ranges(archive, keys, wanted)
    if few is not None and len(few) <= _FEW:
        return [search_row(row, words, marked) for row, marked in _in_reports(archive, words, few, limit)]
    found: dict[int, SearchRow] = {}
    for expression, marked in ways(words):
        if len(found) >= limit or (found and has_marks(words) and not marked):
            break
        for row in _everywhere(archive, expression, keys, wanted, limit + len(found)):
            if row["id"] not in found and len(found) < limit:
                found[row["id"]] = search_row(row, words, marked)
    return list(found.values())


_FEW = 400
"""In so many reports each is asked by itself: its paragraphs follow one another in the index."""
_COLUMNS = (
    "SELECT p.id, p.span_start, p.span_end, p.page, s.section, s.title, "
    "coalesce(l.name, r.agency) AS agency, r.month, r.number, r.symbol, r.path, r.version, r.id AS report_id, "
    "substr(r.text, p.span_start + 1, p.span_end - p.span_start) AS text "
)
_TABLES = (
    "JOIN reports AS r ON r.id = p.report LEFT JOIN sections AS s ON s.id = p.section_id "
    "LEFT JOIN localities AS l ON l.id = r.locality "
)
SELECT = (
    f"{_COLUMNS}FROM paragraphs_fts AS w CROSS JOIN paragraphs AS p ON p.id = w.rowid {_TABLES}"
    "WHERE w.paragraphs_fts MATCH ? AND "
)
_BY_ID = f"{_COLUMNS}FROM paragraphs AS p {_TABLES}WHERE p.id IN "


def _everywhere(
    archive: Archive, expression: str, keys: tuple[int, ...] | None, wanted: str | None, limit: int
) -> list[sqlite3.Row]:
    """Return passages of all current reports, those that the words tell most of first."""
    conditions, values = ["r.is_current = 1"], list[Value]()
    if keys is not None:
        conditions.append(f"r.locality IN ({marks(keys)})")
        values.extend(keys)
    if wanted is not None:
        conditions.append("r.month = ?")
        values.append(wanted)
    return archive.rows(
        f"{SELECT} {' AND '.join(conditions)} "
        "ORDER BY bm25(paragraphs_fts), r.month DESC, r.agency_key, r.sha256, p.position LIMIT ?",
        [expression, *values, limit],
    )


def _ranges(archive: Archive, keys: tuple[int, ...], wanted: str | None) -> list[tuple[int, int]]:
    """Return the first and last paragraph of each current report of some agencies, the newest report first."""
    # the plus keeps SQLite from going to the agency's few reports through all reports of the month
    condition, values = ("1", list[Value]()) if wanted is None else ("+r.month = ?", list[Value]([wanted]))
    rows = archive.rows(
        "SELECT (SELECT id FROM paragraphs WHERE report = r.id ORDER BY position LIMIT 1) AS first, "
        "(SELECT id FROM paragraphs WHERE report = r.id ORDER BY position DESC LIMIT 1) AS last FROM reports AS r "
        f"WHERE r.locality IN ({marks(keys)}) AND r.is_current = 1 AND {condition} "
        "ORDER BY r.month DESC, r.agency_key, r.sha256",
        [*keys, *values],
    )
    return [(row["first"], row["last"]) for row in rows if row["first"] is not None]


def _in_reports(
    archive: Archive, words: str, ranges: list[tuple[int, int]], limit: int
) -> list[tuple[sqlite3.Row, bool]]:
    """Return passages of a few reports, by way and then in their order, and whether they hold the words literally.

    The index is asked for one word at a time, and the ways are told apart here: asked for all words together it would
    go on to the next passage that holds them, to the end of a big archive where there is none.
    """
    wanted, plain = _WORD.findall(fold(words)), _WORD.findall(bare(words))
    by_way: tuple[list[sqlite3.Row], ...] = ([], [], [], [])
    for first, last in ranges:
        held = _holding(archive, plain, first, last)
        select = f"{_BY_ID}({marks(held)}) ORDER BY p.position"
        for row in archive.rows(select, held) if held else ():
            by_way[_way(row["text"], wanted, plain)].append(row)
        if len(by_way[0]) >= limit:
            break
    order: tuple[int, ...] = (0, 1, 2, 3)
    if has_marks(words):
        order = (0, 2) if by_way[0] or by_way[2] else (1, 3)
    return [(row, way in (0, 2)) for way in order for row in by_way[way]][:limit]


def _holding(archive: Archive, words: list[str], first: int, last: int) -> list[int]:
    """Return the paragraphs from `first` to `last` that hold all of `words`, which have no diacritics."""
    held: set[int] | None = None
    for word in words:
        rows = archive.rows(
            "SELECT rowid FROM paragraphs_fts WHERE paragraphs_fts MATCH ? AND rowid BETWEEN ? AND ?",
            [match_expression(word, phrase=True, marks=False), first, last],
        )
        here = {row["rowid"] for row in rows}
        held = here if held is None else held & here
        if not held:
            return []
    return sorted(held or ())


def _way(text: str, wanted: list[str], plain: list[str]) -> int:
    """Return how a passage holds the words: as written and together, together, as written, or at all.

    >>> [_way(text, ["lon", "ta"], ["lon", "ta"]) for text in ("Lon ta", "dịch lợn tả", "ta, lon", "tả lợn")]
    [0, 1, 2, 3]
    """
    literal, without = (_WORD.findall(way(text)) for way in (fold_long, bare_long))
    if f" {' '.join(wanted)} " in f" {' '.join(literal)} ":
        return 0
    if f" {' '.join(plain)} " in f" {' '.join(without)} ":
        return 1
    return 2 if set(wanted) <= set(literal) else 3


def ways(words: str) -> Iterator[tuple[str, bool]]:
    """Yield how to ask, the strictest first, and whether diacritics count."""
    for phrase in (True, False):
        yield match_expression(words, phrase=phrase, marks=True), True
        if not has_marks(words):
            yield match_expression(words, phrase=phrase, marks=False), False
    if has_marks(words):
        yield match_expression(words, phrase=True, marks=False), False
        yield match_expression(words, phrase=False, marks=False), False


def search_row(row: sqlite3.Row, words: str, marked: bool) -> SearchRow:
    """Return a row of `SELECT` with the places of the words; `marked` says whether their diacritics count."""
    return SearchRow(
        agency=row["agency"],
        month=row["month"],
        report=report_name(row),
        section=row["section"],
        title=row["title"],
        page=row["page"],
        text=row["text"],
        marks=tuple(places(row["text"], words, marked=marked)),
        span=(row["span_start"], row["span_end"]),
        version=row["version"],
        report_id=row["report_id"],
    )


def places(text: str, words: str, *, marked: bool) -> Iterator[Span]:
    """Yield where the words stand in `text`, neighbours joined.

    >>> list(places("Giữ vững an ninh, trật tự", "trat tu", marked=False))
    [(18, 25)]
    """
    way = fold if marked else bare
    wanted = {word[0] for word in _WORD.finditer(way(words))}
    start = end = -1
    for word in _WORD.finditer(text):
        if way(word[0]) not in wanted:
            continue
        if start >= 0 and not text[end : word.start()].strip():
            end = word.end()
            continue
        if start >= 0:
            yield start, end
        start, end = word.span()
    if start >= 0:
        yield start, end
