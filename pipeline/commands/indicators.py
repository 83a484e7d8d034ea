"""`baocao indicators`: the catalogue, and the labels that wait for a place in it."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option, format_option


@click.command("indicators")
@db_option
@format_option("table", "json")
@click.option(
    "--unplaced",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    metavar="SỐ",
    help="Nhiều nhất bấy nhiêu nhãn chưa có trong danh mục.",
)
def command(db: Path, form: str, unplaced: int) -> None:
    """In danh mục chỉ tiêu với số lần mỗi chỉ tiêu được báo cáo, rồi các nhãn hay gặp mà chưa có trong danh mục."""
    from pipeline.query.indicators import indicators
    from pipeline.store.archive import open_archive

    with open_archive(db) as archive:
        answer = indicators(archive, unplaced=unplaced)
    if form == "json":
        from pipeline.present.machine import as_json, print_text

        print_text(as_json(answer.model_dump(mode="json")))
        return
    from pipeline.present.tables import print_indicators

    print_indicators(answer)
