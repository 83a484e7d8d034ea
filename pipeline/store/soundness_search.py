"""Whether full-text search finds what stands in the archive: paragraphs, their words, the words of labels.

Enters: an open archive. Leaves: a line for each thing that search would miss or invent, such as "dòng 12 chưa có trong
chỉ mục". Every row is counted; the words themselves are looked up for a sample spread over the archive.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language.text import bare_long, fold_long
from pipeline.store.archive import Archive

_SAMPLE = 20_000
_WORDS = 12


def paragraphs(archive: Archive) -> Iterator[str]:
    """Yield reports whose paragraphs aren't the lines of their text."""
    for report in archive.each("SELECT id, text FROM reports ORDER BY id"):
        wanted, start = [], 0
        for line in report["text"].split("\n"):
            if line.strip():
                wanted.append((start, start + len(line)))
            start += len(line) + 1
        rows = archive.rows(
            "SELECT span_start, span_end FROM paragraphs WHERE report = ? ORDER BY position", [report["id"]]
        )
        if [tuple(row) for row in rows] != wanted:
            yield f"báo cáo {report['id']}: có {len(wanted)} đoạn văn, kho ghi {len(rows)}"


def passages_index(archive: Archive) -> Iterator[str]:
    """Yield what the index of paragraphs lacks, has too much, or knows with other words."""
    yield from _rows(archive, "paragraphs")
    yield from _words(
        archive,
        "paragraphs",
        "SELECT p.id, substr(r.text, p.span_start + 1, p.span_end - p.span_start) AS folded FROM paragraphs AS p "
        "JOIN reports AS r ON r.id = p.report WHERE p.id % ? = 0",
    )


def labels_index(archive: Archive) -> Iterator[str]:
    """Yield the same for the index of labels."""
    yield from _rows(archive, "labels")
    yield from _words(archive, "labels", "SELECT id, folded FROM labels WHERE id % ? = 0")


def _rows(archive: Archive, table: str) -> Iterator[str]:
    """Yield how the rows of a search index and those of its table differ."""
    for row in archive.each(
        f"SELECT t.id FROM {table} AS t LEFT JOIN {table}_fts_docsize AS d ON d.id = t.id WHERE d.id IS NULL"
    ):
        yield f"dòng {row['id']} chưa có trong chỉ mục"
    for row in archive.each(
        f"SELECT d.id FROM {table}_fts_docsize AS d LEFT JOIN {table} AS t ON t.id = d.id WHERE t.id IS NULL"
    ):
        yield f"chỉ mục có dòng {row['id']} không còn tồn tại"


def _words(archive: Archive, table: str, select: str) -> Iterator[str]:
    """Yield the rows that the index doesn't find by their own words."""
    last = archive.row(f"SELECT max(id) AS last FROM {table}")
    step = 1 if last is None or last["last"] is None else int(last["last"]) // _SAMPLE + 1
    found = f"SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH ? AND rowid = ?"
    for row in archive.each(select, [step]):
        for column, way in (("folded", fold_long), ("bare", bare_long)):
            words = " ".join(word for word in way(row["folded"]).replace('"', " ").split()[:_WORDS] if _tells(word))
            if words and archive.row(found, [f'{column} : "{words}"', row["id"]]) is None:
                yield f"chỉ mục không tìm thấy dòng {row['id']} theo chữ của nó"
                break


def _tells(word: str) -> bool:
    return any(char.isalnum() for char in word)
