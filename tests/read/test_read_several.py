"""Two reports in one file: the first is read and the others are named; annexes stay with their report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import read_document
from schemas.document import Document, Line

Write = Callable[..., Path]


def _report(number: str, motto: bool = True, title: str = "BÁO CÁO", commune: str = "XÃ A") -> list[str]:
    head = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"] if motto else []
    return [
        "ỦY BAN NHÂN DÂN", commune, f"Số: {number}", *head, "Bắc Kạn, ngày 05 tháng 5 năm 2026", title,
        "Tình hình kinh tế - xã hội tháng 5", "I. TRỒNG TRỌT", f"Đã gieo trồng {number.split('/')[0] or 5} ha lúa.",
        "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Thị Tú",
    ]  # fmt: skip


FIRST, SECOND = _report("12/BC-UBND"), _report("13/BC-UBND")
ANNEX = ["PHỤ LỤC", "(Kèm theo Báo cáo số 12/BC-UBND ngày 05/5/2026)", "Biểu 1. Diện tích gieo trồng", "Lúa: 12 ha"]


def _texts(document: Document) -> list[str]:
    return [item.text for item in document.items if isinstance(item, Line)]


@pytest.mark.parametrize("motto", [True, False])
def test_the_first_is_read_and_the_second_said(write: Write, motto: bool) -> None:
    first, second = _report("12/BC-UBND", motto), _report("13/BC-UBND", motto)
    document = read_document(write("\n".join([*first, *second]), "a.txt"))
    assert _texts(document) == first
    (warning,) = document.source.warnings
    assert warning.startswith("tệp có 2 báo cáo; chỉ đọc báo cáo thứ nhất (Số: 12/BC-UBND), bỏ qua Số: 13/BC-UBND")
    assert "tách" in warning


def test_three_reports(write: Write) -> None:
    document = read_document(write("\n".join([*FIRST, *SECOND, *_report("14/BC-UBND")]), "a.txt"))
    assert _texts(document) == FIRST
    assert "tệp có 3 báo cáo" in document.source.warnings[0]


def test_another_issuer_with_a_blank_number(write: Write) -> None:
    one, two = _report("/BC-UBND"), _report("/BC-UBND", commune="XÃ B")
    document = read_document(write("\n".join([*one, *two]), "a.txt"))
    assert _texts(document) == one
    assert len(document.source.warnings) == 1


def test_a_covering_letter_before_the_report(write: Write) -> None:
    letter = _report("45/UBND-VP", title="V/v gửi báo cáo tháng 5")
    document = read_document(write("\n".join([*letter, *FIRST]), "a.txt"))
    assert _texts(document) == FIRST
    assert document.source.warnings[0].startswith("tệp có 2 văn bản; chỉ đọc báo cáo đầu tiên (Số: 12/BC-UBND)")


def test_a_decision_behind_the_report(write: Write) -> None:
    decision = _report("7/QĐ-UBND", title="QUYẾT ĐỊNH")
    document = read_document(write("\n".join([*FIRST, *decision]), "a.txt"))
    assert _texts(document) == FIRST
    assert "Số: 7/QĐ-UBND" in document.source.warnings[0]


@pytest.mark.parametrize(
    "lines",
    [
        FIRST,
        [*FIRST, *ANNEX],
        [*FIRST, *ANNEX[:2], *FIRST[:7], "Biểu 1"],
        [*FIRST[:9], "Báo cáo số 13/BC-UBND đã nêu", "BÁO CÁO", *FIRST[9:]],
        [*FIRST[:9], "Theo Báo cáo của xã", *FIRST[3:5], *FIRST[9:]],
        ["Tổng đàn lợn 1.238 con", "Nơi nhận: như trên"],
        FIRST[9:],
    ],
)
def test_what_is_one_report(write: Write, lines: list[str]) -> None:
    document = read_document(write("\n".join(lines), "a.txt"))
    assert _texts(document) == lines
    assert document.source.warnings == ()


def test_word_file_with_heads_in_tables(tmp_path: Path) -> None:
    document = docx.Document()
    for report in (FIRST, SECOND):
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "\n".join(report[:3])
        table.cell(0, 1).text = "\n".join(report[3:6])
        for line in report[6:]:
            document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    found = read_document(tmp_path / "a.docx")
    assert _texts(found) == FIRST
    assert "Số: 13/BC-UBND" in found.source.warnings[0]


def test_pdf_with_the_second_on_a_page_of_its_own(make_pdf: Callable[..., Path]) -> None:
    def page(lines: list[str]) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            for row, (left, right) in enumerate(zip(lines[:3], lines[3:6], strict=True)):
                canvas.setFont("Chu-Regular", 10)
                canvas.drawCentredString(160, 780 - 18 * row, left)
                canvas.drawCentredString(430, 780 - 18 * row, right)
            for row, line in enumerate(lines[6:]):
                canvas.drawString(85, 700 - 20 * row, line)

        return draw

    document = read_document(make_pdf(page(FIRST), page(SECOND)))
    assert [item.page for item in document.items] == [1] * len(document.items)
    assert set(_texts(document)) == set(FIRST)
    assert "Số: 13/BC-UBND, từ trang 2" in document.source.warnings[0]
    assert document.source.pages == 2
