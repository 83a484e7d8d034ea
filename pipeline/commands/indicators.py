"""`baocao indicators`: the catalogue, the labels that wait for a place in it, and the lessons that give them one."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.group import Subgroup
from pipeline.commands.options import db_given, format_option, sub_db_option


@click.group("indicators", cls=Subgroup)
@sub_db_option
@format_option("table", "json")
@click.option(
    "--unplaced",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    metavar="SỐ",
    help="Nhiều nhất bấy nhiêu nhãn chưa có trong danh mục.",
)
@click.pass_context
def command(ctx: click.Context, db: Path | None, form: str, unplaced: int) -> None:
    """In danh mục chỉ tiêu với số lần mỗi chỉ tiêu được báo cáo, rồi các nhãn hay gặp mà chưa có trong danh mục.

    Nhãn chưa có chỗ thì được in kèm khóa và chỉ tiêu gần nhất; dạy bằng baocao indicators link KHÓA MÃ.
    """
    if ctx.invoked_subcommand is not None:
        return
    from pipeline.query.indicators import indicators
    from pipeline.store.archive import open_archive

    with open_archive(db_given(ctx, db)) as archive:
        answer = indicators(archive, unplaced=unplaced)
    if form == "json":
        from pipeline.present.machine import as_json, print_text

        print_text(as_json(answer.model_dump(mode="json")))
        return
    from pipeline.present.tables import print_indicators

    print_indicators(answer)


@command.command("link")
@click.argument("key", metavar="KHÓA")
@click.argument("code", metavar="MÃ")
@sub_db_option
@click.option("--who", metavar="TÊN", help="Người dạy.")
@click.option("--why", metavar="LÝ-DO", help="Lý do.")
@click.pass_context
def link_command(ctx: click.Context, key: str, code: str, db: Path | None, who: str | None, why: str | None) -> None:
    """Dạy: các nhãn có KHÓA này là chỉ tiêu MÃ, ở mọi báo cáo cũ và mới."""
    from pipeline.store.archive import open_archive
    from pipeline.store.lessons import Lesson, link

    with open_archive(db_given(ctx, db)) as archive:
        count = link(archive, [Lesson(key, code, None, who, why)])
    click.echo(f"Đã ghi: '{key}' là {code}; đang dùng cho {count} số liệu.", err=True)


@command.command("unlink")
@click.argument("key", metavar="KHÓA")
@sub_db_option
@click.pass_context
def unlink_command(ctx: click.Context, key: str, db: Path | None) -> None:
    """Quên điều đã dạy về KHÓA này."""
    from pipeline.store.archive import open_archive
    from pipeline.store.lessons import unlink

    with open_archive(db_given(ctx, db)) as archive:
        unlink(archive, key)
    click.echo(f"Đã quên điều đã dạy về '{key}'.", err=True)


@command.command("lessons")
@sub_db_option
@click.pass_context
def lessons_command(ctx: click.Context, db: Path | None) -> None:
    """In mọi điều đã dạy."""
    from pipeline.present.holdings import print_lessons
    from pipeline.store.archive import open_archive
    from pipeline.store.lessons import all_lessons

    with open_archive(db_given(ctx, db)) as archive:
        print_lessons(all_lessons(archive))


@command.command("export")
@sub_db_option
@click.option("-o", "--output", required=True, metavar="TỆP", type=click.Path(path_type=Path), help="Tệp kết quả.")
@click.pass_context
def export_command(ctx: click.Context, db: Path | None, output: Path) -> None:
    """Ghi mọi điều đã dạy ra một tệp (TOML), để kho khác dùng."""
    from pipeline.errors import UsageError
    from pipeline.store.archive import open_archive
    from pipeline.store.lessons import all_lessons, as_toml

    with open_archive(db_given(ctx, db)) as archive:
        lessons = all_lessons(archive)
    try:
        output.write_text(as_toml(lessons), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: không ghi được: {error.strerror or type(error).__name__}") from error
    click.echo(f"Đã ghi {len(lessons)} bài học vào {output}.", err=True)


@command.command("import")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@sub_db_option
@click.pass_context
def import_command(ctx: click.Context, file: Path, db: Path | None) -> None:
    """Nhận các bài học từ một tệp do baocao indicators export ghi ra."""
    from pipeline.store.archive import open_archive
    from pipeline.store.lessons import link, read_toml

    lessons = read_toml(file)
    with open_archive(db_given(ctx, db)) as archive:
        count = link(archive, lessons)
    click.echo(f"Đã nhận {len(lessons)} bài học; đang dùng cho {count} số liệu.", err=True)
