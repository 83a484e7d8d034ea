"""A report's text as HTML with places marked in it that can be followed, whatever way they overlap.

Enters: the text and `Place`s, such as (12, 24) with the id "f7" of what it tells. Leaves: for any stretch of the text
escaped HTML in which `1.238 con` is a link to `#f7` and has the id `m7`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline.present.findings.entries import printable
from pipeline.present.findings.segments import Mark, Segments
from schemas.base import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Something that stands at `span`: the id of its mark, the id that it leads to, classes, and what it is."""

    span: Span
    mark: str
    leads: str
    classes: str
    title: str


class MarkedText:
    """Writes stretches of a text."""

    def __init__(self, text: str, places: Iterable[Place]) -> None:
        self._text = text
        self._places = list(places)
        self._segments = Segments([Mark(place.span, number, 1) for number, place in enumerate(self._places)])
        self._opened: set[int] = set()

    def html(self, span: Span) -> Markup:
        """Return a stretch of the text with its marks."""
        return Markup("").join(
            self._one(segment.span, [mark.entry for mark in segment.marks]) for segment in self._segments.between(span)
        )

    def _one(self, span: Span, numbers: list[int]) -> Markup:
        words = escape(printable(self._text[span[0] : span[1]]))
        if not numbers:
            return words
        place = self._places[min(numbers, key=lambda number: self._length(number))]
        new = [number for number in numbers if number not in self._opened]
        self._opened.update(new)
        anchors = Markup("").join(Markup('<span id="{}"></span>').format(self._places[number].mark) for number in new)
        link = Markup('<a class="place {}" href="#{}" data-to="{}" title="{}">{}</a>')
        return anchors + link.format(place.classes, place.leads, place.leads, printable(place.title), words)

    def _length(self, number: int) -> int:
        start, end = self._places[number].span
        return end - start
