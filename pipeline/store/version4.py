"""The archive keeps the readings that are suggested for numbers of scans. Never changed.

Enters: an archive of the version before. Leaves: the column `figures.suggested`, such as {"value": "1238", "amount":
"1238", "reason": "Bản quét đọc là 1.288; nếu là 1.238 thì ...", ...}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.store.tables import describe

if TYPE_CHECKING:
    from sqlite_utils import Database


def suggestions(db: Database) -> None:
    """Make room for what a misread number of a scan is more likely; it replaces nothing."""
    db.execute("ALTER TABLE figures ADD COLUMN suggested TEXT")
    told = "Cách đọc khác được gợi ý cho số đọc ngờ vực trên bản quét, kèm lý do (JSON); value vẫn là số đã đọc"
    describe(db, "figures", {"suggested": told})
