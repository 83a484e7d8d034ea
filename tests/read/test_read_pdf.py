"""The reader of PDF files with a text layer: lines, columns, running heads and letters."""

from __future__ import annotations

import pytest
from pdf_drawing import LEFT, PARAGRAPH, RIGHT, MakePdf, both, centred, draw, justified, lines, texts
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import read_document
from schemas.document import Align, Line


def test_stretched_lines_stay_whole_and_tell_where_a_paragraph_ends(make_pdf: MakePdf, fonts: tuple[str, ...]) -> None:
    def page(canvas: Canvas) -> None:
        top = 100.0
        for _ in range(4):
            top = justified(canvas, PARAGRAPH, top, fonts[0])

    found = lines(make_pdf(page))
    assert " ".join(line.text for line in found).split() == " ".join([PARAGRAPH] * 4).split()
    ends = [index for index, line in enumerate(found) if not line.full]
    assert len(ends) == 4
    assert all(found[index].text.endswith("02/4/2026.") for index in ends)
    assert {line.align for line in found if line.full} == {Align.JUSTIFIED}
    assert not any(line.whole for line in found)
    assert found[0].gap == 0.0
    assert found[ends[0] + 1].gap == pytest.approx(0.33, abs=0.02)
    assert found[1].box is not None
    assert (found[1].box.x0, round(found[1].box.x1)) == (LEFT, RIGHT)


