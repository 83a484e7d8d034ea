"""The earlier reports of the draft's agency, read from the archive when a rule asks for them.

Enters: a draft's head and an archive. Leaves: a `History`, or `None` where the archive knows nothing earlier of the
agency. "Thu ngân sách tháng 4: 12.232 triệu đồng" of the report before is a `PastFigure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from pipeline.check.tolerance import Agreement, compare, printed, total
from pipeline.query import past
from pipeline.query.past import PastCitation, PastFigure, PastReport, PastTask
from pipeline.store.archive import Archive
from pipeline.store.versions import month_of
from schemas.report import Against, Figure, Measure, Report

__all__ = [
    "History",
    "PastCitation",
    "PastFigure",
    "PastReport",
    "PastTask",
    "What",
    "following",
    "open_history",
    "what",
]

_MONTHS_BACK = 25
"""Two years, for the seasons, and the month before them."""
_YEAR = 12

What = tuple[str, Measure, Against | None, str]
"""What a figure tells of: indicator or key, measure, comparison and base unit."""


def what(figure: Figure | PastFigure) -> What:
    """Return what `figure` tells of, to find it again in another report."""
    return (figure.indicator or f"={figure.key}", figure.measure, figure.against, figure.base_unit)


class History:
    """What the archive says of the months before, the latest first."""

    def __init__(self, archive: Archive, reports: Sequence[PastReport], month: str) -> None:
        self.archive = archive
        self.reports = tuple(reports)
        self.month = month

    @cached_property
    def last(self) -> PastReport | None:
        """The report of the month just before, `None` where it isn't in the archive."""
        found = self.reports[0]
        return found if following(found.month) == self.month else None

    @cached_property
    def figures(self) -> dict[int, list[PastFigure]]:
        """The figures of each report, in order."""
        return past.figures_of(self.archive, self.reports)

    @cached_property
    def _by_what(self) -> dict[What, list[PastFigure]]:
        found: dict[What, list[PastFigure]] = {}
        for report in self.reports:
            for figure in self.figures[report.id]:
                found.setdefault(what(figure), []).append(figure)
        return found

    def of(self, figure: Figure | PastFigure) -> list[PastFigure]:
        """Return what earlier reports say of the same thing, the latest report first."""
        return self._by_what.get(what(figure), [])

    def known(self, figures: Iterable[Figure]) -> set[str]:
        """Return the ids of the figures that an earlier report can be held against."""
        return {figure.id for figure in figures if what(figure) in self._by_what}

    def adds_up(self, whole: Figure, parts: Sequence[Figure]) -> bool:
        """Return whether the same parts made the same whole in every earlier report that has them, two at least."""
        wanted = {what(part) for part in parts}
        if len(wanted) != len(parts):
            return False
        good = 0
        for earlier in self.of(whole):
            parted = [item for item in self.figures[earlier.report.id] if item.whole == earlier.id]
            found = [item for item in parted if what(item) in wanted]
            if len(found) != len(wanted):
                continue
            if compare(printed(earlier), total([printed(item) for item in found])) is Agreement.DIFFERENT:
                return False
            good += 1
        return good > 1

    @cached_property
    def citations(self) -> list[PastCitation]:
        """The documents that the reports of the last year cite with their numbers."""
        return past.citations_of(self.archive, self.reports[:_YEAR])

    def text(self, report: PastReport) -> str:
        """Return the whole text of a report."""
        return past.text_of(self.archive, report)

    def titles(self, report: PastReport) -> list[tuple[str, int]]:
        """Return the titles of a report's sections with their levels."""
        return [(title, level) for _, title, level in past.titles_of(self.archive, report)]

    def section_titles(self, report: PastReport) -> dict[str, str]:
        """Return the titles of a report's sections by their ids."""
        return {section: title for section, title, _ in past.titles_of(self.archive, report)}

    def tasks(self, report: PastReport) -> list[PastTask]:
        """Return what a report planned."""
        return past.tasks_of(self.archive, report)


def following(month: str) -> str:
    """Return the month after.

    >>> following("2025-12")
    '2026-01'
    """
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02d}"


def open_history(report: Report, archive: Archive | None) -> History | None:
    """Return the history of the draft's agency up to the month before, `None` where there is none."""
    month = month_of(report)
    if archive is None or month is None:
        return None
    reports = past.reports_before(archive, report, month, _MONTHS_BACK)
    return History(archive, reports, month) if reports else None
