"""`baocao tasks`: planned tasks and what became of each."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import agency_option, db_option, format_option


@click.command("tasks")
@db_option
@click.option("--month", metavar="THÁNG", help="Chỉ nhiệm vụ của tháng này, ví dụ 2026-05.")
@format_option("table", "csv", "json")
@agency_option
def command(db: Path, month: str | None, form: str, agency: str | None) -> None:
    """In các nhiệm vụ đã đề ra cho từng tháng, và báo cáo của tháng ấy nói gì về từng việc."""
    from pipeline.query.tasks import tasks
    from pipeline.store.archive import open_archive

    with open_archive(db) as archive:
        rows = tasks(archive, agency=agency, asked_month=month)
    if form == "table":
        from pipeline.present.task_table import print_tasks

        print_tasks(rows)
        return
    from pipeline.present.machine import print_text, rows_csv, rows_json
    from schemas.rows import TaskRow

    print_text(rows_json(rows) if form == "json" else rows_csv(rows, TaskRow))
