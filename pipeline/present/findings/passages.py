"""The words round the places of a finding, short enough to be read at a glance.

Enters: the report's text and evidence in it. Leaves: `Passage`s, one for each paragraph that is touched: "… Tổng đàn
gia súc hiện có là 1.848 con, trong đó: trâu 21 con …" with the spans of "1.848 con" and "21 con".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.base import Span
from schemas.finding import Evidence

_AROUND = 60
_JOIN = 30
_LONG = 240
_HEAD, _TAIL = 160, 60
_CUT = " … "


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one paragraph: `marks` are spans into `text`; `first` is the evidence that it begins with."""

    text: str
    marks: tuple[Span, ...]
    first: Evidence


def passages(text: str, places: Sequence[Evidence]) -> list[Passage]:
    """Return the passages that `places` stand in, in the order of the text; places without a span give none."""
    by_line: dict[Span, list[tuple[Span, Evidence]]] = {}
    for place in places:
        if place.span is None:
            continue
        start, end = max(place.span[0], 0), min(place.span[1], len(text))
        while start < end and text[start].isspace():
            start += 1
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", start)
        line = (line_start, len(text) if line_end < 0 else line_end)
        by_line.setdefault(line, []).append(((start, max(start, min(end, line[1]))), place))
    found = []
    for line in sorted(by_line):
        members = sorted(by_line[line], key=lambda member: member[0])
        found.append(_passage(text, line, [span for span, _ in members], members[0][1]))
    return found


def _passage(text: str, line: Span, marks: list[Span], first: Evidence) -> Passage:
    """Cut one paragraph down to its marks and what stands round them."""
    kept: list[Span] = []
    for window in sorted(window for mark in marks for window in _windows(text, line, mark)):
        if kept and window[0] - kept[-1][1] <= _JOIN:
            kept[-1] = (kept[-1][0], max(kept[-1][1], window[1]))
        else:
            kept.append(window)
    out = "… " if kept[0][0] > line[0] else ""
    shown: list[Span] = []
    for index, (start, end) in enumerate(kept):
        out += _CUT if index else ""
        shift = len(out) - start
        out += text[start:end]
        shown += [
            (max(mark[0], start) + shift, min(mark[1], end) + shift)
            for mark in marks
            if mark[0] < end and mark[1] > start
        ]
    return Passage(out + (" …" if kept[-1][1] < line[1] else ""), tuple(shown), first)


def _windows(text: str, line: Span, mark: Span) -> list[Span]:
    """Return what to keep of a paragraph for one mark: whole words, and of a long mark only its two ends."""
    start, end = max(line[0], mark[0] - _AROUND), min(line[1], mark[1] + _AROUND)
    if start > line[0]:
        space = text.find(" ", start, mark[0])
        start = space + 1 if space >= 0 else mark[0]
    if end < line[1]:
        end = max(text.rfind(" ", mark[1], end), mark[1])
    if mark[1] - mark[0] <= _LONG:
        return [(start, end)]
    head = text.rfind(" ", mark[0], mark[0] + _HEAD)
    tail = text.find(" ", mark[1] - _TAIL, mark[1])
    return [(start, head if head > mark[0] else mark[0] + _HEAD), (tail + 1 if tail > 0 else mark[1] - _TAIL, end)]
