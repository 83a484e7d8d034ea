"""`baocao search TỪ...`: full text, with or without diacritics."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import agency_option, db_option, format_option


@click.command("search")
@click.argument("words", metavar="TỪ...", nargs=-1, required=True)
@db_option
@format_option("table", "csv", "json")
@click.option("--month", metavar="THÁNG", help="Chỉ báo cáo của tháng này, ví dụ 2026-05.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar="SỐ",
    help="Nhiều nhất bấy nhiêu đoạn.",
)
@agency_option
def command(words: tuple[str, ...], db: Path, form: str, month: str | None, limit: int, agency: str | None) -> None:
    """Tìm các đoạn có đủ những từ này trong toàn văn các báo cáo.

    Từ không dấu tìm cả chữ có dấu; từ có dấu chỉ tìm đúng chữ ấy, trừ khi không đâu có.
    """
    from pipeline.query.search import search
    from pipeline.store.archive import open_archive

    with open_archive(db) as archive:
        rows = search(archive, " ".join(words), agency=agency, asked_month=month, limit=limit)
    if form == "table":
        from pipeline.present.tables import print_search

        print_search(rows)
        return
    from pipeline.present.machine import print_text, rows_csv, rows_json
    from schemas.rows import SearchRow

    print_text(rows_json(rows) if form == "json" else rows_csv(rows, SearchRow))
