"""The archive's first version: its tables as they were then. Never changed; later ones are migrations of their own."""

from __future__ import annotations

from pipeline.store.tables import Column, Table, period_columns, place_columns, report_column

_ROW = Column("id", int, "Số thứ tự của dòng")
_POSITION = Column("position", int, "Thứ tự trong báo cáo, từ 0", required=True)
_TEXT = Column("text", str, "Nguyên văn", required=True)
_RULE = Column("rule", str, "Quy tắc đã tìm ra", required=True)

AGENCIES = Table(
    "agencies",
    "Các cơ quan gửi báo cáo",
    ("key",),
    (
        Column("key", str, "Tên để so, chữ thường", required=True),
        Column("name", str, "Tên như trong báo cáo đầu tiên", required=True),
        Column("bare", str, "Tên không dấu", required=True),
    ),
)

REPORTS = Table(
    "reports",
    "Các báo cáo; mỗi bản (phiên bản) một dòng",
    ("id",),
    (
        _ROW,
        Column("agency", str, "Cơ quan báo cáo"),
        Column("agency_key", str, "Tên cơ quan để so, chữ thường", refers=("agencies", "key")),
        Column("parent_agency", str, "Cơ quan cấp trên ghi ở đầu văn bản"),
        Column("province", str, "Tỉnh, thành phố suy ra từ nơi nhận; để trống nếu báo cáo không nói"),
        Column("month", str, "Tháng của báo cáo, theo ngày cuối kỳ, dạng 2026-05"),
        *period_columns("báo cáo"),
        Column("number", str, "Số văn bản"),
        Column("symbol", str, "Ký hiệu, ví dụ BC-UBND"),
        Column("date", str, "Ngày ký (ISO)"),
        Column("title", str, "Tên báo cáo"),
        Column("slot", str, "Cùng cơ quan, cùng kỳ thì cùng giá trị: các bản của một báo cáo", required=True),
        Column("version", int, "Bản thứ mấy của báo cáo", required=True),
        Column("superseded_by", int, "Bản đã thay bản này (reports.id)", refers=("reports", "id")),
        Column("is_current", int, "1 nếu là bản đang dùng, 0 nếu đã bị thay", required=True),
        Column("path", str, "Tệp nguồn", required=True),
        Column("sha256", str, "Mã băm của tệp nguồn", required=True),
        Column("media", str, "Loại tệp: pdf, docx, text, image", required=True),
        Column("pages", int, "Số trang"),
        Column("extracted_at", str, "Lúc đọc (ISO, giờ UTC)", required=True),
        Column("program", str, "Phiên bản chương trình đã đọc", required=True),
        Column("text", str, "Toàn văn, mỗi đoạn một dòng", required=True),
        Column("header", str, "Phần đầu văn bản (JSON)", required=True),
        Column("footer", str, "Phần cuối văn bản (JSON)", required=True),
        Column("ocr_pages", str, "Các trang phải nhận dạng chữ (JSON)", required=True),
        Column("warnings", str, "Điều cần lưu ý khi đọc tệp (JSON)", required=True),
    ),
    indexes=(
        ("slot",),
        ("agency_key", "month", "is_current"),
        ("month", "is_current"),
        ("is_current", "month", "agency_key"),
        ("superseded_by",),
    ),
    unique=(("sha256",),),
)

SECTIONS = Table(
    "sections",
    "Các mục của báo cáo",
    ("id",),
    (
        _ROW,
        report_column(),
        _POSITION,
        Column("section", str, "Mã mục nối từ trên xuống, ví dụ B.I.3.2", required=True),
        Column("number", str, "Số của mục như đã viết", required=True),
        Column("title", str, "Tên mục", required=True),
        Column("level", int, "Cấp, 1 là cao nhất", required=True),
        Column("parent", str, "Mã mục cha"),
        Column("span_start", int, "Vị trí ký tự đầu trong toàn văn", required=True),
        Column("span_end", int, "Vị trí ngay sau ký tự cuối", required=True),
    ),
    unique=(("report", "position"),),
)

