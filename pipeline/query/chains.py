"""Which tasks of one agency are the same, planned again month after month, and which are overdue.

Enters: the archive and an agency. Leaves: for "Tiếp tục giải phóng mặt bằng tuyến đường liên thôn", planned for May,
that it was planned for March first and is three months old.
"""

from __future__ import annotations

import re
from datetime import date

from rapidfuzz import fuzz

from pipeline.language.text import fold, squeeze
from pipeline.query.evidence import Passages
from pipeline.query.wording import wording, work
from pipeline.store.archive import Archive

_DIGITS = re.compile(r"\d+")
_ALIKE = 85
"""How alike two sentences must be in a hundred to be one task."""
_SAME = 0.75
"""How many of the words that tell something two sentences must share to be one task."""
_MONTHS_APART = 3
"""A plan or two may leave a task out, or be missing, and it goes on all the same."""


class Chains:
    """The tasks of one agency by month, each with the one before that it continues."""

    def __init__(self, archive: Archive, locality: int | None) -> None:
        rows = archive.rows(
            "SELECT t.id, t.month, t.text FROM reports AS r CROSS JOIN tasks AS t ON t.report = r.id "
            "WHERE r.locality = ? AND r.is_current = 1 AND t.month IS NOT NULL ORDER BY t.month, t.id",
            [locality],
        )
        self._first: dict[int, str] = {}
        self._passages: dict[str, Passages] = {}
        self._planned: dict[str, list[tuple[int, str]]] = {}
        for row in rows:
            self._planned.setdefault(row["month"], []).append((row["id"], row["text"]))
        self._texts = {number: (month, text) for month, tasks in self._planned.items() for number, text in tasks}
        end = archive.row(
            "SELECT max(coalesce(date, period_to)) AS day FROM reports WHERE locality = ? AND is_current = 1",
            [locality],
        )
        self._end = date.fromisoformat(end["day"]) if end is not None and end["day"] else None

    def since(self, task: int, month: str | None) -> tuple[str | None, int]:
        """Return the month for which the task was first planned, and for how many months it has been."""
        if month is None or task not in self._texts:
            return month, 1
        first = self._begun(task)
        return first, _number(month) - _number(first) + 1

    def _begun(self, task: int) -> str:
        """Return the month for which a task was first planned, following it back from month to month."""
        way = [task]
        while way[-1] not in self._first:
            before = self._before(way[-1])
            if before is None:
                self._first[way[-1]] = self._texts[way[-1]][0]
            else:
                way.append(before)
        return self._first.setdefault(task, self._first[way[-1]])

    def _before(self, task: int) -> int | None:
        """Return the task of an earlier month that `task` plans again, the nearest month's first."""
        month, text = self._texts[task]
        for earlier in _before(month):
            tasks = self._planned.get(earlier)
            if tasks is None:
                continue
            if earlier not in self._passages:
                self._passages[earlier] = Passages([each for _, each in tasks])
            found = _same(text, tasks, self._passages[earlier])
            if found is not None:
                return found
        return None

    def passed(self, deadline: date | None) -> bool:
        """Return whether the agency's reports reach beyond a deadline."""
        return deadline is not None and self._end is not None and deadline < self._end


def _same(text: str, earlier: list[tuple[int, str]], passages: Passages) -> int | None:
    """Return the earlier task that `text` plans again, or `None`."""
    words = _core(text)
    for match in passages.about(text):
        number, other = earlier[match.number]
        if fuzz.ratio(words, _core(other)) >= _ALIKE or _same_words(text, other):
            return number
    if wording(text).terms:
        return None
    return next((number for number, other in earlier if _core(other) == words), None)


def _same_words(one: str, other: str) -> bool:
    """Return whether two tasks are to do the same, be it until another day or by somebody else.

    >>> _same_words("Đẩy nhanh GPMB đường vành đai.", "Giải phóng mặt bằng đường vành đai, xong trước ngày 20/7.")
    True
    >>> _same_words("Nâng cấp đường trục thôn 3.", "Nâng cấp đường trục thôn 5.")
    False
    """
    first, second = wording(work(one)), wording(work(other))
    both = first.words | second.words
    return not first.at_odds(second) and len(first.words & second.words) >= _SAME * len(both) > 0


def _core(text: str) -> str:
    """Return a sentence without what says that it goes on and without its numbers."""
    words = squeeze(fold(text)).removeprefix("tiếp tục ").rstrip(".;")
    return _DIGITS.sub("", words)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def months_after(month: str, count: int) -> list[str]:
    """Return the months after, the nearest first.

    >>> months_after("2025-11", 2)
    ['2025-12', '2026-01']
    """
    at = _number(month)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(at + 1, at + 1 + count)]


def _before(month: str) -> list[str]:
    """Return the months before, the nearest first.

    >>> _before("2026-02")
    ['2026-01', '2025-12', '2025-11']
    """
    at = _number(month)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(at - 1, at - 1 - _MONTHS_APART, -1)]
