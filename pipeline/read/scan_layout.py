"""Recognised pages become pieces as the pages of a digital PDF have them, so that the same code finds rows and columns.

Enters: the pages of a document as recognised. Leaves: for each its `Piece`s, with margins, letter sizes and bold print
as even as a digital file has them, and where the page's points lie on the page as shown. A line set in letters a third
thicker than usual is bold; one that begins 1 point beside where most lines begin, begins there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from statistics import median

from pipeline.read.pdf_tables import Rule
from pipeline.read.pdf_words import Piece
from pipeline.read.scan_clean import are_capitals, as_meant, certainty, is_dirt
from pipeline.read.scan_words import ScanPage, Seen
from schemas.base import Matrix

# Height of a small letter in parts of the font size, and how far letters go above and below their line
_XHEIGHT, _ASCENT, _DESCENT = 0.48, 0.89, 0.22
# Letters so much thicker than usual are bold; a word alone has to be more so
_BOLD, _BOLD_WORD = 1.17, 1.24
_SNAP = 2.4
# A line of lower certainty is doubtful as a whole; what stands farther than the page is wide stands alone
_DOUBTED, _FAR = 0.7, 10_000.0
_FEW_LINES = 4
# Capitals are so much higher than small letters
_CAPITAL = 1.47
_SMALL, _LARGE = 0.85, 1.5


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page with its pieces; `onto` takes its points onto the page as shown."""

    width: float
    height: float
    onto: Matrix
    pieces: list[Piece]
    across: list[Rule]
    upright: list[Rule]


@dataclass(slots=True)
class _Line:
    """The words of one line of print."""

    words: list[Seen]
    base: float
    size: float = 0.0
    thick: float = 0.0

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1


def lay_out(pages: list[ScanPage]) -> list[LaidOut]:
    """Return the pages of a document, made even."""
    printed = [_lines(page) for page in pages]
    xheight = _usual([(word.xheight, len(word.text)) for lines in printed for line in lines for word in line.words])
    _set_sizes([line for lines in printed for line in lines], xheight)
    for line in (line for lines in printed for line in lines):
        line.thick = _thickness(line)
    usual_all = _thick([line for lines in printed for line in lines])
    edges = [_edges(lines) for lines in printed]
    lefts, rights = ([edge[side] for edge in edges if edge is not None] for side in (0, 1))
    found: list[LaidOut] = []
    stops: list[Counter[int]] = [Counter(), Counter()]
    fits: list[tuple[float, float]] = []
    for lines, edge in zip(printed, edges, strict=True):
        fit = (1.0, 0.0) if edge is None else _fit(edge, (median(lefts), median(rights)))
        fits.append(fit)
        for line in lines:
            line.words = [replace(word, x0=_moved(word.x0, fit), x1=_moved(word.x1, fit)) for word in line.words]
            stops[0][round(line.x0)] += 1
            stops[1][round(line.x1)] += 1
    begins, ends = (_stops(counted) for counted in stops)
    for page, lines, fit in zip(pages, printed, fits, strict=True):
        usual = min(_thick(lines), 1.12 * usual_all) if lines else usual_all
        pieces = [piece for line in lines for piece in _snapped(_pieces(line, usual, xheight, page), begins, ends)]
        onto = _unmoved(page.onto, fit)
        upright = [(_moved(at, fit), start, end) for at, start, end in page.upright]
        across = [(at, _moved(start, fit), _moved(end, fit)) for at, start, end in page.across]
        found.append(LaidOut(page.width, page.height, onto, pieces, across, upright))
    return found


def _lines(page: ScanPage) -> list[_Line]:
    """Return the lines of a page without what is no print: dirt, parts of a stamp, of a signature."""
    found: dict[int, list[Seen]] = {}
    for word in page.words:
        found.setdefault(word.line, []).append(word)
    lines = [_without_dirt(sorted(words, key=lambda word: word.x0)) for words in found.values()]
    return [_Line(words, median(word.base for word in words)) for words in lines if words]


def _without_dirt(words: list[Seen]) -> list[Seen]:
    """Return the words of a line without specks and strokes; one doubted among ones that are sure is print."""
    letters = sum(len(word.text) for word in words)
    line = sum(word.confidence * len(word.text) for word in words) / letters
    kept: list[Seen] = []
    for index, word in enumerate(words):
        before = word.x0 - words[index - 1].x1 if index else _FAR
        after = words[index + 1].x0 - word.x1 if index + 1 < len(words) else _FAR
        if not is_dirt(word, min(before, after) > 2.5 * word.xheight or line < _DOUBTED):
            kept.append(word)
    return kept


def _usual(weighted: list[tuple[float, int]]) -> float:
    """Return the median of values that count several times."""
    ordered = sorted(weighted)
    half = sum(weight for _, weight in ordered) / 2
    for value, weight in ordered:
        half -= weight
        if half <= 0:
            return value
    return 6.5


