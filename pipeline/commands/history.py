"""`baocao history CHỈ-TIÊU THÁNG`: all values that were ever given for a month."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option, format_option, measure_of, narrowing_options, period_of


@click.command("history")
@click.argument("indicator", metavar="CHỈ-TIÊU")
@click.argument("month", metavar="THÁNG")
@db_option
@format_option("table", "csv", "json")
@click.option("--as-of", metavar="NGÀY", help="Chỉ những gì đã biết đến ngày này, ví dụ 2026-05-20.")
@narrowing_options
def command(
    indicator: str, month: str, db: Path, form: str, as_of: str | None, agency: str | None, measure: str | None,
    period: str | None,
) -> None:  # fmt: skip
    """In mọi giá trị từng được nêu cho một tháng, biết trước in trước.

    Gồm cả bản đã bị thay, giá trị nêu lại ở báo cáo sau và điều đã sửa tay, kèm tệp, trang và nguyên văn. Số hiệu ở
    đầu dòng dùng cho lệnh baocao correct.
    """
    from datetime import date

    from pipeline.errors import UsageError
    from pipeline.query.history import history
    from pipeline.store.archive import open_archive

    try:
        known_on = None if as_of is None else date.fromisoformat(as_of)
    except ValueError as error:
        raise UsageError(f"'{as_of}' không phải là ngày; viết năm, tháng rồi ngày, ví dụ 2026-05-20") from error
    with open_archive(db) as archive:
        rows = history(
            archive, indicator, month, agency=agency, measure=measure_of(measure), period=period_of(period),
            known_on=known_on,
        )  # fmt: skip
    if form == "table":
        from pipeline.present.holdings import print_history

        print_history(rows)
        return
    from pipeline.present.machine import print_text, rows_csv, rows_json
    from schemas.rows import HistoryRow

    print_text(rows_json(rows) if form == "json" else rows_csv(rows, HistoryRow))
