"""The archive's second version: localities, lessons, corrections, and the indicator that holds. Never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.store.tables import Column, Table, describe

if TYPE_CHECKING:
    from sqlite_utils import Database

LOCALITIES = Table(
    "localities",
    "Mỗi cơ quan của một xã, phường một dòng: cùng tên mà khác tỉnh là khác nhau",
    ("id",),
    (
        Column("id", int, "Số thứ tự của dòng"),
        Column("key", str, "Tên để so (agencies.key)", required=True, refers=("agencies", "key")),
        Column("name", str, "Tên để hiện", required=True),
        Column("bare", str, "Tên không dấu", required=True),
        Column("province", str, "Tỉnh, thành phố, để so; để trống nếu không báo cáo nào nói"),
        Column("code", str, "Mã đơn vị hành chính, 5 chữ số, nếu xác định được"),
        Column("district", str, "Huyện, với đơn vị trước tháng 7/2025"),
    ),
    indexes=(("key",), ("code",)),
)

LESSONS = Table(
    "lessons",
    "Điều người dùng đã dạy: khóa nhãn nào là chỉ tiêu nào",
    ("key",),
    (
        Column("key", str, "Khóa của nhãn (figures.label_key)", required=True),
        Column("code", str, "Mã chỉ tiêu", required=True, refers=("indicators", "code")),
        Column("label", str, "Một nhãn có khóa ấy, để người đọc nhận ra"),
        Column("who", str, "Ai dạy"),
        Column("why", str, "Vì sao"),
        Column("at", str, "Lúc dạy (ISO, giờ UTC)", required=True),
    ),
)

CORRECTIONS = Table(
    "corrections",
    "Điều người dùng đã sửa; số liệu đọc được vẫn giữ nguyên trong figures",
    ("id",),
    (
        Column("id", int, "Số thứ tự của dòng"),
        Column("sha256", str, "Mã băm của tệp có số liệu", required=True),
        Column("text", str, "Số liệu như đã viết", required=True),
        Column("line", str, "Đoạn văn chứa số liệu", required=True),
        Column("nth", int, "Lần thứ mấy chữ ấy có trong đoạn, từ 0", required=True),
        Column("place", int, "Đoạn giống hệt thứ mấy trong báo cáo, từ 0", required=True),
        Column("value", str, "Giá trị đúng"),
        Column("unit", str, "Đơn vị đúng"),
        Column("label", str, "Nhãn đúng"),
        Column("indicator", str, "Mã chỉ tiêu đúng; chuỗi rỗng là không thuộc chỉ tiêu nào"),
        Column("not_a_figure", int, "1 nếu không phải số liệu, 0 nếu đúng là số liệu"),
        Column("who", str, "Ai sửa", required=True),
        Column("why", str, "Vì sao", required=True),
        Column("at", str, "Lúc sửa (ISO, giờ UTC)", required=True),
        Column("withdrawn", str, "Lúc rút lại, nếu đã rút"),
        Column("figure", int, "Số liệu ấy trong lần đọc này (figures.id); để trống nếu không còn thấy"),
    ),
    indexes=(("sha256",), ("figure",)),
)

CORRECTED = Table(
    "corrected",
    "Giá trị đang dùng của các số liệu đã sửa (suy ra từ corrections)",
    ("figure",),
    (
        Column("figure", int, "Số liệu (figures.id)", required=True, refers=("figures", "id")),
        Column("value", str, "Giá trị", required=True),
        Column("unit", str, "Đơn vị", required=True),
        Column("amount", str, "Giá trị theo đơn vị gốc", required=True),
        Column("amount_real", float, "Giá trị theo đơn vị gốc, để sắp xếp và vẽ", required=True),
        Column("base_unit", str, "Đơn vị gốc", required=True),
        Column("label", str, "Nhãn", required=True),
        Column("label_id", int, "Nhãn đó (labels.id)", required=True, refers=("labels", "id")),
        Column("dropped", int, "1 nếu không phải số liệu", required=True),
    ),
    indexes=(("label_id",),),
)

VIEWS = {
    "v_figures": (
        "Số liệu đang dùng (đã tính các điều sửa) kèm cơ quan, tháng, tên chỉ tiêu, tên mục; mọi bản",
        """
        SELECT f.id, l.name AS agency, l.code AS agency_code, l.province, r.month, r.version, r.is_current,
               f.linked AS indicator, i.name AS indicator_name, coalesce(c.label, f.label) AS label,
               coalesce(c.value, f.value) AS value, coalesce(c.unit, f.unit) AS unit,
               coalesce(c.amount, f.amount) AS amount, coalesce(c.amount_real, f.amount_real) AS amount_real,
               coalesce(c.base_unit, f.base_unit) AS base_unit, f.upper, f.measure, f.against,
               f.period_kind, f.period_from, f.period_to, f.qualifier, f.stated_zero, f.text,
               s.section, s.title AS section_title, f.page, f.confidence, f.rule, r.path, r.id AS report,
               c.figure IS NOT NULL AS corrected
        FROM figures AS f
        JOIN reports AS r ON r.id = f.report
        LEFT JOIN localities AS l ON l.id = r.locality
        LEFT JOIN corrected AS c ON c.figure = f.id
        LEFT JOIN indicators AS i ON i.code = f.linked
        LEFT JOIN sections AS s ON s.id = f.section_id
        WHERE coalesce(c.dropped, 0) = 0
        """,
    ),
    "v_series": (
        "Chuỗi số liệu: mỗi chỉ tiêu, tháng, cách đo và loại kỳ một dòng; chỉ bản đang dùng, lần nêu đầu tiên",
        """
        SELECT v.indicator, v.indicator_name, v.agency, v.agency_code, v.province, v.month, v.measure, v.period_kind,
               v.value, v.unit, v.amount, v.amount_real, v.base_unit, v.label, v.page, v.version, v.report
        FROM v_figures AS v
        JOIN figures AS f ON f.id = v.id
        WHERE v.is_current = 1 AND v.indicator IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM figures AS e LEFT JOIN corrected AS c ON c.figure = e.id
            WHERE e.report = f.report AND e.linked = f.linked AND e.measure = f.measure
              AND e.period_kind IS f.period_kind AND e.position < f.position AND coalesce(c.dropped, 0) = 0
        )
        """,
    ),
}


def localities(db: Database) -> None:
    """Give each agency of each commune a row of its own, and each report its row."""
    LOCALITIES.create(db)
    db.execute("ALTER TABLE reports ADD COLUMN unit_code TEXT")
    db.execute("ALTER TABLE reports ADD COLUMN locality INTEGER REFERENCES localities(id)")
    describe(
        db, "reports", {"unit_code": "Mã đơn vị hành chính mà báo cáo cho biết", "locality": "Cơ quan (localities.id)"}
    )
    db.execute(
        "INSERT INTO localities (key, name, bare, province) "
        "SELECT a.key, a.name, a.bare, r.province FROM agencies AS a "
        "JOIN (SELECT DISTINCT agency_key, province FROM reports) AS r ON r.agency_key = a.key "
        "WHERE r.province IS NOT NULL OR (SELECT count(DISTINCT o.province) FROM reports AS o "
        "WHERE o.agency_key = a.key) <> 1 ORDER BY a.key, r.province"
    )
    db.execute(
        "UPDATE reports SET locality = coalesce((SELECT l.id FROM localities AS l WHERE l.key = reports.agency_key "
        "AND l.province IS reports.province), (SELECT l.id FROM localities AS l WHERE l.key = reports.agency_key)) "
        "WHERE agency_key IS NOT NULL"
    )
    db.execute("CREATE INDEX idx_reports_locality_month ON reports (locality, is_current, month)")


def people(db: Database) -> None:
    """Make room for what people teach and correct, and for the indicator that holds after both."""
    for table in (LESSONS, CORRECTIONS, CORRECTED):
        table.create(db)
    db.execute("ALTER TABLE figures ADD COLUMN linked TEXT REFERENCES indicators(code)")
    describe(db, "figures", {"linked": "Mã chỉ tiêu đang dùng: do sửa tay, do đọc được hoặc do đã dạy"})
    db.execute("UPDATE figures SET linked = indicator WHERE indicator IS NOT NULL")
    db.execute("DROP INDEX idx_figures_indicator_report")
    db.execute("DROP INDEX idx_figures_label_key_indicator")
    db.execute("CREATE INDEX idx_figures_linked_report ON figures (linked, report)")
    db.execute("CREATE INDEX idx_figures_report_linked ON figures (report, linked)")
    db.execute("CREATE INDEX idx_figures_label_key ON figures (label_key)")
    for name, (tells, select) in VIEWS.items():
        db.execute(f"DROP VIEW {name}")
        db.execute("DELETE FROM _columns WHERE table_name = ?", [name])
        db.execute(f"CREATE VIEW {name} AS {select}")
        describe(db, name, {"": tells})
