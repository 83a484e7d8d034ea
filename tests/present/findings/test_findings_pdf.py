from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import InputError, UsageError
from pipeline.present.findings import render
from pipeline.run import read_report
from schemas.document import Media
from schemas.finding import Evidence, Finding, Severity
from schemas.report import Report
from tests.present.findings.drafts import finding, findings_of, place, report_of, text_draft
from tests.read.conftest import MakePdf, fonts, make_pdf
from tests.read.scan_pages import SCALE, font, needs_ocr, picture
from tests.read.scan_pages import scan as scanned

__all__ = ["fonts", "make_pdf"]

_LINES = (
    "BÁO CÁO",
    "Tình hình kinh tế - xã hội tháng 5 năm 2026",
    "Tổng đàn gia súc hiện có là 1.848 con, trong đó: trâu 21 con, bò 04 con, dê 539",
    "con, lợn 1.238 con. Kế hoạch số 1183/KH-UBND và Kế hoạch số 135/KH-UBND.",
)


def write(canvas: Canvas) -> None:
    for number, line in enumerate(_LINES):
        canvas.drawString(60, 760 - 24 * number, line)


@dataclass
class Seen:
    """A note as it stands in the file."""

    kind: str
    contents: str
    rect: list[float]
    quads: list[float]
    sound: bool


def notes_on(data: bytes, page: int = 1) -> list[Seen]:
    with pikepdf.open(io.BytesIO(data)) as document:
        return [
            Seen(
                str(note.Subtype),
                str(note.Contents),
                [float(side) for side in note.Rect],
                [float(side) for side in note.get("/QuadPoints", [])],
                note.Popup.Parent.NM == note.NM
                and note.F == 4
                and (note.Subtype == "/Text" or note.AP.N.Subtype == "/Form"),
            )
            for note in document.pages[page - 1].obj.get("/Annots", [])
            if str(note.get("/T", "")) == "baocao"
        ]


def pdf(report: Report, path: Path, *found: Finding) -> bytes:
    made = render(findings_of(report, *found), report, path, "pdf")
    assert isinstance(made, bytes)
    assert made == render(findings_of(report, *found), report, path, "pdf")
    return made


def painted(data: bytes, turn: int = 0) -> tuple[int, int, int, int]:
    """The box of what is coloured on the first page as shown, in points; the picture is turned back by `turn` first."""
    with pypdfium2.PdfDocument(data) as document:
        image = document[0].render(scale=1).to_pil().convert("RGB").rotate(turn, expand=True)
    red, green, blue = image.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    box = ImageChops.difference(most, least).point(lambda value: 255 if value > 40 else 0).getbbox()
    assert box is not None
    return box


def near(box: tuple[float, ...], other: tuple[float, ...], within: float = 2.0) -> bool:
    return all(abs(one - two) <= within for one, two in zip(box, other, strict=True))


def test_words_are_highlighted_line_by_line(make_pdf: MakePdf) -> None:
    path = make_pdf(write)
    report = report_of(path)
    words = [place(report, text, path=path) for text in ("1.848 con", "21 con", "539 con")]
    data = pdf(report, path, finding(*words))
    notes = notes_on(data)
    assert [note.kind for note in notes] == ["/Highlight"] * 3
    assert [len(note.quads) for note in notes] == [8, 8, 16]
    assert notes[0].contents.startswith("Lỗi 1 (sum.parts)\n21 + 4 + 1.238")
    assert notes[1].contents == "Lỗi 1 (sum.parts), chỗ 2/3.\nXem ghi chú ở “1.848 con”."
    assert all(note.sound for note in notes)
    box = words[0].bbox
    assert box is not None
    assert notes[0].quads[0] == pytest.approx(box[0], abs=0.1)
    assert notes[0].quads[2] < box[2] - 1  # the comma behind "con" is part of the word, not of the finding
    assert near(painted(pdf(report, path, finding(words[0]))), (box[0], box[1], notes[0].quads[2], box[3]))


def test_places_without_a_box_are_found_by_their_surroundings(make_pdf: MakePdf) -> None:
    path = make_pdf(write, write)
    report = report_of(path)
    data = pdf(report, path, finding(place(report, "con", nth=6).model_copy(update={"page": 2})))
    assert notes_on(data) == []
    (note,) = notes_on(data, 2)
    assert note.kind == "/Highlight"
    assert note.rect[1] == pytest.approx(760 - 48, abs=6)