def test_head_in_two_columns(make_pdf: MakePdf, fonts: tuple[str, ...]) -> None:
    def page(canvas: Canvas) -> None:
        for centre, top, text in [
            (170, 73, "ỦY BAN NHÂN DÂN"), (405, 73, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            (170, 94, "PHƯỜNG BẮC KẠN"), (405, 95, "Độc lập - Tự do - Hạnh phúc"),
            (170, 120, "Số: 12/BC-UBND"), (405, 120, "Bắc Kạn, ngày 05 tháng 5 năm 2026"), (314, 150, "BÁO CÁO"),
        ]:  # fmt: skip
            canvas.setFont(fonts[0], 12)
            canvas.drawCentredString(centre, 842 - top, text)
        justified(canvas, PARAGRAPH, 190, fonts[0])

    found = texts(make_pdf(page))
    assert found[:7] == [
        "ỦY BAN NHÂN DÂN", "PHƯỜNG BẮC KẠN", "Số: 12/BC-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Bắc Kạn, ngày 05 tháng 5 năm 2026", "BÁO CÁO",
    ]  # fmt: skip
    assert " ".join(found[7:]) == PARAGRAPH


def test_foot_in_two_columns(make_pdf: MakePdf, fonts: tuple[str, ...]) -> None:
    def page(canvas: Canvas) -> None:
        top = justified(canvas, PARAGRAPH + " Trên đây là báo cáo./.", 190, fonts[0])
        for row, (left, right) in enumerate(
            [
                ("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),
                ("- Như trên;", "CHỦ TỊCH"),
                ("- TT Đảng ủy;", ""),
                ("- Lưu: VT.", ""),
            ]
        ):
            canvas.drawString(LEFT, 842 - top - 18 * row, left)
            canvas.drawCentredString(430, 842 - top - 18 * row, right)
        canvas.drawCentredString(430, 842 - top - 120, "Đinh Huy Hoàng")

    found = texts(make_pdf(lambda canvas: None, page))
    expected = [
        "Nơi nhận:",
        "- Như trên;",
        "- TT Đảng ủy;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Đinh Huy Hoàng",
    ]
    assert found[-7:] == expected


def test_page_numbers_and_running_heads_go(make_pdf: MakePdf) -> None:
    pages = [
        both(
            centred(40, str(number)),
            draw((85, 60, f"Báo cáo tháng 5 - UBND xã A, tờ {number}"), (85, 150, f"Nội dung {number}")),
        )
        for number in range(1, 5)
    ]
    path = make_pdf(*pages)
    assert texts(path) == [f"Nội dung {number}" for number in range(1, 5)]
    assert [line.page for line in lines(path)] == [1, 2, 3, 4]


def test_numbers_that_are_no_page_numbers_stay(make_pdf: MakePdf) -> None:
    path = make_pdf(draw((85, 60, "12"), (85, 150, "ha đã cấy")), draw((300, 400, "2"), (85, 60, "ha")))
    assert texts(path) == ["12", "ha đã cấy", "ha", "2"]


def test_bold_italic_size_and_centre(make_pdf: MakePdf, fonts: tuple[str, ...]) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(fonts[1], 14)
        canvas.drawCentredString(314, 742, "BÁO CÁO")
        canvas.drawString(121, 700, "a) Trồng trọt:")
        canvas.setFont(fonts[0], 14)
        canvas.drawString(121 + stringWidth("a) Trồng trọt: ", fonts[1], 14), 700, "đã cấy 100 ha")
        canvas.setFont(fonts[2], 11)
        canvas.drawString(121, 680, "Nghiêng")
        justified(canvas, PARAGRAPH, 200, fonts[0])

    title, lead, italic, *_ = lines(make_pdf(page))
    assert (title.bold, title.italic, title.size, title.align) == (True, False, 14.0, Align.CENTRE)
    assert (lead.bold, lead.lead) == (False, 3)
    assert (italic.italic, italic.size) == (True, 11.0)


def test_raised_figures(make_pdf: MakePdf, fonts: tuple[str, ...]) -> None:
    def page(canvas: Canvas) -> None:
        x = 85.0
        for text, raised in [
            ("rộng 35 m", "2"),
            ("; CO", "-2"),
            (" và 10", "3"),
            (" năm 2016", "(1)"),
            (" là 5 km", "2;"),
            (" hết", ""),
        ]:
            canvas.setFont(fonts[0], 14)
            canvas.drawString(x, 700, text)
            x += stringWidth(text, fonts[0], 14)
            canvas.setFont(fonts[0], 9)
            canvas.drawString(x, 697 if raised.startswith("-") else 705, raised.lstrip("-"))
            x += stringWidth(raised.lstrip("-"), fonts[0], 9)

    assert texts(make_pdf(page)) == ["rộng 35 m2; CO2 và 10³ năm 2016 là 5 km2; hết"]


def test_combining_marks_ligatures_and_odd_hyphens(make_pdf: MakePdf) -> None:
    page = draw((85, 100, "To\u0302\u0309ng đa\u0300n KH\u2010UBND 2026\u20102031 132/KH\u00adUBND"))
    assert texts(make_pdf(page)) == ["Tổng đàn KH-UBND 2026-2031 132/KH-UBND"]


@pytest.mark.parametrize("shift", [0.0, 0.3])
def test_what_is_drawn_twice_to_look_bold_is_read_once(make_pdf: MakePdf, shift: float) -> None:
    whole = draw((85, 100, "BÁO CÁO 1.100 con"), (85 + shift, 100, "BÁO CÁO 1.100 con"))

    def letters(canvas: Canvas) -> None:
        x = 85.0
        for letter in "ĐẠT 11,22%":
            for by in (0.0, shift):
                canvas.drawString(x + by, 700, letter)
            x += stringWidth(letter, canvas._fontname, 14)

    found = lines(make_pdf(both(whole, letters)))
    assert [line.text for line in found] == ["BÁO CÁO 1.100 con", "ĐẠT 11,22%"]
    assert found[0].bold


@pytest.mark.parametrize("angle", [90, 180, 270])
@pytest.mark.parametrize("flagged", [True, False])
def test_turned_pages_are_read_upright(make_pdf: MakePdf, angle: int, flagged: bool) -> None:
    def page(canvas: Canvas) -> None:
        if flagged:
            canvas.setPageRotation(angle)
        # reportlab lays a page that is to be shown turned on its side
        canvas.translate(*((421, 297) if flagged and angle != 180 else (297, 421)))
        canvas.rotate(angle)
        for row, text in enumerate(["Tổng đàn lợn 1.238 con", "Diện tích 41,6 ha"]):
            canvas.drawString(-200, 100 - 20 * row, text)

    document = read_document(make_pdf(page))
    assert [item.text for item in document.items if isinstance(item, Line)] == [
        "Tổng đàn lợn 1.238 con",
        "Diện tích 41,6 ha",
    ]
    box = document.items[0].box
    assert box is not None
    assert 0 <= box.x0 < box.x1 <= document.pages[0].width
    assert 0 <= box.top < box.bottom <= document.pages[0].height
