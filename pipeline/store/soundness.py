"""Tells whether the archive is sound: its file, its tables, what they say of one another, and the files behind it.

Enters: an open archive. Leaves: one `Examination` a question, such as "Chỉ mục toàn văn khớp với các đoạn" and, where
it isn't so, what was found and what to do about it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.errors import ArchiveError
from pipeline.store import soundness_rows, soundness_search
from pipeline.store.archive import Archive
from pipeline.store.blueprint import differences
from pipeline.store.migrations import MIGRATIONS

_SHOWN = 5

RESTORE = (
    "lấy lại từ bản sao lưu: baocao restore BẢN-SAO --db {db}; chưa có bản sao thì đưa các tệp nguồn vào một kho mới "
    "bằng baocao ingest"
)
REPAIR = "dựng lại được từ phần còn lành: baocao doctor --repair --db {db}"
AGAIN = (
    "đọc lại tệp nguồn của các báo cáo ấy: baocao ingest TỆP --again --db {db}, rồi baocao doctor --repair --db {db}; "
    "mất tệp nguồn thì " + RESTORE
)
UPGRADE = "sao kho sang nơi khác rồi lấy lại từ bản sao lưu; kho do phiên bản mới hơn tạo ra thì cập nhật chương trình"
SOURCES = "giữ tệp nguồn ở chỗ cũ để còn mở lại được; tệp có bản mới thì đưa vào kho: baocao ingest TỆP --db {db}"


@dataclass(frozen=True, slots=True)
class Examination:
    """One question: what was asked, each thing found wrong, what to do; `grave` says that the archive is damaged."""

    question: str
    faults: tuple[str, ...]
    remedy: str = ""
    grave: bool = True


@dataclass(frozen=True, slots=True)
class _Question:
    asked: str
    find: Callable[[Archive], Iterable[str]]
    remedy: str
    grave: bool = True


def _integrity(archive: Archive) -> Iterator[str]:
    for row in archive.rows(f"PRAGMA integrity_check({_SHOWN})"):
        if row[0] != "ok":
            yield str(row[0])


def _references(archive: Archive) -> Iterator[str]:
    for row in archive.each("PRAGMA foreign_key_check"):
        yield f"bảng {row[0]}, dòng {row[1]}: không có dòng tương ứng trong {row[2]}"


def _schema(archive: Archive) -> Iterator[str]:
    for difference in differences(archive):
        yield difference.told


def _migrations(archive: Archive) -> Iterator[str]:
    applied = [row["name"] for row in archive.rows("SELECT name FROM _migrations ORDER BY version")]
    wanted = [migration.name for migration in MIGRATIONS]
    if applied != wanted:
        yield f"kho ghi: {', '.join(applied)}; chương trình cần: {', '.join(wanted)}"


def _journal(archive: Archive) -> Iterator[str]:
    row = archive.row("PRAGMA journal_mode")
    if row is not None and row[0] != "wal":
        yield f"kho đang ghi theo kiểu '{row[0]}', mất điện lúc đang ghi thì kém an toàn hơn"


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


_QUESTIONS = (
    _Question("Tệp cơ sở dữ liệu nguyên vẹn", _integrity, RESTORE),
    _Question("Đã áp dụng đủ các bước nâng phiên bản", _migrations, UPGRADE),
    _Question("Đủ bảng, cột, chỉ mục và khung nhìn", _schema, REPAIR + "; thiếu cả bảng hay cột thì " + RESTORE),
    _Question("Kho ghi an toàn khi mất điện", _journal, REPAIR),
    _Question("Mọi tham chiếu đều có đích", _references, AGAIN),
    _Question("Không thiếu dòng nào ở giữa", soundness_rows.complete, AGAIN),
    _Question("Mỗi báo cáo có đúng một bản đang dùng", soundness_rows.versions, REPAIR),
    _Question("Mỗi báo cáo thuộc đúng cơ quan", soundness_rows.localities, REPAIR),
    _Question("Số liệu chỉ tới số liệu có thật", soundness_rows.links, AGAIN),
    _Question("Vị trí trong toàn văn đúng với chữ đã ghi", soundness_rows.places, AGAIN),
    _Question("Giá trị đúng dạng và khớp nhau", soundness_rows.values, REPAIR + "; vẫn còn thì " + AGAIN),
    _Question("Điều đã sửa và đã dạy gắn đúng số liệu", soundness_rows.people, REPAIR),
    _Question("Đoạn văn phủ hết toàn văn", soundness_search.paragraphs, REPAIR),
    _Question("Chỉ mục toàn văn khớp với các đoạn", soundness_search.passages_index, REPAIR),
    _Question("Chỉ mục nhãn khớp với các nhãn", soundness_search.labels_index, REPAIR),
)
_OF_SOURCES = _Question("Tệp nguồn còn và không đổi", _sources, SOURCES, grave=False)


def examine(archive: Archive, *, sources: bool = True) -> Iterator[Examination]:
    """Yield the answer to each question; `sources` compares the files that were read with their hashes too."""
    for question in (*_QUESTIONS, *((_OF_SOURCES,) if sources else ())):
        shown = None if question is _OF_SOURCES else _SHOWN
        faults: list[str] = []
        try:
            faults.extend(islice(question.find(archive), shown))
        except ArchiveError as error:  # a damage so deep that the question can't even be asked
            faults.append(str(error).removeprefix(f"{archive.path}: "))
        yield Examination(
            question.asked, tuple(faults), question.remedy.format(db=archive.path) if faults else "", question.grave
        )


def unopened(path: Path, error: ArchiveError) -> Examination:
    """Return what is to be said of an archive that can't even be opened."""
    told = str(error).removeprefix(f"{path}: ")
    return Examination("Mở được kho", (told,), RESTORE.format(db=path))
