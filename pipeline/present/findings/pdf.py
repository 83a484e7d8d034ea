"""The draft as a PDF with a highlight and a note at the words of each finding.

Enters: `Findings`, the `Report` and a draft that is a PDF, scanned or not. Leaves: the bytes of a PDF: the draft's
pages as they are, "1.848 con" highlighted, with the note "Lỗi 1 (sum.parts)" by baocao.
"""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from pipeline.errors import InputError, UsageError
from pipeline.present.findings.entries import entries
from pipeline.present.findings.notes import Note, notes
from pipeline.present.findings.pdf_space import PageSpace
from pipeline.present.findings.pdf_words import WordPlaces
from pipeline.read.content import Opened
from schemas.document import Media
from schemas.finding import Findings, Severity
from schemas.report import Bbox, Report

_AUTHOR = "baocao"
_COLOURS = {Severity.ERROR: (1.0, 0.7, 0.67), Severity.WARNING: (1.0, 0.87, 0.5), Severity.INFO: (0.72, 0.88, 1.0)}
_PRINTED = 4
_ICON, _MARGIN = 20.0, 12.0
_POPUP = (220.0, 120.0)


def as_pdf(findings: Findings, report: Report, path: Path) -> bytes:
    """Return the draft with highlights; raises `UsageError` where it is no PDF, `InputError` where it can't be read."""
    if report.source.media is not Media.PDF:
        raise UsageError(f"{path.name}: dạng pdf chỉ dùng cho bản thảo PDF; với tệp này hãy chọn dạng docx hoặc html")
    try:
        data = path.read_bytes()
        with Pdf.open(io.BytesIO(data)) as pdf:
            writer = _Writer(pdf, WordPlaces(Opened(path, data), report.text, frozenset(report.source.ocr_pages)))
            for note in notes(entries(findings), report.text):
                writer.add(note)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True)
            return out.getvalue()
    except OSError as error:
        raise InputError(f"{path}: không đọc lại được tệp: {error.strerror or type(error).__name__}") from None
    except pikepdf.PdfError:
        raise InputError(f"{path.name}: tệp PDF bị khóa hoặc bị hỏng, không ghi nhận xét vào được") from None


class _Writer:
    """Puts notes on the pages of a PDF."""

    def __init__(self, pdf: Pdf, places: WordPlaces) -> None:
        self._pdf = pdf
        self._places = places
        self._icons: dict[int, int] = {}
        self._made = 0

    def add(self, note: Note) -> None:
        """Highlight the place of a note; a note without one becomes a slip at the edge of its page, or of the first."""
        place = note.place
        count = len(self._pdf.pages)
        found: dict[int, list[Bbox]] = {}
        if place is not None:
            found = {page: boxes for page, boxes in self._places.find(place).items() if 0 < page <= count}
        if not found:
            page = place.page if place is not None and place.page is not None and 0 < place.page <= count else 1
            self._slip(note, page)
        for page, boxes in found.items():
            self._highlight(note, page, boxes)

    def _space(self, page: int) -> PageSpace:
        obj = self._pdf.pages[page - 1]
        x0, y0, x1, y1 = (float(side) for side in obj.mediabox)
        media = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        return PageSpace(media, int(obj.rotation) % 360, self._places.on(page).angle)

    def _highlight(self, note: Note, page: int, boxes: list[Bbox]) -> None:
        space = self._space(page)
        rectangle = space.rectangle(boxes)
        quads = [side for box in boxes for point in space.corners(box) for side in point]
        annotation = self._annotation(note, "Highlight", rectangle)
        annotation.QuadPoints = Array(_rounded(quads))
        annotation.AP = Dictionary(N=self._appearance(note, space, boxes, rectangle))
        self._put(page, annotation, space, boxes[0])

    def _appearance(self, note: Note, space: PageSpace, boxes: list[Bbox], rectangle: tuple[float, ...]) -> Object:
        """Return how a highlight looks, for viewers that don't draw it themselves: paint through which print shows."""
        lines = ["/G gs", " ".join(f"{part:g}" for part in _COLOURS[note.entry.finding.severity]) + " rg"]
        for box in boxes:
            (x0, y0), (x1, y1), (x2, y2), (x3, y3) = space.corners(box)
            lines.append(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l {x3:.2f} {y3:.2f} l {x2:.2f} {y2:.2f} l h f")
        return self._pdf.make_stream(
            "\n".join(lines).encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(_rounded(rectangle)),
            Group=Dictionary(S=Name.Transparency),
            Resources=Dictionary(ExtGState=Dictionary(G=Dictionary(Type=Name.ExtGState, BM=Name.Multiply))),
        )

    def _slip(self, note: Note, page: int) -> None:
        """Put a note at the upper left edge of a page, below those that are there already."""
        space = self._space(page)
        above = self._icons.get(page, 0)
        self._icons[page] = above + 1
        top = _MARGIN + above * (_ICON + 4)
        box = (_MARGIN, top, _MARGIN + _ICON, top + _ICON)
        annotation = self._annotation(note, "Text", space.rectangle([box]))
        annotation.Name = Name.Note
        self._put(page, annotation, space, box)

    def _annotation(self, note: Note, kind: str, rectangle: tuple[float, ...]) -> Dictionary:
        """Return an annotation without its place on the page's list."""
        self._made += 1
        return Dictionary(
            Type=Name.Annot,
            Subtype=Name(f"/{kind}"),
            Rect=Array(_rounded(rectangle)),
            C=Array(_rounded(_COLOURS[note.entry.finding.severity])),
            F=_PRINTED,
            T=String(_AUTHOR),
            Subj=String(f"{note.entry.label}: {note.entry.finding.rule}"),
            NM=String(f"baocao-{self._made}"),
            Contents=String(note.text),
        )

    def _put(self, page: int, annotation: Dictionary, space: PageSpace, box: Bbox) -> None:
        """Put an annotation and its closed pop-up on a page, beside what it is about."""
        obj = self._pdf.pages[page - 1].obj
        width, height = _POPUP
        left = max(space.width - width - _MARGIN, 0.0)
        own = self._pdf.make_indirect(annotation)
        popup = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Popup,
                Rect=Array(_rounded(space.rectangle([(left, box[1], left + width, box[1] + height)]))),
                Open=False,
                Parent=own,
                P=obj,
            )
        )
        own.Popup = popup
        own.P = obj
        known = obj.get("/Annots")
        if known is None:
            obj.Annots = Array([own, popup])
        else:
            obj.Annots.append(own)
            obj.Annots.append(popup)


def _rounded(numbers: tuple[float, ...] | list[float]) -> list[float]:
    return [round(number, 2) for number in numbers]