def _set_sizes(lines: list[_Line], usual: float) -> None:
    """Give lines the size of their letters, in points: that of most lines unless they are clearly smaller or larger."""
    heights = [line.words[0].xheight / (_CAPITAL if are_capitals(line.words) else 1.0) / usual for line in lines]
    small = [height for height in heights if height < _SMALL]
    for line, height in zip(lines, heights, strict=True):
        own = median(small) if height < _SMALL else height if height > _LARGE else 1.0
        line.size = _points(min(max(own, 0.5), 2.5) * usual)


def _points(xheight: float) -> float:
    """Return the size of letters of which the small ones are so high."""
    return round(xheight / _XHEIGHT * 2) / 2


def _thickness(line: _Line) -> float:
    """Return how thick the letters of a line are, in parts of their size."""
    return _usual([(word.stroke, len(word.text)) for word in line.words]) / line.size


def _thick(lines: list[_Line]) -> float:
    return _usual([(line.thick, sum(len(word.text) for word in line.words)) for line in lines])


def _edges(lines: list[_Line]) -> tuple[float, float] | None:
    """Return where the lines of a page begin and end if there are some that fill it."""
    if not lines:
        return None
    widest = max(line.x1 - line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > 0.85 * widest]
    if len(long) < _FEW_LINES:
        return None
    left = _peak([line.x0 for line in lines if line.x1 - line.x0 > 0.5 * widest], low=True)
    right = _peak([line.x1 for line in long], low=False)
    return (left, right) if right - left > 100 else None


def _peak(values: list[float], *, low: bool) -> float:
    """Return where most values gather, the lower or the higher of two places that are nearly alike."""
    around = [(sum(abs(value - other) <= _SNAP for other in values), value) for value in values]
    most = max(count for count, _ in around)
    places = [value for count, value in around if count >= 0.6 * most]
    outer = min(places) if low else max(places)
    return median(value for value in values if abs(value - outer) <= 2 * _SNAP)


def _fit(edges: tuple[float, float], wanted: tuple[float, float]) -> tuple[float, float]:
    """Return by what to multiply, and what to add, for a page to have the margins that are usual."""
    scale = (wanted[1] - wanted[0]) / (edges[1] - edges[0])
    if not 0.97 <= scale <= 1.03:
        return 1.0, 0.0
    return scale, wanted[0] - scale * edges[0]


def _moved(x: float, fit: tuple[float, float]) -> float:
    return x * fit[0] + fit[1]


def _unmoved(onto: Matrix, fit: tuple[float, float]) -> Matrix:
    """Return the way onto the page from points that were moved."""
    a, b, c, d, e, f = onto
    scale, shift = fit
    return (a / scale, b / scale, c, d, e - a * shift / scale, f - b * shift / scale)


def _stops(counted: Counter[int]) -> list[float]:
    """Return the places where many lines begin, or end, the most frequent first."""
    total = sum(counted.values())
    near = {place: counted[place - 1] + counted[place] + counted[place + 1] for place in counted}
    found: list[float] = []
    for place in sorted(near, key=lambda at: (-near[at], at)):
        if near[place] >= max(_FEW_LINES, 0.03 * total) and all(abs(place - stop) > 2 * _SNAP for stop in found):
            weight = sum(counted[place + step] * (place + step) for step in (-1, 0, 1))
            found.append(round(weight / near[place], 1))
    return found


def _snapped(pieces: list[Piece], begins: list[float], ends: list[float]) -> list[Piece]:
    """Have a line begin and end where many do, if it nearly does."""
    first, last = pieces[0], pieces[-1]
    first.x0 = min(next((stop for stop in begins if abs(stop - first.x0) <= _SNAP), first.x0), first.x1)
    last.x1 = max(next((stop for stop in ends if abs(stop - last.x1) <= _SNAP), last.x1), last.x0)
    return pieces


def _pieces(line: _Line, usual: float, xheight: float, page: ScanPage) -> list[Piece]:
    """Return the words of a line as pieces."""
    body = _points(xheight)
    bold = line.thick > _BOLD * usual
    thick = [bold if len(line.words) < 2 else _is_thick(word, line, usual, bold=bold) for word in line.words]
    flags = _smooth(thick, bold)
    return [
        Piece(
            as_meant(word, xheight if line.size == body else 0.0, first=index == 0),
            word.x0,
            line.base - _ASCENT * line.size,
            word.x1,
            line.base + _DESCENT * line.size,
            line.base,
            line.size,
            is_bold,
            False,
            False,
            certainty(word, page),
        )
        for index, (word, is_bold) in enumerate(zip(line.words, flags, strict=True))
    ]


def _is_thick(word: Seen, line: _Line, usual: float, *, bold: bool) -> bool:
    """Tell whether a word looks bold; a short one looks as its line does."""
    if sum(char.isalpha() for char in word.text) < 2:
        return bold
    return word.stroke / line.size > (_BOLD if bold else _BOLD_WORD) * usual


def _smooth(thick: list[bool], bold: bool) -> list[bool]:
    """Return which words of a line are bold: all, none, or those at its start."""
    if sum(thick) >= 0.75 * len(thick):
        return [True] * len(thick)
    lead = next((index for index, one in enumerate(thick) if not one), len(thick))
    return [index < lead for index in range(len(thick))] if lead >= 2 else [bold and one for one in thick]
