"""The headings: which parts a style has, in what order, and how they are numbered.

Enters: a style and what each sector wrote. Leaves: blocks in order, each with its number and section id.
Example: A., I., 3., 3.2. give the section B.I.3.2; a bold heading without a number leaves the id of its parent.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.styles.pieces import Block
from corpus.styles.words import ROMAN

LETTERS = "abcdđeghiklmnopqrstuvxy"
_PARTS = ("", "PHẦN THỨ NHẤT", "PHẦN THỨ HAI", "PHẦN THỨ BA", "PHẦN THỨ TƯ")


@dataclass
class Heading:
    """A heading with what stands under it."""

    title: Block
    body: list[Block] = field(default_factory=list)
    children: list[Heading] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Nothing under it."""
        return not self.body and all(child.empty for child in self.children)


def number_of(kind: str, after: str, count: int, parent: str) -> tuple[str, str]:
    """Number as written and its part of the section id; `parent` is the number above as written.

    >>> number_of("dotted", ".", 2, "3.")
    ('3.2.', '2')
    """
    if kind == "bold":
        return "", ""
    if kind == "part":
        return _PARTS[count], ROMAN[count]
    if kind == "upper":
        mark = "ABCDE"[count - 1]
        return mark + after, mark
    if kind == "roman":
        return ROMAN[count] + after, ROMAN[count]
    if kind == "alpha":
        return LETTERS[count - 1] + after, LETTERS[count - 1]
    if kind == "paren":
        return f"({count})", str(count)
    if kind == "dotted":
        return f"{parent.rstrip('.-/')}.{count}{after}", str(count)
    return f"{count}{after}", str(count)


def lay_out(headings: list[Heading], levels: tuple[tuple[str, str], ...]) -> list[Block]:
    """All blocks in order, numbered."""
    blocks: list[Block] = []
    _walk(headings, levels, 0, "", "", blocks)
    return blocks


def _walk(
    headings: list[Heading],
    levels: tuple[tuple[str, str], ...],
    depth: int,
    section: str,
    parent: str,
    blocks: list[Block],
) -> None:
    count = 0
    for heading in headings:
        if heading.empty:
            continue
        count += 1
        kind, after = levels[depth]
        number, mark = number_of(kind, after, count, parent)
        own = ".".join(part for part in (section, mark) if part)
        title = heading.title
        title.number, title.section, title.level = number, own, depth + 1
        if kind == "part":
            blocks.append(Block("part", [], number, own, level=depth + 1))
            title.number = ""
        blocks.append(title)
        for block in heading.body:
            block.section = f"{own}.{block.section}" if block.kind == "item" and block.section else own
            block.number = block.number.replace("*", number.rstrip("."))
            blocks.append(block)
        _walk(heading.children, levels, depth + 1, own, number, blocks)
