"""The reader of Word files, on files that the tests make with python-docx and with XML of their own."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from word_files import Items, texts

from pipeline.read import read_document
from schemas.document import FOOTNOTE, Align, Line, Table

_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def add_xml(word: WordDocument, xml: str) -> None:
    word.element.body.insert(len(word.element.body) - 1, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def test_paragraphs_are_whole_lines(word: WordDocument, items: Items) -> None:
    word.add_paragraph("Tổng đàn lợn\t1.238  con.")
    word.add_paragraph("")
    word.add_paragraph("Bò 04 con.")
    first, second = items()
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert (first.text, first.whole, first.gap) == ("Tổng đàn lợn 1.238 con.", True, 0.0)
    assert (second.text, second.gap) == ("Bò 04 con.", 1.0)


def test_looks(word: WordDocument, items: Items) -> None:
    paragraph = word.add_paragraph()
    run = paragraph.add_run("BÁO CÁO")
    run.bold = True
    run.font.size = Pt(14)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.add_paragraph("Đề mục", style="Heading 1")
    mixed = word.add_paragraph()
    mixed.add_run("a) Trồng trọt:").bold = True
    mixed.add_run(" đã cấy 100 ha")
    word.add_paragraph().add_run("Nghiêng").italic = True
    title, heading, lead, italic = items()
    assert isinstance(title, Line)
    assert (title.bold, title.size, title.align, title.italic) == (True, 14.0, Align.CENTRE, False)
    assert isinstance(heading, Line)
    assert heading.bold
    assert isinstance(lead, Line)
    assert (lead.bold, lead.lead) == (False, 3)
    assert isinstance(italic, Line)
    assert italic.italic


def test_head_and_foot_tables_come_as_lines(word: WordDocument, items: Items) -> None:
    head = word.add_table(2, 2)
    for row, column, text in [(0, 0, "ỦY BAN NHÂN DÂN"), (0, 1, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")]:
        head.cell(row, column).text = text
    head.cell(1, 0).text = "Số: 12/BC-UBND"
    head.cell(1, 1).text = "A, ngày 5 tháng 5 năm 2026"
    word.add_paragraph("BÁO CÁO")
    foot = word.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    foot.cell(0, 1).text = "CHỦ TỊCH"
    assert texts(items()) == [
        "ỦY BAN NHÂN DÂN", "Số: 12/BC-UBND", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "A, ngày 5 tháng 5 năm 2026",
        "BÁO CÁO", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "CHỦ TỊCH",
    ]  # fmt: skip


def test_table_with_merged_cells(word: WordDocument, items: Items) -> None:
    word.add_paragraph("Biểu")
    table = word.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "ngang"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "dọc"
    found = items()[1]
    assert isinstance(found, Table)
    shape = [[(cell.text, cell.columns, cell.rows) for cell in row] for row in found.rows]
    assert shape == [
        [("ngang", 2, 1), ("02", 1, 1)],
        [("dọc", 1, 2), ("11", 1, 1), ("12", 1, 1)],
        [("21", 1, 1), ("22", 1, 1)],
    ]


def test_line_breaks(word: WordDocument, items: Items) -> None:
    paragraph = word.add_paragraph("TM. ỦY BAN NHÂN DÂN")
    paragraph.add_run().add_break(WD_BREAK.LINE)
    paragraph.add_run("CHỦ TỊCH")
    word.add_paragraph("Tổng đàn gia súc\nhiện có 12 con.\nGà 5 con.")
    assert texts(items()) == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Tổng đàn gia súc hiện có 12 con.", "Gà 5 con."]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:ins><w:r><w:t>thêm 5</w:t></w:r></w:ins><w:del><w:r><w:delText>bỏ 7</w:delText></w:r></w:del>", "thêm 5"),
        ("<w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>mới</w:t></w:r></w:moveTo>", "mới"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r>", "hiện"),
        (
            "<w:hyperlink><w:r><w:t>cổng</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t> 2</w:t></w:r></w:smartTag>",
            "cổng 2",
        ),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>ô</w:t></w:r></w:sdtContent></w:sdt>", "ô"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 9</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> ha</w:t></w:r>',
            "12 ha",
        ),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>5/2026</w:t></w:r></w:fldSimple>', "5/2026"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 5</w:t></w:r>', "≥ 5"),
        ("<w:r><w:t>KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t><w:softHyphen/></w:r>", "KH-UBND"),
        (
            f"<w:r><w:t>35 m</w:t></w:r><w:r>{_RAISED}<w:t>2</w:t></w:r><w:r><w:t>; 10</w:t></w:r>"
            f"<w:r>{_RAISED}<w:t>3</w:t></w:r><w:r><w:t>; năm 2016</w:t></w:r><w:r>{_RAISED}<w:t>(1)</w:t></w:r>",
            "35 m2; 10³; năm 2016",
        ),
        (
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:f><m:num><m:r><m:t>218</m:t>'
            "</m:r></m:num><m:den><m:r><m:t>282</m:t></m:r></m:den></m:f></m:oMath>",
            "218/282",
        ),
    ],
)
def test_what_stands_in_a_paragraph(word: WordDocument, items: Items, xml: str, text: str) -> None:
    add_xml(word, f"<w:p>{xml}</w:p>")
    assert texts(items()) == [text]


def test_deleted_paragraph_mark_joins(word: WordDocument, items: Items) -> None:
    add_xml(word, "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>Tổng đàn </w:t></w:r></w:p>")
    word.add_paragraph("lợn 12 con")
    assert texts(items()) == ["Tổng đàn lợn 12 con"]


def test_text_box_is_read_once(word: WordDocument, items: Items) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>DỰ THẢO</w:t></w:r></w:p></w:txbxContent>"
    add_xml(
        word,
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Số: 5</w:t></w:r></w:p>",
    )
    assert texts(items()) == ["Số: 5", "DỰ THẢO"]


def _with_part(path: Path, name: str, kind: str, xml: str) -> None:
    """Add a part to a Word file and point to it from the main part."""
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "word/_rels/document.xml.rels":
                target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                relation = f'<Relationship Id="rId99" Type="{target}/{kind}" Target="{name}"/></Relationships>'
                content = content.replace(b"</Relationships>", relation.encode())
            new.writestr(member, content)
        new.writestr(f"word/{name}", xml)
    path.write_bytes(data.getvalue())


def test_footnote_follows_its_paragraph(tmp_path: Path, word: WordDocument) -> None:
    add_xml(
        word,
        '<w:p><w:r><w:t>đạt 12</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> ha.</w:t></w:r></w:p>',
    )
    word.add_paragraph("Sau.")
    path = tmp_path / "a.docx"
    word.save(str(path))
    text = "<w:p><w:r><w:footnoteRef/><w:t>Ước tính.</w:t></w:r></w:p>"
    note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2">{text}</w:footnote></w:footnotes>'
    _with_part(path, "footnotes.xml", "footnotes", note)
    found = list(read_document(path).items)
    assert texts(found) == ["đạt 12 ha.", "Ước tính.", "Sau."]
    assert isinstance(found[1], Line)
    assert found[1].style == FOOTNOTE


def test_headers_are_not_read(word: WordDocument, items: Items) -> None:
    word.sections[0].header.paragraphs[0].text = "Trang đầu"
    word.add_paragraph("Nội dung")
    assert texts(items()) == ["Nội dung"]


def test_strict_form_of_the_format(tmp_path: Path, word: WordDocument) -> None:
    word.add_paragraph("Tổng đàn 12 con")
    path = tmp_path / "a.docx"
    word.save(str(path))
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w") as new:
        for member in old.namelist():
            content = old.read(member).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(member, content)
    path.write_bytes(data.getvalue())
    assert texts(list(read_document(path).items)) == ["Tổng đàn 12 con"]


def test_no_word_is_lost(word: WordDocument, items: Items) -> None:
    written = ["Tổng đàn 1.238 con", "- đạt 77,3%;", "3.1. Cây lúa"]
    for text in written:
        word.add_paragraph(text)
    table = word.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"ô {number}"
    found = items()
    read = " ".join(
        " ".join(cell.text for row in item.rows for cell in row) if isinstance(item, Table) else item.text
        for item in found
    )
    assert re.findall(r"\S+", read) == " ".join([*written, "ô 0 ô 1 ô 2 ô 3"]).split()
