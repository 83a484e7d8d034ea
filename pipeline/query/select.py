"""Finds out what the words of a question mean: which agencies, and which figures an INDICATOR names.

Enters: what the user wrote, such as "dan lon" or "livestock_pig". Leaves: a `Choice`, the code "livestock_pig" or the
labels that hold the words; or a `UsageError` with what comes nearest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from pipeline.communes import province_key
from pipeline.communes.names import office_name, other_name, plain
from pipeline.errors import UsageError
from pipeline.language.text import bare, fold, squeeze
from pipeline.store.archive import Archive, Value
from schemas.report import Measure

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_SUGGESTIONS = 3
_LIKENESS = 60
_FREQUENT = 5000
_LISTED = "SELECT value FROM json_each(?)"
_LOCALITIES = "SELECT id, key, name, bare, province, code FROM localities"


@dataclass(frozen=True, slots=True)
class Choice:
    """What an INDICATOR names: the code of the catalogue, or the ids of labels."""

    code: str | None = None
    labels: tuple[int, ...] = ()


def match_expression(words: str, *, phrase: bool, marks: bool) -> str:
    """Return how full-text search asks for `words`: one after another or anywhere, with their diacritics or without.

    >>> match_expression("trật tự", phrase=False, marks=False)
    'bare : ("trat" AND "tu")'
    """
    plain = squeeze(fold(words) if marks else bare(words)).replace('"', " ")
    terms = [f'"{plain}"'] if phrase else [f'"{word}"' for word in plain.split()]
    return f"{'folded' if marks else 'bare'} : ({' AND '.join(terms)})"


def has_words(text: str) -> bool:
    """Return whether there is a letter or digit that search can look for."""
    return any(char.isalnum() for char in text)


def has_marks(text: str) -> bool:
    """Return whether `text` is written with diacritics.

    >>> has_marks("tổng đàn"), has_marks("an ninh")
    (True, False)
    """
    return fold(text) != bare(text)


def month(text: str) -> str:
    """Return `text` if it is a month such as 2026-04; raises `UsageError`."""
    if not _MONTH.fullmatch(text):
        raise UsageError(f"'{text}' không phải là tháng; viết năm rồi tháng, ví dụ 2026-04")
    return text


def agencies(archive: Archive, words: str | int | None) -> tuple[int, ...] | None:
    """Return the localities that `words` mean, `None` for all; raises `UsageError` where there is none.

    `words` are a name in any spelling, its end or middle, the official code, or a name and its province
    ("xã Tân Tiến, Lạng Sơn"); a number is that of a locality in this archive.
    """
    if words is None:
        return None
    if isinstance(words, int):
        return (words,)
    for name, province in _readings(words):
        for column, asked in (("key", office_name(name).key), ("code", name.strip()), ("bare", squeeze(bare(name)))):
            rows = archive.rows(f"{_LOCALITIES} WHERE {column} = ? ORDER BY key, province, code", [asked])
            found = tuple(row["id"] for row in rows if _in_province(row["province"], province))
            if found:
                return found
        rows = archive.rows(f"{_LOCALITIES} ORDER BY key, province, code")
        for column, held in (("key", plain(name)), ("bare", "" if has_marks(name) else bare(name))):
            found = tuple(
                row["id"]
                for row in rows
                if held and _holds(row[column], held) and _in_province(row["province"], province)
            )
            if found:
                return found
    names = [row["name"] for row in archive.rows(f"{_LOCALITIES} ORDER BY key, province, code")]
    raise UsageError(f"không có cơ quan '{words}' trong kho{_nearest(words, names)}")


def _readings(words: str) -> list[tuple[str, str | None]]:
    """Return what `words` may mean: a name as it stands, or a name and its province behind the last comma."""
    name, comma, province = words.rpartition(",")
    return [(words, None), *([(name, province)] if comma and name.strip() and province.strip() else [])]


def _in_province(known: str | None, asked: str | None) -> bool:
    """Return whether a locality's province is the one asked for."""
    if asked is None:
        return True
    if known is None:
        return False
    wanted = other_name(province_key(asked))
    told = bare(wanted).removeprefix("tinh ").removeprefix("thanh pho ")
    return known == wanted or (not has_marks(asked) and bare(known) == told)


