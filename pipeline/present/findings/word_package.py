"""A Word file as a package of parts, in which only what changes is written anew.

Enters: the bytes of a .docx. Leaves: its main part and notes as XML to work on, and the bytes with the comments in it.
All other parts (styles, pictures, headers, settings) go over byte for byte; the same file gives the same bytes. Without
comments "word/comments.xml" is added, with them it grows.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from pipeline.errors import InputError
from pipeline.present.findings.word_chars import Notes, name_of

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_FAULTS = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, RuntimeError, ValueError, OSError, KeyError)
_FIXED = (1980, 1, 1, 0, 0, 0)


class Package:
    """An opened Word file; `body` may be changed, `comments` may be added to."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open a file called `name`; raises `InputError` where it is no Word file or a broken one."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._members = [(member.filename, archive.read(member)) for member in archive.infolist()]
            self._parts = dict(self._members)
            self._main = next((target for kind, target in self._relations("") if kind == "officeDocument"), "")
            self._document = _parse(self._parts[self._main or "word/document.xml"])
            self._main = self._main or "word/document.xml"
            found = next((child for child in self._document if name_of(child) == "body"), None)
            self._comments_part = next((part for kind, part in self._relations(self._main) if kind == "comments"), None)
            self.notes = self._notes()
            old = self._parts.get(self._comments_part or "")
            self.namespace = etree.QName(self._document).namespace or ""
            self.comments = etree.Element(f"{{{self.namespace}}}comments", nsmap={"w": self.namespace})
            if old is not None:
                self.comments = _parse(old)
        except _FAULTS:
            raise InputError(f"{name}: tệp Word bị hỏng, không mở lại được để ghi nhận xét") from None
        if found is None:
            raise InputError(f"{name}: tệp Word không có nội dung")
        self.body = found

    @property
    def modified(self) -> str | None:
        """When the document says that it was last changed, as ISO time; `None` if it doesn't say."""
        part = next((target for kind, target in self._relations("") if kind == "core-properties"), None)
        if part is None or part not in self._parts:
            return None
        return next((time.text for time in _parse(self._parts[part]) if name_of(time) == "modified"), None)

    def _notes(self) -> Notes:
        """Return the footnotes and endnotes by kind and id."""
        found: Notes = {}
        for kind, part in self._relations(self._main):
            if kind in ("footnotes", "endnotes") and part in self._parts:
                for note in _parse(self._parts[part]):
                    found[name_of(note), note.get(f"{{{etree.QName(note).namespace}}}id", "")] = note
        return found

    def _relations(self, part: str) -> list[tuple[str, str]]:
        """Return kind and target of what a part points to inside the package."""
        data = self._parts.get(_relations_of(part))
        if data is None:
            return []
        folder = posixpath.dirname(part)
        return [
            (
                relation.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in _parse(data)
            if name_of(relation) == "Relationship" and relation.get("TargetMode") != "External"
        ]

    def save(self) -> bytes:
        """Return the file with the changed main part and the comments."""
        changed = {self._main: _bytes(self._document)}
        if self._comments_part is None or self._comments_part not in self._parts:
            self._comments_part = self._free_name()
            changed[_relations_of(self._main)] = self._with_relation()
            changed["[Content_Types].xml"] = self._with_type()
        changed[self._comments_part] = _bytes(self.comments)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self._members:
                archive.writestr(_member(name), changed.pop(name, data))
            for name, data in changed.items():
                archive.writestr(_member(name), data)
        return out.getvalue()

    def _free_name(self) -> str:
        folder = posixpath.dirname(self._main)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(self._parts) + 1))
        return next(name for name in names if name not in self._parts)

    def _with_relation(self) -> bytes:
        """Return the relations of the main part with the one to the comments."""
        space = f"{_PACKAGE}/relationships"
        data = self._parts.get(_relations_of(self._main))
        root = etree.fromstring(f'<Relationships xmlns="{space}"/>') if data is None else _parse(data)
        taken = {relation.get("Id") for relation in root}
        free = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        kind = _RELATION[self.namespace == _STRICT]
        target = posixpath.basename(self._comments_part or "")
        etree.SubElement(root, f"{{{space}}}Relationship", {"Id": free, "Type": kind, "Target": target})
        return _bytes(root)

    def _with_type(self) -> bytes:
        """Return the list of content types with that of the comments."""
        root = _parse(self._parts["[Content_Types].xml"])
        space = etree.QName(root).namespace
        etree.SubElement(
            root, f"{{{space}}}Override", {"PartName": f"/{self._comments_part}", "ContentType": _COMMENTS_TYPE}
        )
        return _bytes(root)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _FIXED)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _parse(data: bytes) -> etree._Element:
    """Parse one part; nothing outside of the file is ever loaded."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
