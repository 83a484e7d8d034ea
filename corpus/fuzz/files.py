"""Files that are nearly right: Word and PDF files with bytes, parts and objects changed at random.

Enters: a source of chance. Leaves: a file's bytes. Half of the damage is done to the file as it lies; half within, to
the XML of a Word file's parts or to what a PDF's streams hold unpacked, since damage outside seldom gets that far.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from random import Random

import pikepdf

_REPORTS = Path(__file__).resolve().parents[1] / "reports"
_ODD_XML = (
    b"<w:p/>", b"<w:tbl></w:tbl>", b"<w:tbl><w:tr/></w:tbl>", b"<w:r><w:t>1.238</w:t></w:r>", b"<w:br/>", b"</w:p>",
    b'<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr></w:tc>', b"<w:vMerge/>", b"&#0;", b"&x;", b"<!--", b"]]>",
    b'<w:numPr><w:ilvl w:val="-1"/><w:numId w:val="99"/></w:numPr>', b"<w:sdt><w:sdtContent/></w:sdt>", b"\xff",
    b'<w:gridBefore w:val="100000"/>', b'<w:sz w:val="x"/>', b'<w:pStyle w:val=""/>',
    b"<w:ins><w:ins><w:p/></w:ins></w:ins>",
)  # fmt: skip
_ODD_PDF = (
    b"<<", b">>", b"[", b"]", b"0 0 R", b"1 0 R", b"/Length -1", b"/Count 999999999", b"/Kids [3 0 R]",
    b"/Parent 1 0 R",
    b"/MediaBox [0 0 1e9 1e9]", b"/Rotate 45", b"/Filter /FlateDecode", b"/Filter [/A85 /LZW /CCF]", b"/Type /Page",
    b"stream\n", b"endstream", b"endobj", b"/Prev 0", b"(", b"\\", b"/UserUnit 1e6", b"999999999999 0 obj", b"NaN",
)  # fmt: skip
_ODD_CONTENT = (
    b" q", b" Q", b" BT", b" ET", b" 0 0 0 0 0 0 Tm", b" 1e30 Tf", b" /F9 12 Tf", b" (x) Tj", b" [(x) 1e9 (y)] TJ",
    b" cm",
    b" 1e9 0 0 1e9 0 0 cm", b" /X Do", b" -1 Tz", b" 0 Tc", b" 90 TL T*", b" BI ID EI", b" re f", b" W n", b" sh",
)  # fmt: skip


@cache
def originals(ending: str) -> tuple[bytes, ...]:
    """Return the made-up reports with that ending; of PDFs only the first pages, so that a case is quick."""
    found = [path.read_bytes() for path in sorted(_REPORTS.glob(f"*{ending}"))]
    if ending != ".pdf":
        return tuple(found)
    short = []
    for data in found:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            del pdf.pages[2:]
            made = io.BytesIO()
            pdf.save(made, deterministic_id=True)
            short.append(made.getvalue())
    return tuple(short)


def damaged(chance: Random, data: bytes, odd: tuple[bytes, ...]) -> bytes:
    """Return bytes with a few places overwritten, cut out, doubled or filled with odd pieces."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if not changed:
            break
        at = chance.randrange(len(changed))
        what = chance.randrange(6)
        if what == 0:
            changed[at] = chance.randrange(256)
        elif what == 1:
            del changed[at : at + chance.choice((1, 4, 100, 5000))]
        elif what == 2:
            changed[at:at] = changed[at : at + chance.choice((1, 10, 1000))]
        elif what == 3:
            changed[at:at] = chance.choice(odd)
        elif what == 4:
            piece = chance.choice(odd)
            changed[at : at + len(piece)] = piece
        elif chance.random() < 0.2:
            del changed[at:]
    return bytes(changed)


def docx_of(chance: Random) -> bytes:
    """Return a damaged Word file."""
    data = chance.choice(originals(".docx"))
    if chance.random() < 0.2:
        return damaged(chance, data, (b"PK\x03\x04", b"PK\x01\x02", b"\xff\xff\xff\xff"))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        target = chance.choice([*names, *["word/document.xml"] * len(names)])
        for name in old.namelist():
            content = old.read(name)
            if name == target:
                content = damaged(chance, content, _ODD_XML) if chance.random() < 0.4 else _swapped(chance, content)
            new.writestr(name, content)
    return made.getvalue()


def _swapped(chance: Random, xml: bytes) -> bytes:
    """Return XML with elements changed at their bounds, so that it may well be sound."""
    parts = xml.split(b"<")
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(1, len(parts))
        what = chance.randrange(4)
        if what == 0:
            tag, closing, rest = parts[at].partition(b">")
            parts[at] = tag + closing + b"1.2.3,4 ha/" + rest
        elif what == 1:
            parts[at] = chance.choice(_ODD_XML)[1:] + b"<" + parts[at]
        elif what == 2:
            parts[at] = parts[at].replace(
                b'w:val="', b'w:val="' + chance.choice((b"-", b"99999999999", b"\xc4\x90", b""))
            )
        else:
            parts[at] = parts[at].replace(b"w:", chance.choice((b"w:x", b"m:", b"w:")), 1)
    return b"<".join(parts)


def pdf_of(chance: Random) -> bytes:
    """Return a damaged PDF."""
    data = chance.choice(originals(".pdf"))
    if chance.random() < 0.4:
        return damaged(chance, data, _ODD_PDF)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        for stream in chance.sample(streams, k=min(len(streams), chance.randint(1, 3))):
            stream.write(damaged(chance, stream.read_bytes(), _ODD_CONTENT))
        made = io.BytesIO()
        pdf.save(
            made, deterministic_id=True, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
    return damaged(chance, made.getvalue(), _ODD_PDF) if chance.random() < 0.5 else made.getvalue()
