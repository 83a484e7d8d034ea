"""What makes a commune's way of writing its own.

Enters: nothing. Leaves: the `Style` record and the sentences of all sectors.
Example: Style "muong-tang": I./1./1.1./a), glued units, no thousands mark, "bản" for thôn.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Sentences:
    """All ways of writing one sector: four titles, paragraphs by variant, sentences without figures."""

    titles: tuple[str, ...]
    variants: tuple[tuple[str, ...], ...]
    prose: tuple[str, ...]


@dataclass(frozen=True)
class Style:
    """One way of writing; `levels`: kind of number (part, upper, roman, arabic, dotted, alpha, paren, bold), mark."""

    key: str
    levels: tuple[tuple[str, str], ...]
    nested: bool  # one part holds all results, or the groups are parts
    groups: tuple[str, ...]
    variant: int  # which variant of each sector, unless named below
    variants: Mapping[str, int] = field(default_factory=dict)
    titles: int = 0
    lexicon: Mapping[str, str] = field(default_factory=dict)
    money: str = "triệu"
    thousands: str = "."
    leading_zero: bool = True
    glue: frozenset[str] = frozenset()
    spell: tuple[tuple[str, str], ...] = ()
    digits: int = 2
    fraction_once: bool = True
    merge_prose: bool = False
    month_slash: bool = False
    lead: bool = True
    omit: frozenset[str] = frozenset()  # sectors that it never writes about
    wordy: frozenset[str] = frozenset()  # sectors with a second sentence without figures
    head: str = "plain"  # plain, parent, interleaved, bare
    blank: bool = False  # number and day left blank
    title: str = ""
    opening: str = ""
    closing: str = ""
    addressee: str = ""
    documents: tuple[str, str] = ("", "")
    tasks: str = "arabic"  # arabic, paren, bullet, dotted
    tasks_title: str = ""
    results_title: str = ""
    group_titles: Mapping[str, str] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()
    deputy_signs: bool = False
    automatic_numbers: bool = False

    def variant_of(self, sector: str) -> int:
        """Which variant of a sector's sentences this style uses."""
        return self.variants.get(sector, self.variant)


def load_sentences() -> dict[str, Sentences]:
    """The sentences of every sector from the TOML files beside this one."""
    found: dict[str, Sentences] = {}
    for path in sorted((Path(__file__).parent / "sentences").glob("*.toml")):
        for sector, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
            variants = tuple(tuple(variant) for variant in row["variants"])
            found[sector] = Sentences(tuple(row["titles"]), variants, tuple(row["prose"]))
    return found