def _holds(name: str, words: str) -> bool:
    """Return whether all of `words` stand in `name` one after another."""
    return f" {squeeze(words)} " in f" {squeeze(name)} "


def indicator(archive: Archive, words: str) -> Choice:
    """Return what `words` name: a code, else a name or alias of the catalogue, else labels that hold all the words.

    Words without diacritics match words with any. Raises `UsageError` with the nearest names where nothing fits.
    """
    asked = squeeze(words)
    if archive.row("SELECT 1 FROM indicators WHERE code = ?", [asked]) is not None:
        return Choice(code=asked)
    names = _names(archive)
    for way in (fold, bare):
        codes = {code for name, code in names if squeeze(way(name)) == squeeze(way(asked))}
        if len(codes) == 1 and (way is fold or not has_marks(asked)):
            return Choice(code=codes.pop())
    if has_words(asked):
        labels = _labels(archive, asked)
        if labels:
            return Choice(labels=labels)
    frequent = archive.rows("SELECT label FROM labels ORDER BY id LIMIT ?", [_FREQUENT])
    known = [*(name for name, _ in names), *(row["label"] for row in frequent)]
    raise UsageError(f"không có chỉ tiêu '{words}'{_nearest(words, known)}; xem baocao indicators")


def _names(archive: Archive) -> list[tuple[str, str]]:
    """Return every name of every indicator with its code, the proper names first."""
    rows = archive.rows("SELECT code, name, names FROM indicators ORDER BY position, code")
    proper = [(row["name"], row["code"]) for row in rows]
    return proper + [(name, row["code"]) for row in rows for name in json.loads(row["names"])]


def _labels(archive: Archive, words: str) -> tuple[int, ...]:
    """Return the ids of the labels that are `words`, else hold them one after another, else hold them all."""
    marked = has_marks(words)
    column = "folded" if marked else "bare"
    same = archive.rows(
        f"SELECT id FROM labels WHERE {column} = ? ORDER BY id", [squeeze(fold(words) if marked else bare(words))]
    )
    if same:
        return tuple(row["id"] for row in same)
    for phrase in (True, False):
        rows = archive.rows(
            "SELECT rowid AS id FROM labels_fts WHERE labels_fts MATCH ? ORDER BY rowid",
            [match_expression(words, phrase=phrase, marks=marked)],
        )
        if rows:
            return tuple(row["id"] for row in rows)
    return ()


def _nearest(words: str, known: Iterable[str]) -> str:
    """Return the end of a sentence that offers the names most like `words`, empty where none is."""
    choices = {name: bare(name) for name in dict.fromkeys(known)}
    found = process.extract(
        bare(words), choices, scorer=fuzz.token_sort_ratio, limit=_SUGGESTIONS, score_cutoff=_LIKENESS
    )
    return f"; gần nhất: {', '.join(name for _, _, name in found)}" if found else ""


def narrowed(
    choice: Choice | None, localities: tuple[int, ...] | None, measure: Measure | None
) -> tuple[str, list[Value]]:
    """Return the condition, with its values, that narrows the figures `f` of reports `r` with corrections `c`."""
    conditions = ["coalesce(c.dropped, 0) = 0"]
    values: list[Value] = []
    if choice is not None and choice.code is not None:
        conditions.append("f.linked = ?")
        values.append(choice.code)
    elif choice is not None:
        listed = json.dumps(choice.labels)  # one value however many there are: SQLite takes no end of marks
        conditions.append(f"coalesce(c.label_id, f.label_id) IN ({_LISTED})")
        values.append(listed)
        if localities is None:  # the whole archive: from the labels to the figures; else from a few reports to theirs
            conditions.append(
                f"f.id IN (SELECT id FROM figures WHERE label_id IN ({_LISTED}) UNION ALL "
                f"SELECT figure FROM corrected WHERE label_id IN ({_LISTED}))"
            )
            values += [listed, listed]
    if localities is not None:
        conditions.append(f"r.locality IN ({marks(localities)})")
        values.extend(localities)
    if measure is not None:
        conditions.append("f.measure = ?")
        values.append(measure.value)
    return " AND ".join(conditions), values


def marks(values: Iterable[object]) -> str:
    """Return as many question marks as there are values, for `IN (...)`.

    >>> marks("abc")
    '?, ?, ?'
    """
    return ", ".join("?" for _ in values)
