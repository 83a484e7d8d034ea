"""Whole reports out of a few lines, for the tests of what a report hands on from line to line."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.run import understand
from schemas.document import Cell, Document, Line, Media, Source, Table, Word
from schemas.report import Figure, Report

MAY = "tháng 5, nhiệm vụ trọng tâm tháng 6 năm 2026"
HEAD = """\
ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
Số: 12/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tân Lập, ngày 20 tháng {month} năm {year}
BÁO CÁO
Tình hình kinh tế - xã hội {title}
"""
FOOT = """\
Trên đây là báo cáo của UBND xã Tân Lập./.
Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn An
"""


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word) for word in text.split())


def table(*rows: str) -> Table:
    """Return a table; cells of a row are split by "|"."""
    return Table(tuple(tuple(Cell(_words(cell)) for cell in row.split("|")) for row in rows))


def document(*body: str | Table, title: str = MAY, month: int = 5, year: int = 2026) -> Document:
    """Return a report with head and foot; every line of `body` is a paragraph."""
    head = HEAD.format(title=title, month=month, year=year)
    items: list[Line | Table] = []
    for part in (head, *body, FOOT):
        if isinstance(part, Table):
            items.append(part)
            continue
        items += [Line(_words(line), whole=True) for line in part.splitlines() if line.strip()]
    return Document(Source(path="bao-cao.txt", sha256="0" * 64, media=Media.TEXT), tuple(items))


def report(*body: str | Table, title: str = MAY, month: int = 5, year: int = 2026) -> Report:
    """Return what a report says whose body is `body`."""
    return understand(document(*body, title=title, month=month, year=year))


def told(figures: Sequence[Figure]) -> list[str]:
    """Return "text = value unit" for each figure."""
    return [f"{figure.text} = {figure.value} {figure.unit}".rstrip() for figure in figures]


def by_text(found: Report) -> dict[str, Figure]:
    """Return the figures by what is written; a text that stands twice can't be asked for."""
    texts = [figure.text for figure in found.figures]
    return {figure.text: figure for figure in found.figures if texts.count(figure.text) == 1}


def span_of(figure: Figure) -> str:
    """Return the time of a figure as "kind from to"."""
    return f"{figure.period.kind.value} {figure.period.start or '-'} {figure.period.end or '-'}"
