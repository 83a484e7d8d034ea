"""A PDF set anew in an old code.

Enters: a digital PDF. Leaves: its letters and rules in their places, in fonts by the names of .VnTime, .VnTimeH or
VNI-Times, the text layer holding the bytes of the old code (not VIQR, whose letters need more room than there
is). With `named=False` the fonts have names that tell nothing.
"""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path

import pdfplumber
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from corpus.old.letters import CODES, font_of, vietnamese, written
from corpus.writers.fonts import find_faces

_STYLES = {(False, False): "", (True, False): ",Bold", (False, True): ",Italic", (True, True): ",BoldItalic"}


def set_pdf(source: Path, target: Path, code: str, named: bool = True, u_as_hyphen: bool = False) -> None:
    """Write `source` anew as `target`; `u_as_hyphen` as programs do that take the byte of ư in TCVN3 for a hyphen."""
    with pdfplumber.open(source) as pdf:
        canvas = Canvas(str(target), invariant=1)
        for page in pdf.pages:
            canvas.setPageSize((float(page.width), float(page.height)))
            for char in page.chars:
                _draw(canvas, char, code, named, u_as_hyphen)
            for line in page.lines:
                canvas.line(
                    line["x0"], float(page.height) - line["top"], line["x1"], float(page.height) - line["bottom"]
                )
            for box in page.rects:
                canvas.rect(box["x0"], float(page.height) - box["bottom"], box["width"], box["height"], fill=1)
            canvas.showPage()
        canvas.save()


def _draw(canvas: Canvas, char: dict[str, object], code: str, named: bool, u_as_hyphen: bool) -> None:
    """Draw one letter where it stood, its mark in VNI as a glyph without width behind it."""
    name, text = str(char["fontname"]).lower(), str(char["text"])
    matrix = char["matrix"]
    assert isinstance(matrix, tuple)
    for letters, capitals in written(text, code):
        font = _font(code, capitals, "bold" in name, "italic" in name or "oblique" in name, named, u_as_hyphen)
        canvas.setFont(font, float(str(char["size"])))
        canvas.drawString(matrix[4], matrix[5], letters.replace("\u00ad", "-") if u_as_hyphen else letters)


@cache
def _font(code: str, capitals: bool, bold: bool, italic: bool, named: bool, u_as_hyphen: bool) -> str:
    """Register a font in which the bytes of a code show its letters."""
    faces = find_faces()
    path = {(False, False): faces.regular, (True, False): faces.bold, (False, True): faces.italic}.get((bold, italic))
    shown = (
        font_of(code, capitals) + _STYLES[bold, italic]
        if named
        else f"F{CODES.index(code)}{int(capitals)}{_STYLES[bold, italic]}"
    )
    if u_as_hyphen:  # reportlab keeps widths by the name of the face
        shown = shown.replace("Time", "Arial")
    name = f"{code}-{shown}"
    font = TTFont(name, str(path or faces.bold_italic))
    face = font.face = copy.copy(font.face)
    face.name = shown.encode()
    glyphs, widths = dict(face.charToGlyph), dict(face.charWidths)
    for letter in vietnamese():
        for form, wanted in ((letter, letter.upper() if capitals else letter), (letter.upper(), letter.upper())):
            written_as = written(form, code)[0][0]
            if len(written_as) == 1:
                glyphs[ord(written_as)] = face.charToGlyph[ord(wanted)]
                widths[ord(written_as)] = face.charWidths[ord(wanted)]
            elif code == "vni":
                glyphs[ord(written_as[1])] = face.charToGlyph[ord("\u00b4")]
                widths[ord(written_as[1])] = 0
    if u_as_hyphen:
        glyphs[ord("-")], widths[ord("-")] = glyphs[0xAD], widths[0xAD]
    face.charToGlyph, face.charWidths = glyphs, widths
    pdfmetrics.registerFont(font)
    return name
