"""Paragraphs put into the parts of a report.

Enters: the pieces between head and foot. Leaves: `Placed` pieces (role, section, marker, depth, plan) and the tree's
nodes. "a) Trồng trọt" below "1. Sản xuất nông nghiệp" becomes a heading in the section "A.I.1.a".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.structure.heading import Form, Kind, form_of
from pipeline.structure.marker import Marker, Style, follows, parse_marker
from pipeline.structure.misread import mended
from pipeline.structure.missing import missing_number
from pipeline.structure.pieces import Grid, Piece
from pipeline.structure.plan import is_plan
from pipeline.structure.tree import Node, Numbered, Tree
from schemas.outline import Role
from schemas.period import Period

_NOTE = re.compile(r"\[\d{1,2}\]\s")
"""how the text of a footnote begins where a plain text has it below the report"""


@dataclass(slots=True)
class Placed:
    """What the tree says of the piece at `index`."""

    index: int
    role: Role
    section: str | None
    marker: Marker | None = None
    depth: int = 0
    plan: bool = False
    lead: int = 0
    """length of the title in front of a body that runs on"""


@dataclass(slots=True)
class Title:
    """A section's title: its words, and the piece whose words they are where it stands on a line of its own."""

    node: Node
    text: str


@dataclass(slots=True)
class Parts:
    """The pieces with their places, and the sections with their titles, in the order of the text."""

    placed: list[Placed] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    plan_headings: list[str] = field(default_factory=list)
    """the headings of parts on the time to come, numbered or not"""


def place_parts(
    pieces: list[Piece | Grid], start: int, end: int, own: Period | None, scanned: frozenset[int] = frozenset()
) -> Parts:
    """Return where each piece from `start` to before `end` belongs; `own` is the time that the report covers.

    `scanned` are the pages that recognition has read, where numbers may be misread.
    """
    return _Placer(pieces, start, end, own, scanned).run()


