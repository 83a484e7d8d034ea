"""Styles of Word, resolved: what a paragraph or a run looks like when all it inherits is counted.

Enters: the styles part of a document. Leaves: `Look`s. A run without a `w:b` in a paragraph of the style "Heading 1",
which is based on a bold style, is bold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from pipeline.read.docx_xml import integer, switch, value, w
from schemas.document import Align

_ALIGNS = {
    "center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT, "left": Align.LEFT, "start": Align.LEFT,
    "both": Align.JUSTIFIED, "distribute": Align.JUSTIFIED, "mediumKashida": Align.JUSTIFIED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What is set for a run and its paragraph; `None` where nothing is."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    raised: str | None = None
    size: float | None = None
    align: Align | None = None
    list_number: str | None = None
    list_level: int | None = None
    font: str | None = None

    def over(self, below: Look) -> Look:
        """Return this look laid over another: what it doesn't set comes from there."""
        return Look(
            self.bold if self.bold is not None else below.bold,
            self.italic if self.italic is not None else below.italic,
            self.hidden if self.hidden is not None else below.hidden,
            self.raised if self.raised is not None else below.raised,
            self.size if self.size is not None else below.size,
            self.align if self.align is not None else below.align,
            self.list_number if self.list_number is not None else below.list_number,
            self.list_level if self.list_level is not None else below.list_level,
            self.font if self.font is not None else below.font,
        )


def look_of(paragraph: etree._Element | None, run: etree._Element | None) -> Look:
    """Read what a `w:pPr` and a `w:rPr` set themselves."""
    align = numbered = level = None
    if paragraph is not None:
        align = _ALIGNS.get(value(paragraph, "jc") or "")
        numbers = paragraph.find(w("numPr"))
        numbered = value(numbers, "numId")
        shown = value(numbers, "ilvl")
        level = None if shown is None else integer(shown, 0)
    if run is None:
        return Look(align=align, list_number=numbered, list_level=level)
    half_points = integer(value(run, "sz"), 0)
    return Look(
        bold=switch(run, "b"),
        italic=switch(run, "i"),
        hidden=switch(run, "vanish"),
        raised=value(run, "vertAlign"),
        size=half_points / 2 if half_points else None,
        align=align,
        list_number=numbered,
        list_level=level,
        font=_font(run),
    )


def _font(run: etree._Element) -> str | None:
    """Return the font of letters beyond ASCII, or that of ASCII where only that is named."""
    fonts = run.find(w("rFonts"))
    return None if fonts is None else fonts.get(w("hAnsi")) or fonts.get(w("ascii"))


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._looks: dict[str, Look] = {}
        self._default = Look()
        self.default_paragraph: str | None = None
        if root is None:
            return
        defaults = root.find(w("docDefaults"))
        if defaults is not None:
            run = defaults.find(f"{w('rPrDefault')}/{w('rPr')}")
            self._default = look_of(defaults.find(f"{w('pPrDefault')}/{w('pPr')}"), run)
        for style in root.iterfind(w("style")):
            name = style.get(w("styleId"), "")
            self._elements[name] = style
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true"):
                self.default_paragraph = name

    def name(self, style: str | None) -> str | None:
        """Return the name of a style as Word shows it."""
        element = self._elements.get(style or "")
        return value(element, "name") if element is not None else None

    def paragraph(self, style: str | None) -> Look:
        """Return the look of a paragraph style, the document's defaults beneath it."""
        return self._own(style or self.default_paragraph or "").over(self._default)

    def character(self, style: str | None) -> Look:
        """Return what a character style sets; nothing if there is no such style."""
        return replace(self._own(style), align=None, list_number=None, list_level=None) if style else Look()

    def numbered_style(self, style: str | None) -> str | None:
        """Return the style, of this one and those it is based on, that puts paragraphs into a list."""
        seen: set[str] = set()
        while style and style not in seen and style in self._elements:
            seen.add(style)
            if self._elements[style].find(f"{w('pPr')}/{w('numPr')}") is not None:
                return style
            style = value(self._elements[style], "basedOn")
        return None

    def _own(self, style: str) -> Look:
        """Return what a style and those it is based on set."""
        chain: list[str] = []
        name: str | None = style
        while name and name not in chain and name in self._elements and name not in self._looks:
            chain.append(name)
            name = value(self._elements[name], "basedOn")
        look = self._looks.get(name or "", Look())
        for name in reversed(chain):
            element = self._elements[name]
            look = look_of(element.find(w("pPr")), element.find(w("rPr"))).over(look)
            self._looks[name] = look
        return look
