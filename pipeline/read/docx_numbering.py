"""Automatic numbering of Word: the numbers that stand on the page and not in the text.

Enters: a document's numbering part and, paragraph by paragraph, which list and level each is in. Leaves: the label that
Word shows: "3.1.", "a)", "IV.", "-". The levels below start again; a start override starts a list again once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.clean import clean
from pipeline.read.docx_xml import integer, on, value, w

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_BULLETS = {"o": "○", "": "•"}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `custom` are the first labels of a series that Word has no name for."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    custom: tuple[str, ...] = ()
    style: str | None = None


@dataclass(slots=True)
class _List:
    """One list: the abstract list that it counts with, its own levels, and the starts that it sets."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: set[int] = field(default_factory=set)


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._style_lists: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        for element in root.iterfind(w("abstractNum")):
            number = element.get(w("abstractNumId"), "")
            self._abstract[number] = {
                integer(level.get(w("ilvl")), 0): read_level(level) for level in element.iterfind(w("lvl"))
            }
            linked, own = value(element, "numStyleLink"), value(element, "styleLink")
            if linked is not None:
                self._links[number] = linked
            if own is not None:
                self._style_lists[own] = number
        for element in root.iterfind(w("num")):
            abstract = value(element, "abstractNumId") or ""
            abstract = self._style_lists.get(self._links.get(abstract, ""), abstract)
            levels = dict(self._abstract.get(abstract, {}))
            starts: dict[int, int] = {}
            for override in element.iterfind(w("lvlOverride")):
                depth = integer(override.get(w("ilvl")), 0)
                own_level = override.find(w("lvl"))
                if own_level is not None:
                    levels[depth] = read_level(own_level)
                start = value(override, "startOverride")
                if start is not None:
                    starts[depth] = integer(start, 1)
            self._lists[element.get(w("numId"), "")] = _List(abstract, levels, starts)

    def level_of_style(self, number: str, style: str | None) -> int | None:
        """Return the level of a list that a paragraph style stands for, or `None`."""
        found = self._lists.get(number)
        if found is None or style is None:
            return None
        return next((depth for depth, level in found.levels.items() if level.style == style), None)

    def label(self, number: str, depth: int) -> str | None:
        """Count one paragraph and return its label; `None` if it shows none."""
        found = self._lists.get(number)
        if found is None or not 0 <= depth < _LEVELS:
            return None
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        level = found.levels.get(depth, Level(kind="none"))
        count = counts[depth]
        if depth in found.starts and depth not in found.begun:
            count = found.starts[depth]
        else:
            count = level.start if count is None else count + 1
        found.begun.add(depth)
        counts[depth] = count
        for above in range(depth):
            if counts[above] is None:
                counts[above] = found.levels.get(above, Level()).start
        for below in range(depth + 1, _LEVELS):
            restart = found.levels.get(below, Level()).restart
            if restart is None or 0 < depth + 1 <= restart:
                counts[below] = None
        return _shown(found.levels, level, counts) or None


def read_level(element: etree._Element) -> Level:
    """Read the definition of one level of a list."""
    form = element.find(w("numFmt"))
    if form is None:
        form = next(element.iter(w("numFmt")), None)
    kind = "decimal" if form is None else form.get(w("val"), "decimal")
    series = "" if form is None else form.get(w("format"), "")
    restart = value(element, "lvlRestart")
    return Level(
        start=integer(value(element, "start"), 0 if kind == "bullet" else 1),
        kind=kind,
        text=value(element, "lvlText") or "",
        restart=None if restart is None else integer(restart, 0),
        legal=on(element.find(w("isLgl"))),
        custom=tuple(part.strip() for part in series.split(",") if part.strip(" .…")),
        style=value(element, "pStyle"),
    )


def _shown(levels: dict[int, Level], level: Level, counts: list[int | None]) -> str:
    """Return the label of a level with all the counts that it shows."""
    if level.kind == "bullet":
        text = clean(level.text).strip()
        return _BULLETS.get(text, "•" if len(text) == 1 and "\ue000" <= text <= "\uf8ff" else text)

    def fill(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        of = levels.get(depth, Level())
        if level.legal and of.kind != "none":
            of = Level(kind="decimal")
        return spell(counts[depth] or 0, of)

    return clean(_PLACE.sub(fill, level.text)).strip()


def spell(count: int, level: Level) -> str:
    """Return a count as its level writes it; letters run on in Vietnamese order where the series has a "đ".

    >>> spell(5, Level(kind="custom", custom=("a", "b", "c", "d", "đ"))), spell(14, Level(kind="upperRoman"))
    ('đ', 'XIV')
    """
    kind = level.kind
    if kind == "custom":
        return _custom(count, level.custom)
    if kind == "none":
        return ""
    if kind == "decimalZero":
        return f"{count:02d}"
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (count // size)
            count %= size
        return roman.upper() if kind == "upperRoman" else roman
    return str(count)


def _custom(count: int, series: tuple[str, ...]) -> str:
    """Return a count of a series that is given by its first labels."""
    if series and series[0].isdigit():
        return str(count).zfill(len(series[0]))
    if any(label.lower() == "đ" for label in series) and 0 < count <= len(_VIETNAMESE):
        letter = _VIETNAMESE[count - 1]
        return letter.upper() if series[0].isupper() else letter
    return series[count - 1] if 0 < count <= len(series) else str(count)
