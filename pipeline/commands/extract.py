"""`baocao extract TỆP`: one report, as JSON or as a summary to read."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.reading import limit_options, within_limits


@click.command("extract")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In toàn bộ kết quả dạng JSON.")
@click.option(
    "--accept-suggestions", "accepting", is_flag=True,
    help="Lấy các số được gợi ý thay cho số đọc sai trên bản quét; số đã đọc vẫn được ghi lại.",
)  # fmt: skip
@limit_options
def command(
    file: Path, as_json: bool, accepting: bool, timeout: float | None, memory: float | None, debug: bool
) -> None:
    """Đọc một báo cáo và in những gì tìm được.

    Trên bản quét, số nào đọc không chắc thì có độ tin cậy thấp; nơi phép cộng, tỷ lệ hay chỗ ghi lại cho biết số đúng
    thì có gợi ý kèm lý do, và số đã đọc vẫn giữ nguyên.

    Nhận PDF (chữ hoặc ảnh quét), Word, OpenDocument, văn bản thuần và ảnh chụp.
    """
    from pipeline.errors import InputError
    from pipeline.present.machine import print_text, report_json
    from pipeline.run import read_report

    if not file.exists():
        raise InputError(f"{file}: không có tệp này")
    report = within_limits(read_report, file, timeout, memory, debug)
    if accepting:
        from pipeline.suggest import accept

        report = accept(report)
    if as_json:
        print_text(report_json(report))
        return
    from pipeline.present.summary import print_summary

    print_summary(report)
