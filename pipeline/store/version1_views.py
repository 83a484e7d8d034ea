"""The search indexes and views of the archive's first version. Never changed afterwards."""

from __future__ import annotations

SEARCH = {
    "paragraphs_fts": "Chỉ mục toàn văn của các đoạn: có dấu (folded) và không dấu (bare)",
    "labels_fts": "Chỉ mục của các nhãn: có dấu (folded) và không dấu (bare)",
}
"""Contentless FTS5 tables: the words stand in `reports.text` and `labels`, and come to the index folded."""

VIEWS = {
    "v_figures": (
        "Số liệu kèm cơ quan, tháng, tên chỉ tiêu, tên mục; mọi bản",
        """
        SELECT f.id, r.agency, r.month, r.version, r.is_current, f.indicator, i.name AS indicator_name, f.label,
               f.value, f.unit, f.amount, f.amount_real, f.base_unit, f.upper, f.measure, f.against,
               f.period_kind, f.period_from, f.period_to, f.qualifier, f.stated_zero, f.text,
               s.section, s.title AS section_title, f.page, f.confidence, f.rule, r.path, r.id AS report
        FROM figures AS f
        JOIN reports AS r ON r.id = f.report
        LEFT JOIN indicators AS i ON i.code = f.indicator
        LEFT JOIN sections AS s ON s.id = f.section_id
        """,
    ),
    "v_series": (
        "Chuỗi số liệu: mỗi chỉ tiêu, tháng, cách đo và loại kỳ một dòng; chỉ bản đang dùng, lần nêu đầu tiên",
        """
        SELECT f.indicator, i.name AS indicator_name, r.agency, r.month, f.measure, f.period_kind, f.value, f.unit,
               f.amount, f.amount_real, f.base_unit, f.label, f.page, r.version, r.id AS report
        FROM figures AS f
        JOIN reports AS r ON r.id = f.report
        JOIN indicators AS i ON i.code = f.indicator
        WHERE r.is_current = 1 AND NOT EXISTS (
            SELECT 1 FROM figures AS e
            WHERE e.report = f.report AND e.indicator = f.indicator AND e.measure = f.measure
              AND e.period_kind IS f.period_kind AND e.position < f.position
        )
        """,
    ),
}
