"""The command line: `baocao LỆNH`. A command is a file in `pipeline/commands/` and a row in the table here.

Enters: the words typed, such as `baocao series "đàn lợn" --db kho.db`. Leaves: the answer on standard output, an exit
code: 0 done; 1 done, with something to look at; 2 not done as asked.
"""

from __future__ import annotations

import io
import sys

import click

from pipeline.commands.group import LazyGroup

COMMANDS = {
    "extract": "Đọc một báo cáo: số liệu, nhiệm vụ, văn bản được nêu.",
    "ingest": "Đưa tệp và thư mục báo cáo vào kho.",
    "series": "Một chỉ tiêu qua các tháng.",
    "compare": "So hai tháng, từng chỉ tiêu.",
    "history": "Mọi giá trị từng được nêu cho một tháng.",
    "tasks": "Nhiệm vụ đã đề ra và kết quả từng việc.",
    "search": "Tìm trong toàn văn, có dấu hoặc không dấu.",
    "stats": "Kho có gì, còn thiếu gì: từng cơ quan, từng tháng.",
    "correct": "Sửa một số liệu đọc sai, giữ nguyên điều đã đọc.",
    "export": "Xuất số liệu của kho ra bảng tính.",
    "import": "Gộp kho khác vào kho này.",
    "check": "Kiểm tra một dự thảo: điều gì mâu thuẫn với điều gì.",
    "rules": "Các kiểm tra, mức độ và hướng dẫn của từng cái.",
    "indicators": "Danh mục chỉ tiêu, các nhãn chưa có trong đó, và dạy nhãn nào là chỉ tiêu nào.",
    "archive-pdf": "Bản quét thành PDF tìm kiếm được, hình giữ nguyên.",
    "serve": "Mở các trang của kho trong trình duyệt.",
    "users": "Những người được vào các trang từ máy khác.",
    "doctor": "Kiểm tra kho có lành lặn không.",
    "backup": "Sao lưu kho, kể cả khi đang ghi.",
    "restore": "Lấy lại kho từ bản sao lưu.",
}
"""Every command with its short help, in the order of `baocao --help`."""


@click.command(cls=LazyGroup, name="baocao", table=COMMANDS, no_args_is_help=True)
@click.version_option(package_name="baocao", message="baocao, phiên bản %(version)s", help="Hiện phiên bản rồi thoát.")
def cli() -> None:
    """Đọc báo cáo của xã, phường: rút số liệu, nhiệm vụ, văn bản; lưu vào kho để tra cứu và đối chiếu."""


def main() -> None:
    """Run the program with the words that were typed; Vietnamese goes out as UTF-8, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    cli(prog_name="baocao")


if __name__ == "__main__":
    main()
