"""A Word file set anew in an old code.

Enters: a .docx in Unicode. Leaves: the same with its runs in .VnTime and .VnTimeH, or in VNI-Times, text in their
bytes. With `named=False` the fonts stay as they are and tell nothing.
"""

from __future__ import annotations

import copy
import unicodedata
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from corpus.old.letters import font_of, written


def set_word(source: Path, target: Path, code: str, named: bool = True) -> None:
    """Write `source` anew as `target`."""
    document = docx.Document(str(source))
    roots = [document.element.body, *(part.element for part in document.part.package.iter_parts() if _has_text(part))]
    for root in roots:
        for run in list(root.iter(qn("w:r"))):
            _set_run(run, code, named)
    document.save(str(target))


def _has_text(part: object) -> bool:
    return str(getattr(part, "partname", "")).startswith(("/word/header", "/word/footer")) and hasattr(part, "element")


def _set_run(run: object, code: str, named: bool) -> None:
    """Replace a run by as many as the code needs fonts."""
    texts = run.findall(qn("w:t"))  # type: ignore[attr-defined]
    for text in texts:
        pieces = written(unicodedata.normalize("NFC", text.text or ""), code)
        parent = text.getparent()
        assert parent is not None
        place = parent.index(text)
        children = list(parent)
        before, after = children[:place], children[place + 1 :]
        new = []
        for letters, capitals in pieces:
            made = OxmlElement("w:r")
            properties = copy.deepcopy(run.find(qn("w:rPr")))  # type: ignore[attr-defined]
            properties = OxmlElement("w:rPr") if properties is None else properties
            if named:
                _name(properties, font_of(code, capitals))
            made.append(properties)
            element = OxmlElement("w:t")
            element.text = letters
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(element)
            new.append(made)
        if len(texts) == 1 and not [child for child in (*before, *after) if child.tag != qn("w:rPr")]:
            for made in new:
                run.addprevious(made)  # type: ignore[attr-defined]
            run.getparent().remove(run)  # type: ignore[attr-defined]
        else:
            text.text = "".join(letters for letters, _ in pieces)
            own = run.find(qn("w:rPr"))  # type: ignore[attr-defined]
            if named and own is not None:
                _name(own, font_of(code, False))


def _name(properties: object, font: str) -> None:
    """Set the font of a run's properties."""
    for old in properties.findall(qn("w:rFonts")):  # type: ignore[attr-defined]
        properties.remove(old)  # type: ignore[attr-defined]
    fonts = OxmlElement("w:rFonts")
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), font)
    properties.insert(0, fonts)  # type: ignore[attr-defined]
