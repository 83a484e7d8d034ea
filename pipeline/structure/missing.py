"""The number that a heading without one must have had.

Enters: the open sections and the numbered paragraphs behind a heading without number. Leaves: a `Marker`, or `None`.
"VĂN HÓA - XÃ HỘI" between "I. KINH TẾ" and "III. NỘI CHÍNH" is II.
"""

from __future__ import annotations

from pipeline.structure.marker import RANKS, Marker, Style, roman
from pipeline.structure.tree import Node, Numbered


def missing_number(path: list[Node], ahead: list[Numbered], *, caps: bool) -> Marker | None:
    """Return the number that a heading must have by those before and behind it.

    `path` is the way from the top to the newest section, `caps` whether the heading is in capitals. There has to be a
    gap of one in the numbers of a section on the path, or the numbers below it have to begin again.
    """
    if not ahead:
        return None
    for node in reversed(path):
        if node.caps != caps or node.marker.style is Style.DOTTED:
            continue
        due = _next_like(node, ahead)
        skipped = due is not None and due.ordinal == node.marker.ordinal + 2
        if skipped or (due is None and caps and _begins_again(path, node, ahead[0].marker)):
            return _after(node.marker)
    return None


def _begins_again(path: list[Node], node: Node, after: Marker) -> bool:
    """Tell whether the next number is the first of a list in the style of the one below `node`."""
    below = path[node.level] if len(path) > node.level else None
    return below is not None and after.ordinal == 1 and below.marker.same_list(after)


def _next_like(node: Node, ahead: list[Numbered]) -> Marker | None:
    """Return the next number in the style of `node`, before one of a higher style."""
    for item in ahead:
        if item.marker.same_list(node.marker):
            return item.marker
        if RANKS[item.marker.style] < RANKS[node.marker.style]:
            return None
    return None


def _after(marker: Marker) -> Marker:
    """Return the number behind `marker`, written nowhere."""
    value = marker.ordinal + 1
    if marker.style in (Style.ROMAN, Style.PART):
        part = roman(value)
    elif marker.style is Style.ARABIC:
        part = str(value)
    else:
        part = chr(ord(marker.parts[-1]) + 1)
    return Marker("", "", marker.style, marker.form, value, (part,), 0)
