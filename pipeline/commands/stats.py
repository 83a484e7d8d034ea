"""`baocao stats`: what the archive holds and what is missing."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import agency_option, db_option, format_option


@click.command("stats")
@db_option
@format_option("table", "csv", "json")
@agency_option
def command(db: Path, form: str, agency: str | None) -> None:
    """In kho có bao nhiêu báo cáo, số liệu, nhiệm vụ; từng cơ quan có báo cáo những tháng nào, còn thiếu tháng nào."""
    from pipeline.query.stats import agency_stats, stats
    from pipeline.store.archive import open_archive

    with open_archive(db) as archive:
        whole, agencies = stats(archive), agency_stats(archive, agency=agency)
    if form == "table":
        from pipeline.present.holdings import print_stats

        print_stats(whole, agencies)
        return
    from pipeline.present.machine import as_json, print_text, rows_csv
    from schemas.rows import AgencyStats

    if form == "csv":
        print_text(rows_csv(agencies, AgencyStats))
        return
    told = [each.model_dump(mode="json") for each in agencies]
    print_text(as_json({**whole.model_dump(mode="json"), "by_agency": told}))
