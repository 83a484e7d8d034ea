"""Roman numerals of headings in capitals as they were meant: strokes get lost and grow together in recognition.

Enters: pieces with the markers that they begin with. Leaves: better markers for headings whose numeral was misread. Of
"U LĨNH VỰC KINH TẾ", "I/ LĨNH VỰC VĂN HÓA", "HI/ LĨNH VỰC QUỐC PHÒNG", "IV/ NHẬN XÉT" the first three are I, II, III.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.structure.heading import Kind, form_of
from pipeline.structure.marker import Marker, Style, roman
from pipeline.structure.pieces import Grid, Piece, is_caps

_NUMERAL = re.compile(
    r"[_|'‘’\"“.,~*\s-]{0,4}(?P<token>(?:[IVXLHUƯ1l!|ÌÍ]|(?<=[IVXLHUƯ1l!|])'){1,5})"
    r"(?P<close>\s?[.,:)/\-–]{1,2})?\s+(?=[“\"'‘]?[A-ZĐÀ-Ỹ]{2})"
)
_STROKES = {"H": "II", "'": "", **dict.fromkeys("UƯL1l!|ÌÍ", "I")}
_MOST, _BEAM, _LONGEST_TITLE = 15, 60, 90
# What it costs to take a numeral for another, to pass over one, and to leave the order of numbers
_ALIKE, _OTHER, _WANTING = 0.5, 1.2, 1.5
_PASSED, _PASSED_OPEN = 2.5, 1.0
_NESTED, _JUMP, _LATE = 2.0, 3.0, 2.0


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that may bear a numeral: what it costs to take it for each, and where its words begin."""

    index: int
    costs: Mapping[int, float]
    form: str
    end: int
    passed: float
    """what it costs to take it for a heading without numeral"""


Stack = tuple[int, ...]
_Path = tuple[float, Stack, tuple[int, ...]]


def mended_numerals(
    pieces: Sequence[Piece | Grid], markers: Mapping[int, Marker | None], read: set[int]
) -> dict[int, Marker | None]:
    """Return the markers of headings whose numerals recognition has misread, those in `read` being its work."""
    headings: list[_Heading | None] = []
    arabic = any(
        marker is not None and marker.style is Style.ARABIC and marker.ordinal > 1 and _caps(pieces[index], marker.end)
        for index, marker in markers.items()
    )
    for index, marker in markers.items():
        if marker is not None and marker.style in (Style.UPPER, Style.PART) and _caps(pieces[index], marker.end):
            headings.append(None)
            continue
        if arabic and marker is not None and marker.style in (Style.ARABIC, Style.DOTTED):
            continue
        heading = _heading(pieces[index], index, marker, index in read)
        if heading is not None:
            headings.append(heading)
    numerals = [heading for heading in headings if heading is not None]
    chosen = _best(headings)
    form = _usual_form(numerals, markers)
    found: dict[int, Marker | None] = {}
    for heading, value in zip(numerals, chosen, strict=True):
        own = markers.get(heading.index)
        if value and heading.index in read and not _is(own, value):
            number = roman(value)
            written = _text(pieces[heading.index])[: heading.end].strip()
            found[heading.index] = Marker(written, number, Style.ROMAN, form, value, (number,), heading.end)
    return found


def _text(piece: Piece | Grid) -> str:
    return piece.text if isinstance(piece, Piece) else ""


def _caps(piece: Piece | Grid, end: int) -> bool:
    return isinstance(piece, Piece) and is_caps(piece.text[end:])


def _is(marker: Marker | None, value: int) -> bool:
    return marker is not None and marker.style is Style.ROMAN and marker.ordinal == value


def _usual_form(headings: Sequence[_Heading], markers: Mapping[int, Marker | None]) -> str:
    """Return the sign that most numerals of the report have behind them."""
    forms = [heading.form for heading in headings if heading.form]
    forms += [marker.form for marker in markers.values() if marker is not None and marker.style is Style.ROMAN]
    return max(sorted(set(forms)), key=forms.count, default=".")


def _heading(piece: Piece | Grid, index: int, marker: Marker | None, read: bool) -> _Heading | None:
    """Return what a piece may be as a heading with a numeral, `None` if it can't be one."""
    if not isinstance(piece, Piece):
        return None
    strict = marker is not None and marker.style is Style.ROMAN
    if strict and marker is not None and not read:
        return _Heading(index, {marker.ordinal: 0.0}, marker.form, marker.end, _PASSED)
    if read and marker is None and _is_title(piece):
        return _numeral(piece.text, index) or _Heading(index, dict.fromkeys(range(1, _MOST), _WANTING), "", 0, 0.0)
    if not read or (marker is not None and not strict and not _caps(piece, marker.end)):
        return None
    return _numeral(piece.text, index)


def _is_title(piece: Piece) -> bool:
    """Tell whether a line without number may be a heading that has lost it."""
    return piece.caps and len(piece.text) <= _LONGEST_TITLE and form_of(piece.text).kind is Kind.HEADING


def _numeral(text: str, index: int) -> _Heading | None:
    """Return what the numeral that a heading in capitals begins with may be, `None` if it begins with none."""
    found = _NUMERAL.match(text)
    if found is None or not is_caps(text[found.end() :]):
        return None
    token, close = found["token"], (found["close"] or "").strip()[:1]
    plain = "".join(_STROKES.get(char, char) for char in token)
    costs = {value: cost for value in range(1, _MOST) if (cost := _cost(token, plain, roman(value))) < _JUMP}
    if not costs:
        return None
    return _Heading(index, costs, close.replace("–", "-"), found.end(), _PASSED if close else _PASSED_OPEN)


def _cost(token: str, plain: str, meant: str) -> float:
    if token == meant:
        return 0.0
    if plain == meant:
        return _ALIKE
    return _ALIKE * (token != plain) + _OTHER * Levenshtein.distance(plain, meant)


def _best(headings: Sequence[_Heading | None]) -> tuple[int, ...]:
    """Return the numbers of the headings, 0 for what is none, that cost least; `None` among them starts anew."""
    paths: list[_Path] = [(0.0, (), ())]
    fresh = True
    for heading in headings:
        if heading is None:
            paths = [(cost, (), taken) for cost, _, taken in paths]
            fresh = True
            continue
        grown: dict[Stack, _Path] = {}
        for cost, stack, taken in paths:
            options = [(cost + heading.passed, stack, (*taken, 0))]
            for value, own in heading.costs.items():
                options += [
                    (cost + own + more, after, (*taken, value)) for more, after in _steps(stack, value, fresh=fresh)
                ]
            for option in options:
                known = grown.get(option[1])
                if known is None or option[0] < known[0]:
                    grown[option[1]] = option
        paths = sorted(grown.values(), key=lambda path: path[0])[:_BEAM]
        fresh = False
    return min(paths, key=lambda path: path[0])[2]


def _steps(stack: Stack, value: int, *, fresh: bool) -> list[tuple[float, Stack]]:
    """Return how a number may follow those that are open, and what that costs."""
    if not stack:
        return [(0.0 if value == 1 else _LATE if fresh else _JUMP, (value,))]
    found = [(0.0, (*stack[: depth - 1], value)) for depth in range(len(stack), 0, -1) if stack[depth - 1] + 1 == value]
    if value == 1 and len(stack) < 2:
        found.append((_NESTED, (*stack, 1)))
    if not found:
        found.append((_JUMP, (*stack[:-1], value)))
    return found
