"""The parts of a Word file: a zip archive of XML files that point to one another.

Enters: the bytes of a .docx, .docm or .dotx. Leaves: the roots of its parts by what they are for ("document", "styles",
"numbering", "footnotes", "header"). The strict form of the format is read as if it were the usual one.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from pipeline.errors import InputError
from pipeline.read.content import Opened
from pipeline.read.docx_xml import W
from pipeline.read.packed import refuse_bomb

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_FAULTS = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, RuntimeError, ValueError, OSError, KeyError)
_WANTED = frozenset(("styles", "numbering", "footnotes", "endnotes", "header"))


def parts_of(opened: Opened) -> dict[str, list[etree._Element]]:
    """Return the roots of the parts that are read; raises `InputError` if the archive or its main part is broken."""
    refuse_bomb(opened)
    try:
        with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
            return _parts(archive)
    except _FAULTS:
        raise InputError(
            f"{opened.name}: tệp Word bị hỏng hoặc bị cắt cụt, không mở được; "
            "mở lại bằng Word, lưu thành tệp mới rồi thử lại"
        ) from None


def _parts(archive: zipfile.ZipFile) -> dict[str, list[etree._Element]]:
    """Follow the relations from the package to its main part and on."""
    main = next((target for kind, target in _relations(archive, "") if kind == "officeDocument"), "word/document.xml")
    parts = {"document": [_root(archive, main)]}
    for kind, target in _relations(archive, main):
        if kind in _WANTED:
            parts.setdefault(kind, []).append(_root(archive, target))
    return parts


def _relations(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    """Return kind and target of what a part points to inside the package; nothing if it points nowhere."""
    folder, name = posixpath.split(part)
    member = posixpath.join(folder, "_rels", f"{name}.rels")
    if member not in archive.namelist():
        return []
    found: list[tuple[str, str]] = []
    for relation in _root(archive, member).iter(_RELATION):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found.append((relation.get("Type", "").rsplit("/", 1)[-1], target))
    return found


def _root(archive: zipfile.ZipFile, member: str) -> etree._Element:
    """Parse one part; nothing outside of the file is ever loaded."""
    data = archive.read(member)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
