"""Damage done on purpose to an archive of two reports, each kind with the question that has to find it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pipeline.store.archive import Archive


class Harm(NamedTuple):
    """What is done, the words of the question that finds it, and what mends it: "repair", "again" or "restore"."""

    do: str
    question: str
    mended_by: str


HARMS = {
    "section gone": Harm("DELETE FROM sections WHERE report = 1", "tham chiếu", "again"),
    "no version holds": Harm("UPDATE reports SET is_current = 0", "một bản đang dùng", "repair"),
    "replaced by itself": Harm("UPDATE reports SET superseded_by = 1 WHERE id = 1", "một bản đang dùng", "repair"),
    "two versions hold": Harm("UPDATE reports SET is_current = 1, superseded_by = NULL", "một bản đang dùng", "repair"),
    "version numbered wrongly": Harm("UPDATE reports SET version = 7 WHERE id = 2", "một bản đang dùng", "repair"),
    "report without agency": Harm("UPDATE reports SET locality = NULL", "đúng cơ quan", "repair"),
    "agency without report": Harm(
        "INSERT INTO localities (key, name, bare) SELECT key, name, bare FROM agencies", "đúng cơ quan", "repair"
    ),
    "part without whole": Harm("UPDATE figures SET whole = 'f99' WHERE position = 0", "số liệu có thật", "again"),
    "words changed": Harm("UPDATE figures SET text = 'khác' WHERE position = 0", "Vị trí", "again"),
    "text changed": Harm("UPDATE reports SET text = replace(text, 'con', 'bò')", "Vị trí", "again"),
    "value no number": Harm("UPDATE figures SET value = '1.2.3' WHERE position = 1", "Giá trị", "again"),
    "amount drifted": Harm("UPDATE figures SET amount_real = amount_real * 2 WHERE position = 1", "Giá trị", "repair"),
    "head no JSON": Harm("UPDATE reports SET header = '{' WHERE id = 1", "Giá trị", "again"),
    "figures gone": Harm("DELETE FROM figures WHERE position = 1", "thiếu dòng", "again"),
    "indicator out of step": Harm("UPDATE figures SET linked = NULL WHERE position = 0", "gắn đúng số liệu", "repair"),
    "correction unused": Harm("DELETE FROM corrected", "gắn đúng số liệu", "repair"),
    "correction dangling": Harm("UPDATE corrections SET figure = 99", "gắn đúng số liệu", "repair"),
    "corrected without correction": Harm("DELETE FROM corrections", "gắn đúng số liệu", "repair"),
    "paragraph gone": Harm("DELETE FROM paragraphs WHERE position = 2", "Đoạn văn", "repair"),
    "paragraph not indexed": Harm(
        "INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('delete-all')", "Chỉ mục toàn văn", "repair"
    ),
    "index knows other words": Harm(
        "INSERT INTO paragraphs_fts (rowid, folded, bare) VALUES (900, 'x', 'x')", "Chỉ mục toàn văn", "repair"
    ),
    "label not indexed": Harm(
        "INSERT INTO labels (folded, bare, label) VALUES ('x', 'x', 'x')", "Chỉ mục nhãn", "repair"
    ),
    "label changed": Harm("UPDATE labels SET folded = 'ngựa' WHERE id = 1", "Chỉ mục nhãn", "repair"),
    "index gone": Harm("DROP INDEX idx_reports_slot", "Đủ bảng", "repair"),
    "view gone": Harm("DROP VIEW v_figures", "Đủ bảng", "repair"),
    "view changed": Harm("DROP VIEW v_series; CREATE VIEW v_series AS SELECT 1 AS một", "Đủ bảng", "repair"),
    "strange trigger": Harm(
        "CREATE TRIGGER lạ AFTER INSERT ON audit BEGIN DELETE FROM audit; END", "Đủ bảng", "repair"
    ),
    "table gone": Harm("DROP TABLE citations", "Đủ bảng", "restore"),
    "column gone": Harm("ALTER TABLE other_numbers DROP COLUMN page", "Đủ bảng", "restore"),
    "search gone": Harm("DROP TABLE paragraphs_fts", "Đủ bảng", "repair"),
    "migration unknown": Harm("UPDATE _migrations SET name = 'khác'", "nâng phiên bản", "restore"),
    "journal unsafe": Harm("PRAGMA journal_mode = DELETE", "mất điện", "repair"),
}  # fmt: skip


def harm(archive: Archive, name: str) -> None:
    """Do the damage, past what SQLite would refuse."""
    archive.connection.execute("PRAGMA foreign_keys = OFF")
    archive.connection.executescript(HARMS[name].do)
    archive.connection.execute("PRAGMA foreign_keys = ON")


def _overwrite(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for page in range(8, len(data) // 4096, 5):
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(data)


def _cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


FILE_HARMS: dict[str, Callable[[Path], object]] = {
    "pages overwritten": _overwrite,
    "cut off": _cut,
    "head overwritten": lambda path: path.write_bytes(b"\0" * 100 + path.read_bytes()[100:]),
    "another program's": lambda path: path.write_bytes(b"%PDF-1.7\n" * 1000),
}
"""Damage done to the closed file."""