def test_words_that_go_on_overleaf(make_pdf: MakePdf) -> None:
    def first(canvas: Canvas) -> None:
        write(canvas)
        canvas.drawString(60, 60, "Trong tháng, xã đã ban hành được nhiều văn bản, trong đó có cả Kế hoạch số")

    def second(canvas: Canvas) -> None:
        canvas.drawString(290, 800, "2")
        canvas.drawString(60, 760, "77/KH-UBND ngày 05/5/2026 về phòng cháy, chữa cháy rừng.")

    path = make_pdf(first, second)
    report = report_of(path)
    data = pdf(report, path, finding(place(report, "Kế hoạch số 77/KH-UBND", path=path)))
    assert [len(notes_on(data, page)) for page in (1, 2)] == [1, 1]
    assert notes_on(data, 2)[0].rect[3] < 790


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("turned", [False, True])
def test_turned_and_shifted_pages(make_pdf: MakePdf, tmp_path: Path, rotation: int, turned: bool) -> None:
    path = make_pdf(write)
    with pikepdf.open(path) as document:
        page = document.pages[0]
        media = (50, -30, 50 + 842, -30 + 595) if rotation % 180 else (50, -30, 50 + 595, -30 + 842)
        matrices = {
            0: "1 0 0 1 50 -30",
            90: f"0 1 -1 0 {50 + 842} -30",
            180: f"-1 0 0 -1 {50 + 595} {-30 + 842}",
            270: f"0 -1 1 0 50 {-30 + 595}",
        }
        page.contents_add(f"q {matrices[rotation]} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.mediabox = media
        if not turned:  # shown upright; else the print itself stands turned on the page
            page.obj.Rotate = rotation
        document.save(tmp_path / "xoay.pdf")
    path = tmp_path / "xoay.pdf"
    report = report_of(path)
    if "1.848 con" not in report.text:
        pytest.skip("the reader doesn't read this")
    here = place(report, "Tổng đàn gia súc", path=path)
    data = pdf(report, path, finding(here))
    (note,) = notes_on(data)
    assert note.kind == "/Highlight"
    left, top, right, bottom = painted(data, -rotation if turned else 0)
    assert near((left, top, bottom), (60, 842 - 712 - 11, 842 - 712 + 3), within=2)
    assert 80 < right - left < 110


def scan(folder: Path) -> tuple[Path, Report]:
    """A page that is a picture, and the report that recognition might make of it."""
    _, report = text_draft(folder)
    image = folder / "trang.png"
    Image.new("L", (595, 842), 250).save(image)
    path = folder / "quét.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.drawImage(str(image), 0, 0, 595, 842)
    canvas.save()
    source = report.source.model_copy(update={"media": Media.PDF, "pages": 1, "ocr_pages": (1,)})
    return path, report.model_copy(update={"source": source})


def test_scans_are_highlighted_by_the_boxes_of_recognition(tmp_path: Path) -> None:
    path, report = scan(tmp_path)
    here = place(report, "1.848 con").model_copy(update={"page": 1, "bbox": (200.0, 300.0, 260.0, 316.0)})
    data = pdf(report, path, finding(here))
    assert [note.kind for note in notes_on(data)] == ["/Highlight"]
    assert near(painted(data), (200, 300, 260, 316))


@needs_ocr
def test_words_of_a_scan_are_highlighted_where_recognition_saw_them(tmp_path: Path) -> None:
    path = scanned(tmp_path / "a.pdf", [picture()])
    report = read_report(path)
    here = place(report, "bảo mật")
    assert here.bbox is None
    data = pdf(report, path, finding(here))
    assert [note.kind for note in notes_on(data)] == ["/Highlight"]
    left, top, right, bottom = painted(data)
    before, said = (font(14).getlength(text) / SCALE for text in ("Công tác ", "bảo mật"))
    assert near((left, right), (60 + before, 60 + before + said), within=6)
    assert 95 < top < 106
    assert 108 < bottom < 122


def test_notes_without_a_place_stand_at_the_edge(tmp_path: Path) -> None:
    path, report = scan(tmp_path)
    data = pdf(
        report,
        path,
        finding(message="Thiếu phần tồn tại.", severity=Severity.INFO),
        finding(Evidence(span=None, text="", page=1), severity=Severity.INFO),
        finding(place(report, "21 con").model_copy(update={"page": 9}), severity=Severity.INFO),
    )
    notes = notes_on(data)
    assert [note.kind for note in notes] == ["/Text"] * 3
    assert len({tuple(note.rect) for note in notes}) == 3
    assert "Thiếu phần tồn tại." in notes[0].contents


def test_what_was_noted_before_stays(make_pdf: MakePdf) -> None:
    def linked(canvas: Canvas) -> None:
        write(canvas)
        canvas.linkURL("https://example.org", (60, 700, 120, 712))

    path = make_pdf(linked)
    report = report_of(path)
    data = pdf(report, path, finding(place(report, "1.848 con", path=path)))
    with pikepdf.open(io.BytesIO(data)) as document:
        kinds = [str(note.Subtype) for note in document.pages[0].obj.Annots]
    assert kinds == ["/Link", "/Highlight", "/Popup"]


def test_drafts_that_are_no_pdf_are_told_what_fits(tmp_path: Path) -> None:
    path, report = text_draft(tmp_path)
    with pytest.raises(UsageError, match="docx hoặc html") as error:
        render(findings_of(report), report, path, "pdf")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"%PDF-1.7 x")])
def test_a_draft_that_was_lost_or_broken_since(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    path, report = scan(tmp_path)
    spoil(path)
    with pytest.raises(InputError):
        render(findings_of(report), report, path, "pdf")
