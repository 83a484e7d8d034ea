"""The text of one Word paragraph, as it stands on the page.

Enters: a `w:p`. Leaves: its `Piece`s (text with its look), in which a line break is "\\n", and what hangs on it: text
boxes and footnotes. Insertions count, deletions don't; of a field only its result is read; hidden text is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.clean import SYMBOLS
from pipeline.read.docx_styles import Look, Styles, look_of
from pipeline.read.docx_xml import MC, M, W, m, value, w

_GONE = frozenset(
    w(name) for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr", "rubyPr", "rt")
)
_TEXT_BOX = w("txbxContent")
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LENGTH = re.compile(r"(?:^|(?<=[\d\s/(]))(?:m|km|cm|dm|mm|hm)$")
_TEN = re.compile(r"(?:^|[^\d.,])10$")
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|\*{1,3})[\])]?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one look."""

    text: str
    look: Look


@dataclass(slots=True)
class Found:
    """What a paragraph holds; `notes` are (kind, id) of the notes that it refers to, `boxes` its text boxes."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    page_breaks: int = 0

    @property
    def tail(self) -> str:
        """The last characters so far."""
        return "".join(piece.text for piece in self.pieces[-3:])[-12:]


class RunReader:
    """Reads paragraphs one after another; fields may run over the end of a paragraph."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []

    def read(self, paragraph: etree._Element, look: Look) -> Found:
        """Read one paragraph that has the given look."""
        found = Found()
        self._walk(paragraph, look, found)
        return found

    def _walk(self, parent: etree._Element, look: Look, found: Found) -> None:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _GONE:
                continue
            if tag == w("r"):
                self._run(child, look, found)
            elif tag == f"{{{MC}}}AlternateContent":
                self._walk_alternate(child, look, found)
            elif tag.startswith(f"{{{M}}}"):
                self._add(_formula(child), look, found)
            elif tag == _TEXT_BOX:
                found.boxes.append(child)
            else:
                self._walk(child, look, found)

    def _walk_alternate(self, element: etree._Element, look: Look, found: Found) -> None:
        """Read the first of the alternatives only; they say the same."""
        chosen = element.find(f"{{{MC}}}Choice")
        if chosen is None or not len(chosen):
            chosen = element.find(f"{{{MC}}}Fallback")
        if chosen is not None:
            self._in_run(chosen, look, found)

    def _run(self, run: etree._Element, look: Look, found: Found) -> None:
        properties = run.find(w("rPr"))
        if properties is not None:
            character = self._styles.character(value(properties, "rStyle"))
            look = look_of(None, properties).over(character).over(look)
        if not look.hidden:
            self._in_run(run, look, found)

    def _in_run(self, parent: etree._Element, look: Look, found: Found) -> None:
        for child in parent:
            tag = child.tag
            if tag == w("fldChar"):
                self._field(child.get(w("fldCharType"), ""))
            elif not isinstance(tag, str) or tag in _GONE or (self._fields and not self._fields[-1]):
                continue
            elif tag == w("t"):
                self._add(child.text or "", look, found)
            elif tag in (w("tab"), w("ptab")):
                self._add(" ", look, found)
            elif tag in (w("br"), w("cr")):
                if child.get(w("type")) == "page":
                    found.page_breaks += 1
                self._add("\n", look, found)
            elif tag == w("lastRenderedPageBreak"):
                found.page_breaks += 1
            elif tag == w("noBreakHyphen"):
                self._add("-", look, found)
            elif tag == w("sym"):
                self._add(_symbol(child), look, found)
            elif tag in _NOTES:
                found.notes.append((_NOTES[tag], child.get(w("id"), "")))
            elif tag == f"{{{MC}}}AlternateContent":
                self._walk_alternate(child, look, found)
            elif tag == _TEXT_BOX:
                found.boxes.append(child)
            elif tag == w("r"):
                self._run(child, look, found)
            elif tag.startswith(f"{{{W}}}") or len(child):
                self._in_run(child, look, found)

    def _field(self, kind: str) -> None:
        """Follow the beginning, the middle and the end of a field; its result stands behind the middle."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, text: str, look: Look, found: Found) -> None:
        if not text:
            return
        if look.raised == "superscript" and text.strip():
            text = _raised(found.tail, text)
        found.pieces.append(Piece(text, look))


def _raised(before: str, text: str) -> str:
    """Return a raised text as it is to be read behind what stands before it: m2, 10³; a footnote mark is left out.

    >>> _raised("12 m", "2"), _raised("10", "3"), _raised("năm 2016", "(1)")
    ('2', '³', '')
    """
    mark = text.strip()
    if _LENGTH.search(before) and mark in {"2", "3"}:
        return text
    if _TEN.search(before) and mark.isdigit():
        return text.translate(_RAISE)
    return "" if before.strip() and _MARK.fullmatch(mark) else text


def _symbol(element: etree._Element) -> str:
    """Return the character that a `w:sym` shows."""
    try:
        code = int(element.get(w("char"), ""), 16)
    except ValueError:
        return ""
    char = chr(code) if 0 < code < 0x110000 else ""
    if char and code < 0x100:
        char = chr(code + 0xF000)
    return SYMBOLS.get(char, "•" if "\ue000" <= char <= "\uf8ff" else char)


def _formula(element: etree._Element) -> str:
    """Return a formula as one would type it: "218/282"."""
    if element.tag == m("t"):
        return element.text or ""
    if element.tag == m("f"):
        return "/".join(_formula(part) for part in element if part.tag in (m("num"), m("den")))
    if element.tag == m("sSup"):
        base, power = element.find(m("e")), element.find(m("sup"))
        before = "" if base is None else _formula(base)
        after = "" if power is None else _formula(power)
        return before + (after.translate(_RAISE) if before[-1:].isdigit() else after)
    return "".join(_formula(part) for part in element if isinstance(part.tag, str) and not part.tag.endswith("Pr"))
