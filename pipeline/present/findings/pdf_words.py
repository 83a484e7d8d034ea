"""The places of words on the pages of a PDF, line by line.

Enters: the draft's file and the places that a report gives. Leaves: the boxes to be highlighted: "539 con" at the end
of a line and the beginning of the next has two. On a scanned page the words
are those that recognition saw, else there is only the box that the report has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pdfminer.layout import LTChar, LTComponent, LTContainer
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.errors import InputError
from pipeline.present.findings.locate import Locator, compact
from pipeline.read import read_document
from pipeline.read.content import Opened
from pipeline.read.pdf_file import open_pdf, pages_of, quiet_pdfminer
from pipeline.read.pdf_words import Glyph, page_glyphs
from schemas.base import Box, Matrix, Span
from schemas.document import Document, Line, Word
from schemas.finding import Evidence
from schemas.report import Bbox

_NEAR = 1.0
_SAME_LINE = 0.5
_DOUBLED = 0.12
_FEWEST, _FEWEST_IN_ALL = 2, 8
_THIN, _NARROW = frozenset(".,;:!'’ijlIít()[]|/-"), 0.5
Places = dict[int, list[Bbox]]
"""The boxes on each page."""


@dataclass(frozen=True, slots=True)
class Print:
    """A printed character with its place on the upright page, in points; `base` is the line that it stands on."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float


@dataclass(slots=True)
class PagePrint:
    """The print of a page in the order in which it is drawn; `angle` is by how much it is turned."""

    prints: list[Print]
    angle: int = 0


class WordPlaces:
    """Looks up evidence on the pages of a PDF; a page is read when it is first asked for."""

    def __init__(self, opened: Opened, text: str, scanned: frozenset[int] = frozenset()) -> None:
        """Open a PDF that a report with `text` was read from, its `scanned` pages by recognition.

        Raises `InputError` where it can't be opened.
        """
        with quiet_pdfminer():
            self._pages: list[Page | None] = list(pages_of(open_pdf(opened)))
        self._read: dict[int, PagePrint] = {}
        self._text = text
        self._opened = opened
        self._scanned = scanned
        self._locators: dict[range, tuple[Locator, list[tuple[int, Print] | None]]] = {}

    def on(self, number: int) -> PagePrint:
        """Return the print of a page, none where it is broken or a picture."""
        if number not in self._read:
            page = self._pages[number - 1] if 0 < number <= len(self._pages) else None
            self._read[number] = PagePrint([]) if page is None else _print(page)
            if number in self._scanned and (number in self._recognised or not self._read[number].prints):
                self._read[number] = PagePrint(self._recognised.get(number, []))
        return self._read[number]

    @cached_property
    def _recognised(self) -> dict[int, list[Print]]:
        """The words that recognition saw on the scanned pages; it is asked again, and remembers."""
        found: dict[int, list[Print]] = {}
        try:
            document = read_document(self._opened.path)
        except InputError:  # the boxes that the report has are enough to go on
            return found
        for page, words in words_of(document):
            if page in self._scanned:
                onto = document.pages[page - 1].onto if page <= len(document.pages) else None
                found.setdefault(page, []).extend(one for word in words for one in _letters_of(word, onto))
        return found

    def find(self, place: Evidence) -> Places:
        """Return the boxes of a place; nothing if neither words nor a box are known."""
        words = self._text[slice(*place.span)] if place.span is not None else place.text
        wanted, _ = compact(words)
        if wanted and place.page is not None and place.bbox is not None:
            box = place.bbox
            inside = _Letters(_in_lines([one for one in self.on(place.page).prints if _lies_in(one, box)]))
            at = inside.text.find(wanted)
            if at >= 0:
                return {place.page: inside.boxes(at, at + len(wanted))}
            overleaf = self._overleaf(place.page, wanted, inside)
            if overleaf:
                return overleaf
        found = self._by_context(place.span, place.page) if wanted and place.span is not None else {}
        if found or place.page is None or place.bbox is None:
            return found
        return {place.page: [place.bbox]}

    def _overleaf(self, page: int, wanted: str, here: _Letters) -> Places:
        """Return the boxes of words that begin at a page's foot and go on overleaf; a few letters prove nothing."""
        if len(wanted) < _FEWEST_IN_ALL:
            return {}
        for length in range(min(len(wanted) - 1, len(here.text)), _FEWEST - 1, -1):
            if here.text.endswith(wanted[:length]):
                there = _Letters(self.on(page + 1).prints)
                at = there.text.find(wanted[length:])
                if at < 0:
                    return {}
                return {
                    page: here.boxes(len(here.text) - length, len(here.text)),
                    page + 1: there.boxes(at, at + len(wanted) - length),
                }
        return {}

    def _by_context(self, span: Span, page: int | None) -> Places:
        """Return the boxes of words that are known by what stands round them, on or next to a page if it is known."""
        last = len(self._pages)
        pages = range(1, last + 1) if page is None else range(max(page - 1, 1), min(page + 1, last) + 1)
        if pages not in self._locators:
            prints: list[tuple[int, Print] | None] = []
            chars: list[str] = []
            for number in pages:
                for one in self.on(number).prints:
                    chars += one.text
                    prints += [(number, one)] * len(one.text)
                chars.append("\n")
                prints.append(None)
            self._locators[pages] = (Locator(self._text, chars), prints)
        locator, owners = self._locators[pages]
        found = locator.find(span)
        by_page: dict[int, list[Print]] = {}
        for owner in owners[slice(*found)] if found is not None else ():
            if owner is not None:
                by_page.setdefault(owner[0], []).append(owner[1])
        return {number: _boxes(prints) for number, prints in by_page.items()}


