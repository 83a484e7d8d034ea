"""The draft as a Word file with a comment at the words of each finding.

Enters: `Findings`, the `Report` and the draft. Leaves: the bytes of a .docx: a Word draft as it was, or a plain one
made of the text of any other. "1.848 con" bears the comment "Lỗi 1 (sum.parts)" by baocao.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from lxml import etree

from pipeline.errors import InputError
from pipeline.present.findings.entries import entries, printable
from pipeline.present.findings.locate import Locator
from pipeline.present.findings.notes import Note, notes, quoted
from pipeline.present.findings.word_chars import Characters, characters_of
from pipeline.present.findings.word_marks import mark
from pipeline.present.findings.word_package import Package
from pipeline.present.findings.word_plain import plain_word
from schemas.base import Span
from schemas.document import Media
from schemas.finding import Findings
from schemas.report import Report

_AUTHOR, _INITIALS = "baocao", "BC"
_SIZE = "20"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?")


def as_word(findings: Findings, report: Report, path: Path) -> bytes:
    """Return the draft with comments; raises `InputError` if its file is gone or broken."""
    package = Package(_draft(report, path), path.name)
    characters = characters_of(package.body, package.notes)
    locator = Locator(report.text, characters.chars)
    made = notes(entries(findings), report.text)
    general = _general(report, characters, locator) if made else None
    places: list[tuple[Span, int]] = []
    number = _first_free(package)
    for note in made:
        span = None
        if note.place is not None and note.place.span is not None:
            span = locator.find(note.place.span)
        lines = note.lines if span is not None or note.place is None else (*note.lines, _unfound(note))
        span = span or general
        if span is None:
            continue
        package.comments.append(_comment(package, number, lines))
        places.append((span, number))
        number += 1
    mark(characters, places)
    return package.save()


def _draft(report: Report, path: Path) -> bytes:
    """Return the draft's own bytes if it is a Word file, else those of a plain Word file of its text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: không đọc lại được tệp: {error.strerror or type(error).__name__}") from None
    return data if report.source.media is Media.DOCX and _is_package(data) else plain_word(report)


def _is_package(data: bytes) -> bool:
    """Tell whether a file is a package of Office parts, which an .odt or a .doc isn't."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "[Content_Types].xml" in archive.namelist()


def _general(report: Report, characters: Characters, locator: Locator) -> Span | None:
    """Return where comments on the whole draft go: its title, else its first words."""
    title = report.header.title
    start = report.text.find(title) if title else -1
    if title and start >= 0:
        found = locator.find((start, start + len(title)))
        if found is not None:
            return found
    first = next((index for index, char in enumerate(characters.chars) if not char.isspace()), None)
    return None if first is None else (first, characters.chars.index("\n", first))


def _unfound(note: Note) -> str:
    assert note.place is not None
    return f"Không định vị được trong tệp: {quoted(note.place.text)}"


def _first_free(package: Package) -> int:
    """Return an id above those of the comments that are there already."""
    taken = [-1]
    for element in (*package.comments.iter(), *package.body.iter()):
        if isinstance(element.tag, str) and etree.QName(element).localname.startswith("comment"):
            value = element.get(f"{{{package.namespace}}}id", "")
            taken += [int(value)] if value.isdigit() else []
    return max(taken) + 1


def _comment(package: Package, number: int, lines: tuple[str, ...]) -> etree._Element:
    """Make one comment, its first line bold."""
    space = f"{{{package.namespace}}}"
    attributes = {f"{space}id": str(number), f"{space}author": _AUTHOR, f"{space}initials": _INITIALS}
    modified = package.modified or ""
    if _TIME.fullmatch(modified.strip()):
        attributes[f"{space}date"] = modified.strip()
    comment = etree.Element(f"{space}comment", attributes)
    for index, line in enumerate(lines):
        paragraph = etree.SubElement(comment, f"{space}p")
        if not index:
            etree.SubElement(etree.SubElement(paragraph, f"{space}r"), f"{space}annotationRef")
        run = etree.SubElement(paragraph, f"{space}r")
        properties = etree.SubElement(run, f"{space}rPr")
        if not index:
            etree.SubElement(properties, f"{space}b")
        etree.SubElement(properties, f"{space}sz", {f"{space}val": _SIZE})
        text = etree.SubElement(run, f"{space}t", {_SPACE: "preserve"})
        text.text = printable(line)
    return comment
