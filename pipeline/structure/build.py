"""The whole way from a document to its outline.

Enters: a `Document`. Leaves: its `Outline`. The lines of "bao-cao-thang-5.pdf" become head, sections, paragraphs, foot.
"""

from __future__ import annotations

import re

from pipeline.structure.compose import Composer
from pipeline.structure.foot import find_foot, read_foot
from pipeline.structure.head import Head, find_title, read_head, read_place_date
from pipeline.structure.issuer import named_issuer
from pipeline.structure.join import join_lines
from pipeline.structure.pieces import Grid, Piece, pieces_of
from pipeline.structure.sections import Parts, Placed, Title, place_parts
from pipeline.structure.title_period import Covered, covered, planned
from pipeline.structure.unfold import unfold
from schemas.base import Span
from schemas.document import Document
from schemas.outline import Outline, Paragraph, Role, TableBlock
from schemas.report import Header, Section

_REPORTS = re.compile(r"báo cáo|đánh giá|tổng hợp", re.I)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def outline(document: Document) -> Outline:
    """Return the running text of `document`, its parts, head and foot."""
    lines = pieces_of(document)
    lines = unfold(lines, find_title(lines))
    anchor = find_title(lines)
    top = anchor + 1 if anchor is not None else 0
    pieces = lines[:top] + join_lines(lines[top:])
    head = read_head(pieces, anchor)
    foot, foot_end = find_foot(pieces, head.end)
    opening = _opening(pieces, head.end, foot)
    if head.date is None and head.place is None:
        read_place_date(pieces[foot:], head)
    times = _times(head, opening)
    scanned = frozenset(document.source.ocr_pages)
    parts = place_parts(pieces, head.end, foot, times.period, scanned)
    tail = place_parts(pieces, foot_end, len(pieces), times.period, scanned)
    header = _header(head, times, parts, opening + _texts(pieces[foot : foot + 1]))
    return _assemble(document, pieces, head.end, foot, foot_end, parts, tail, header)


def _texts(pieces: list[Piece | Grid]) -> list[str]:
    return [piece.text for piece in pieces if isinstance(piece, Piece)]


def _opening(pieces: list[Piece | Grid], start: int, end: int) -> list[str]:
    """Return the first paragraphs behind the head, where a report names itself and its time."""
    return _texts(pieces[start : min(start + 6, end)])


def _times(head: Head, opening: list[str]) -> Covered:
    """Return the times of the title, else of the sentence that says what is reported."""
    said = [_REPORTS.split(text)[-1] for text in opening[:3]]
    year = head.year or next((int(written) for text in said for written in _YEAR.findall(text)), None)
    times = covered(head.title or "", head.date, year)
    if times.period is not None:
        return times
    for text in (*said, *opening[:3]):
        found = covered(text, head.date, year)
        if found.period is not None and found.period.start is not None:
            return Covered(found.period, times.plan or found.plan)
    return times


def _header(head: Head, times: Covered, parts: Parts, texts: list[str]) -> Header:
    agency, parent = named_issuer(head.issuers, texts, head.place)
    plan = times.plan
    if plan is None:
        headings = (planned(title, times.period) for title in parts.plan_headings)
        plan = next((found for found in headings if found is not None), None)
    return Header(
        agency=agency,
        parent_agency=parent,
        number=head.number,
        symbol=head.symbol,
        place=head.place,
        date=head.date,
        title=head.title,
        addressees=head.addressees,
        period=times.period,
        plan_period=plan,
    )


def _assemble(
    document: Document,
    pieces: list[Piece | Grid],
    head_end: int,
    foot: int,
    foot_end: int,
    parts: Parts,
    tail: Parts,
    header: Header,
) -> Outline:
    composer = Composer(document.pages)
    spans: list[Span] = []
    tables: list[TableBlock] = []
    paragraphs: list[Paragraph] = []
    placed = {item.index: item for item in parts.placed}
    annex = {item.index: item for item in tail.placed}
    for index, piece in enumerate(pieces):
        where = placed.get(index)
        if isinstance(piece, Grid):
            rows, span = composer.table(piece)
            tables.append(TableBlock(rows, span, where.section if where else None, where.plan if where else False))
        else:
            span = composer.paragraph(piece.tokens)
            if where is not None:
                paragraphs.append(_paragraph(span, where))
            else:
                role = Role.HEAD if index < head_end else Role.FOOT if index < foot_end else Role.BODY
                item = annex.get(index)
                body = span[0] + (item.marker.end if item is not None and item.marker is not None else 0)
                marker = item.marker.written if item is not None and item.marker is not None else ""
                paragraphs.append(Paragraph(span, body, role, None, marker, item.depth if item is not None else 0))
        spans.append(span)
    text, provenance = composer.finish()
    end = spans[foot - 1][1] if 0 < foot <= len(spans) else len(text)
    return Outline(
        source=document.source,
        text=text,
        provenance=provenance,
        header=header,
        footer=read_foot(pieces[foot:foot_end], frozenset(document.source.ocr_pages)),
        sections=_sections(parts.titles, spans, end),
        paragraphs=tuple(paragraphs),
        tables=tuple(tables),
    )


def _paragraph(span: Span, placed: Placed) -> Paragraph:
    marker = placed.marker
    body = span[0] + (marker.end if marker is not None else 0)
    lead = (body, body + placed.lead) if placed.lead else None
    written = marker.written if marker is not None else ""
    return Paragraph(span, min(body, span[1]), placed.role, placed.section, written, placed.depth, placed.plan, lead)


def _sections(titles: list[Title], spans: list[Span], end: int) -> tuple[Section, ...]:
    """Return the sections, each from its heading to the next that isn't in it, the last ones to `end`."""
    found: list[Section] = []
    for place, title in enumerate(titles):
        node = title.node
        after = next((other.node for other in titles[place + 1 :] if other.node.level <= node.level), None)
        start = spans[node.index][0]
        stop = spans[after.index][0] if after is not None else max(end, start)
        found.append(
            Section(
                id=node.id,
                number=node.marker.number,
                title=title.text,
                level=node.level,
                parent=node.parent.id if node.parent is not None else None,
                span=(start, stop),
            )
        )
    return tuple(found)
