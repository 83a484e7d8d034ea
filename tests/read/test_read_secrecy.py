"""A document that bears a secrecy stamp is refused in every format; one that only speaks of secrecy is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import SecretError
from pipeline.read import read_document
from pipeline.read.secrecy import is_stamp

STAMPS = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "M Ậ T",
    "(MẬT)",
    "[ TỐI  MẬT ]",
    "T U Y Ệ T  M Ậ T",
    "MA\u0302\u0323T",
    "**MẬT**",
]
PROSE = ["Mật", "BÍ MẬT", "MAT", "bảo mật thông tin", "BẢO VỆ BÍ MẬT NHÀ NƯỚC", "độ MẬT của văn bản", "MẬT ONG", ""]


@pytest.mark.parametrize("line", STAMPS)
def test_stamps(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize("line", PROSE)
def test_no_stamps(line: str) -> None:
    assert not is_stamp(line)


@pytest.mark.parametrize("stamp", STAMPS)
def test_stamped_text_is_refused(write: Callable[..., Path], stamp: str) -> None:
    for text in (
        f"UBND XÃ A\n{stamp}\nSố: 1/BC-UBND\n",
        f"UBND XÃ A     {stamp}\nBÁO CÁO\n",
        f"| {stamp} | 1 |\n|---|---|\n",
    ):
        with pytest.raises(SecretError, match="độ mật") as caught:
            read_document(write(text, "a.txt"))
        assert "Số" not in str(caught.value)


def test_text_that_speaks_of_secrecy_is_read(write: Callable[..., Path]) -> None:
    path = write("\n".join(line for line in PROSE if line) + "\n\fMẬT\n")
    assert len(read_document(path).items) == len(PROSE)


def _word(tmp_path: Path, build: Callable[..., None]) -> Path:
    document = docx.Document()
    document.add_paragraph("ỦY BAN NHÂN DÂN")
    build(document)
    path = tmp_path / "a.docx"
    document.save(str(path))
    return path


def _in_box(document: object) -> None:
    box = parse_xml(
        f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>TỐI </w:t></w:r><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        "</w:r>"
    )
    document.add_paragraph("Số: 1/BC-UBND")._p.append(box)  # type: ignore[attr-defined]


def _in_cell(document: object) -> None:
    document.add_table(1, 2).cell(0, 1).text = "MẬT"  # type: ignore[attr-defined]


def _in_header(document: object) -> None:
    document.sections[0].header.paragraphs[0].text = "TUYỆT MẬT"  # type: ignore[attr-defined]


@pytest.mark.parametrize("build", [_in_box, _in_cell, _in_header, lambda document: document.add_paragraph("MẬT")])
def test_stamped_word_file_is_refused(tmp_path: Path, build: Callable[..., None]) -> None:
    with pytest.raises(SecretError):
        read_document(_word(tmp_path, build))


def test_word_file_that_speaks_of_secrecy_is_read(tmp_path: Path) -> None:
    path = _word(tmp_path, lambda document: document.add_paragraph("Công tác bảo mật. TỐI MẬT là một độ mật."))
    assert len(read_document(path).items) == 2


@pytest.mark.parametrize("stamp", ["MẬT", "T Ố I  M Ậ T", "(TUYỆT MẬT)"])
@pytest.mark.parametrize("beside", [True, False])
def test_stamped_pdf_is_refused(make_pdf: Callable[..., Path], stamp: str, beside: bool) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(100, 780, "ỦY BAN NHÂN DÂN")
        canvas.drawString(400 if beside else 120, 780 if beside else 750, stamp)

    with pytest.raises(SecretError):
        read_document(make_pdf(page))


def test_stamp_in_a_cell_of_a_pdf_is_refused(make_pdf: Callable[..., Path]) -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid([100, 200, 300], [700, 720, 740])
        canvas.drawString(110, 705, "MẬT")

    with pytest.raises(SecretError):
        read_document(make_pdf(page))


def test_pdf_that_speaks_of_secrecy_is_read(make_pdf: Callable[..., Path]) -> None:
    def first(canvas: Canvas) -> None:
        canvas.drawString(100, 780, "CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC")

    def second(canvas: Canvas) -> None:
        canvas.drawString(100, 780, "MẬT")

    assert len(read_document(make_pdf(first, second)).items) == 2
