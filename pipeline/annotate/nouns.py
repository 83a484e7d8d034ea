"""Counted nouns that the unit table doesn't have, by word segmentation.

Enters: the text behind a number. Leaves: the first word of it, if it can be a noun. "05 máy tính xách tay" counts
"máy tính".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

from schemas.base import Span
from schemas.mention import Cue

_WORDS = re.compile(r" ?((?:[^\W\d_]+(?: (?=[^\W\d_]))?){1,5})")


@cache
def _no_noun() -> frozenset[str]:
    raw = tomllib.loads(files("pipeline.annotate").joinpath("nouns.toml").read_text(encoding="utf-8"))
    return frozenset(raw["no_noun"])


@lru_cache(maxsize=4096)
def _first_word(words: str) -> str:
    from underthesea import word_tokenize

    segmented = word_tokenize(words, use_token_normalize=False)
    return segmented[0] if segmented else words.split()[0]


def noun_finder(text: str, cues: tuple[Cue, ...]) -> Callable[[int], Span | None]:
    """Return a function that finds the counted noun behind a number of `text`."""
    stops = {cue.start for cue in cues if cue.kind in ("stop", "copula", "change", "against", "parts")}

    def find(end: int) -> Span | None:
        match = _WORDS.match(text, end)
        if match is None:
            return None
        start = match.start(1)
        words = match[1].split()
        if start in stops or words[0].lower() in _no_noun() or words[0][0].isupper():
            return None
        if len(words) == 1:
            return start, start + len(words[0])
        first = _first_word(" ".join(words))
        return start, start + len(first)

    return find
