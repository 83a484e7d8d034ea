"""The words that the checks go by, from `words.toml`.

Enters: nothing. Leaves: `Words`, with the patterns made once. "gồm" before a list says that the list is complete.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.language.text import fold


def alternatives(phrases: Iterable[str]) -> str:
    """Return the phrases as one alternative of a regular expression, the longest first, as whole words."""
    longest = sorted((fold(phrase) for phrase in phrases), key=len, reverse=True)
    return rf"(?<![^\W_])(?:{'|'.join(map(re.escape, longest))})(?![^\W_])"


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns over folded text. `schemes` are lists of parts that are complete together."""

    plan: re.Pattern[str]
    plan_title: re.Pattern[str]
    complete: re.Pattern[str]
    rest: re.Pattern[str]
    crossing: re.Pattern[str]
    schemes: tuple[tuple[re.Pattern[str], ...], ...]
    roles: dict[str, re.Pattern[str]]
    moves: dict[str, re.Pattern[str]]
    loans: frozenset[str]
    doublets: frozenset[str]
    standing: frozenset[str]
    endings: frozenset[str]
    beginnings: frozenset[str]
    communes: frozenset[str]
    kinds: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """Return the words, read once."""
    raw = tomllib.loads(files("pipeline.check").joinpath("words.toml").read_text(encoding="utf-8"))
    return Words(
        plan=re.compile(alternatives(raw["ke_hoach"])),
        plan_title=re.compile(alternatives(raw["dau_muc_ke_hoach"])),
        complete=re.compile(alternatives(raw["ke_du"])),
        rest=re.compile(alternatives(raw["phan_con_lai"])),
        crossing=re.compile(alternatives(raw["chong_nhau"])),
        schemes=tuple(tuple(re.compile(alternatives(part.split("|"))) for part in scheme) for scheme in raw["bo_du"]),
        roles={role: re.compile(alternatives(phrases)) for role, phrases in raw["can_doi"].items()},
        moves={role: re.compile(alternatives(phrases)) for role, phrases in raw["bien_dong"].items()},
        kinds={kind: frozenset(map(fold, nouns)) for kind, nouns in raw["cung_loai"].items()},
        standing=frozenset(map(fold, raw["dung_yen"])),
        loans=frozenset(raw["tieng_muon"]),
        doublets=frozenset(map(fold, raw["lay"])),
        endings=frozenset(map(fold, raw["tu_truoc"])),
        beginnings=frozenset(map(fold, raw["tu_sau"])),
        communes=frozenset(map(fold, raw["truoc_xa"])),
    )
