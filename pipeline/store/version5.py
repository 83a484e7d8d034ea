"""The archive's fifth version: what keeps it fast when it holds the reports of a whole country. Never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def many_reports(db: Database) -> None:
    """Have the localities of one name found without reading its reports: communes share names, and years add up."""
    db.execute("CREATE INDEX idx_reports_identity ON reports (agency_key, province, unit_code, locality, slot)")
    db.execute("CREATE INDEX idx_localities_bare ON localities (bare)")
