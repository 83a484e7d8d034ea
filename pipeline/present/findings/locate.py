"""Finding a span of the report's text again in the characters of its file.

Enters: the report's text and the characters of the file, in an order that may differ. Leaves: where a span stands in
the file. The text is normalised, numbered and joined; the file isn't. So both are compared by their letters and digits
only: first the words of the span with what stands round them, then, where the file says it otherwise, the nearest
paragraph. A file in an old code of Vietnamese is compared by its plain consonants and digits, which all codes share:
"Tæng ®µn lîn" and "Tổng đàn lợn" are both "tngnln".
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.read.clean import clean
from schemas.base import Span

_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CONTEXTS = ((60, 60), (25, 25), (40, 0), (0, 40), (12, 12), (12, 0), (0, 12))
_SEED = 10
_SLACK = 40
_AROUND_LINE = 200
_SHOWN = 24
_LONGEST_NUMBER = 8
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz0123456789")
_INNER = re.compile(r"[^\s,.;:!?()\[\]\"“”]")


@lru_cache(maxsize=4096)
def _kept(char: str) -> str:
    """Return what of a character is compared: letters, digits and the accents that follow a letter."""
    return "".join(part for part in clean(char).translate(_LOWERED) if part.isalnum() or unicodedata.combining(part))


def compact(chars: Iterable[str]) -> tuple[str, list[int]]:
    """Return the letters and digits of `chars` in NFC and, for each, the index of the character that it comes from.

    >>> compact("Đa\\u0300n  lợn: 1.238")
    ('Đànlợn1238', [0, 1, 3, 6, 7, 8, 11, 13, 14, 15])
    """
    out: list[str] = []
    places: list[int] = []
    for index, char in enumerate(chars):
        for part in _kept(char):
            if unicodedata.combining(part):
                joined = unicodedata.normalize("NFC", out[-1] + part) if out else ""
                if len(joined) == 1:
                    out[-1] = joined
                continue
            out.append(part)
            places.append(index)
    return "".join(out), places


def consonants(chars: Iterable[str]) -> tuple[str, list[int]]:
    """Return the plain consonants and digits of `chars` in small letters, and where each comes from.

    >>> consonants("®µn lîn 12")
    ('nln12', [2, 4, 6, 8, 9])
    """
    kept = [(char.lower(), index) for index, char in enumerate(chars) if char.lower() in _CONSONANTS]
    return "".join(char for char, _ in kept), [index for _, index in kept]


class Locator:
    """Looks up spans of `text` in the characters of a file, among which "\\n" parts paragraphs or lines."""

    def __init__(self, text: str, chars: Sequence[str]) -> None:
        self._text = text
        self._chars = chars
        self._letters = _Comparison(text, chars, compact(text), compact(chars))
        self._consonants: _Comparison | None = None

    def find(self, span: Span) -> Span | None:
        """Return where the span's words stand among the characters; `None` if nothing like them is there."""
        first, last = self._letters.inner(span)
        if first >= last:
            return None
        hit = self._letters.exact(first, last) or self._letters.likely(first, last)
        if hit is None:
            hit_by_consonants = self._by_consonants(span)
            if hit_by_consonants is not None:
                return hit_by_consonants
            hit = self._letters.alone(first, last)
        return None if hit is None else self._widen(hit, span, first, last)

    def _by_consonants(self, span: Span) -> Span | None:
        """Look for a span in a file whose other letters are in an old code; whole words are found."""
        if self._consonants is None:
            self._consonants = _Comparison(self._text, self._chars, consonants(self._text), consonants(self._chars))
        first, last = self._consonants.inner(span)
        hit = self._consonants.exact(first, last) if first < last else None
        if hit is None:
            return None
        start, end = self._consonants.outer(*hit)
        while start > 0 and _INNER.match(self._chars[start - 1]):
            start -= 1
        while end < len(self._chars) and _INNER.match(self._chars[end]):
            end += 1
        return start, end

    def _widen(self, hit: Span, span: Span, first: int, last: int) -> Span:
        """Take in the signs at both ends of the span, as far as the file has the same."""
        start, end = self._letters.outer(*hit)
        for char in reversed(self._text[span[0] : self._letters.wanted_at[first]]):
            if start == 0 or self._chars[start - 1] != char or char == "\n":
                break
            start -= 1
        for char in self._text[self._letters.wanted_at[last - 1] + 1 : span[1]]:
            if end == len(self._chars) or self._chars[end] != char or char == "\n":
                break
            end += 1
        return start, end


