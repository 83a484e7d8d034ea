"""What is written beside the words of a draft: the lines of each note, the same in Word and in PDF.

Enters: an `Entry`. Leaves: a `Note` for each place. The first place gets the whole story; another in the same paragraph
only says where the story stands: "Lỗi 1 (sum.parts), chỗ 2/5. Xem ghi chú ở “1.848 con”."
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.present.findings.entries import Entry, contrast, printable, where
from schemas.finding import Evidence

_QUOTED = 80


@dataclass(frozen=True, slots=True)
class Note:
    """A note at `place`, or about the draft as a whole where that is `None`; `main` is the first of its finding."""

    entry: Entry
    place: Evidence | None
    lines: tuple[str, ...]
    main: bool = True

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines)


def notes(found: tuple[Entry, ...], text: str) -> list[Note]:
    """Return the notes of all entries on a report with that text."""
    made: list[Note] = []
    for entry in found:
        places = [place for place in entry.places if place.span is not None or place.page is not None]
        if not places:
            made.append(Note(entry, None, _story(entry, None)))
            continue
        for index, place in enumerate(places):
            if index and _same_paragraph(text, places[0], place):
                head = f"{_head(entry)}, chỗ {index + 1}/{len(places)}."
                made.append(Note(entry, place, (head, f"Xem ghi chú ở {quoted(places[0].text)}."), main=False))
            else:
                made.append(Note(entry, place, _story(entry, place), main=not index))
    return made


def quoted(text: str) -> str:
    """Return words in quotes, cut if they are long.

    >>> quoted("1.848\\ncon")
    '“1.848 con”'
    """
    flat = " ".join(printable(text).split())
    return f"“{flat}”" if len(flat) <= _QUOTED else f"“{flat[: flat.rfind(' ', 0, _QUOTED)]} …”"


def _head(entry: Entry) -> str:
    return f"{entry.label} ({entry.finding.rule})"


def _story(entry: Entry, own: Evidence | None) -> tuple[str, ...]:
    """Return the whole story of a finding for its place `own`."""
    lines = [_head(entry), printable(entry.finding.message), contrast(entry.finding)]
    others = [place for place in (*entry.places, *entry.others) if place is not own]
    if others:
        lines.append("Chỗ liên quan:")
        lines += [f"- {_told(place)}" for place in others]
    return tuple(line for line in lines if line)


def _told(place: Evidence) -> str:
    said = (quoted(place.text) if place.text else "", printable(where(place)))
    return ", ".join(part for part in said if part) or "không rõ chỗ"


def _same_paragraph(text: str, one: Evidence, other: Evidence) -> bool:
    if one.span is None or other.span is None:
        return False
    first, last = sorted((one.span[0], other.span[0]))
    return "\n" not in text[first:last]
