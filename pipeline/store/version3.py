"""The archive's third version: what somebody let stand. Never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.store.tables import Column, Table

if TYPE_CHECKING:
    from sqlite_utils import Database

SILENCES = Table(
    "silences",
    "Cảnh báo mà người dùng đã xem và cho qua: ở đoạn văn ấy thì không báo nữa",
    ("rule", "passage"),
    (
        Column("rule", str, "Mã kiểm tra", required=True),
        Column("passage", str, "Mã băm của đoạn văn (không kể hoa thường, khoảng trắng)", required=True),
        Column("text", str, "Đoạn văn", required=True),
        Column("who", str, "Ai cho qua", required=True),
        Column("why", str, "Vì sao", required=True),
        Column("at", str, "Lúc cho qua (ISO, giờ UTC)", required=True),
    ),
)


def silences(db: Database) -> None:
    """Make room for what was let stand, and keep what a program of the version before wrote into a table of its own."""
    before = "silences" in db.table_names()
    if before:
        db.execute("ALTER TABLE silences RENAME TO silences_before")
    SILENCES.create(db)
    if before:
        db.execute(
            "INSERT INTO silences (rule, passage, text, who, why, at) "
            "SELECT rule, passage, text, who, why, at FROM silences_before"
        )
        db.execute("DROP TABLE silences_before")