class _Placer:
    def __init__(
        self, pieces: list[Piece | Grid], start: int, end: int, own: Period | None, scanned: frozenset[int]
    ) -> None:
        self.pieces = pieces
        self.start, self.end, self.own = start, end, own
        self.tree = Tree()
        self.parts = Parts()
        self.markers = mended(pieces, {index: self._marker(index) for index in range(start, end)}, scanned)
        self.numbered = [self._numbered(index) for index in range(start, end) if self._is_numbered(index)]
        self.at = 0
        self.bullets: list[str] = []
        self.item: Marker | None = None
        self.loose_plan = False
        self.title_lines: set[int] = set()

    def _marker(self, index: int) -> Marker | None:
        piece = self.pieces[index]
        return parse_marker(piece.text) if isinstance(piece, Piece) and not piece.note else None

    def _is_numbered(self, index: int) -> bool:
        marker = self.markers[index]
        return marker is not None and marker.style is not Style.BULLET

    def _piece(self, index: int) -> Piece:
        piece = self.pieces[index]
        assert isinstance(piece, Piece)
        return piece

    def _numbered(self, index: int) -> Numbered:
        piece, marker = self._piece(index), self.markers[index]
        assert marker is not None
        rest = piece.text[marker.end :]
        lead = max(piece.lead - marker.end, 0)
        return Numbered(index, marker, form_of(rest, bold=piece.bold, marked=lead), piece.caps, piece.bold)

    def run(self) -> Parts:
        """Place the pieces one after the other."""
        for index in range(self.start, self.end):
            piece = self.pieces[index]
            marker = self.markers[index]
            if not isinstance(piece, Grid) and _NOTE.match(piece.text):
                self._add(Placed(index, Role.BODY, self.tree.open[0].id if self.tree.open else None, plan=False))
            elif isinstance(piece, Grid) or piece.note:
                self._add(Placed(index, Role.BODY, self._section(), plan=self._plan()))
            elif index in self.title_lines:
                self._add(Placed(index, Role.HEADING, self._section(), plan=self._plan()))
            elif marker is None:
                self._plain(index, piece)
            elif marker.style is Style.BULLET:
                self._bullet(index, piece, marker)
            else:
                while self.numbered[self.at].index < index:
                    self.at += 1
                self._number(self.numbered[self.at], piece)
        return self.parts

    def _add(self, placed: Placed) -> None:
        self.parts.placed.append(placed)

    def _section(self) -> str | None:
        return self.tree.open[-1].id if self.tree.open else None

    def _plan(self) -> bool:
        return self.loose_plan or bool(self.tree.open and self.tree.open[-1].plan)

    def _plain(self, index: int, piece: Piece) -> None:
        """Place a paragraph without number: prose, or a heading that has none."""
        self.bullets = []
        self.item = None
        if not self._loose_heading(index, piece):
            role = Role.BODY if self.tree.open or self.loose_plan else Role.OPENING
            self._add(Placed(index, role, self._section(), plan=self._plan()))
            return
        ahead = [item for item in self.numbered[self.at :] if item.index > index]
        missing = missing_number(self.tree.open, ahead, caps=piece.caps)
        if missing is not None:
            self._open(
                Numbered(index, missing, Form(Kind.HEADING, len(piece.text)), piece.caps, piece.bold), piece.text
            )
            self._add(Placed(index, Role.HEADING, self._section(), plan=self._plan()))
            return
        if piece.caps or piece.bold or self.loose_plan or not self._plan():
            self.loose_plan = is_plan(piece.text, self.own)
            if self.loose_plan:
                self.parts.plan_headings.append(piece.text)
        self._add(Placed(index, Role.HEADING, self._section(), plan=self._plan()))

    def _loose_heading(self, index: int, piece: Piece) -> bool:
        """Tell whether a paragraph without number is a heading: in bold or capitals, or short and over a longer one."""
        text = piece.text
        if len(text) > 160 or text[-1] in ".;,/" or not text[0].isupper():
            return False
        if form_of(text, bold=piece.bold).kind is not Kind.HEADING:
            return False
        if piece.caps or piece.bold:
            return True
        after = self.pieces[index + 1] if index + 1 < self.end else None
        return text[-1] != ":" and len(text) <= 90 and isinstance(after, Piece | Grid)

    def _bullet(self, index: int, piece: Piece, marker: Marker) -> None:
        """Place a bullet; a kind of bullet that isn't open yet goes one deeper."""
        key = marker.form
        if key in self.bullets:
            del self.bullets[self.bullets.index(key) + 1 :]
        else:
            self.bullets.append(key)
        rest = piece.text[marker.end :]
        form = form_of(rest, marked=max(piece.lead - marker.end, 0))
        lead = form.lead if form.kind is Kind.RUN_IN else 0
        plan = self._plan() or (lead > 0 and is_plan(rest[:lead], self.own))
        self._add(Placed(index, Role.BODY, self._section(), marker, len(self.bullets), plan, lead))

    def _number(self, item: Numbered, piece: Piece) -> None:
        """Place a numbered paragraph: a section, or an item of a list."""
        plan = self._plan()
        rest = piece.text[item.marker.end :]
        sibling = self.tree.sibling_of(item.marker)
        among_titles = sibling is not None and sibling.form.kind is Kind.HEADING
        lead = max(piece.lead - item.marker.end, 0)
        planned = plan and not among_titles
        form = form_of(rest, bold=piece.bold, planned=planned, due=sibling is not None, marked=lead)
        if plan and form.kind is Kind.HEADING and not (piece.caps or piece.bold) and self._is_bare(item):
            form = Form(Kind.SENTENCE)
        item = replace(item, form=form)
        if not self._is_section(item, plan=plan):
            key = f"{item.marker.style}{item.marker.form}"
            if key in self.bullets:
                del self.bullets[self.bullets.index(key) + 1 :]
            else:
                self.bullets.append(key)
            self.item = item.marker
            self._add(Placed(item.index, Role.BODY, self._section(), item.marker, len(self.bullets), plan))
            return
        self.bullets = []
        self.item = None
        if item.marker.style is Style.PART or piece.caps:
            self.loose_plan = False
        title = rest[: form.lead].strip(" *") if form.kind is not Kind.SENTENCE else ""
        if not rest.strip():
            title = self._title_below(item.index)
        self._open(item, title)
        role = Role.HEADING if form.kind is Kind.HEADING else Role.BODY
        lead = form.lead if form.kind is Kind.RUN_IN else 0
        self._add(Placed(item.index, role, self._section(), item.marker, 0, self._plan(), lead))

    def _is_bare(self, item: Numbered) -> bool:
        """Tell whether nothing stands below a numbered line before the next of its list: then it heads nothing."""
        if item.index + 1 >= self.end:
            return True
        after = self.markers[item.index + 1]
        return after is not None and after.same_list(item.marker)

    def _open(self, item: Numbered, title: str) -> None:
        node = self.tree.place(item, self.numbered[self.at + 1 :])
        above = node.parent is not None and node.parent.plan
        node.plan = above or (bool(title) and is_plan(title, self.own))
        self.parts.titles.append(Title(node, title))
        if node.plan:
            self.parts.plan_headings.append(title)

    def _title_below(self, index: int) -> str:
        """Return the title that stands on the lines below a number, and keep those lines from being prose."""
        found: list[str] = []
        for below in range(index + 1, min(index + 4, self.end)):
            piece = self.pieces[below]
            if isinstance(piece, Grid) or self.markers[below] is not None:
                break
            if found and not piece.caps:
                break
            if form_of(piece.text, bold=piece.bold).kind is not Kind.HEADING:
                break
            found.append(piece.text)
            self.title_lines.add(below)
        return " ".join(found)

    def _is_section(self, item: Numbered, *, plan: bool) -> bool:
        """Tell whether a numbered paragraph is a part of the report and no item of a list."""
        marker, kind = item.marker, item.form.kind
        if marker.style is Style.PART:
            return kind is Kind.HEADING or kind is Kind.RUN_IN
        if self.item is not None and self.item.same_list(marker) and follows(self.item, marker):
            return False
        sibling = self.tree.sibling_of(marker)
        if marker.style is Style.UPPER and marker.ordinal > 1 and sibling is None and not (item.caps or item.bold):
            return False
        if kind is Kind.HEADING:
            return True
        if kind is Kind.RUN_IN:
            return True
        if kind is Kind.VALUE:
            return sibling is not None and sibling.form.kind is not Kind.HEADING
        return plan or self._stands_for_itself(item)

    def _stands_for_itself(self, item: Numbered) -> bool:
        """Tell whether a numbered sentence is a part without a title, and no item of a list that is announced."""
        text = self._piece(item.index).text
        if not text.endswith((".", "!", "…")):
            return False
        if item.marker.ordinal == 1:
            before = self.pieces[item.index - 1] if item.index > self.start else None
            return isinstance(before, Piece) and not before.text.endswith(":")
        return any(node.marker.same_list(item.marker) for node in self.tree.open)
