"""Full text: the passages that hold the words, with diacritics or without.

Enters: an archive and words such as "trật tự" or "trat tu". Leaves: `SearchRow`s, those where the words follow each
other first. Words with diacritics find only themselves, unless nothing at all has them.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from pipeline.errors import UsageError
from pipeline.language.text import bare, fold
from pipeline.query.select import agencies, has_marks, has_words, marks, match_expression, month
from pipeline.query.series import report_name
from pipeline.store.archive import Archive, Value
from schemas.base import Span
from schemas.rows import SearchRow

_WORD = re.compile(r"[^\W_]+")


def search(
    archive: Archive, words: str, *, agency: str | None = None, asked_month: str | None = None, limit: int = 50
) -> list[SearchRow]:
    """Return at most `limit` passages of current reports, best first; raises `UsageError` where there is no word."""
    if not has_words(words):
        raise UsageError("chưa có từ nào để tìm")
    conditions, values = ["r.is_current = 1"], list[Value]()
    keys = agencies(archive, agency)
    if keys is not None:
        conditions.append(f"r.locality IN ({marks(keys)})")
        values.extend(keys)
    if asked_month is not None:
        conditions.append("r.month = ?")
        values.append(month(asked_month))
    found: dict[int, SearchRow] = {}
    for expression, marked in _ways(words):
        if len(found) >= limit or (found and has_marks(words) and not marked):
            break
        rows = archive.rows(
            "SELECT p.id, p.span_start, p.span_end, p.page, s.section, s.title, "
            "coalesce(l.name, r.agency) AS agency, r.month, r.number, r.symbol, r.path, r.version, r.id AS report_id, "
            "substr(r.text, p.span_start + 1, p.span_end - p.span_start) AS text "
            "FROM paragraphs_fts AS w CROSS JOIN paragraphs AS p ON p.id = w.rowid "
            "JOIN reports AS r ON r.id = p.report LEFT JOIN sections AS s ON s.id = p.section_id "
            "LEFT JOIN localities AS l ON l.id = r.locality "
            f"WHERE w.paragraphs_fts MATCH ? AND {' AND '.join(conditions)} "
            "ORDER BY bm25(paragraphs_fts), r.month DESC, r.agency_key, r.sha256, p.position LIMIT ?",
            [expression, *values, limit + len(found)],
        )
        for row in rows:
            if row["id"] not in found and len(found) < limit:
                found[row["id"]] = _row(row, words, marked)
    return list(found.values())


def _ways(words: str) -> Iterator[tuple[str, bool]]:
    """Yield how to ask, the strictest first, and whether diacritics count."""
    for phrase in (True, False):
        yield match_expression(words, phrase=phrase, marks=True), True
        if not has_marks(words):
            yield match_expression(words, phrase=phrase, marks=False), False
    if has_marks(words):
        yield match_expression(words, phrase=True, marks=False), False
        yield match_expression(words, phrase=False, marks=False), False


def _row(row: sqlite3.Row, words: str, marked: bool) -> SearchRow:
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
