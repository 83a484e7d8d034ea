"""Reports of thousands of real communes, made out of those of a few made-up ones, ready to be saved.

Enters: how many communes, how many months. Leaves: `Report`s month by month: what reading the made-up report of
"xã Nà Khuổi" gave, with the name of a commune of the official list in its place everywhere, all spans moved along. The
reading is real and done once for each made-up report; the reports that it is copied into are as the reader would give.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus.books import make, writers
from corpus.world.calendar import Month
from corpus.world.communes import COMMUNES, Commune
from pipeline.communes import Unit, all_units
from pipeline.run import read_report
from pipeline.workers import LimitedPool
from schemas.base import Span
from schemas.report import Citation, Figure, Report, Section, Task

FIRST = Month(2025, 7)
"""The first month of today's communes."""


@dataclass(frozen=True, slots=True)
class Original:
    """A made-up commune and what was read of its reports, month by month."""

    commune: Commune
    reports: tuple[Report, ...]


def read_originals(communes: int, months: int, *, jobs: int = 2, seed: str = "1") -> list[Original]:
    """Make and read `months` reports of each of the first `communes` made-up communes."""
    chosen = COMMUNES[:communes]
    with tempfile.TemporaryDirectory() as temporary, LimitedPool(jobs) as pool:
        folder = Path(temporary)
        make(folder, chosen, FIRST, months, writers(["txt"]), seed)
        paths = [folder / f"{commune.key}-{FIRST.shift(at)}.txt" for commune in chosen for at in range(months)]
        found = list(pool.map(read_report, paths))
    return [
        Original(commune, tuple(found[at * months : (at + 1) * months])) for at, commune in enumerate(chosen)
    ]  # fmt: skip


def real_communes(count: int) -> list[Unit]:
    """Return `count` of today's xã and phường, spread over the country; their names are not unique."""
    units = [unit for unit in all_units() if unit.current and unit.kind in ("xã", "phường")]
    return [units[at * len(units) // count] for at in range(count)]


def reports_of(units: Sequence[Unit], originals: Sequence[Original]) -> Iterator[Callable[[], Report]]:
    """Yield what makes the reports of real communes, month after month as they come in, all communes in each."""
    for month in range(len(originals[0].reports)):
        for unit in units:
            fitting = [original for original in originals if original.commune.kind == unit.kind] or list(originals)
            original = fitting[int(unit.code) % len(fitting)]
            yield partial(renamed, original.reports[month], original.commune, unit)


class _Moved:
    """A text with every name in it replaced, and where each of its characters went."""

    def __init__(self, text: str, names: dict[str, str]) -> None:
        self.names = names
        self.pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.shifts: list[int] = []
        shift = 0
        for found in self.pattern.finditer(text):
            self.starts.append(found.start())
            self.ends.append(found.end())
            shift += len(names[found[0]]) - len(found[0])
            self.shifts.append(shift)
        self.text = self.of(text)

    def of(self, text: str) -> str:
        """Return `text` with the names replaced."""
        return self.pattern.sub(lambda found: self.names[found[0]], text)

    def maybe(self, text: str | None) -> str | None:
        """Return the same, `None` for `None`."""
        return None if text is None else self.of(text)

    def span(self, span: Span) -> Span:
        """Return where `span` is now; spans begin and end outside of names, or with one."""
        return self._at(span[0]), self._at(span[1])

    def _at(self, place: int) -> int:
        before = bisect_left(self.ends, place + 1)  # the names that end at or before `place`
        return place + (self.shifts[before - 1] if before else 0)


def renamed(report: Report, commune: Commune, unit: Unit) -> Report:
    """Return the report as `unit` would have written it."""
    names = {commune.name: unit.name, commune.name.upper(): unit.name.upper()}
    moved = _Moved(report.text, names)
    head, foot = report.header, report.footer
    province = unit.province[0].lower() + unit.province[1:]
    return report.model_copy(update={
        "source": report.source.model_copy(update={
            "path": f"bao-cao/{unit.code}/{Path(report.source.path).stem[-7:]}.txt",
            "sha256": hashlib.sha256(f"{unit.code} {report.source.sha256}".encode()).hexdigest(),
        }),
        "header": head.model_copy(update={
            "agency": f"UBND {unit.kind} {unit.name}", "parent_agency": f"UBND {province}",
            "place": moved.maybe(head.place), "title": moved.maybe(head.title),
            "addressees": tuple(map(moved.of, head.addressees)),
        }),
        "footer": foot.model_copy(update={"recipients": tuple(map(moved.of, foot.recipients))}),
        "text": moved.text,
        "sections": tuple(_section(item, moved) for item in report.sections),
        "figures": tuple(_figure(item, moved) for item in report.figures),
        "tasks": tuple(_task(item, moved) for item in report.tasks),
        "citations": tuple(_citation(item, moved) for item in report.citations),
        "other_numbers": tuple(
            item.model_copy(update={"span": moved.span(item.span), "text": moved.of(item.text)})
            for item in report.other_numbers
        ),
        "unread": tuple(item.model_copy(update={"span": moved.span(item.span)}) for item in report.unread),
    })  # fmt: skip


def _section(section: Section, moved: _Moved) -> Section:
    return section.model_copy(update={"span": moved.span(section.span), "title": moved.of(section.title)})


def _figure(figure: Figure, moved: _Moved) -> Figure:
    return figure.model_copy(
        update={"span": moved.span(figure.span), "text": moved.of(figure.text), "label": moved.of(figure.label)}
    )


def _task(task: Task, moved: _Moved) -> Task:
    return task.model_copy(update={"span": moved.span(task.span), "text": moved.of(task.text)})


def _citation(citation: Citation, moved: _Moved) -> Citation:
    return citation.model_copy(update={
        "span": moved.span(citation.span), "text": moved.of(citation.text), "issuer": moved.maybe(citation.issuer),
    })  # fmt: skip