class _Letters:
    """The letters and digits of a stretch of print, each with its place."""

    def __init__(self, prints: list[Print]) -> None:
        owners = [one for one in prints for _ in one.text]
        self.text, places = compact(char for one in prints for char in one.text)
        self._owners = [owners[place] for place in places]

    def boxes(self, start: int, end: int) -> list[Bbox]:
        """Return one box a line for a stretch of the letters."""
        return _boxes(self._owners[start:end])


def _letters_of(word: Word, onto: Matrix | None) -> Iterator[Print]:
    """Yield the letters of a recognised word, each with its share of the word's box, and a space behind them."""
    if word.box is None:
        return
    box, onto_text = word.box, f"{word.text} "
    size = box.bottom - box.top
    shares = [_NARROW if char in _THIN else 1.0 for char in word.text] or [1.0]
    unit = (box.x1 - box.x0) / sum(shares)
    left = box.x0
    for char, share in zip(onto_text, (*shares, 0.0), strict=True):
        placed = Box(left, box.top, left + share * unit, box.bottom)
        left = placed.x1
        here = placed.moved(onto) if onto is not None else placed
        yield Print(char, here.x0, here.top, here.x1, here.bottom, here.bottom, size)


def words_of(document: Document) -> Iterator[tuple[int, tuple[Word, ...]]]:
    """Yield each line's words, and each cell's, with their page."""
    for item in document.items:
        if item.page is None:
            continue
        if isinstance(item, Line):
            yield item.page, item.words
        else:
            yield from ((item.page, cell.words) for row in item.rows for cell in row)


def _boxes(prints: list[Print]) -> list[Bbox]:
    """Return one box a line for print that stands in reading order."""
    lines: list[tuple[float, Bbox]] = []
    for one in prints:
        if lines and abs(lines[-1][0] - one.base) < _SAME_LINE * one.size:
            base, (x0, top, x1, bottom) = lines[-1]
            box = (min(x0, one.x0), min(top, one.top), max(x1, one.x1), max(bottom, one.bottom))
            lines[-1] = (base, box)
        elif not one.text.isspace():
            lines.append((one.base, (one.x0, one.top, one.x1, one.bottom)))
    return [box for _, box in lines]


def _print(page: Page) -> PagePrint:
    try:
        with quiet_pdfminer():
            layout = page.layout
        found = page_glyphs(layout, float(page.width), float(page.height))
        return PagePrint(_once(found.glyphs), _print_angle(layout))
    except PdfminerException:
        return PagePrint([])
    finally:
        page.close()


def _once(glyphs: list[Glyph]) -> list[Print]:
    """Return the characters of a page; one that is printed twice to look bold is there once."""
    prints: list[Print] = []
    for text, x0, x1, top, bottom, base, size, _ in glyphs:
        before = prints[-1] if prints else None
        if (
            before is not None
            and before.text == text
            and abs(before.x0 - x0) < _DOUBLED * size
            and abs(before.base - base) < _DOUBLED * size
        ):
            continue
        prints.append(Print(text, x0, top, x1, bottom, base, size))
    return prints


def _print_angle(layout: LTContainer[LTComponent]) -> int:
    """Return by how many degrees, counter-clockwise, most of the print of a page is turned."""
    angles: Counter[int] = Counter()
    waiting: list[LTComponent] = list(layout)
    while waiting:
        item = waiting.pop()
        if isinstance(item, LTContainer):
            waiting += list(item)
        elif isinstance(item, LTChar):
            a, b = item.matrix[:2]
            angles[(0 if a > 0 else 180) if abs(a) >= abs(b) else (90 if b > 0 else 270)] += 1
    turned = sum(count for angle, count in angles.items() if angle)
    return angles.most_common(1)[0][0] if turned > angles[0] else 0


def _lies_in(one: Print, box: Bbox) -> bool:
    x, y = (one.x0 + one.x1) / 2, (one.top + one.bottom) / 2
    return box[0] - _NEAR <= x <= box[2] + _NEAR and box[1] - _NEAR <= y <= box[3] + _NEAR


def _in_lines(prints: list[Print]) -> list[Print]:
    """Return print line by line from the top, left to right."""
    lines: list[list[Print]] = []
    for one in sorted(prints, key=lambda one: one.base):
        if lines and abs(lines[-1][0].base - one.base) < _SAME_LINE * max(one.size, lines[-1][0].size):
            lines[-1].append(one)
        else:
            lines.append([one])
    return [one for line in lines for one in sorted(line, key=lambda one: one.x0)]
