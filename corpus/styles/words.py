"""Names of the time: the tokens {m}, {ky}, {dn} and their like.

Enters: a month, a kind of report, a style. Leaves: `Phrase`: the words and the numbers in them that are no figures.
Example: {dn} in tháng 5/2026 is "5 tháng đầu năm".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.styles.style import Style
from corpus.world.calendar import Kind, Month, day, window
from corpus.world.ledger import Season

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_SHORT = {Kind.HALF: "6 tháng đầu năm", Kind.NINE_MONTHS: "9 tháng đầu năm"}


@dataclass(frozen=True)
class Phrase:
    """Words, and (written, kind) of their numbers."""

    text: str
    others: tuple[tuple[str, str], ...]


def dated(text: str) -> Phrase:
    """A phrase whose numbers are a date."""
    return Phrase(text, ((text, "date"),) if re.search(r"\d", text) else ())


def title_time(month: Month, kind: Kind) -> str:
    """The time as a title names it: `quý I năm 2026`."""
    names = {
        Kind.MONTH: f"tháng {month.month} năm {month.year}",
        Kind.QUARTER: f"quý {ROMAN[month.month // 3]} năm {month.year}",
        Kind.HALF: f"6 tháng đầu năm {month.year}",
        Kind.NINE_MONTHS: f"9 tháng đầu năm {month.year}",
        Kind.YEAR: f"năm {month.year}",
    }
    return names[kind]


@dataclass(frozen=True)
class Clock:
    """The time of one report."""

    month: Month
    kind: Kind
    style: Style
    close: int
    season: Season
    due: date | None = None

    def say(self, name: str) -> Phrase | None:
        """The phrase of a token, None when it is no name of the time."""
        capital = name[0].isupper()
        found = self._say(name[0].lower() + name[1:])
        if found is None or not capital:
            return found
        return Phrase(found.text[0].upper() + found.text[1:], tuple((t[0].upper() + t[1:], k) for t, k in found.others))

    def _say(self, name: str) -> Phrase | None:
        month, following = self.month, self.month.shift(1)
        start, end = window(month, self.kind, self.close)
        phrases = {
            "m": f"tháng {month.month}",
            "my": self._month_year(month),
            "y": f"năm {month.year}",
            "tm": "trong tháng",
            "ky": self._current(),
            "dn": self._cumulative(),
            "kt": title_time(month, self.kind),
            "vu": self._season(),
            "nh": f"{self._school()} - {self._school() + 1}",
            "tu": day(start),
            "den": day(end),
            "next": f"tháng {following.month}",
            "nmy": f"tháng {following.month} năm {following.year}",
            "due": day(self.due) if self.due else None,
        }
        text = phrases.get(name)
        return dated(text) if text else None

    def _month_year(self, month: Month) -> str:
        return (
            f"tháng {month.month}/{month.year}" if self.style.month_slash else f"tháng {month.month} năm {month.year}"
        )

    def _current(self) -> str:
        if self.kind is Kind.MONTH:
            return "trong tháng"
        if self.kind is Kind.QUARTER:
            return f"trong quý {ROMAN[self.month.month // 3]}"
        return f"trong {_SHORT[self.kind].removesuffix(' đầu năm')}" if self.kind in _SHORT else "trong năm"

    def _cumulative(self) -> str:
        if self.month.month == 1:
            return "từ đầu năm"
        return f"{self.month.month} tháng đầu năm" if self.month.month < 12 else f"cả năm {self.month.year}"

    def _season(self) -> str:
        first, last = self.season.first.year, self.season.last.year
        return f"{self.season.name} {first} - {last}" if first != last else f"{self.season.name} năm {first}"

    def _school(self) -> int:
        return self.month.year if self.month.month >= 9 else self.month.year - 1
