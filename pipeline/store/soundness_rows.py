"""What the rows of the archive say of one another: versions, localities, links, places, values, what people changed.

Enters: an open archive. Leaves: a line for each contradiction, such as "báo cáo 3: dấu đang dùng và bản thay thế mâu
thuẫn nhau".
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.store.archive import Archive
from pipeline.store.lessons import HOLDS

_DECIMAL = "({0} GLOB '*[^0-9.-]*' OR {0} GLOB '*.*.*' OR {0} GLOB '?*-*' OR {0} NOT GLOB '*[0-9]*')"
DRIFTED = "abs(CAST(amount AS REAL) - amount_real) > 1e-9 * max(abs(amount_real), 1)"
"""Figures whose amount for sorting isn't the exact one."""


def complete(archive: Archive) -> Iterator[str]:
    """Yield reports of whose parts some in the middle are gone."""
    for table, name in (("sections", "mục"), ("figures", "số liệu"), ("tasks", "nhiệm vụ"), ("citations", "văn bản")):
        for row in archive.each(
            f"SELECT report, count(*) AS n, max(position) + 1 AS wanted FROM {table} GROUP BY report HAVING n <> wanted"
        ):
            yield f"báo cáo {row['report']}: còn {row['n']} trong số ít nhất {row['wanted']} {name}"


def versions(archive: Archive) -> Iterator[str]:
    """Yield reports whose marks as replaced or holding contradict each other."""
    for row in archive.each(
        "SELECT id FROM reports WHERE is_current <> (superseded_by IS NULL) OR superseded_by = id ORDER BY id"
    ):
        yield f"báo cáo {row['id']}: dấu đang dùng và bản thay thế mâu thuẫn nhau"
    for row in archive.each(
        "SELECT min(id) AS id, count(*) AS n, sum(is_current) AS holding FROM reports GROUP BY slot, locality "
        "HAVING holding <> 1 OR min(version) <> 1 OR max(version) <> n OR count(DISTINCT version) <> n"
    ):
        yield f"báo cáo {row['id']}: {row['n']} bản, {row['holding']} bản đang dùng; số thứ tự bản không liên tục"
    for row in archive.each(
        "SELECT r.id, r.superseded_by FROM reports AS r JOIN reports AS n ON n.id = r.superseded_by "
        "WHERE n.slot <> r.slot OR n.locality IS NOT r.locality OR n.version <> r.version + 1"
    ):
        yield f"báo cáo {row['id']}: được ghi là bị báo cáo {row['superseded_by']} thay, mà đó không phải bản kế tiếp"


def localities(archive: Archive) -> Iterator[str]:
    """Yield reports without the locality of their agency, and localities without any report."""
    for row in archive.each(
        "SELECT r.id, r.agency FROM reports AS r LEFT JOIN localities AS l ON l.id = r.locality "
        "WHERE r.agency_key IS NOT l.key ORDER BY r.id"
    ):
        yield f"báo cáo {row['id']}: không gắn đúng cơ quan {row['agency']}"
    for row in archive.each(
        "SELECT id, name FROM localities AS l WHERE NOT EXISTS (SELECT 1 FROM reports AS r WHERE r.locality = l.id)"
    ):
        yield f"cơ quan {row['id']} ({row['name']}): không còn báo cáo nào"


def links(archive: Archive) -> Iterator[str]:
    """Yield figures whose whole or base isn't in their report."""
    for column in ("whole", "base"):
        for row in archive.each(
            f"SELECT f.report, f.figure, f.{column} AS target FROM figures AS f WHERE f.{column} IS NOT NULL "
            f"AND NOT EXISTS (SELECT 1 FROM figures AS t WHERE t.report = f.report AND t.figure = f.{column})"
        ):
            yield f"báo cáo {row['report']}, số liệu {row['figure']}: không có số liệu {row['target']}"


def places(archive: Archive) -> Iterator[str]:
    """Yield parts whose words don't stand where the archive says."""
    for table, name in (("figures", "số liệu"), ("tasks", "nhiệm vụ"), ("citations", "văn bản được nêu")):
        for row in archive.each(
            f"SELECT p.report, p.position FROM {table} AS p JOIN reports AS r ON r.id = p.report "
            "WHERE substr(r.text, p.span_start + 1, p.span_end - p.span_start) <> p.text"
        ):
            yield f"báo cáo {row['report']}, {name} thứ {row['position'] + 1}: chữ không khớp toàn văn"


def values(archive: Archive) -> Iterator[str]:
    """Yield figures that are no numbers or contradict themselves, and reports whose head or foot can't be read."""
    wrong = " OR ".join(_DECIMAL.format(column) for column in ("value", "amount", "coalesce(upper, '0')"))
    for row in archive.each(f"SELECT report, figure FROM figures WHERE {wrong} OR {DRIFTED}"):
        yield f"báo cáo {row['report']}, số liệu {row['figure']}: giá trị không phải số hoặc không khớp"
    told = " OR ".join(f"NOT json_valid({column})" for column in ("header", "footer", "ocr_pages", "warnings"))
    for row in archive.each(
        f"SELECT id FROM reports WHERE {told} OR length(sha256) <> 64 "
        "OR month NOT GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR month IS NOT substr(period_to, 1, 7) ORDER BY id"
    ):
        yield f"báo cáo {row['id']}: phần đầu, phần cuối, tháng hoặc mã băm không đúng dạng"


def people(archive: Archive) -> Iterator[str]:
    """Yield corrections that hang on no figure of their file, and figures whose indicator isn't the one that holds."""
    for row in archive.each(
        "SELECT c.id FROM corrections AS c LEFT JOIN figures AS f ON f.id = c.figure "
        "LEFT JOIN reports AS r ON r.id = f.report WHERE c.figure IS NOT NULL AND r.sha256 IS NOT c.sha256"
    ):
        yield f"điều sửa {row['id']}: gắn với một số liệu không còn hoặc của tệp khác"
    for row in archive.each(
        "SELECT d.figure FROM corrected AS d WHERE NOT EXISTS "
        "(SELECT 1 FROM corrections AS c WHERE c.figure = d.figure AND c.withdrawn IS NULL)"
    ):
        yield f"số liệu {row['figure']}: có giá trị sửa mà không có điều sửa nào"
    for row in archive.each(
        "SELECT c.figure FROM corrections AS c WHERE c.figure IS NOT NULL AND c.withdrawn IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM corrected AS d WHERE d.figure = c.figure)"
    ):
        yield f"số liệu {row['figure']}: đã sửa mà giá trị sửa không được dùng"
    for row in archive.each(f"SELECT id, report FROM figures WHERE linked IS NOT {HOLDS}"):
        yield f"báo cáo {row['report']}, số liệu {row['id']}: chỉ tiêu đang dùng không theo điều đã đọc, sửa, dạy"
