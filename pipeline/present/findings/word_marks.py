"""Putting the ends of comments between the words of a Word document, without touching how they look.

Enters: spans of `Characters`, each with the id of its comment. Leaves: the same document with the ranges marked. The
run "con, trong đó" is cut into "con", "," and " trong đó", each with the formatting of the run.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from pipeline.present.findings.word_chars import Characters, Spot, name_of
from schemas.base import Span

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_REFERENCE_SIZE = "16"
Cut = tuple[etree._Element, int]
"""A place in a child of a run: before the character of that number."""


@dataclass(slots=True)
class _Gap:
    """A place between two siblings, behind `before` or in front of `after`: which comments end and begin there."""

    before: etree._Element | None
    after: etree._Element | None
    ends: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def mark(characters: Characters, places: Sequence[tuple[Span, int]]) -> None:
    """Mark spans of the characters as what the comments of those ids are about; none of the spans is empty."""
    ends: list[tuple[Spot, int, int, bool]] = []
    for (start, end), number in places:
        first, last = _with_spot(characters, start, end)
        opening, closing = characters.spots[first], characters.spots[last]
        assert opening is not None
        assert closing is not None
        ends.append((opening, characters.offsets[first], number, True))
        ends.append((closing, characters.offsets[last] + 1, number, False))
    cuts: dict[etree._Element, list[Cut]] = {}
    for spot, offset, _, _ in ends:
        if spot.child is not None:
            cuts.setdefault(spot.anchor, []).append((spot.child, offset))
    gaps: dict[tuple[etree._Element, etree._Element | None, int | bool], _Gap] = {}
    for run, wanted in cuts.items():
        for (child, offset), (before, after) in _split(run, wanted).items():
            gaps[run, child, offset] = _merged(gaps, before, after)
    for spot, offset, number, opens in ends:
        key = (spot.anchor, spot.child, opens if spot.child is None else offset)
        if key not in gaps:
            gaps[key] = _Gap(None, spot.anchor) if opens else _Gap(spot.anchor, None)
        (gaps[key].starts if opens else gaps[key].ends).append(number)
    _insert(list({id(gap): gap for gap in gaps.values()}.values()))


def _with_spot(characters: Characters, start: int, end: int) -> Span:
    """Return the first and the last character of a span that stand somewhere; line ends don't."""
    standing = [index for index in range(start, end) if characters.spots[index] is not None]
    return standing[0], standing[-1]


def _merged(
    gaps: dict[tuple[etree._Element, etree._Element | None, int | bool], _Gap],
    before: etree._Element | None,
    after: etree._Element | None,
) -> _Gap:
    """Return the gap between two pieces of a run, the same one for the end of a text and the beginning of the next."""
    for gap in gaps.values():
        if gap.before is before and gap.after is after:
            return gap
    return _Gap(before, after)


def _split(run: etree._Element, cuts: Sequence[Cut]) -> dict[Cut, tuple[etree._Element | None, etree._Element | None]]:
    """Cut a run; return for each cut the pieces before and behind it, `None` at the ends of the run."""
    offsets: dict[etree._Element, set[int]] = {}
    for child, offset in cuts:
        offsets.setdefault(child, set()).add(offset)
    children = [child for child in run if name_of(child) != "rPr"]
    properties = next((child for child in run if name_of(child) == "rPr"), None)
    pieces: list[etree._Element] = [run]
    filled = False
    found: dict[Cut, int] = {}

    def cut() -> int:
        """End the piece, unless nothing is in it yet; return the number of the piece behind the cut."""
        nonlocal filled
        if filled:
            piece = run.makeelement(run.tag, _attributes(run))
            if properties is not None:
                piece.append(deepcopy(properties))
            pieces[-1].addnext(piece)
            pieces.append(piece)
            filled = False
        return len(pieces) - 1

    for child in children:
        wanted = sorted(offsets.get(child, ()))
        words = (child.text or "") if name_of(child) == "t" else None
        size, done = 1 if words is None else len(words), 0
        for end in (*wanted, size):
            if end > done or (end == size and not wanted):
                whole = words is None or (done, end) == (0, size)
                _put(pieces[-1], child, None if whole or words is None else words[done:end], original=done == 0)
                filled, done = True, end
            if end in wanted:
                found[child, end] = cut()
    if not filled and len(pieces) > 1:
        run_parent = pieces[-1].getparent()
        assert run_parent is not None
        run_parent.remove(pieces.pop())
    return {
        key: (pieces[number - 1] if number else None, pieces[number] if number < len(pieces) else None)
        for key, number in found.items()
    }


def _put(piece: etree._Element, child: etree._Element, words: str | None, *, original: bool) -> None:
    """Put a child of the run, or the given words of it, at the end of a piece."""
    if not original:
        child = child.makeelement(child.tag, _attributes(child))
        piece.append(child)
    elif child.getparent() is not piece:
        piece.append(child)
    if words is not None:
        child.text = words
        child.set(_SPACE, "preserve")


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _insert(gaps: list[_Gap]) -> None:
    """Insert the ends, the references and the beginnings of comments into the gaps."""
    outside: dict[etree._Element, list[etree._Element]] = {}
    for gap in gaps:
        beside = gap.before if gap.before is not None else gap.after
        assert beside is not None
        namespace = etree.QName(_top(beside).getparent()).namespace or ""
        top = _top(beside)
        new: list[etree._Element] = []
        for number in gap.ends:
            new.append(_range("commentRangeEnd", number, namespace))
            if top is beside:
                new.append(_reference(number, namespace))
            else:
                outside.setdefault(top, []).append(_reference(number, namespace))
        new += [_range("commentRangeStart", number, namespace) for number in gap.starts]
        if gap.before is not None:
            for element in reversed(new):
                gap.before.addnext(element)
        elif gap.after is not None:
            for element in new:
                gap.after.addprevious(element)
    for top, references in outside.items():
        for element in reversed(references):
            top.addnext(element)


def _top(element: etree._Element) -> etree._Element:
    """Return the child of a paragraph that holds an element: a reference is no part of an insertion or a link."""
    parent = element.getparent()
    while parent is not None and name_of(parent) != "p":
        element, parent = parent, parent.getparent()
    return element


def _range(name: str, number: int, namespace: str) -> etree._Element:
    return etree.Element(f"{{{namespace}}}{name}", {f"{{{namespace}}}id": str(number)})


def _reference(number: int, namespace: str) -> etree._Element:
    run = etree.Element(f"{{{namespace}}}r")
    properties = etree.SubElement(run, f"{{{namespace}}}rPr")
    etree.SubElement(properties, f"{{{namespace}}}sz", {f"{{{namespace}}}val": _REFERENCE_SIZE})
    etree.SubElement(run, f"{{{namespace}}}commentReference", {f"{{{namespace}}}id": str(number)})
    return run