PARAGRAPHS = Table(
    "paragraphs",
    "Các đoạn của báo cáo, để tìm toàn văn; chữ nằm trong reports.text",
    ("id",),
    (
        _ROW,
        report_column(),
        _POSITION,
        Column("span_start", int, "Vị trí ký tự đầu trong toàn văn", required=True),
        Column("span_end", int, "Vị trí ngay sau ký tự cuối", required=True),
        Column("section_id", int, "Mục chứa đoạn (sections.id)", refers=("sections", "id")),
        Column("page", int, "Trang, nếu biết chắc"),
    ),
    indexes=(("section_id",),),
    unique=(("report", "position"),),
)

INDICATORS = Table(
    "indicators",
    "Danh mục chỉ tiêu",
    ("code",),
    (
        Column("code", str, "Mã chỉ tiêu", required=True),
        Column("name", str, "Tên chỉ tiêu", required=True),
        Column("unit", str, "Đơn vị tính"),
        Column("kind", str, "stock (thời điểm), flow (trong kỳ), cumulative (lũy kế), plan (kế hoạch), ratio (tỷ lệ)"),
        Column("sector", str, "Mã lĩnh vực"),
        Column("sector_name", str, "Tên lĩnh vực"),
        Column("position", int, "Thứ tự trong danh mục", required=True),
        Column("names", str, "Các tên gọi khác (JSON)", required=True),
        Column("official_code", str, "Mã trong hệ thống chỉ tiêu thống kê nhà nước, nếu biết"),
        Column("in_catalogue", int, "1 nếu còn trong danh mục, 0 nếu chỉ còn trong số liệu cũ", required=True),
    ),
)

LABELS = Table(
    "labels",
    "Mọi nhãn đã gặp, để tìm chỉ tiêu theo chữ",
    ("id",),
    (
        _ROW,
        Column("folded", str, "Nhãn chữ thường, có dấu", required=True),
        Column("bare", str, "Nhãn không dấu", required=True),
        Column("label", str, "Nhãn như lần đầu gặp", required=True),
    ),
    indexes=(("bare",),),
    unique=(("folded",),),
)

FIGURES = Table(
    "figures",
    "Các số liệu",
    ("id",),
    (
        _ROW,
        report_column(),
        _POSITION,
        Column("figure", str, "Mã số liệu trong báo cáo", required=True),
        _TEXT,
        Column("value", str, "Giá trị như đã viết, số thập phân dùng dấu chấm", required=True),
        Column("unit", str, "Đơn vị như đã viết", required=True),
        Column("amount", str, "Giá trị theo đơn vị gốc (số thập phân chính xác)", required=True),
        Column("amount_real", float, "Giá trị theo đơn vị gốc, để sắp xếp và vẽ", required=True),
        Column("base_unit", str, "Đơn vị gốc", required=True),
        Column("upper", str, "Đầu trên của khoảng (từ 10 đến 12 ha)"),
        Column("label", str, "Đếm cái gì", required=True),
        Column("label_id", int, "Nhãn đó (labels.id)", required=True, refers=("labels", "id")),
        Column("label_key", str, "Khóa để so các nhãn chưa có trong danh mục", required=True),
        Column("indicator", str, "Mã chỉ tiêu trong danh mục", refers=("indicators", "code")),
        Column("indicator_rule", str, "Vì sao gắn với chỉ tiêu đó"),
        Column(
            "measure", str, "actual (thực hiện), target (kế hoạch), ratio (tỷ lệ), change (tăng giảm)", required=True
        ),
        Column("against", str, "So với gì: same_period_last_year, previous_period, plan"),
        *period_columns("của số liệu"),
        Column("qualifier", str, "exact, about, under, over, at_least, at_most", required=True),
        Column("whole", str, "Mã số liệu mà nó là một phần (trong đó ...)"),
        Column("base", str, "Mã số liệu mà nó là phần trăm của"),
        Column("stated_zero", int, "1 nếu báo cáo nói là không có", required=True),
        *place_columns(),
        Column("confidence", float, "Độ tin cậy, từ 0 đến 1", required=True),
        _RULE,
    ),
    indexes=(("indicator", "report"), ("label_id", "report"), ("label_key", "indicator"), ("section_id",)),
    unique=(("report", "position"),),
)

