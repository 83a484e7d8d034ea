"""Drafts that the tests of the presenters make, with findings about them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from lxml import etree

from pipeline.read import read_document
from pipeline.structure import outline
from schemas.finding import Coverage, Evidence, Finding, Findings, Severity
from schemas.report import Report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HERD = "Tổng đàn gia súc hiện có là 1.848 con, trong đó: trâu 21 con, bò 04 con, lợn 1.238 con."
TEXT = f"""ỦY BAN NHÂN DÂN
XÃ NÀ KHUỔI
Số: 12/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nà Khuổi, ngày 16 tháng 5 năm 2026
BÁO CÁO
Tình hình phát triển kinh tế - xã hội tháng 5 năm 2026
I. KINH TẾ
1. Chăn nuôi
{HERD}
2. Trồng trọt: đã cấy 100/100 ha, đạt 100% kế hoạch.
II. VĂN HÓA - XÃ HỘI
Trường học có 21 con số đẹp (3 < 5 & "x" 'y').
"""


def report_of(path: Path) -> Report:
    """The report as far as the presenters look at it, without the slow part of reading."""
    parts = outline(read_document(path))
    return Report(
        source=parts.source,
        header=parts.header,
        footer=parts.footer,
        text=parts.text,
        sections=parts.sections,
        figures=(),
        tasks=(),
        citations=(),
    )


def place(report: Report, words: str, nth: int = 0, path: Path | None = None) -> Evidence:
    start = -1
    for _ in range(nth + 1):
        start = report.text.index(words, start + 1)
    span = (start, start + len(words))
    section = next((part.id for part in reversed(report.sections) if part.span[0] <= start < part.span[1]), None)
    known = outline(read_document(path)).provenance.place(span) if path is not None else None
    return Evidence(
        span=span,
        text=words,
        section=section,
        page=known.page if known is not None else None,
        bbox=known.bbox if known is not None else None,
    )


def finding(
    *places: Evidence,
    rule: str = "sum.parts",
    severity: Severity = Severity.ERROR,
    message: str = "21 + 4 + 1.238 = 1.263, báo cáo ghi 1.848, lệch 585.",
    expected: str | None = None,
) -> Finding:
    return Finding(rule=rule, severity=severity, message=message, evidence=places, expected=expected)


def findings_of(report: Report, *found: Finding) -> Findings:
    return Findings(source=report.source, coverage=Coverage(figures=135, checked=98), findings=found)


def text_draft(folder: Path, text: str = TEXT) -> tuple[Path, Report]:
    path = folder / "dự thảo.txt"
    path.write_text(text, encoding="utf-8")
    return path, report_of(path)


def word_draft(folder: Path, *blocks: str, footnotes: str | None = None) -> tuple[Path, Report]:
    """A Word draft with a title and the given blocks of XML."""
    document: WordDocument = Document()
    body = document.element.body
    for line in ("BÁO CÁO", "Tình hình phát triển kinh tế - xã hội tháng 5 năm 2026"):
        document.add_paragraph(line)
    for block in blocks:
        element = parse_xml(block.replace(">", f" {NS}>", 1) if NS not in block else block)
        body.insert(len(body) - 1, element)
    path = folder / "dự thảo.docx"
    document.save(str(path))
    return path, report_of(path)


def runs(*texts: str) -> str:
    """A paragraph whose runs hold those texts, every other one bold, one in small print."""
    looks = ("<w:rPr><w:b/></w:rPr>", "", '<w:rPr><w:i/><w:sz w:val="30"/></w:rPr>')
    inner = "".join(
        f'<w:r w:rsidR="00AB{index:04}">{looks[index % 3]}<w:t xml:space="preserve">{text}</w:t></w:r>'
        for index, text in enumerate(texts)
    )
    return f"<w:p>{inner}</w:p>"


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def commented(data: bytes) -> dict[int, str]:
    """What each comment stands at: the text between its two ends, paragraphs parted by a line end."""
    found: dict[int, str] = {}
    open_: set[int] = set()
    for element in part(data, "word/document.xml").iter():
        number = int(element.get(f"{W}id", "-1")) if "omment" in str(element.tag) else -1
        if element.tag == f"{W}commentRangeStart":
            assert number not in found
            found[number] = ""
            open_.add(number)
        elif element.tag == f"{W}commentRangeEnd":
            open_.remove(number)
        elif element.tag in (f"{W}t", f"{W}p"):
            for number in open_:
                found[number] += (element.text or "") if element.tag == f"{W}t" else "\n"
    assert not open_
    return found


def comments(data: bytes) -> dict[int, str]:
    """The text of each comment."""
    return {
        int(comment.get(f"{W}id", "-1")): "\n".join(
            "".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in comment.iter(f"{W}p")
        )
        for comment in part(data, "word/comments.xml")
    }


def looks(root: etree._Element) -> list[tuple[str, str, str]]:
    """Every character of a document with its formatting and what it is wrapped in."""
    found = []
    for element in root.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br"):
        run = element.getparent()
        assert run is not None
        properties = run.find(f"{W}rPr")
        look = "" if properties is None else etree.tostring(properties, with_tail=False).decode()
        wraps = "/".join(str(up.tag).rsplit("}", 1)[-1] for up in element.iterancestors())
        text = element.text if element.tag in (f"{W}t", f"{W}delText") else str(element.tag)[-4:]
        found += [(char, re.sub(r' xmlns:\w+="[^"]*"', "", look), wraps) for char in text or ""]
    return found
