"""Files in the old codes come out as the same file in Unicode does: Word, PDF and text, told by font and by words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.pdfgen.canvas import Canvas

from corpus.old.letters import in_tcvn3_plain, in_viqr, in_vni
from corpus.old.pdf import set_pdf
from corpus.old.word import set_word
from corpus.writers import WriterError
from corpus.writers.fonts import find_faces
from pipeline.errors import SecretError
from pipeline.read import read_document
from schemas.document import Document, Line

Write = Callable[..., Path]

LINES = [
    "ỦY BAN NHÂN DÂN XÃ PHÚC LỘC",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Phúc Lộc, ngày 05 tháng 5 năm 2006",
    "BÁO CÁO",
    "I. TRỒNG TRỌT",
    "Trong tháng đã gieo trồng được 1.234,5 ha lúa mùa, đạt 98,2% kế hoạch; ẳng ẵm, kỵ binh, ở xã Ánh Ỷ.",
    "Tổng đàn gia súc hiện có 12.345 con, trong đó lợn 1.238 con, trị giá 63.155 triệu đồng (25,5%).",
    "Những hộ nghèo được hưởng chính sách ưu tiên theo Kế hoạch số 141/KH-UBND ngày 02/4/2006.",
]
REMARKS = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI-Windows", "viqr": "VIQR"}


def _texts(document: Document) -> list[str]:
    return [item.text for item in document.items if isinstance(item, Line)]


def _word(path: Path) -> Path:
    document = docx.Document()
    for line in LINES:
        paragraph = document.add_paragraph()
        half = len(line) // 2
        paragraph.add_run(line[:half]).bold = True
        paragraph.add_run(line[half:])
    document.add_table(1, 2).cell(0, 1).text = "Đất ở đô thị"
    document.save(str(path))
    return path


@pytest.mark.parametrize("code", ["tcvn3", "vni", "viqr"])
def test_word_file(tmp_path: Path, code: str) -> None:
    set_word(_word(tmp_path / "a.docx"), tmp_path / "b.docx", code)
    document = read_document(tmp_path / "b.docx")
    assert document.items == read_document(tmp_path / "a.docx").items
    assert document.source.warnings == (f"văn bản dùng bảng mã cũ {REMARKS[code]}; đã chuyển sang Unicode",)


def test_word_file_whose_fonts_tell_nothing(tmp_path: Path) -> None:
    set_word(_word(tmp_path / "a.docx"), tmp_path / "b.docx", "tcvn3", named=False)
    lines = _texts(read_document(tmp_path / "b.docx"))
    assert [line.lower() for line in lines] == [line.lower() for line in LINES]
    assert lines[:6] == LINES[:6]
    set_word(tmp_path / "a.docx", tmp_path / "c.docx", "vni", named=False)
    assert _texts(read_document(tmp_path / "c.docx")) == LINES


def test_fonts_of_styles_and_runs_mixed(tmp_path: Path) -> None:
    document = docx.Document()
    style = document.styles.add_style("Cu", 1)
    style.font.name = ".VnTime"
    paragraph = document.add_paragraph("Tæng ®µn ", style="Cu")
    run = paragraph.add_run("lợn có ")
    run.font.name = "Times New Roman"
    paragraph.add_run("nh÷ng ").font.name = ".VnTime"
    capitals = paragraph.add_run("céng hoµ")
    capitals.font.name = ".VnTimeH"
    document.add_paragraph("Tổng đàn cá và gà là 5 con", style="Cu")
    document.save(str(tmp_path / "a.docx"))
    assert _texts(read_document(tmp_path / "a.docx")) == [
        "Tổng đàn lợn có những CỘNG HOÀ",
        "Tổng đàn cá và gà là 5 con",
    ]


def test_a_vni_letter_divided_between_runs(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text in ("To", "ång ña", "ø", "n l", "ôïn"):
        paragraph.add_run(text).font.name = "VNI-Times"
    document.save(str(tmp_path / "a.docx"))
    assert _texts(read_document(tmp_path / "a.docx")) == ["Tổng đàn lợn"]


def test_the_u_that_word_takes_for_a_soft_hyphen(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("nh")
    run.font.name = ".VnTime"
    run._r.append(OxmlElement("w:softHyphen"))
    rest = OxmlElement("w:t")
    rest.text = "ng ph­¬ng ¸n"
    run._r.append(rest)
    document.save(str(tmp_path / "a.docx"))
    assert _texts(read_document(tmp_path / "a.docx")) == ["nhưng phương án"]


def test_sound_word_file_is_unchanged_and_says_nothing(tmp_path: Path) -> None:
    document = read_document(_word(tmp_path / "a.docx"))
    assert _texts(document)[: len(LINES)] == LINES
    assert document.source.warnings == ()


def test_label_of_a_list_in_an_old_font(word: WordDocument, items: Callable[[], list[Line]]) -> None:
    level = word.part.numbering_part.element.find(f"{qn('w:abstractNum')}/{qn('w:lvl')}")
    numbers = {
        num.find(qn("w:abstractNumId")).get(qn("w:val")): num
        for num in word.part.numbering_part.element.iter(qn("w:num"))
    }
    abstract = level.getparent().get(qn("w:abstractNumId"))
    level.find(qn("w:numFmt")).set(qn("w:val"), "decimal")
    level.find(qn("w:lvlText")).set(qn("w:val"), "§iÒu %1.")
    for old in level.findall(qn("w:rPr")):
        level.remove(old)
    properties, fonts = OxmlElement("w:rPr"), OxmlElement("w:rFonts")
    fonts.set(qn("w:ascii"), ".VnTime")
    properties.append(fonts)
    level.append(properties)
    paragraph = word.add_paragraph("Phạm vi")
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_numId().val = int(numbers[abstract].get(qn("w:numId")))
    numbering.get_or_add_ilvl().val = 0
    assert [line.text for line in items()] == ["Điều 1. Phạm vi"]


@pytest.fixture
def digital(make_pdf: Callable[..., Path]) -> Path:
    """A PDF of the lines in Unicode."""
    try:
        find_faces()
    except WriterError as error:
        pytest.skip(str(error))

    def page(canvas: Canvas) -> None:
        for index, line in enumerate(LINES):
            canvas.setFont("Chu-Bold" if index < 6 else "Chu-Regular", 9)
            canvas.drawString(60, 780 - 24 * index, line)

    return make_pdf(page, page)


@pytest.mark.parametrize("code", ["tcvn3", "vni"])
@pytest.mark.parametrize("named", [True, False])
def test_pdf(digital: Path, tmp_path: Path, code: str, named: bool) -> None:
    set_pdf(digital, tmp_path / "b.pdf", code, named)
    document = read_document(tmp_path / "b.pdf")
    found, sound = _texts(document), _texts(read_document(digital))
    if code == "tcvn3" and not named:  # names within a sentence can't be told
        found, sound = [line.replace("ánh ỷ", "Ánh Ỷ") for line in found], sound
    assert found == sound
    assert document.source.warnings == (f"văn bản dùng bảng mã cũ {REMARKS[code]}; đã chuyển sang Unicode",)


def test_pdf_whose_u_is_a_hyphen(digital: Path, tmp_path: Path) -> None:
    """Programs write the byte of ư as the hyphen that it is in WinAnsi."""
    set_pdf(digital, tmp_path / "b.pdf", "tcvn3", u_as_hyphen=True)
    assert _texts(read_document(tmp_path / "b.pdf")) == _texts(read_document(digital))


def test_pdf_in_viqr(make_pdf: Callable[..., Path]) -> None:
    def page(canvas: Canvas) -> None:
        for index, line in enumerate(LINES):
            canvas.setFont("Chu-Regular", 7)
            canvas.drawString(40, 780 - 24 * index, in_viqr(line).replace("\\", ""))

    lines = _texts(read_document(make_pdf(page)))
    assert lines == LINES


@pytest.mark.parametrize(
    ("encode", "remark"),
    [(in_tcvn3_plain, "TCVN3 (ABC)"), (in_vni, "VNI-Windows"), (in_viqr, "VIQR")],
)
@pytest.mark.parametrize("charset", ["latin-1", "utf-8", "utf-16"])
def test_text_file(write: Write, encode: Callable[[str], str], remark: str, charset: str) -> None:
    document = read_document(write("\n\n".join(map(encode, LINES)).encode(charset), "a.txt"))
    expected = [line.replace("Ánh Ỷ", "ánh ỷ") if encode is in_tcvn3_plain else line for line in LINES]
    assert _texts(document) == expected
    assert document.source.warnings == (f"văn bản dùng bảng mã cũ {remark}; đã chuyển sang Unicode",)


def test_text_file_in_windows_1258(write: Write) -> None:
    def encoded(line: str) -> bytes:
        done = b""
        for char in line:
            try:
                done += char.encode("cp1258")
            except UnicodeEncodeError:
                letters = unicodedata.normalize("NFD", char)
                tone = "".join(sign for sign in letters if sign in "\u0300\u0301\u0303\u0309\u0323")
                rest = unicodedata.normalize("NFC", letters.replace(tone, ""))
                done += rest.encode("cp1258") + tone.encode("cp1258")
        return done

    document = read_document(write(b"\n".join(map(encoded, LINES)), "a.txt"))
    assert _texts(document) == LINES
    assert "Windows-1258" in document.source.warnings[0]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("line", ["Hoà Bình, hòa bình, UỶ BAN, ủy ban", "khoẻ, khỏe, thuý"])
def test_both_forms_and_both_tone_styles_are_read_as_written(write: Write, form: str, line: str) -> None:
    assert _texts(read_document(write(unicodedata.normalize(form, line), "a.txt"))) == [line]  # type: ignore[arg-type]


@pytest.mark.parametrize("stamp", ["mËt", "tuyÖt mËt", "MËT", "t è i  m Ë t"])
def test_a_stamp_in_an_old_font_is_a_stamp(tmp_path: Path, stamp: str) -> None:
    document = docx.Document()
    document.add_paragraph("UBND xã")
    document.add_paragraph().add_run(stamp).font.name = ".VnTimeH"
    document.save(str(tmp_path / "a.docx"))
    with pytest.raises(SecretError):
        read_document(tmp_path / "a.docx")


@pytest.mark.parametrize("encode", [in_tcvn3_plain, in_vni, in_viqr])
def test_a_stamp_in_an_old_text_is_a_stamp(write: Write, encode: Callable[[str], str]) -> None:
    with pytest.raises(SecretError):
        read_document(write("\n".join(map(encode, [*LINES[:3], "TỐI MẬT", *LINES[3:]])).encode("latin-1"), "a.txt"))
