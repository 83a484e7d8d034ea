"""`baocao serve`: the pages, for people who don't use a terminal."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option


@click.command("serve")
@db_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ĐỊA-CHỈ",
    help="Địa chỉ để nghe; máy khác vào được thì phải có người dùng (baocao users add).",
)
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(0, 65535),
    metavar="CỔNG",
    help="Cổng để nghe; 0 là cổng còn trống bất kỳ.",
)
def command(db: Path, host: str, port: int) -> None:
    """Mở các trang của kho trong trình duyệt: xem, hỏi, so sánh, kiểm tra dự thảo, sửa số đọc sai.

    Chưa có kho thì tạo kho trống. Trên máy này (127.0.0.1) không cần đăng nhập. Bấm Ctrl+C để dừng.
    """
    from pipeline.errors import BaocaoError
    from pipeline.web.server import listen, serve
    from pipeline.web.site import make_site

    sockets, address = listen(host, port)
    try:
        site = make_site(db, host)
    except BaocaoError:
        for each in sockets:
            each.close()
        raise
    click.echo(f"Mở trình duyệt ở {address}\nBấm Ctrl+C để dừng.", err=True)
    if site.login:
        click.echo(
            "Máy khác vào được: phải đăng nhập. Mật khẩu không được mã hóa trên đường đi, nên chỉ dùng trong mạng nội "
            "bộ tin cậy, hoặc đặt sau một máy chủ HTTPS.",
            err=True,
        )
    serve(site, sockets)