TASKS = Table(
    "tasks",
    "Các nhiệm vụ của kỳ tới",
    ("id",),
    (
        _ROW,
        report_column(),
        _POSITION,
        Column("task", str, "Mã nhiệm vụ trong báo cáo", required=True),
        Column("month", str, "Tháng phải làm, dạng 2026-06"),
        Column("item", str, "Số của nhiệm vụ như đã viết"),
        _TEXT,
        Column("action", str, "Động từ đứng đầu", required=True),
        Column("continuing", int, "1 nếu là việc làm thường xuyên, tiếp tục", required=True),
        Column("deadline", str, "Hạn (ISO)"),
        Column("responsible", str, "Đơn vị được giao"),
        Column("targets", str, "Mã các số liệu trong nhiệm vụ (JSON)", required=True),
        *place_columns(),
        *period_columns("của nhiệm vụ"),
        _RULE,
    ),
    indexes=(("month", "report"), ("section_id",)),
    unique=(("report", "position"),),
)

CITATIONS = Table(
    "citations",
    "Các văn bản được nêu",
    ("id",),
    (
        _ROW,
        report_column(),
        _POSITION,
        _TEXT,
        Column("type", str, "Loại văn bản: KH, QĐ, NĐ, ..."),
        Column("number", str, "Số văn bản"),
        Column("symbol", str, "Số và ký hiệu, ví dụ 141/KH-UBND", required=True),
        Column("issuer", str, "Cơ quan ban hành"),
        Column("date", str, "Ngày ban hành (ISO)"),
        *place_columns(),
        _RULE,
    ),
    indexes=(("symbol", "date"), ("section_id",)),
    unique=(("report", "position"),),
)

OTHER_NUMBERS = Table(
    "other_numbers",
    "Các con số không phải số liệu, và vì sao",
    ("report", "position"),
    (
        report_column(),
        _POSITION,
        _TEXT,
        Column("kind", str, "Là gì: date, citation, ordinal, age, ...", required=True),
        _RULE,
        *place_columns(),
    ),
    indexes=(("section_id",),),
)

UNREAD = Table(
    "unread",
    "Các con số chưa quy tắc nào hiểu",
    ("report", "position"),
    (report_column(), _POSITION, _TEXT, *place_columns()),
    indexes=(("section_id",),),
)

REJECTED = Table(
    "rejected",
    "Các tệp không vào kho được, và vì sao",
    ("path",),
    (
        Column("path", str, "Tệp", required=True),
        Column("sha256", str, "Mã băm của tệp; để trống với tài liệu mật"),
        Column("reason", str, "Lý do", required=True),
        Column("at", str, "Lúc ghi (ISO, giờ UTC)", required=True),
        Column("program", str, "Phiên bản chương trình", required=True),
    ),
)

AUDIT = Table(
    "audit",
    "Nhật ký: việc gì, lúc nào; không chứa nội dung báo cáo",
    ("id",),
    (
        _ROW,
        Column("at", str, "Lúc làm (ISO, giờ UTC)", required=True),
        Column("action", str, "Việc: save (ghi báo cáo), migrate (nâng phiên bản kho)", required=True),
        Column("report", int, "Báo cáo (reports.id)", refers=("reports", "id")),
        Column("detail", str, "Chi tiết", required=True),
    ),
    indexes=(("report",),),
)

TABLES = (
    AGENCIES,
    REPORTS,
    SECTIONS,
    PARAGRAPHS,
    INDICATORS,
    LABELS,
    FIGURES,
    TASKS,
    CITATIONS,
    OTHER_NUMBERS,
    UNREAD,
    REJECTED,
    AUDIT,
)
