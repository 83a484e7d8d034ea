"""The head of a report: issuer, number, place, date, title, addressees.

Enters: the pieces of a document, those of the head still a line each. Leaves: a `Head`, its `end` being the first piece
behind it. "Số: 87/BC-UBND" gives the number 87 and the symbol BC-UBND.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from pipeline.language.text import fold
from pipeline.structure.agency import begins_with
from pipeline.structure.columns import head_cells
from pipeline.structure.marker import Style, parse_marker
from pipeline.structure.pieces import Grid, Piece, centred, is_caps
from pipeline.structure.standing import PLACE_DATE, is_addressed, is_motto, is_number, is_stamp, is_title
from pipeline.structure.vocabulary import WORDS

REACH = 60
"""As far down as a title is looked for, in lines."""

_STATE = re.compile(
    r"(?:Số|SỐ)\s*:?\s*(?P<number>[\d…._]*\s?[a-zđ]?)\s*/\s*(?P<symbol>[^\s,;:]*(?:\s?[-/]\s?[A-ZĐ][^\s,;:]*)*)"
)
_PARTY = re.compile(
    r"Số\s*:?\s*(?P<number>[\d…._]*[a-zđ]?)\s*-\s*(?P<type>[A-ZĐ][A-Za-zđ]*)\s*/\s*(?P<body>[A-ZĐ][\wĐđ&./-]*)", re.I
)
_SYMBOL_REST = re.compile(r"[A-ZĐ][A-ZĐa-zđ&-]*(?:/[A-ZĐ]+)?")
_LONGEST_TYPE = 3
"""Words behind "BÁO CÁO" that still belong to the type: "BÁO CÁO NHANH", "BÁO CÁO CHUYÊN ĐỀ"."""
_DIGITS = re.compile(r"\d+")
_KINDS = WORDS.longest_first("agency", "kinds")
_PLACES = WORDS.longest_first("agency", "places")
_OPENINGS = WORDS.longest_first("title", "openings")
_BRACKETS = WORDS.list("title", "brackets")
_LABEL = re.compile(r"\S+\s+[^\s:]+\s*:?")
_SPLIT = re.compile(r"\s*;\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.:!?]$|\./\.$")


@dataclass(slots=True)
class Head:
    """What the head says; `issuers` are the lines that name the issuer, `year` that of a date left blank."""

    end: int = 0
    issuers: list[str] = field(default_factory=list)
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: date | None = None
    year: int | None = None
    title: str | None = None
    addressees: tuple[str, ...] = ()


def find_title(pieces: list[Piece | Grid]) -> int | None:
    """Return the index of the line "BÁO CÁO", with or without the title behind it."""
    for index, piece in enumerate(pieces[:REACH]):
        if isinstance(piece, Grid):
            continue
        if is_title(piece.folded):
            return index
        named = piece.folded.startswith("báo cáo ") or piece.folded.startswith("dự thảo báo cáo ")
        if named and (piece.caps or piece.bold) and len(piece.text) < 300:
            return index
    return None


def read_head(pieces: list[Piece | Grid], anchor: int | None) -> Head:
    """Return the head of a report whose line "BÁO CÁO" is at `anchor`."""
    head = Head()
    end = anchor if anchor is not None else _formal_end(pieces)
    cells = [cell for piece in pieces[:end] if isinstance(piece, Piece) for cell in head_cells(piece)]
    _formal(cells, head)
    head.end = end
    if anchor is not None:
        head.end = _title(pieces, anchor, head)
    head.end = _addressees(pieces, head.end, head)
    return head


def read_place_date(pieces: list[Piece | Grid], head: Head) -> None:
    """Read place and date out of the foot, where some offices write them."""
    for piece in pieces:
        for cell in head_cells(piece) if isinstance(piece, Piece) else ():
            found = PLACE_DATE.match(cell)
            if found is not None:
                _date(found, head)
                return


def _formal_end(pieces: list[Piece | Grid]) -> int:
    """Return the first piece that is no formal line, for a head without title."""
    end = 0
    for index, piece in enumerate(pieces[:20]):
        if isinstance(piece, Grid) or parse_marker(piece.text) is not None:
            break
        cells = head_cells(piece)
        if any(is_motto(fold(cell)) or is_number(cell) or PLACE_DATE.match(cell) for cell in cells):
            end = index + 1
    return end


def _formal(cells: list[str], head: Head) -> None:
    """Read issuer, number, symbol, place and date out of the cells above the title."""
    open_symbol = False
    for cell in cells:
        folded = fold(cell)
        if is_motto(folded) or is_stamp(folded) or not any(map(str.isalnum, cell)):
            continue
        dated = PLACE_DATE.match(cell)
        if dated is not None:
            _date(dated, head)
        elif is_number(cell) or _STATE.match(cell):
            open_symbol = _number(cell, head)
        elif open_symbol and _SYMBOL_REST.fullmatch(cell):
            head.symbol = f"{head.symbol or ''}{cell}"
            open_symbol = False
        elif is_caps(cell) or begins_with(folded, _KINDS) or begins_with(folded, _PLACES):
            head.issuers.append(cell)


def _date(found: re.Match[str], head: Head) -> None:
    """Read place and date; the date only where day, month and year are there and exist."""
    head.place = found["place"].strip(" (") if found["place"] else head.place
    day, month, year = (_DIGITS.search(found[name]) for name in ("day", "month", "year"))
    if year is not None and len(year[0]) == 4:
        head.year = int(year[0])
        if day is not None and month is not None:
            try:
                head.date = date(int(year[0]), int(month[0]), int(day[0]))
            except ValueError:
                head.date = None


def _number(cell: str, head: Head) -> bool:
    """Read number and symbol; tell whether the symbol goes on in the next cell."""
    party = _PARTY.match(cell)
    if party is not None:
        head.number = _digits(party["number"])
        head.symbol = f"{party['type'].upper()}/{party['body'].rstrip('.')}"
        return False
    found = _STATE.match(cell)
    if found is None:
        return False
    head.number = _digits(found["number"])
    symbol = found["symbol"]
    open_end = symbol.endswith(("-", "/")) or not symbol
    symbol = re.sub(r"[.…_]{2,}|\s", "", symbol).rstrip(".")
    head.symbol = symbol or None
    return open_end


def _digits(written: str) -> str | None:
    """Return the number as written, or `None` where it was left blank."""
    written = written.strip(" .…_")
    return written if any(map(str.isdigit, written)) else None


def _title(pieces: list[Piece | Grid], anchor: int, head: Head) -> int:
    """Read the title behind "BÁO CÁO"; return the first piece behind it."""
    first = pieces[anchor]
    assert isinstance(first, Piece)
    parts: list[str] = []
    if not is_title(first.folded):
        at = first.folded.find("báo cáo") + len("báo cáo")
        parts.append(first.text[at:].strip(" :"))
    index = anchor + 1
    last: Piece | None = first if parts and len(parts[0].split()) > _LONGEST_TYPE else None
    while index < len(pieces) and index < anchor + 8:
        piece = pieces[index]
        if isinstance(piece, Grid) or not _in_title(last, piece):
            break
        if not is_stamp(piece.folded):
            parts.append(piece.text)
            last = piece
        index += 1
    head.title = " ".join(parts).strip(" *") or None
    return index


def _in_title(last: Piece | None, piece: Piece) -> bool:
    """Tell whether a piece goes on the title whose last piece is `last`."""
    text, folded = piece.text, piece.folded
    marker = parse_marker(text)
    if is_addressed(folded) or (marker is not None and marker.style is not Style.BULLET):
        return False
    if PLACE_DATE.match(text) or is_number(text) or is_motto(folded):
        return False
    if last is None:
        return len(text) < 400 and not (_SENTENCE_END.search(text) and begins_with(folded, _OPENINGS))
    if folded.startswith(_BRACKETS) and text.rstrip(".").endswith(")"):
        return True
    if _SENTENCE_END.search(text) and not last.caps:
        return False
    if centred(piece.first) and piece.caps == last.caps and len(text) < 200:
        return True
    if last.caps:
        return piece.caps
    if text[0].islower() or last.text[-1] in ",;-–":
        return len(text) < 200
    return last.bold and piece.bold and len(text) < 200 and not _SENTENCE_END.search(text)


def _addressees(pieces: list[Piece | Grid], start: int, head: Head) -> int:
    """Read those whom the report is addressed to; return the first piece behind them."""
    index = next((at for at in range(start, min(start + 4, len(pieces))) if is_addressed(_folded(pieces[at]))), None)
    if index is None:
        return start
    piece = pieces[index]
    assert isinstance(piece, Piece)
    found = _SPLIT.split(_LABEL.sub("", piece.text, count=1).strip())
    index += 1
    while index < len(pieces):
        after = pieces[index]
        if isinstance(after, Grid) or not _addressee(after, [one for one in found if one.strip(" -")]):
            break
        found += _SPLIT.split(after.text)
        index += 1
    head.addressees = tuple(name for name in (one.strip(" -–+*•;.,") for one in found) if name)
    return index


def _folded(piece: Piece | Grid) -> str:
    return piece.folded if isinstance(piece, Piece) else ""


def _addressee(piece: Piece, before: list[str]) -> bool:
    """Tell whether a line names one more addressee."""
    if len(piece.text) > 160:
        return False
    marker = parse_marker(piece.text)
    if marker is not None:
        return marker.style is Style.BULLET
    if not before:
        return begins_with(piece.folded, _KINDS) is not None or len(piece.text) < 80
    if before[-1].endswith(".") or piece.text.endswith(":"):
        return False
    short = len(piece.tokens) <= 12 and begins_with(piece.folded, _KINDS) is not None
    return short and (piece.text.endswith((";", ".", ",")) or before[-1].endswith((";", ",")))
