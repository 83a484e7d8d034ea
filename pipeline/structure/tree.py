"""The tree of a report's numbered parts.

Enters: its numbered paragraphs, one after the other. Leaves: a `Node` for each. "3.1." under "3." under "I." is
"I.3.1"; levels are told by the order in which the styles of numbers come, not by a table.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.structure.heading import Form
from pipeline.structure.marker import RANKS, Marker, Style, follows


@dataclass(slots=True)
class Node:
    """A section: its marker, form and place in the tree."""

    id: str
    marker: Marker
    form: Form
    level: int
    parent: Node | None
    index: int
    caps: bool = False
    plan: bool = False

    @property
    def path(self) -> list[Node]:
        """The node and those above it, the highest first."""
        found: list[Node] = []
        node: Node | None = self
        while node is not None:
            found.append(node)
            node = node.parent
        return found[::-1]


@dataclass(slots=True)
class Numbered:
    """A paragraph that begins with a number: what it looks like, and its `index` among the paragraphs."""

    index: int
    marker: Marker
    form: Form
    caps: bool
    bold: bool = False


@dataclass(slots=True)
class Tree:
    """Sections in the making: `open` is the way down to the newest one."""

    open: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    def place(self, item: Numbered, ahead: list[Numbered]) -> Node:
        """Put a numbered paragraph into the tree; `ahead` are the numbered ones behind it."""
        parent = self._parent(item, ahead)
        node = Node(
            id=_joined(parent, item.marker),
            marker=item.marker,
            form=item.form,
            level=parent.level + 1 if parent is not None else 1,
            parent=parent,
            index=item.index,
            caps=item.caps,
        )
        self.open = node.path
        self.nodes.append(node)
        return node

    def sibling_of(self, marker: Marker) -> Node | None:
        """Return the open section that `marker` is the next number of."""
        for node in reversed(self.open):
            if node.marker.same_list(marker) and follows(node.marker, marker):
                return node
        return None

    def _parent(self, item: Numbered, ahead: list[Numbered]) -> Node | None:
        marker = item.marker
        if marker.style is Style.PART:
            return None
        if marker.style is Style.DOTTED:
            return self._dotted_parent(marker)
        sibling = self.sibling_of(marker)
        if sibling is not None:
            return sibling.parent
        same = [node for node in reversed(self.open) if node.marker.same_list(marker)]
        if not same:
            return self._new_level(item)
        innermost = same[0]
        if marker.ordinal > 1:
            later = next((node for node in same if marker.ordinal > node.marker.ordinal), None)
            return (later or innermost).parent
        if self._nests(item, innermost, ahead):
            return self.open[-1]
        return innermost.parent

    def _nests(self, item: Numbered, sibling: Node, ahead: list[Numbered]) -> bool:
        """Tell whether a list that starts at 1 again lies inside the newest section of the same style of numbers."""
        if self.open[-1] is not sibling:
            return sibling.form.kind is not item.form.kind or sibling.marker.ordinal == 1
        if sibling.form.kind is not item.form.kind:
            return True
        due = 2
        returned = False
        for other in ahead:
            if RANKS[other.marker.style] < RANKS[item.marker.style]:
                break
            if other.marker.same_list(item.marker):
                if other.marker.ordinal == due:
                    due += 1
                elif other.marker.ordinal == sibling.marker.ordinal + 1:
                    returned = True
        return returned and due > 2

    def _dotted_parent(self, marker: Marker) -> Node | None:
        """Return the section whose number is the front part of `marker`'s, else the one that its siblings lie in."""
        front = marker.parts[:-1]
        for node in reversed(self.open):
            if _same_number(_number(node), front):
                return node
        for node in reversed(self.open):
            if node.marker.style is Style.DOTTED and len(node.marker.parts) == len(marker.parts):
                return node.parent
        for node in reversed(self.open):
            if node.marker.style is Style.DOTTED and len(node.marker.parts) < len(marker.parts):
                return node
            if node.marker.style is not Style.DOTTED and RANKS[node.marker.style] < RANKS[Style.DOTTED]:
                return node
        return None

    def _new_level(self, item: Numbered) -> Node | None:
        """Return the parent of a number in a style that isn't open: the newest section, or a higher one by rank."""
        rank = RANKS[item.marker.style]
        if item.marker.ordinal == 1 and not (
            item.caps and self.open and not self.open[-1].caps and rank < RANKS[self.open[-1].marker.style]
        ):
            return self.open[-1] if self.open else None
        for node in reversed(self.open):
            if RANKS[node.marker.style] < rank:
                return node
        if self.open and item.marker.ordinal > 1:
            cousin = next((node for node in reversed(self.open) if node.marker.style is item.marker.style), None)
            if cousin is not None:
                return cousin.parent
        return None


def _number(node: Node) -> tuple[str, ...]:
    """Return the number of a section as the numbers below it repeat it."""
    return node.marker.parts


def _same_number(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) != len(other):
        return False
    return all(a == b or (a.isdigit() and b.isdigit() and int(a) == int(b)) for a, b in zip(one, other, strict=True))


def _joined(parent: Node | None, marker: Marker) -> str:
    """Return the id of a section: the numbers from the top, a number that repeats its parent's once."""
    parts = list(marker.parts)
    if parent is None:
        return ".".join(parts)
    above = list(parent.marker.parts)
    if len(parts) > len(above) and _same_number(tuple(parts[: len(above)]), tuple(above)):
        tail = parts[len(above) :]
        return f"{parent.id}.{'.'.join(tail)}"
    return f"{parent.id}.{'.'.join(parts)}"
