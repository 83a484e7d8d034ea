"""Lines joined to paragraphs.

Enters: the pieces of a document, a line each. Leaves: pieces, a paragraph each. "29 hồ sơ" at a page's end and "thay
đổi nội dung đăng ký kinh doanh" on the next page become one; headings, bullets, addresses and signatures stay alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from pipeline.structure.heading import Kind, form_of
from pipeline.structure.marker import Marker, Style, parse_marker
from pipeline.structure.pieces import Grid, Piece, centred
from pipeline.structure.standing import is_addressed, stands_alone
from pipeline.structure.vocabulary import WORDS
from schemas.document import Line

_END = re.compile(r"(?:[.;:!?…]|\./\.)[\"”’')\]]*$")
_STOP = re.compile(r"(?:[.!?…]|\./\.)[\"”’')\]]*$")
_SENTENCE_INSIDE = re.compile(r"[.;:!?,]\s")
_LAST_WORDS = re.compile(r"(\S+)\s+(\S+)$")
_WORD = re.compile(r"[^\W\d_]+")
_OPEN_ENDS = frozenset(WORDS.list("join", "open_ends"))
_NUMBERED = frozenset(WORDS.list("heading", "numbered"))
_PLACES = frozenset(WORDS.list("agency", "places"))
_CLOSINGS = WORDS.list("foot", "closings")
_PLAUSIBLE_WIDTH = 30
_LONGEST_LOOSE = 45
_BRACKET_REACH = 90


class Joiner:
    """Decides whether a line goes on the one before it, by what the lines of the whole document look like."""

    def __init__(self, pieces: list[Piece | Grid]) -> None:
        lines = [item for item in pieces if isinstance(item, Piece)]
        broken = [item for item in lines if not item.first.whole]
        self._width = _usual_width([len(item.text) for item in broken if item.first.box is None])
        boxes = [item.first.box for item in broken if item.first.box is not None and len(item.text) > _PLAUSIBLE_WIDTH]
        self._margin = _margin_of([box.x0 for box in boxes])
        self._right = _upper([box.x1 for box in boxes])
        gaps = sorted(item.first.gap for item in broken if item.first.gap > 0)
        self._gap = gaps[len(gaps) // 2] if gaps else 0.0

    def joins(self, before: Piece, after: Piece) -> bool:
        """Tell whether `after` goes on the paragraph `before`."""
        if stands_alone(before) or stands_alone(after) or is_addressed(after.folded):
            return False
        if after.folded.startswith(_CLOSINGS):
            return False
        if _closes(before.text, after.text):
            return True
        marker = parse_marker(after.text)
        if before.last.whole:
            return self._joins_whole(before, after, marker)
        return self._joins_broken(before, after, marker)

    def _joins_whole(self, before: Piece, after: Piece, marker: Marker | None) -> bool:
        """Tell whether a paragraph that the file ended goes on in the next, cut by the end of a page."""
        if before.last.marker is None and after.first.marker is not None:
            return False
        if marker is not None:
            return _wrapped_dash(before, marker, after) and not before.caps
        if before.caps or (before.bold and not after.bold) or _STOP.search(before.text):
            return False
        if after.cut and (before.text[-1] != ":" or starts_small(after)):
            return form_of(after.text, bold=after.bold).kind is not Kind.HEADING or starts_small(after)
        if _END.search(before.text):
            return False
        if starts_small(after):
            return True
        return len(before.text) >= 50 and self._open_end(before, after)

    def _open_end(self, before: Piece, after: Piece) -> bool:
        """Tell whether the last word before needs one to follow."""
        if not (_SENTENCE_INSIDE.search(after.text) or _STOP.search(after.text)) or after.bold:
            return False
        text = before.folded
        last = text.rsplit(None, 1)[-1]
        if after.text[0].isdigit() and last in _NUMBERED:
            return True
        marker = parse_marker(before.text)
        if marker is not None and form_of(before.text[marker.end :]).kind is Kind.HEADING and len(before.text) < 160:
            return False
        if last in _OPEN_ENDS or text.count("(") > text.count(")") or text.endswith(","):
            return True
        return after.text[0].isdigit() or _half_name(before.text, last, after.text)

    def _joins_broken(self, before: Piece, after: Piece, marker: Marker | None) -> bool:
        """Tell whether a line of a page or of a hard-wrapped text goes on in the next."""
        first, last = after.first, before.last
        ended = bool(_END.search(before.text))
        full = self._full(before, after, ended=ended)
        if marker is not None and self._begins(before, after, marker, full=full, ended=ended):
            return False
        if last.bold != first.bold and _size_differs(before, after):
            return False
        small = starts_small(after)
        same_page = last.page == first.page
        if centred(first) != centred(last) and not small:
            return False
        if last.bold and not first.bold and not (full and small):
            return False
        if first.bold and not last.bold and (ended or not full):
            return False
        if ended and not first.full and _loose_title(after):
            return False
        if last.box is None or first.box is None:
            if first.gap > 0 and same_page:
                return not ended and (small or self._open_end(before, after)) and full
            return full or (not ended and (small or self._open_end(before, after)))
        if same_page and self._gap and first.gap > self._gap * 2 + 0.45:
            return small and not ended and full
        if self._indented(first) and not self._indented(last):
            return full and not ended and (small or parse_marker(before.text) is not None)
        return full or (not ended and (small or self._open_end(before, after)))

    def _begins(self, before: Piece, after: Piece, marker: Marker, *, full: bool, ended: bool) -> bool:
        """Tell whether a line that looks numbered does begin a paragraph."""
        if after.first.marker is not None:
            return True
        if ended or not full:
            return not _wrapped_dash(before, marker, after)
        if (after.first.bold and not before.last.bold) or (after.caps and not before.caps):
            return True
        if self._indented(after.first):
            return True
        if marker.style is Style.BULLET:
            return not _wrapped_dash(before, marker, after) and not after.text[marker.end : marker.end + 1].isdigit()
        if after.first.box is not None and self._margin is not None:
            return after.first.bold or after.first.gap > self._gap * 2 + 0.45
        return after.text[marker.end : marker.end + 1].isupper() and before.last.text[-1:] not in ",("

    def _full(self, before: Piece, after: Piece, *, ended: bool) -> bool:
        """Tell whether the first word of `after` had no room on the line before it."""
        line = before.last
        if line.box is None:
            if not self._width:
                return line.full
            return len(line.text) + 1 + len(after.tokens[0].text) > self._width - 2
        if line.full or ended or self._right is None:
            return line.full
        word = after.tokens[0].box
        room = (word.x1 - word.x0 if word is not None else 30.0) + 4.0
        return line.box.x1 + room >= self._right

    def _indented(self, line: Line) -> bool:
        return line.box is not None and self._margin is not None and line.box.x0 > self._margin + 8


def join_lines(pieces: list[Piece | Grid]) -> list[Piece | Grid]:
    """Return `pieces` with the lines of each paragraph joined."""
    joiner = Joiner(pieces)
    found: list[Piece | Grid] = []
    for item in pieces:
        before = found[-1] if found else None
        if isinstance(item, Piece) and isinstance(before, Piece) and joiner.joins(before, item):
            before.extend(item)
        else:
            found.append(item)
    return found


def starts_small(piece: Piece) -> bool:
    """Tell whether a line begins inside a sentence: with a small letter, or with what closes something."""
    text = piece.text.lstrip("“\"'([")
    if not text:
        return False
    if text[0].islower():
        marker = parse_marker(text)
        return marker is None or marker.style is Style.BULLET
    return piece.text[0] in ",;:.)%]”(" or text[0] in "%"


def _closes(before: str, after: str) -> bool:
    """Tell whether a bracket that is open in `before` is closed in `after`, soon and before another one opens."""
    if before.count("(") <= before.count(")"):
        return False
    end = after.find(")", 0, _BRACKET_REACH)
    return end >= 0 and "(" not in after[:end]


def _loose_title(piece: Piece) -> bool:
    """Tell whether a line that follows the end of a sentence is a heading without number: short and without a stop."""
    if len(piece.text) > _LONGEST_LOOSE or _END.search(piece.text) or not piece.text[0].isupper():
        return False
    return piece.text[-1].isalpha() and form_of(piece.text).kind is Kind.HEADING


def _half_name(before: str, last_folded: str, after: str) -> bool:
    """Tell whether a name is cut between two lines: "tỉnh Thái" and "Nguyên. Tiếp tục", "xã" and "Cẩm Giàng, xã"."""
    first, _, rest = after.partition(" ")
    if not first[0].isupper():
        return False
    if last_folded in _PLACES:
        return rest[:1].isupper() or not first[-1].isalpha()
    last = _LAST_WORDS.search(before)
    if last is None or not last[2][0].isupper() or not last[1][0].islower() or not last[2].isalpha():
        return False
    return not first[-1].isalpha() or (rest[:1].islower() and _lonely(first, rest))


def _lonely(first: str, rest: str) -> bool:
    """Tell whether the first word of a line is no beginning of a sentence that one knows."""
    pair = f"{first} {rest.split(' ', 1)[0]}".lower()
    known = WORDS.list("heading", "verbs") + WORDS.list("title", "openings")
    return not any(
        pair.startswith(word) or word.startswith(first.lower() + " ") or word == first.lower() for word in known
    )


def _wrapped_dash(before: Piece, marker: Marker, after: Piece) -> bool:
    """Tell whether a dash at a line's start joins two words, as in "kinh tế" and "- xã hội"."""
    if marker.style is not Style.BULLET or marker.form not in ("-", "+") or _END.search(before.text):
        return False
    rest = after.text[marker.end : marker.end + 1]
    return rest.islower() and not before.text.endswith(",")


def _size_differs(before: Piece, after: Piece) -> bool:
    sizes = (before.last.size, after.first.size)
    return sizes[0] is not None and sizes[1] is not None and abs(sizes[0] - sizes[1]) > 0.9


def _margin_of(values: list[float]) -> float | None:
    """Return the left margin: the leftmost place where at least one line in twelve begins."""
    if len(values) < 3:
        return None
    counts = Counter(round(value / 3) for value in values)
    return min(place for place, count in counts.items() if count * 12 >= len(values)) * 3.0


def _usual_width(lengths: list[int]) -> int:
    """Return the width at which a text breaks its lines: the greatest that three lines and 3 in 100 come near to."""
    ordered = sorted(lengths, reverse=True)
    place = min(max(3, len(ordered) * 3 // 100), len(ordered)) - 1
    return ordered[place] if ordered else 0


def _upper(values: list[float]) -> float | None:
    """Return the right margin: what nine in ten of `values` don't go beyond."""
    if len(values) < 3:
        return None
    ordered = sorted(values)
    place = bisect_left(range(len(ordered)), int(len(ordered) * 0.9))
    return ordered[min(place, len(ordered) - 1)] - 6.0
