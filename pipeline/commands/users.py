"""`baocao users`: who may open the pages from another machine."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.group import Subgroup
from pipeline.commands.options import db_given, sub_db_option

_ROLES = {"reader": "người xem", "clerk": "văn thư", "keeper": "người giữ kho"}


@click.group("users", cls=Subgroup)
@sub_db_option
@click.pass_context
def command(ctx: click.Context, db: Path | None) -> None:
    """In những người được vào các trang từ máy khác, với quyền của từng người."""
    if ctx.invoked_subcommand is None:
        _list(db_given(ctx, db))


@command.command("list")
@sub_db_option
@click.pass_context
def list_command(ctx: click.Context, db: Path | None) -> None:
    """In mọi người, với quyền của từng người."""
    _list(db_given(ctx, db))


def _list(db: Path) -> None:
    from pipeline.web.book import Book, book_path
    from pipeline.web.users import all_users

    book = Book(book_path(_existing(db)))
    try:
        found = all_users(book)
    finally:
        book.close()
    for user in found:
        click.echo(f"{user.name}\t{user.role.value}\t{_ROLES[user.role.value]}")
    if not found:
        click.echo("Chưa có ai. Thêm bằng: baocao users add TÊN --role keeper", err=True)


@command.command("add")
@click.argument("name", metavar="TÊN")
@sub_db_option
@click.option(
    "--role",
    type=click.Choice(tuple(_ROLES)),
    default="reader",
    show_default=True,
    help="reader xem, hỏi và kiểm tra dự thảo; clerk thêm đưa tệp, sửa, cho qua; keeper thêm xem nhật ký.",
)
@click.option("--password-stdin", is_flag=True, help="Đọc mật khẩu từ đầu vào chuẩn thay vì hỏi.")
@click.pass_context
def add_command(ctx: click.Context, name: str, db: Path | None, role: str, password_stdin: bool) -> None:
    """Thêm một người, hoặc đặt lại mật khẩu và quyền của người đã có."""
    import sys

    from pipeline.web.book import Book, book_path
    from pipeline.web.users import Role, set_user

    path = _existing(db_given(ctx, db))
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Mật khẩu", hide_input=True, confirmation_prompt="Gõ lại mật khẩu", err=True)
    book = Book(book_path(path))
    try:
        set_user(book, name, password, Role(role))
        book.note("dòng lệnh", "đặt người dùng", f"{name}, {role}")
    finally:
        book.close()
    click.echo(f"Đã ghi người dùng {name} ({_ROLES[role]}).", err=True)


@command.command("remove")
@click.argument("name", metavar="TÊN")
@sub_db_option
@click.pass_context
def remove_command(ctx: click.Context, name: str, db: Path | None) -> None:
    """Bỏ một người; các phiên đang mở của người ấy kết thúc ngay."""
    from pipeline.web.book import Book, book_path
    from pipeline.web.users import remove_user

    book = Book(book_path(_existing(db_given(ctx, db))))
    try:
        remove_user(book, name)
        book.note("dòng lệnh", "bỏ người dùng", name)
    finally:
        book.close()
    click.echo(f"Đã bỏ người dùng {name}.", err=True)


def _existing(db: Path) -> Path:
    """Return the archive's path; raises `ArchiveError` where its folder isn't there."""
    from pipeline.errors import ArchiveError

    if not db.parent.is_dir():
        raise ArchiveError(f"{db}: không có thư mục {db.parent}")
    return db
