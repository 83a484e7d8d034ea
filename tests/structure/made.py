"""Documents made of lines, for the tests of this step."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from schemas.base import Box
from schemas.document import Document, Line, Media, PageSize, Source, Table, Word

SOURCE = Source(path="bao-cao.txt", sha256="0" * 64, media=Media.TEXT)
HEAD = """\
ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
Số: 12/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tân Lập, ngày 20 tháng 5 năm 2026
BÁO CÁO
Tình hình kinh tế - xã hội tháng 5, nhiệm vụ trọng tâm tháng 6 năm 2026
"""
FOOT = """\
Trên đây là báo cáo của UBND xã Tân Lập./.
Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn An
"""


def line(text: str, *, whole: bool = True, gap: float = 0.0, page: int | None = None, bold: bool = False) -> Line:
    """Return a line without places."""
    return Line(tuple(Word(word) for word in text.split()), page=page, whole=whole, gap=gap, bold=bold)


def document(text: str, *, whole: bool = True) -> Document:
    """Return a document whose lines are those of `text`; a blank line shows as a gap, "**...**" is bold."""
    items: list[Line | Table] = []
    gap = 0.0
    for row in text.splitlines():
        if not row.strip():
            gap += 1
            continue
        bold = row.startswith("**") and row.endswith("**")
        items.append(line(row.strip("*") if bold else row, whole=whole, gap=gap, bold=bold))
        gap = 0.0
    return Document(SOURCE, tuple(items))


def paged(pages: list[list[tuple[str, float]]], *, width: float = 400.0) -> Document:
    """Return a document of pages whose lines are texts with their indent; a letter is 6 points wide.

    A line that comes within 30 points of `width` is full.
    """
    items: list[Line | Table] = []
    for number, rows in enumerate(pages, 1):
        top = 60.0
        for text, indent in rows:
            at = 85.0 + indent
            words = []
            for word in text.split():
                words.append(Word(word, Box(at, top, at + 6 * len(word), top + 14)))
                at += 6 * len(word) + 4
            box = Box(words[0].box.x0, top, words[-1].box.x1, top + 14)  # type: ignore[union-attr]
            items.append(Line(tuple(words), page=number, box=box, full=box.x1 > 85 + width - 30, size=14.0, gap=0.3))
            top += 18.0
    return Document(SOURCE, tuple(items), tuple(PageSize(595, 842) for _ in pages))


def cases(name: str) -> dict[str, Any]:
    """Return the table of cases `name`."""
    return tomllib.loads((Path(__file__).parent / "cases" / f"{name}.toml").read_text(encoding="utf-8"))
