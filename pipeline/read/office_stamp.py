"""The first lines of a .doc, .rtf or .odt, only to look for a secrecy stamp before the file is converted.

Enters: the bytes of such a file. Leaves: its first lines, roughly: what can't be told is left out. The stamp is
looked for once more after the conversion, where text boxes and page heads are seen too.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from pipeline.language.legacy import Code, decode
from pipeline.read.signature import Kind

_LINES = 80
_SHORT = 40
_SMALLEST_DOC = 0x200
_DOC_CHARACTERS = 6000
_DOC_ENDS = re.compile(r"[\x07\x0b-\x0d]")
_DOC_NOISE = re.compile(r"[\x00-\x06\x08\x0e-\x1f]")
_RTF_TOKEN = re.compile(
    r"\\u(?P<code>-?\d+) ?\??|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[a-z]+)(?P<number>-?\d+)? ?|\\(?P<sign>.)|[\r\n{}]"
)
_RTF_ENDS = frozenset(("par", "pard", "line", "cell", "row", "page", "sect", "tab"))
_RTF_READ = 400_000
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ODT_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


def first_lines(data: bytes, kind: Kind) -> Iterator[str]:
    """Yield the first lines of a file, each also as it reads in a font of TCVN3."""
    found = {Kind.DOC: _of_doc, Kind.RTF: _of_rtf, Kind.ODT: _of_odt}[kind](data)
    for line in islice((line for line in found if line.strip()), 4 * _LINES):
        yield line
        if len(line) < _SHORT and decode(line, Code.TCVN3) != line:
            yield decode(line, Code.TCVN3, capitals=True)


def _of_doc(data: bytes) -> Iterator[str]:
    """Yield the first lines of a .doc, taken for letters of one byte and for letters of two."""
    at = data.find(b"\xec\xa5")
    if at < 0 or len(data) < at + _SMALLEST_DOC:
        return
    start = at + int(struct.unpack_from("<I", data, at + 0x18)[0])
    part = data[start : start + 2 * _DOC_CHARACTERS]
    for text in (part.decode("utf-16-le", errors="replace"), part[:_DOC_CHARACTERS].decode("cp1252", errors="replace")):
        for line in islice(_DOC_ENDS.split(text), _LINES):
            yield _DOC_NOISE.sub("", line)


def _of_rtf(data: bytes) -> Iterator[str]:
    """Yield the first lines of an .rtf, its control words taken out."""
    text = data[:_RTF_READ].decode("latin-1")
    line, at = "", 0
    for found in _RTF_TOKEN.finditer(text):
        line += text[at : found.start()]
        at = found.end()
        if found["code"] is not None:
            line += chr(int(found["code"]) % 0x10000)
        elif found["byte"] is not None:
            line += bytes((int(found["byte"], 16),)).decode("cp1252", errors="replace")
        elif found["word"] in _RTF_ENDS:
            yield line
            line = ""
        elif found["sign"] is not None and found["sign"] in "\\{}~":
            line += found["sign"].replace("~", " ")
    yield line


def _of_odt(data: bytes) -> Iterator[str]:
    """Yield the first lines of an .odt, those of the page heads of its styles before them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in ("styles.xml", "content.xml"):
                root = etree.fromstring(archive.read(member), etree.XMLParser(resolve_entities=False, no_network=True))
                for paragraph in islice(root.iter(f"{_TEXT}p", f"{_TEXT}h"), _LINES):
                    yield "".join(str(part) for part in paragraph.itertext())
    except _ODT_FAULTS:
        return
