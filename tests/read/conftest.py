"""Files that the tests of the readers make for themselves."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import read_document
from schemas.document import Line, Table

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts")
_FACES = (
    ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf"),
    ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"),
    ("times.ttf", "timesbd.ttf", "timesi.ttf"),
    ("Times New Roman.ttf", "Times New Roman Bold.ttf", "Times New Roman Italic.ttf"),
)

MakePdf = Callable[..., Path]


@pytest.fixture(scope="session")
def fonts() -> tuple[str, str, str]:
    """Names of a regular, a bold and an italic font that have Vietnamese letters."""
    found: dict[str, str] = {}
    for folder in _FOLDERS:
        for root, _, names in os.walk(folder):
            found.update({name: os.path.join(root, name) for name in names})
    for face in _FACES:
        if all(name in found for name in face):
            faces = [
                TTFont(f"Chu-{style}", found[name])
                for style, name in zip(("Regular", "Bold", "Italic"), face, strict=True)
            ]
            if any(ord(letter) not in font.face.charToGlyph for font in faces for letter in "ẬơỦư"):
                continue
            for font in faces:
                pdfmetrics.registerFont(font)
            return "Chu-Regular", "Chu-Bold", "Chu-Italic"
    pytest.skip("no font with Vietnamese letters on this machine")


@pytest.fixture
def make_pdf(tmp_path: Path, fonts: tuple[str, str, str]) -> MakePdf:
    """A function that draws pages with the functions given, each with a canvas of A4 size, and returns the file."""

    def make(*pages: Callable[[Canvas], None], name: str = "báo cáo.pdf") -> Path:
        path = tmp_path / name
        canvas = Canvas(str(path), pagesize=(595, 842))
        for page in pages:
            canvas.setFont(fonts[0], 14)
            page(canvas)
            canvas.showPage()
        canvas.save()
        return path

    return make


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes text or bytes to a file of the given name and returns its path."""

    def write_file(content: str | bytes, name: str = "báo cáo.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def word() -> WordDocument:
    """An empty Word document."""
    return docx.Document()


@pytest.fixture
def items(tmp_path: Path, word: WordDocument) -> Callable[[], list[Line | Table]]:
    """A function that saves the document `word` and reads it."""

    def read() -> list[Line | Table]:
        path = tmp_path / "a.docx"
        word.save(str(path))
        return list(read_document(path).items)

    return read