class _Comparison:
    """The text and the file reduced to the characters that are compared."""

    def __init__(
        self, text: str, chars: Sequence[str], wanted: tuple[str, list[int]], found: tuple[str, list[int]]
    ) -> None:
        self._text = text
        self._chars = chars
        self._wanted, self.wanted_at = wanted
        self._found, self._found_at = found

    def inner(self, span: Span) -> Span:
        """Return a span of the text as a span of its letters and digits; one of signs only takes its neighbours."""
        first, last = bisect_left(self.wanted_at, span[0]), bisect_left(self.wanted_at, span[1])
        return (max(first - 1, 0), min(last + 1, len(self._wanted))) if first == last else (first, last)

    def exact(self, first: int, last: int) -> Span | None:
        """Look for the words with what stands before and behind them, in ever smaller surroundings."""
        for before, after in _CONTEXTS:
            start, end = max(first - before, 0), min(last + after, len(self._wanted))
            hit = self._choose(self._wanted[start:end], start)
            if hit is not None:
                begin = hit + first - start
                return begin, begin + last - first
        return None

    def _choose(self, needle: str, start: int) -> int | None:
        """Return one of the places where `needle` stands in the file; `start` is its own place in the text."""
        hits = _all(self._found, needle)
        if len(hits) < 2:
            return hits[0] if hits else None
        twins = _all(self._wanted, needle)
        if len(twins) == len(hits):
            return hits[twins.index(start)]
        share = start / max(len(self._wanted), 1) * len(self._found)
        return min(hits, key=lambda hit: abs(hit - share))

    def likely(self, first: int, last: int) -> Span | None:
        """Compare the paragraph with that part of the file which holds the same rare pieces."""
        line = self._line(first, last)
        for start, end in (line, (max(line[0] - _AROUND_LINE, 0), min(line[1] + _AROUND_LINE, len(self._wanted)))):
            seeds = self._seeds(start, end)
            if seeds:
                low = max(min(place - (seed - start) for seed, place in seeds) - _SLACK, 0)
                high = max(place + (end - seed) for seed, place in seeds) + _SLACK
                return self._align((start, end), (low, min(high, len(self._found))), first, last)
        return None

    def _line(self, first: int, last: int) -> Span:
        begin, end = self.wanted_at[first], self.wanted_at[last - 1]
        line_end = self._text.find("\n", end)
        return (
            bisect_left(self.wanted_at, self._text.rfind("\n", 0, begin) + 1),
            bisect_left(self.wanted_at, len(self._text) if line_end < 0 else line_end),
        )

    def _seeds(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where pieces of the text that the file has once stand in both, those that lie far off left out."""
        seeds = []
        for seed in range(start, end - _SEED + 1, 3):
            place = self._found.find(self._wanted[seed : seed + _SEED])
            if place >= 0 and self._found.find(self._wanted[seed : seed + _SEED], place + 1) < 0:
                seeds.append((seed, place))
        if not seeds:
            return []
        middle = sorted(place - seed for seed, place in seeds)[len(seeds) // 2]
        return [(seed, place) for seed, place in seeds if abs(place - seed - middle) <= _AROUND_LINE]

    def _align(self, wanted: Span, found: Span, first: int, last: int) -> Span | None:
        """Return what in the file stands for `first` to `last`; for a number that Word counts, what follows it."""
        matcher = SequenceMatcher(
            None, self._wanted[wanted[0] : wanted[1]], self._found[found[0] : found[1]], autojunk=False
        )
        same: list[Span] = []
        after = found[1]
        for block in matcher.get_matching_blocks():
            here, there = block.a + wanted[0], block.b + found[0]
            low, high = max(here, first), min(here + block.size, last)
            if low < high:
                same.append((there + low - here, there + high - here))
            elif here >= last:
                after = min(after, there)
        if 2 * sum(end - start for start, end in same) >= last - first:
            return same[0][0], same[-1][1]
        counted = last - first <= _LONGEST_NUMBER and self._line(first, last)[0] == first
        return self._words_at(after) if counted and after < len(self._found) else None

    def _words_at(self, place: int) -> Span:
        """Return the first words from a place on, within its paragraph."""
        stop, paragraph = place + 1, self._paragraph(place)
        while stop < len(self._found) and stop < place + _SHOWN and self._found_at[stop] < paragraph:
            stop += 1
        return place, stop

    def _paragraph(self, place: int) -> int:
        """Return where the paragraph that holds a letter ends among the characters."""
        index = self._found_at[place]
        while index < len(self._chars) and self._chars[index] != "\n":
            index += 1
        return index

    def alone(self, first: int, last: int) -> Span | None:
        """Look for the words by themselves."""
        hit = self._choose(self._wanted[first:last], first)
        return None if hit is None else (hit, hit + last - first)

    def outer(self, first: int, last: int) -> Span:
        """Return a span of the file's letters and digits as a span of its characters, accents included."""
        end = self._found_at[last - 1] + 1
        while end < len(self._chars) and unicodedata.combining(self._chars[end]):
            end += 1
        return self._found_at[first], end


def _all(text: str, needle: str) -> list[int]:
    """Return every place where `needle` begins."""
    hits = []
    place = text.find(needle)
    while place >= 0:
        hits.append(place)
        place = text.find(needle, place + 1)
    return hits
