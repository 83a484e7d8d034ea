"""The words by which the parts of a report are told, read once from `words.toml`.

Enters: nothing. Leaves: `WORDS`, whose lists are folded: `WORDS.list("plan", "strong")` holds "phương hướng".
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from pipeline.language.text import fold


def _folded(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(str(word)) for word in table[key]))


@dataclass(frozen=True)
class Vocabulary:
    """The tables of `words.toml`."""

    tables: Mapping[str, Mapping[str, Any]]

    def list(self, table: str, key: str) -> tuple[str, ...]:
        """Return a list of words, folded, each once."""
        return _folded(self.tables[table], key)

    def longest_first(self, table: str, key: str) -> tuple[str, ...]:
        """Return a list of words, folded, so that the longest comes first."""
        return tuple(sorted(self.list(table, key), key=len, reverse=True))

    def text(self, table: str, key: str) -> str:
        """Return one word or phrase, folded."""
        return fold(str(self.tables[table][key]))

    @cached_property
    def short_names(self) -> dict[str, str]:
        """Long forms of offices, folded, with their short forms as written."""
        table: Mapping[str, str] = self.tables["agency"]["short"]
        return {fold(long): short for long, short in table.items()}

    @cached_property
    def written_out(self) -> dict[str, str]:
        """Abbreviations of offices, folded, with what they stand for."""
        table: Mapping[str, str] = self.tables["agency"]["written_out"]
        return {fold(short): long for short, long in table.items()}

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """Parts of names as they are written, the longest first."""
        return tuple(sorted(self.tables["agency"]["phrases"], key=len, reverse=True))


WORDS = Vocabulary(tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8")))
"""The vocabulary of this step."""
