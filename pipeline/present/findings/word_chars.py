"""The characters of a Word document with the runs that they stand in.

Enters: the body of a document and its notes. Leaves: `Characters`, in the order of the file, deletions left out. The
"1" of "1.848" is character 0 of a `w:t` in a run; what can't bear a comment (a text box, a footnote) points to the run
that it hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MATH_STRICT = "http://purl.oclc.org/ooxml/officeDocument/math"
_GONE = frozenset(
    ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "instrText", "delText", "sdtPr", "rubyPr", "rt")
)
_SIGNS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_BOUND = ("text", "dataBinding", "date", "dropDownList", "comboBox")


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """Where characters stand: in `child`, right below the run `anchor`; if that is `None`, somewhere in `anchor`."""

    anchor: etree._Element
    child: etree._Element | None


@dataclass(slots=True)
class Characters:
    """`chars[i]` is character `offsets[i]` of `spots[i]`; "\\n" behind each paragraph belongs to no spot."""

    chars: list[str] = field(default_factory=list)
    spots: list[Spot | None] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    def add(self, text: str, spot: Spot | None) -> None:
        """Add the characters of one element."""
        self.chars.extend(text)
        self.spots.extend([spot] * len(text))
        self.offsets.extend(range(len(text)))


Notes = dict[tuple[str, str], etree._Element]


def characters_of(body: etree._Element, notes: Notes) -> Characters:
    """Return the characters of a body; `notes` are the footnotes and endnotes by kind and id."""
    walker = _Walker(body, notes)
    walker.walk(body, None)
    return walker.found


def name_of(element: etree._Element | None) -> str:
    """Return the name of an element without its namespace, empty for a comment or nothing."""
    return etree.QName(element).localname if element is not None and isinstance(element.tag, str) else ""


class _Walker:
    def __init__(self, body: etree._Element, notes: Notes) -> None:
        self.found = Characters()
        self._notes = notes
        self._id = f"{{{etree.QName(body).namespace}}}id"
        self._after: list[tuple[etree._Element, etree._Element]] = []

    def walk(self, parent: etree._Element, anchor: etree._Element | None) -> None:
        """Go through what is below `parent`; `anchor` is what bears the comments for all of it, if anything has to."""
        for child in parent:
            name = name_of(child)
            if not name or name in _GONE or _deleted(child):
                continue
            if name == "p" and not _is_math(child):
                self._paragraph(child, anchor)
            elif _is_math(child):
                self._math(child, anchor if anchor is not None else child)
            elif name == "AlternateContent":
                self._alternate(child, anchor)
            elif name == "r":
                self._run(child, anchor if anchor is not None else child)
            elif name == "sdt" and anchor is None and _is_bound(child):
                self.walk(child, child)
            else:
                self.walk(child, anchor)

    def _paragraph(self, paragraph: etree._Element, anchor: etree._Element | None) -> None:
        outer, self._after = self._after, []
        self.walk(paragraph, anchor)
        self.found.add("\n", None)
        hanging, self._after = self._after, outer
        for element, holder in hanging:
            self.walk(element, holder)

    def _run(self, parent: etree._Element, anchor: etree._Element) -> None:
        """Read a run, or a part of it; what is right below it can be cut, unless something else bears the comments."""
        for child in parent:
            name = name_of(child)
            if name in _GONE or not name:
                continue
            if name == "t" or name in _SIGNS:
                spot = Spot(anchor, child if child.getparent() is anchor else None)
                self.found.add(_SIGNS.get(name, child.text or ""), spot)
            elif name in _NOTES:
                note = self._notes.get((_NOTES[name], child.get(self._id, "")))
                if note is not None:
                    self._after.append((note, anchor))
            elif name == "txbxContent":
                self._after.append((child, anchor))
            elif name == "AlternateContent":
                self._alternate(child, anchor)
            else:
                self._run(child, anchor)

    def _alternate(self, element: etree._Element, anchor: etree._Element | None) -> None:
        """Read the first of the alternatives only; they say the same."""
        chosen = next((child for child in element if name_of(child) == "Choice" and len(child)), None)
        if chosen is None:
            chosen = next((child for child in element if name_of(child) == "Fallback"), None)
        if chosen is None:
            return
        if anchor is not None and name_of(anchor) == "r":
            self._run(chosen, anchor)
        else:
            self.walk(chosen, element if name_of(element.getparent()) == "p" else anchor)

    def _math(self, element: etree._Element, anchor: etree._Element) -> None:
        for text in element.iter(f"{{{_MATH}}}t", f"{{{_MATH_STRICT}}}t"):
            self.found.add(text.text or "", Spot(anchor, None))


def _is_math(element: etree._Element) -> bool:
    return etree.QName(element).namespace in (_MATH, _MATH_STRICT)


def _deleted(element: etree._Element) -> bool:
    """Tell whether a table row is marked as deleted."""
    return name_of(element) == "tr" and any(
        name_of(mark) == "del" for properties in element if name_of(properties) == "trPr" for mark in properties
    )


def _is_bound(control: etree._Element) -> bool:
    """Tell whether a content control within a line holds plain text or a choice, into which nothing may be put."""
    return not any(name_of(part) == "p" for part in control.iter()) and any(
        name_of(setting) in _BOUND for properties in control if name_of(properties) == "sdtPr" for setting in properties
    )
