"""Numbers that are no figures: ordinals, ages, thresholds, names with a number, and their kin.

Enters: a passage's text and the spans already spoken for. Leaves: `Other`s. In "25 sản phẩm OCOP 3 sao" the 3 is an
ordinal. The rows stand in others.toml, each with what it must find and what it must not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.base import Span
from schemas.mention import Other
from schemas.report import NumberKind


@dataclass(frozen=True, slots=True)
class OtherRule:
    """A row of the table."""

    id: str
    kind: NumberKind
    pattern: re.Pattern[str]
    bare: bool
    find: tuple[str, ...]
    near_misses: tuple[str, ...]
    lowered: re.Pattern[str] | None
    """the same pattern for text in small letters, twice as fast; none where the letters' case matters"""


@cache
def other_rules() -> tuple[OtherRule, ...]:
    """Return the rows of others.toml, earlier ones first."""
    raw = tomllib.loads(files("pipeline.annotate").joinpath("others.toml").read_text(encoding="utf-8"))
    return tuple(
        OtherRule(
            row["id"],
            NumberKind(row["kind"]),
            re.compile(row["pattern"], 0 if row.get("case") else re.IGNORECASE),
            row.get("bare", False),
            tuple(row["find"]),
            tuple(row["not"]),
            None if row.get("case") else re.compile(_lowered(row["pattern"])),
        )
        for row in raw["other"]
    )


def _lowered(pattern: str) -> str:
    """Return a pattern with its letters small: not those of escapes (\\W) and of group syntax (?P<name>)."""
    return re.sub(r"\\.|\?P|[^\W\d_]", lambda match: match[0] if match[0][0] in "\\?" else match[0].lower(), pattern)


_DIGIT = re.compile(r"\d")
_LAST = re.compile(r"(?<=\d)(?:,| và|;)(?: [^\W\d_]+)* \d{1,3}\Z")
_ROMAN_WORD = re.compile(r"(?<![^\W_])[IVX]+(?![^\W_])")


def _without_last(words: str) -> int | None:
    """Return where a list of numbered names ends without its last item: "phường 5 và phường 7, 01" (ca tử vong)."""
    last = _LAST.search(words)
    return last.start() if last is not None else None


def find_others(text: str, taken: list[Span], has_unit: Callable[[int], bool]) -> list[Other]:
    """Return the numbers of `text` that are no figures.

    `taken` are spans that something else has (dates, citations), `has_unit(end)` says whether a unit follows at `end`.
    """
    if not _DIGIT.search(text) and not _ROMAN_WORD.search(text):
        return []
    blocked = list(taken)
    found: list[Other] = []
    small = text.lower()
    if len(small) != len(text):
        small = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for rule in other_rules():
        matches = rule.pattern.finditer(text) if rule.lowered is None else rule.lowered.finditer(small)
        for match in matches:
            start, end = match.span()
            if any(start < other_end and end > other_start for other_start, other_end in blocked):
                continue
            if rule.bare and has_unit(end):
                shorter = _without_last(text[start:end])
                if shorter is None or has_unit(start + shorter):
                    continue
                end = start + shorter
            blocked.append((start, end))
            found.append(Other(start, end, rule.kind, rule.id))
    found.sort(key=lambda other: other.start)
    return found
