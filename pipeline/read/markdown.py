"""Leftovers of Markdown, HTML and LaTeX in a line of text, read as what they mean.

Enters: one line. Leaves: its plain text and whether it is bold, italic, a heading or a bullet.
"* **Bảo trợ xã hội:** đạt $218/282 = 77,3\\\\%$" becomes "* Bảo trợ xã hội: đạt 218/282 = 77,3%" with the marker "*".
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10});")
_TAG = re.compile(r"</?(?:b|i|u|s|em|strong|sup|sub|span|p|div|font|center)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[\]\([^()\s]*\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\((?:https?|mailto|#)[^()\s]*\)")
_MATH = re.compile(r"\$(?=[^\s$])((?:\\\$|[^$\n]){1,120}?)(?<=\S)\$(?!\d)")
_MATH_INSIDE = re.compile(r"[0-9A-Za-zĐđ\s.,:;/=%\\^_{}()+\-*×<>≤≥≈~]+")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_WRAPPER = re.compile(r"\\(?:text|mathrm|mathbf|textbf|mathit|operatorname)\s*\{([^{}]*)\}")
_COMMANDS = {
    "times": "×", "cdot": "×", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "approx": "≈", "pm": "±", "div": ":",
    "rightarrow": "→", "to": "→", "quad": " ", "left": "", "right": "", "ldots": "...", "dots": "...", "sim": "~",
}  # fmt: skip
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_POWER = re.compile(r"\s*\^\s*(?:\{\s*([0-9]+)\s*\}|([0-9]))")
_LOOSE_POWER = re.compile(r"(?<=m)\^(?:\{([23])\}|([23]))(?!\d)")
_INDEX = re.compile(r"_\{([0-9A-Za-z]+)\}|_([0-9])")
_ESCAPE = re.compile(r"\\([%$&#_*{}\[\]().+\-!`~|<>])")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"^\*\s+(?=\S)")
_BOLD = re.compile(r"\*\*(?=[^\s*])(.+?)(?<=\S)\*\*|(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)")
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?!\w)"
)
_RULER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_TABS = 2
_TABBED = 3
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A line without its marks; `marker` is "*" for a bullet, which stands as the first word of `text` too."""

    text: str
    bold: bool = False
    italic: bool = False
    marker: str | None = None
    style: str | None = None


def parse_line(line: str) -> Parsed:
    """Return what a line of Markdown means.

    >>> parse_line("* **Giáo dục:** trong kỳ (*từ ngày 17/4*) có $80/100 = 80\\\\%$").text
    '* Giáo dục: trong kỳ (từ ngày 17/4) có 80/100 = 80%'
    """
    line = line.strip()
    if not any(mark in line for mark in "*_#$\\&<^[`"):
        return Parsed(" ".join(line.split()))
    line = plain(line)
    style = marker = None
    heading = _HEADING.match(line)
    if heading:
        style, line = f"Heading {len(heading[1])}", heading[2]
    bullet = _BULLET.match(line)
    if bullet:
        marker, line = "*", line[bullet.end() :]
    bold, line = _unwrap(_BOLD, line)
    italic, line = _unwrap(_ITALIC, line)
    text = " ".join(_ESCAPE.sub(r"\1", line).split())
    return Parsed(f"{marker} {text}" if marker and text else text, bold or heading is not None, italic, marker, style)


def plain(line: str) -> str:
    """Return a line without HTML, links and LaTeX, its Markdown emphasis left."""
    line = _ENTITY.sub(lambda found: html.unescape(found[0]), line)
    line = _LINK.sub(r"\1", _IMAGE.sub("", _TAG.sub("", line)))
    line = _MATH.sub(lambda found: _formula(found[1]) if _MATH_INSIDE.fullmatch(found[1]) else found[0], line)
    return _LOOSE_POWER.sub(lambda found: found[1] or found[2], line)


def _formula(inside: str) -> str:
    """Return a LaTeX formula as one would type it: "120/150 = 80\\\\%" as "120/150 = 80%"."""
    inside = _WRAPPER.sub(r"\1", _FRACTION.sub(r"\1/\2", inside))
    inside = inside.replace("\\%", "%").replace("\\,", " ").replace("\\;", " ").replace("\\ ", " ")
    inside = _COMMAND.sub(lambda found: _COMMANDS.get(found[1], found[0]), inside)
    start = 0
    parts: list[str] = []
    for found in _POWER.finditer(inside):
        before = inside[start : found.start()]
        power = found[1] or found[2]
        parts += [before, power.translate(_RAISED) if before[-1:].isdigit() else power]
        start = found.end()
    inside = "".join(parts) + inside[start:]
    inside = _INDEX.sub(lambda found: found[1] or found[2], inside)
    return re.sub(r"(?<!\\)[{}]", "", inside)


def _unwrap(pattern: re.Pattern[str], line: str) -> tuple[bool, str]:
    """Take one kind of emphasis off a line; tell whether it held the whole line."""
    whole = pattern.fullmatch(line)
    line = pattern.sub(lambda found: found[1] or found[2], line)
    return whole is not None, line


def table_rows(lines: list[str], start: int) -> tuple[list[list[str]], int] | None:
    """Return the cells of the Markdown table that begins at `start` and the line after it, or `None` if none does.

    Lines with their cells behind tabs, mostly numbers below the first, are a table too.
    """
    if "\t" in lines[start]:
        return _tabbed_rows(lines, start)
    if start + 1 >= len(lines) or "|" not in lines[start] or "|" not in lines[start + 1]:
        return None
    if not _RULER.match(lines[start + 1]):
        return None
    rows = [_cells(lines[start])]
    end = start + 2
    while end < len(lines) and "|" in lines[end]:
        rows.append(_cells(lines[end]))
        end += 1
    return rows, end


def _tabbed_rows(lines: list[str], start: int) -> tuple[list[list[str]], int] | None:
    """Return the rows of a table typed with tabs: three lines or more, those below the head numbers."""
    rows: list[list[str]] = []
    end = start
    while end < len(lines) and lines[end].count("\t") >= _TABS:
        rows.append([parse_line(cell).text for cell in lines[end].strip("\n").split("\t")])
        if len(rows[-1]) != len(rows[0]):
            return None
        end += 1
    inner = [cell for row in rows[1:] for cell in row[1:] if cell]
    if len(rows) < _TABBED or 2 * sum(cell[0].isdigit() for cell in inner) < len(inner) or not inner:
        return None
    return rows, end


def _cells(line: str) -> list[str]:
    """Split a table row at its bars."""
    line = line.strip().removeprefix("|").removesuffix("|")
    return [parse_line(cell).text for cell in _BAR.split(line)]
