"""What the archive holds, a page of it at a time: so that a large archive takes no longer to look at than a small one.

Enters: an archive, part of a name, the number of a page. Leaves: `Holding`: the agencies of that page with the reports
of the last twelve months, such as "UBND xã Nà Khuổi": 12/2025 bản 2, 01/2026 chưa có.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.communes.names import office_name, plain
from pipeline.language.text import bare, squeeze
from pipeline.query.select import has_marks, marks
from pipeline.query.series import between, report_name
from pipeline.store.archive import Archive, Value

PAGE = 25
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Held:
    """A current report of a month."""

    id: int
    name: str
    kind: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency by its number in this archive, and its reports by month."""

    id: int
    name: str
    province: str | None
    code: str | None
    months: dict[str, tuple[Held, ...]]


@dataclass(frozen=True, slots=True)
class Holding:
    """A page of the archive: `months` are shown, `agencies` stand on this page out of `found`."""

    months: tuple[str, ...]
    agencies: tuple[Agency, ...]
    found: int
    page: int
    last: str | None
    nameless: tuple[Held, ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.found // PAGE))


def holding(archive: Archive, *, words: str = "", page: int = 1, until: str | None = None) -> Holding:
    """Return a page of the agencies whose names hold `words`, with the twelve months that end with `until`."""
    last = _last(archive)
    shown = until or last
    months = () if shown is None else _before(shown)
    condition, values = _named(words)
    counted = archive.row(f"SELECT count(*) AS n FROM localities WHERE {condition}", values)  # names only: few pages
    found = 0 if counted is None else int(counted["n"])
    page = min(max(page, 1), max(1, -(-found // PAGE)))
    rows = archive.rows(
        f"SELECT id, name, province, code FROM localities WHERE {condition} ORDER BY key, id LIMIT ? OFFSET ?",
        [*values, PAGE, (page - 1) * PAGE],
    )
    held = _held(archive, [row["id"] for row in rows], months)
    return Holding(
        months=months,
        agencies=tuple(
            Agency(row["id"], row["name"], row["province"], row["code"], held.get(row["id"], {})) for row in rows
        ),
        found=found,
        page=page,
        last=last,
        nameless=_nameless(archive),
    )


def count_reports(archive: Archive) -> int:
    """Return how many reports hold today; the one question here that takes longer the larger the archive is."""
    row = archive.row("SELECT count(*) AS n FROM reports WHERE is_current = 1")
    return 0 if row is None else int(row["n"])


def _last(archive: Archive) -> str | None:
    row = archive.row("SELECT max(month) AS last FROM reports WHERE is_current = 1")
    return None if row is None else row["last"]


def _before(month: str) -> tuple[str, ...]:
    """Return the twelve months that end with `month`.

    >>> _before("2026-05")[0], len(_before("2026-05"))
    ('2025-06', 12)
    """
    start = int(month[:4]) * 12 + int(month[5:]) - _MONTHS
    return tuple(between(f"{start // 12:04}-{start % 12 + 1:02}", month))


def _named(words: str) -> tuple[str, list[Value]]:
    """Return the condition that a locality's name holds `words`."""
    asked = squeeze(plain(words) if has_marks(words) else bare(words))
    if not asked:
        return "1", []
    escaped = asked.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{'key' if has_marks(words) else 'bare'} LIKE ? ESCAPE '\\'", [f"%{escaped}%"]


def _held(archive: Archive, localities: list[int], months: tuple[str, ...]) -> dict[int, dict[str, tuple[Held, ...]]]:
    if not localities or not months:
        return {}
    rows = archive.rows(
        "SELECT id, locality, month, number, symbol, path, period_kind, version "
        "FROM reports INDEXED BY idx_reports_locality_month "  # not the months of all agencies
        f"WHERE locality IN ({marks(localities)}) AND is_current = 1 AND month BETWEEN ? AND ? ORDER BY month, id",
        [*localities, months[0], months[-1]],
    )
    found: dict[int, dict[str, tuple[Held, ...]]] = {}
    for row in rows:
        own = found.setdefault(row["locality"], {})
        held = Held(row["id"], report_name(row), row["period_kind"], row["version"])
        own[row["month"]] = (*own.get(row["month"], ()), held)
    return found


def _nameless(archive: Archive) -> tuple[Held, ...]:
    """Return the newest reports that no month or agency is known of."""
    columns = "id, number, symbol, path, period_kind, version"
    rows = archive.rows(
        f"SELECT {columns} FROM reports WHERE locality IS NULL AND is_current = 1 UNION "
        f"SELECT {columns} FROM reports WHERE is_current = 1 AND month IS NULL ORDER BY id DESC LIMIT 20"
    )
    return tuple(Held(row["id"], report_name(row), row["period_kind"], row["version"]) for row in rows)


def agency_of(archive: Archive, number: int) -> Agency | None:
    """Return an agency by its number in this archive, without its months."""
    row = archive.row("SELECT id, name, province, code FROM localities WHERE id = ?", [number])
    return None if row is None else Agency(row["id"], row["name"], row["province"], row["code"], {})


def some_agencies(archive: Archive, words: str = "", limit: int = 30) -> list[Agency]:
    """Return at most `limit` agencies whose names hold `words`, by name."""
    condition, values = _named(words)
    rows = archive.rows(
        f"SELECT id, name, province, code FROM localities WHERE {condition} ORDER BY key, id LIMIT ?",
        [*values, limit],
    )
    return [Agency(row["id"], row["name"], row["province"], row["code"], {}) for row in rows]


def months_held(archive: Archive, agency: int | None = None) -> list[str]:
    """Return the months of current reports, the newest first, found by jumping from one to the next in the index."""
    condition, values = ("locality = ? AND ", list[Value]([agency])) if agency is not None else ("", list[Value]())
    rows = archive.rows(
        f"WITH RECURSIVE at (month) AS (SELECT (SELECT max(month) FROM reports WHERE {condition}is_current = 1) "
        f"UNION ALL SELECT (SELECT max(month) FROM reports WHERE {condition}is_current = 1 AND month < at.month) "
        "FROM at WHERE at.month IS NOT NULL) SELECT month FROM at WHERE month IS NOT NULL",
        values * 2,
    )
    return [row["month"] for row in rows]


def task_months(archive: Archive) -> list[str]:
    """Return the months for which something was planned, the newest first."""
    rows = archive.rows(
        "WITH RECURSIVE at (month) AS (SELECT (SELECT max(month) FROM tasks) UNION ALL "
        "SELECT (SELECT max(month) FROM tasks WHERE month < at.month) FROM at WHERE at.month IS NOT NULL) "
        "SELECT month FROM at WHERE month IS NOT NULL"
    )
    return [row["month"] for row in rows]


def agency_named(archive: Archive, name: str) -> list[Agency]:
    """Return the agencies of exactly that name, or of that name and province ("xã Tân Tiến, Lạng Sơn")."""
    called, _, province = name.partition(", ")
    rows = archive.rows(
        "SELECT id, name, province, code FROM localities WHERE key = ? ORDER BY province, code",
        [office_name(called).key],
    )
    found = [Agency(row["id"], row["name"], row["province"], row["code"], {}) for row in rows]
    return [each for each in found if not province or (each.province or "").casefold() == province.casefold()]


def changes(archive: Archive) -> int:
    """Return a number that is another after every change of the archive."""
    row = archive.row("SELECT max(id) AS last FROM audit")
    return 0 if row is None else int(row["last"] or 0)
