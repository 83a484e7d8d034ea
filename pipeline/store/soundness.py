"""Tells whether the archive is sound: its file, its references, its search indexes, and the files it was read from.

Enters: an open archive. Leaves: one `Examination` a question, such as "Chỉ mục toàn văn khớp với các đoạn" and, where
it isn't so, what was found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.archive import Archive
from pipeline.store.migrations import MIGRATIONS

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Examination:
    """One question: what was asked, and each thing found wrong; `grave` says that the archive itself is damaged."""

    question: str
    faults: tuple[str, ...]
    grave: bool = True


def examine(archive: Archive, *, sources: bool = True) -> Iterator[Examination]:
    """Yield the answer to each question; `sources` compares the files that were read with their hashes too."""
    yield Examination("Tệp cơ sở dữ liệu nguyên vẹn", _integrity(archive))
    yield Examination("Mọi tham chiếu đều có đích", _references(archive))
    yield Examination("Mỗi báo cáo có đúng một bản đang dùng", _versions(archive))
    yield Examination("Số liệu chỉ tới số liệu có thật", _links(archive))
    yield Examination("Vị trí trong toàn văn đúng với chữ đã ghi", _places(archive))
    yield Examination("Chỉ mục toàn văn khớp với các đoạn", _search(archive, "paragraphs"))
    yield Examination("Chỉ mục nhãn khớp với các nhãn", _search(archive, "labels"))
    yield Examination("Đã áp dụng đủ các bước nâng phiên bản", _migrations(archive))
    if sources:
        yield Examination("Tệp nguồn còn và không đổi", tuple(_sources(archive)), grave=False)


def _integrity(archive: Archive) -> tuple[str, ...]:
    found = [str(row[0]) for row in archive.rows(f"PRAGMA integrity_check({_SHOWN})")]
    return () if found == ["ok"] else tuple(found)


def _references(archive: Archive) -> tuple[str, ...]:
    rows = archive.rows("PRAGMA foreign_key_check")
    return tuple(f"bảng {row[0]}, dòng {row[1]}: không có dòng tương ứng trong {row[2]}" for row in rows[:_SHOWN])


def _versions(archive: Archive) -> tuple[str, ...]:
    """Return reports whose marks as replaced or holding contradict each other."""
    rows = archive.rows(
        "SELECT id FROM reports WHERE is_current <> (superseded_by IS NULL) OR superseded_by = id ORDER BY id LIMIT ?",
        [_SHOWN],
    )
    return tuple(f"báo cáo {row['id']}: dấu đang dùng và bản thay thế mâu thuẫn nhau" for row in rows)


def _links(archive: Archive) -> tuple[str, ...]:
    rows = archive.rows(
        "SELECT f.report, f.figure, w.target FROM figures AS f JOIN "
        "(SELECT id, whole AS target FROM figures UNION ALL SELECT id, base FROM figures) AS w ON w.id = f.id "
        "LEFT JOIN figures AS t ON t.report = f.report AND t.figure = w.target "
        "WHERE w.target IS NOT NULL AND t.id IS NULL LIMIT ?",
        [_SHOWN],
    )
    return tuple(f"báo cáo {row['report']}, số liệu {row['figure']}: không có số liệu {row['target']}" for row in rows)


def _places(archive: Archive) -> tuple[str, ...]:
    """Return parts whose words don't stand where the archive says."""
    found = []
    for table, name in (("figures", "số liệu"), ("tasks", "nhiệm vụ"), ("citations", "văn bản được nêu")):
        rows = archive.rows(
            f"SELECT p.report, p.position FROM {table} AS p JOIN reports AS r ON r.id = p.report "
            "WHERE substr(r.text, p.span_start + 1, p.span_end - p.span_start) <> p.text LIMIT ?",
            [_SHOWN],
        )
        found += [f"báo cáo {row['report']}, {name} thứ {row['position'] + 1}: chữ không khớp toàn văn" for row in rows]
    return tuple(found)


def _search(archive: Archive, table: str) -> tuple[str, ...]:
    """Return how the rows of a search index and those of its table differ."""
    missing = archive.rows(
        f"SELECT t.id FROM {table} AS t LEFT JOIN {table}_fts_docsize AS d ON d.id = t.id WHERE d.id IS NULL LIMIT ?",
        [_SHOWN],
    )
    beyond = archive.rows(
        f"SELECT d.id FROM {table}_fts_docsize AS d LEFT JOIN {table} AS t ON t.id = d.id WHERE t.id IS NULL LIMIT ?",
        [_SHOWN],
    )
    return tuple(f"dòng {row['id']} chưa có trong chỉ mục" for row in missing) + tuple(
        f"chỉ mục có dòng {row['id']} không còn tồn tại" for row in beyond
    )


def _migrations(archive: Archive) -> tuple[str, ...]:
    applied = [row["name"] for row in archive.rows("SELECT name FROM _migrations ORDER BY version")]
    wanted = [migration.name for migration in MIGRATIONS]
    return () if applied == wanted else (f"kho ghi: {', '.join(applied)}; chương trình cần: {', '.join(wanted)}",)


def _sources(archive: Archive) -> Iterator[str]:
    """Yield the source files that are gone or have other content than what was read."""
    for row in archive.each("SELECT path, sha256 FROM reports WHERE is_current = 1 ORDER BY path"):
        path = Path(row["path"])
        try:
            with path.open("rb") as file:
                same = hashlib.file_digest(file, "sha256").hexdigest() == row["sha256"]
        except OSError:
            yield f"{path}: không còn ở chỗ cũ"
            continue
        if not same:
            yield f"{path}: nội dung đã khác lúc đọc"
