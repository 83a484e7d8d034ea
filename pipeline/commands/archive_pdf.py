"""`baocao archive-pdf`: a scan as a PDF that can be searched, its pictures unchanged."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("archive-pdf")
@click.argument("scan", metavar="BẢN_QUÉT", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, metavar="TỆP.pdf", type=click.Path(path_type=Path), help="Tệp PDF sẽ ghi."
)
@click.option(
    "--pdfa/--no-pdfa", default=None, help="Chuyển sang PDF/A bằng OCRmyPDF; không nói gì thì chuyển nếu máy có cài."
)
def command(scan: Path, output: Path, pdfa: bool | None) -> None:
    """Ghi bản lưu trữ tìm kiếm được của một bản quét.

    Nhận PDF quét và ảnh .png, .jpg, .tif (nhiều trang cũng được). Hình của mỗi trang giữ nguyên; chữ nhận dạng được nằm
    ẩn bên dưới để tìm và chép. Trang đã có lớp chữ tốt thì để yên. Bản gốc không bao giờ bị ghi đè.
    """
    from pipeline.errors import InputError, UsageError
    from pipeline.limits import limits_of
    from pipeline.present.pdfa import as_pdfa, can_make_pdfa
    from pipeline.present.searchable import searchable_pdf
    from pipeline.present.written import write_whole
    from pipeline.read import read_document
    from pipeline.workers import fenced
    from schemas.document import Media

    if not scan.is_file():
        raise InputError(f"{scan}: không có tệp này")
    if output.suffix.lower() != ".pdf":
        raise UsageError(f"{output}: bản lưu trữ là tệp .pdf; hãy đặt tên có đuôi .pdf")
    if output.exists() and output.samefile(scan):
        raise UsageError(f"{output}: đây là bản gốc, không được ghi đè; hãy chọn tên khác")
    if pdfa and not can_make_pdfa():
        raise UsageError("muốn chuyển sang PDF/A thì phải cài OCRmyPDF (sudo apt-get install ocrmypdf)")
    document = fenced(read_document, limits_of(scan.parent), scan)
    if document.source.media not in (Media.PDF, Media.IMAGE):
        raise InputError(f"{scan.name}: không phải bản quét (PDF hoặc ảnh); hãy xuất ra PDF bằng Word")
    for warning in document.source.warnings:
        click.echo(f"Lưu ý: {warning}", err=True)
    made = searchable_pdf(document, scan.read_bytes())
    archived = can_make_pdfa() if pdfa is None else pdfa
    write_whole(output, as_pdfa(made, scan.name) if archived else made)
    pages = len(document.source.ocr_pages)
    kind = "PDF/A" if archived else "PDF"
    click.echo(f"Đã ghi {output} ({kind}): thêm lớp chữ cho {pages}/{document.source.pages} trang.", err=True)
