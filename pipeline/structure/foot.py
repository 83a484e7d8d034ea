"""The foot of a report: the closing sentence, the recipients, who signed.

Enters: the pieces of a document. Leaves: where the foot begins, and its `Footer`. "KT. CHỦ TỊCH" over "PHÓ CHỦ TỊCH"
over "Lê Thị Cẩm Tú" gives the title PHÓ CHỦ TỊCH and the name below.
"""

from __future__ import annotations

import re

from pipeline.language.text import fold
from pipeline.structure.agency import begins_with
from pipeline.structure.columns import foot_cells
from pipeline.structure.marker import Style, parse_marker
from pipeline.structure.pieces import Grid, Piece
from pipeline.structure.standing import BEFORE_LABEL, is_authority, is_recipients, signer_title
from pipeline.structure.vocabulary import WORDS
from schemas.report import Footer

_CLOSINGS = WORDS.list("foot", "closings")
_NOT_RECIPIENTS = WORDS.list("foot", "not_recipients")
_ANNEXES = WORDS.list("foot", "annexes")
_RANKS = WORDS.longest_first("foot", "ranks")
_DEGREES = WORDS.longest_first("foot", "degrees")
_LABEL = WORDS.text("foot", "label")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_’'ʼ]*(?:[’'ʼ-][^\W\d_]+)*$")
_TAIL_NAME = re.compile(r"[.;,]\s+(?P<name>(?:[A-ZĐÀ-Ỹ][^\W\d_]*\s+){1,4}[A-ZĐÀ-Ỹ][^\W\d_]*)$")
_CLOSING_REACH = 8


def find_foot(pieces: list[Piece | Grid], start: int) -> tuple[int, int]:
    """Return where the foot begins and where it ends, both not before `start`; an annex may follow it."""
    mark = _last_mark(pieces, start)
    if mark is None:
        closing = _closing(pieces, start, len(pieces))
        return (closing, len(pieces)) if closing is not None else (len(pieces), len(pieces))
    first = mark
    while first > start and _of_signature(pieces[first - 1]):
        first -= 1
    closing = _closing(pieces, max(start, first - _CLOSING_REACH), first)
    begin = closing if closing is not None else first
    return begin, _end(pieces, mark)


def _last_mark(pieces: list[Piece | Grid], start: int) -> int | None:
    """Return the first line of recipients or signature in the last group of such lines."""
    found: int | None = None
    for index in range(len(pieces) - 1, start - 1, -1):
        piece = pieces[index]
        if isinstance(piece, Piece) and is_recipients(piece.folded):
            return index
        if found is None and isinstance(piece, Piece) and _signs(piece):
            found = index
    return found


def _signs(piece: Piece) -> bool:
    return len(piece.text) < 90 and (is_authority(piece.text) or (piece.caps and signer_title(piece.text) is not None))


def _of_signature(piece: Piece | Grid) -> bool:
    """Tell whether a piece above the recipients belongs to a signature beside them."""
    return isinstance(piece, Piece) and (_signs(piece) or (_name(piece.text) is not None and len(piece.text) < 40))


def _closing(pieces: list[Piece | Grid], start: int, end: int) -> int | None:
    for index in range(end - 1, start - 1, -1):
        piece = pieces[index]
        if isinstance(piece, Piece) and piece.folded.startswith(_CLOSINGS):
            return index
    return None


def _end(pieces: list[Piece | Grid], mark: int) -> int:
    """Return where an annex begins behind the foot."""
    for index in range(mark + 1, len(pieces)):
        piece = pieces[index]
        if isinstance(piece, Grid):
            return index
        if begins_with(piece.folded, _ANNEXES) and parse_marker(piece.text) is None:
            return index
    return len(pieces)


def read_foot(pieces: list[Piece | Grid], scanned: frozenset[int] = frozenset()) -> Footer:
    """Return recipients, title and name out of the pieces of the foot; recognition has read the pages `scanned`."""
    recipients: list[str] = []
    title: str | None = None
    name: str | None = None
    listing = open_end = False
    for piece in pieces:
        if isinstance(piece, Grid) or piece.folded.startswith(_CLOSINGS):
            continue
        for cell in foot_cells(piece):
            folded = fold(cell)
            if is_recipients(folded):
                listing = True
                cell = cell.lstrip(BEFORE_LABEL)[len(_LABEL) :].strip(" :-")
                folded = fold(cell)
            if not cell or folded.strip("() :.;-").startswith(_NOT_RECIPIENTS):
                continue
            signed = signer_title(cell)
            if signed is not None:
                title, name = signed, None
            elif is_authority(cell):
                continue
            elif title is not None and name is None and (found := _name(_named(cell, piece, scanned))) is not None:
                name = found
            elif listing and open_end and parse_marker(cell) is None:
                recipients[-1] = f"{recipients[-1]} {_stripped(cell)}"
                open_end = not cell.endswith((";", ",", "."))
            elif listing and _recipient(cell):
                recipients += [one for one in (_stripped(part) for part in _several(cell)) if one]
                open_end = bool(recipients) and cell[:1] in "-–+*" and not cell.endswith((";", ",", "."))
    if title is not None and name is None and recipients:
        name, recipients[-1] = _tail_name(recipients[-1])
    return Footer(recipients=tuple(recipients), signer_title=title, signer_name=name)


def _named(cell: str, piece: Piece, scanned: frozenset[int]) -> str:
    """Return a cell with a capital at its start where recognition took it for a small letter: "cao Xuân Lĩnh"."""
    words = cell.split()
    if piece.first.page not in scanned or len(words) < 3 or not all(word[0].isupper() for word in words[1:]):
        return cell
    return f"{cell[0].upper()}{cell[1:]}"


def _name(text: str) -> str | None:
    """Return a person's name with the rank before it, without degrees, or `None` if `text` holds anything else.

    >>> _name("Trung tá Vi Văn Nghiệp"), _name("BS. Đặng Hữu Quyền"), _name("Các phòng, ban")
    ('Trung tá Vi Văn Nghiệp', 'Đặng Hữu Quyền', None)
    """
    text = text.strip(" .,;")
    while (degree := begins_with(fold(text), _DEGREES)) is not None:
        text = text[len(degree) :].strip(" .,")
    folded = fold(text)
    rest = text
    while (rank := begins_with(fold(rest), _RANKS)) is not None:
        rest = rest[len(rank) :].strip(" .")
    words = rest.split()
    if not 2 <= len(words) <= 7 or folded.startswith(_NOT_RECIPIENTS):
        return None
    return text if all(word[0].isupper() and _NAME_WORD.match(word) for word in words) else None


def _tail_name(recipient: str) -> tuple[str | None, str]:
    """Take a name off the last recipient, where the columns ran into each other."""
    found = _TAIL_NAME.search(recipient)
    return (found["name"], recipient[: found.start()]) if found else (None, recipient)


def _recipient(cell: str) -> bool:
    marker = parse_marker(cell)
    if marker is not None:
        return marker.style is Style.BULLET
    return cell.endswith((";", ",", ".")) or fold(cell).startswith(("lưu", "như "))


def _several(cell: str) -> list[str]:
    """Divide recipients that stand on one line, each behind a dash."""
    return re.split(r"[;,]\s+(?=[-–]\s)", cell)


def _stripped(cell: str) -> str:
    return cell.strip(" -–+*•;.,")
