"""Cuts a report's text into the paragraphs that full-text search finds, each with its section and page.

Enters: a `Report`. Leaves: `Passage`s. The line "Tổng đàn lợn 1.238 con" under "3.2. Chăn nuôi" becomes a passage whose
section is that heading's place in `report.sections`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from schemas.base import Span
from schemas.report import Report, Section


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of the text: `section` is an index into the report's sections, `page` is given where it is sure."""

    span: Span
    section: int | None
    page: int | None


def innermost(sections: tuple[Section, ...], at: int) -> int | None:
    """Return the index of the innermost section that holds the character `at`."""
    found: int | None = None
    for index, section in enumerate(sections):
        if section.span[0] <= at < section.span[1] and (found is None or section.span[0] >= sections[found].span[0]):
            found = index
    return found


def section_index(sections: tuple[Section, ...], code: str | None, at: int) -> int | None:
    """Return which section `code` means for something at `at`: headings may repeat a number, then the one round it."""
    same = [index for index, section in enumerate(sections) if section.id == code]
    around = [index for index in same if sections[index].span[0] <= at < sections[index].span[1]]
    return around[-1] if around else (same[0] if same else None)


class Pages:
    """What the places of figures, tasks and citations tell about the page of everything else."""

    def __init__(self, report: Report) -> None:
        groups = (report.figures, report.tasks, report.citations, report.other_numbers, report.unread)
        known = sorted({(item.span[0], item.page) for group in groups for item in group if item.page is not None})
        self._at = [at for at, _ in known]
        self._page = [page for _, page in known]

    def of(self, span: Span) -> int | None:
        """Return the page of `span`: of the first thing in it, else of its neighbours where they agree."""
        first = bisect_left(self._at, span[0])
        if first < len(self._at) and self._at[first] < span[1]:
            return self._page[first]
        following = bisect_right(self._at, span[0])
        if 0 < following < len(self._at) and self._page[following - 1] == self._page[following]:
            return self._page[following]
        return None


def passages(report: Report) -> list[Passage]:
    """Return the lines of the text that hold anything, in order."""
    pages = Pages(report)
    found = []
    start = 0
    for line in report.text.split("\n"):
        if line.strip():
            span = (start, start + len(line))
            found.append(Passage(span, innermost(report.sections, start), pages.of(span)))
        start += len(line) + 1
    return found
