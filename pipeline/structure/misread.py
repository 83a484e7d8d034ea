"""Numbers before headings and items that recognition has misread, told by those before and behind them.

Enters: the pieces of a report with the markers that they begin with. Leaves: the markers as meant; the text stays.
"HI. NỘI CHÍNH" behind "II. VĂN HÓA" is III; "5, Cải cách" behind "4." is 5; "Lâm nghiệp" between "b)" and "d)" is c.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.structure.heading import Kind, form_of
from pipeline.structure.marker import RANKS, Marker, Style, int_of
from pipeline.structure.numerals import mended_numerals
from pipeline.structure.pieces import Grid, Piece

_LOOSE = re.compile(
    r"[_|'‘’\"“.,~*\s-]{0,4}(?P<token>\d{1,2}(?:\.\d{1,2})*|[a-zđ©])(?P<close>[.,;:)/ì\]]{0,2})\s+(?=[A-ZĐÀ-Ỹ“])"
)
_EMPTY = re.compile(r"\(\s*\)\s*(?=[A-ZĐÀ-Ỹ“])")
_LONGEST_TITLE = 60

Markers = Mapping[int, Marker | None]


def mended(pieces: Sequence[Piece | Grid], markers: Markers, pages: frozenset[int]) -> dict[int, Marker | None]:
    """Return the markers by the indices of their pieces, those on `pages` as they were meant."""
    found = dict(markers)
    if not pages:
        return found
    read = {index for index in found if _is_read(pieces[index], pages)}
    found.update(mended_numerals(pieces, found, read))
    found.update(_ones(pieces, found, read))
    for _ in range(3):
        gaps = dict(_gaps(pieces, found, read))
        if not gaps:
            break
        found.update(gaps)
    return found


def _is_read(piece: Piece | Grid, pages: frozenset[int]) -> bool:
    return isinstance(piece, Piece) and piece.first.page in pages and not piece.note


def _ones(pieces: Sequence[Piece | Grid], markers: Markers, read: set[int]) -> Iterator[tuple[int, Marker]]:
    """Yield 1 where an I or l before a small heading has the 2 of its list behind it: "I. Y tế", "2. Giáo dục"."""
    numbered = [(index, marker) for index, marker in markers.items() if marker and marker.style is not Style.BULLET]
    for place, (index, marker) in enumerate(numbered):
        piece = pieces[index]
        if marker.number not in ("I", "l") or index not in read or not isinstance(piece, Piece) or piece.caps:
            continue
        after = next((one for _, one in numbered[place + 1 :] if RANKS[one.style] <= RANKS[Style.ARABIC]), None)
        if after is not None and after.style is Style.ARABIC and after.ordinal == 2 and after.form == marker.form:
            yield index, Marker(marker.written, "1", Style.ARABIC, marker.form, 1, ("1",), marker.end)


def _gaps(pieces: Sequence[Piece | Grid], markers: Markers, read: set[int]) -> Iterator[tuple[int, Marker]]:
    """Yield the markers that are due where one of a list is missing."""
    numbered = [(index, marker) for index, marker in markers.items() if marker and marker.style is not Style.BULLET]
    for at, (index, marker) in enumerate(numbered):
        if marker.style in (Style.PART, Style.ROMAN, Style.UPPER):
            continue
        end = next(
            (other for other, after in numbered[at + 1 :] if RANKS[after.style] < RANKS[marker.style]), len(pieces)
        )
        later = next((pair for pair in numbered[at + 1 :] if pair[0] < end and _of_list(marker, pair[1])), None)
        if later is not None and later[1].ordinal <= marker.ordinal + 1 and not _is_due(marker, later[1]):
            continue
        stop = later[0] if later is not None else end
        between = [
            other for other in range(index + 1, stop) if other in read and not _stands(markers.get(other), marker)
        ]
        for other in between:
            meant = _loose(pieces[other], marker)
            if meant is not None:
                yield other, meant
                break
        else:
            if later is not None and later[1].ordinal == marker.ordinal + 2:
                bare = [at for at in between if markers.get(at) is None and _like(pieces, at, index, marker)]
                if len(bare) == 1:
                    yield bare[0], _due(marker, 0, "")
                elif later[1].parts[-1] == "đ" and later[0] in read:
                    yield later[0], _due(marker, later[1].end, later[1].written)


def _of_list(marker: Marker, other: Marker) -> bool:
    return marker.same_list(other) and marker.parts[:-1] == other.parts[:-1]


def _is_due(marker: Marker, other: Marker) -> bool:
    """Tell whether a number is one too high for the list that it goes on."""
    return other.ordinal > marker.ordinal + 1


def _stands(own: Marker | None, marker: Marker) -> bool:
    """Tell whether a piece has a number of its own that nobody doubts."""
    if own is None or own.style is Style.BULLET:
        return False
    return not (own.style is marker.style is Style.LOWER and own.parts[-1] in "dđ")


def _loose(piece: Piece | Grid, marker: Marker) -> Marker | None:
    """Return the number behind `marker`, if a piece begins with something that it may be misread."""
    if not isinstance(piece, Piece):
        return None
    empty = _EMPTY.match(piece.text) if marker.form == "()" else None
    if empty is not None:
        return _due(marker, empty.end(), piece.text[: empty.end()].strip())
    found = _LOOSE.match(piece.text)
    if found is None or (not found["close"] and not found["token"].isdigit()):
        return None
    parts = found["token"].replace("©", "c").split(".")
    if len(parts) != len(marker.parts) or parts[:-1] != list(marker.parts[:-1]):
        return None
    value = int_of(parts[-1])
    if parts[-1] == "đ" and marker.parts[-1] == "c":
        value = marker.ordinal + 1
    if value != marker.ordinal + 1 or parts[-1].isdigit() != marker.parts[-1].isdigit():
        return None
    return _due(marker, found.end(), found[0].strip())


def _due(marker: Marker, end: int, written: str) -> Marker:
    """Return the number behind `marker`, whose words begin at `end`."""
    last = marker.parts[-1]
    part = str(marker.ordinal + 1) if last.isdigit() else _LETTERS[marker.ordinal]
    parts = (*marker.parts[:-1], part)
    return Marker(written, ".".join(parts), marker.style, marker.form, marker.ordinal + 1, parts, end)


_LETTERS = "abcdđeghiklmnopqrstuvxy"


def _like(pieces: Sequence[Piece | Grid], other: int, index: int, marker: Marker) -> bool:
    """Tell whether a piece without number looks like the heading before it."""
    piece, before = pieces[other], pieces[index]
    if not isinstance(piece, Piece) or not isinstance(before, Piece) or len(piece.text) > _LONGEST_TITLE:
        return False
    if not piece.text[:1].isupper() or piece.text[-1] in ".;,:":
        return False
    heads = form_of(before.text[marker.end :]).kind is Kind.HEADING
    return heads and form_of(piece.text).kind is Kind.HEADING and piece.caps == before.caps
