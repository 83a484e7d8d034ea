"""Files made to bring a reader down: each a function that writes one, with what it is about.

Enters: a path. Leaves: the file there. `MAKERS` lists them by the name that the file gets: "bom.docx" unpacks to
hundreds of megabytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import IO

import docx
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def word(file: Path | IO[bytes], body: bytes, head: bytes = b"") -> None:
    """Write a Word file with this body, `head` before its root."""
    document = b'<?xml version="1.0"?>' + head + f'<w:document xmlns:w="{W}"><w:body>'.encode() + body
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("word/document.xml", document + b"</w:body></w:document>")


def paragraph(text: str) -> bytes:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode()


def bomb_docx(path: Path) -> None:
    word(path, b"<w:p>" + b" " * 400_000_000 + b"</w:p>")


def many_paragraphs_docx(path: Path) -> None:
    word(path, paragraph("Trồng 12 ha lúa, đạt 95% kế hoạch.") * 60_000)


def entities_docx(path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE w:document [<!ENTITY e0 "bom bom bom">{levels}]>'
    word(path, b"<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>" + paragraph("Tổng đàn 12 con"), doctype.encode())


def outside_entity_docx(path: Path) -> None:
    doctype = b'<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    word(path, b"<w:p><w:r><w:t>&e;</w:t></w:r></w:p>" + paragraph("Tổng đàn 12 con"), doctype)


def deep_docx(path: Path) -> None:
    word(path, b"<w:sdt><w:sdtContent>" * 100_000 + paragraph("sâu") + b"</w:sdtContent></w:sdt>" * 100_000)


def nested_tables_docx(path: Path) -> None:
    word(path, b"<w:tbl><w:tr><w:tc>" * 60 + paragraph("sâu 12 ha") + b"</w:tc></w:tr></w:tbl>" * 60)


def wide_table_docx(path: Path) -> None:
    cell = b'<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>' + paragraph("12") + b"</w:tc>"
    word(path, (b"<w:tbl>" + (b"<w:tr>" + cell * 3 + b"</w:tr>") * 3 + b"</w:tbl>") * 2)


def quoted_bomb_odt(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text" + " " * 300_000_000)
        archive.writestr("content.xml", "<x/>")


def bomb_odt(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x>" + "<y/>" * 40_000_000 + "</x>")


def _pdf(path: Path, fill: Callable[[Pdf], None]) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        fill(pdf)
        pdf.save(path)


def _raw_pdf(path: Path, objects: list[bytes]) -> None:
    """Write a PDF of these objects, the first the catalogue, with a table that tells where they are."""
    parts = [b"%PDF-1.7\n", *(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(objects, 1))]
    places = list(accumulate(map(len, parts)))
    table = b"".join(b"%010d 00000 n \n" % place for place in places[:-1])
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, places[-1])
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    path.write_bytes(b"".join((*parts, head, table, tail)))


def looping_pages_pdf(path: Path) -> None:
    catalogue, tree = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2/Kids[3 0 R]/Parent 3 0 R>>"
    _raw_pdf(path, [catalogue, tree, b"<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]/Parent 2 0 R>>"])


def deep_pages_pdf(path: Path) -> None:
    depth = 20_000
    tree = [b"<</Type/Pages/Count 1/Kids[%d 0 R]/Parent %d 0 R>>" % (n + 1, n - 1) for n in range(2, depth)]
    _raw_pdf(
        path, [b"<</Type/Catalog/Pages 2 0 R>>", *tree, b"<</Type/Page/MediaBox[0 0 595 842]/Parent %d 0 R>>" % depth]
    )


def deep_arrays_pdf(path: Path) -> None:
    page = (
        b"<</Type/Page/MediaBox[0 0 595 842]/Parent 2 0 R/Contents 4 0 R/X " + b"[" * 200_000 + b"]" * 200_000 + b">>"
    )
    content = b"<</Length 400000>>stream\n" + b"[" * 200_000 + b"]" * 200_000 + b"\nendstream"
    _raw_pdf(path, [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, content])


def million_objects_pdf(path: Path) -> None:
    page = b"<</Type/Page/MediaBox[0 0 595 842]/Parent 2 0 R>>"
    head = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page]
    _raw_pdf(path, [*head, *([b"<<>>"] * 1_000_000)])


def many_pages_pdf(path: Path) -> None:
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 10_003))
    page = b"<</Type/Page/MediaBox[0 0 595 842]/Parent 2 0 R>>"
    tree = b"<</Type/Pages/Count 10000/Kids[%s]>>" % kids
    _raw_pdf(path, [b"<</Type/Catalog/Pages 2 0 R>>", tree, *([page] * 10_000)])


def huge_stream_pdf(path: Path) -> None:
    def fill(pdf: Pdf) -> None:
        packed = zlib.compress(zlib.compress(b"(a) Tj " * 100_000_000, 1), 9)
        stream = Stream(pdf, packed)
        stream.stream_dict.Filter = Array([Name.FlateDecode, Name.FlateDecode])
        pdf.pages[0].Contents = pdf.make_indirect(stream)

    _pdf(path, fill)


def looping_form_pdf(path: Path) -> None:
    def fill(pdf: Pdf) -> None:
        form = pdf.make_indirect(Stream(pdf, b"/F Do /F Do /F Do"))
        form.stream_dict.Type, form.stream_dict.Subtype = Name.XObject, Name.Form
        form.stream_dict.BBox = Array([0, 0, 595, 842])
        form.stream_dict.Resources = Dictionary(XObject=Dictionary(F=form))
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(F=form))
        pdf.pages[0].Contents = pdf.make_indirect(Stream(pdf, b"/F Do"))

    _pdf(path, fill)


def doubling_forms_pdf(path: Path) -> None:
    def fill(pdf: Pdf) -> None:
        inner = pdf.make_indirect(Stream(pdf, b"0 0 1 1 re f"))
        for _ in range(40):
            inner.stream_dict.Type, inner.stream_dict.Subtype = Name.XObject, Name.Form
            inner.stream_dict.BBox = Array([0, 0, 595, 842])
            outer = pdf.make_indirect(Stream(pdf, b"/F Do /F Do"))
            outer.stream_dict.Resources = Dictionary(XObject=Dictionary(F=inner))
            inner = outer
        inner.stream_dict.Type, inner.stream_dict.Subtype = Name.XObject, Name.Form
        inner.stream_dict.BBox = Array([0, 0, 595, 842])
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(F=inner))
        pdf.pages[0].Contents = pdf.make_indirect(Stream(pdf, b"/F Do"))

    _pdf(path, fill)


def _image(pdf: Pdf, data: bytes, side: int, filters: pikepdf.Object) -> None:
    image = Stream(pdf, data)
    image.stream_dict.Type, image.stream_dict.Subtype = Name.XObject, Name.Image
    image.stream_dict.Width = image.stream_dict.Height = side
    image.stream_dict.ColorSpace, image.stream_dict.BitsPerComponent = Name.DeviceRGB, 8
    image.stream_dict.Filter = filters
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(image)))
    pdf.pages[0].Contents = pdf.make_indirect(Stream(pdf, b"595 0 0 842 0 0 cm /I Do"))


def wide_jpeg() -> bytes:
    """Return a small JPEG whose head says that it is 50,000 points wide and high."""
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (16, 16), "white").save(made, "JPEG")
    data = bytearray(made.getvalue())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 50_000, 50_000)
    return bytes(data)


def wide_jpeg_pdf(path: Path) -> None:
    _pdf(path, lambda pdf: _image(pdf, wide_jpeg(), 50_000, Name.DCTDecode))


def wide_picture_pdf(path: Path) -> None:
    def fill(pdf: Pdf) -> None:
        packer = zlib.compressobj(1)
        white = b"".join(packer.compress(b"\xff" * 6250 * 500) for _ in range(100)) + packer.flush()
        _image(pdf, zlib.compress(white, 9), 50_000, Array([Name.FlateDecode, Name.FlateDecode]))
        image = pdf.pages[0].Resources.XObject.I
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 1

    _pdf(path, fill)


def vast_page_pdf(path: Path) -> None:
    def fill(pdf: Pdf) -> None:
        _image(pdf, wide_jpeg(), 16, Name.DCTDecode)
        pdf.pages[0].MediaBox = Array([0, 0, 10_000_000, 10_000_000])
        pdf.pages[0].Contents = pdf.make_indirect(Stream(pdf, b"10000000 0 0 10000000 0 0 cm /I Do"))

    _pdf(path, fill)


def wide_jpg(path: Path) -> None:
    path.write_bytes(wide_jpeg())


def wide_png(path: Path) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(6251 * 50)) for _ in range(1000)) + packer.flush()
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def endless_line_txt(path: Path) -> None:
    path.write_text("12 ha, 5 tấn; " * 200_000, encoding="utf-8")


def digits_txt(path: Path) -> None:
    path.write_text("BÁO CÁO\n" + "9" * 1_000_000 + " đồng\n" + "1." * 500_000 + "\n", encoding="utf-8")


def many_lines_txt(path: Path) -> None:
    path.write_text("1. Trồng 12 ha lúa.\n" * 60_000, encoding="utf-8")


def slashes_txt(path: Path) -> None:
    path.write_text("số 1/" * 200_000 + "\n" + "(" * 100_000 + "\n" + "ngày " * 100_000, encoding="utf-8")


def macros_docm(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Tổng đàn lợn 1.238 con")
    document.save(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Shell rm -rf")


MAKERS: dict[str, Callable[[Path], None]] = {
    "bom.docx": bomb_docx,
    "nhiều đoạn.docx": many_paragraphs_docx,
    "thực thể.docx": entities_docx,
    "thực thể ngoài.docx": outside_entity_docx,
    "sâu.docx": deep_docx,
    "bảng lồng.docx": nested_tables_docx,
    "bảng rộng.docx": wide_table_docx,
    "macro.docm": macros_docm,
    "bom kiểu.odt": quoted_bomb_odt,
    "bom.odt": bomb_odt,
    "trang vòng.pdf": looping_pages_pdf,
    "trang sâu.pdf": deep_pages_pdf,
    "mảng sâu.pdf": deep_arrays_pdf,
    "triệu đối tượng.pdf": million_objects_pdf,
    "vạn trang.pdf": many_pages_pdf,
    "luồng lớn.pdf": huge_stream_pdf,
    "mẫu vòng.pdf": looping_form_pdf,
    "mẫu gấp đôi.pdf": doubling_forms_pdf,
    "ảnh jpeg rộng.pdf": wide_jpeg_pdf,
    "ảnh rộng.pdf": wide_picture_pdf,
    "trang rộng.pdf": vast_page_pdf,
    "rộng.jpg": wide_jpg,
    "rộng.png": wide_png,
    "một dòng.txt": endless_line_txt,
    "chữ số.txt": digits_txt,
    "nhiều dòng.txt": many_lines_txt,
    "gạch chéo.txt": slashes_txt,
}
