"""The program for other programs and notebooks: reports, an archive and its answers, as Python values.

Enters: paths and words. Leaves: `Report`s, `Rows` and `Picture`s:

    import pipeline

    report = pipeline.read_report("bao-cao-thang-5.pdf")
    with pipeline.open_archive("kho.db", create=True) as archive:
        archive.ingest("bao-cao/")
        archive.series("đàn lợn", agency="Nà Khuổi").records()

Whatever goes wrong raises `pipeline.BaocaoError` with one Vietnamese line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from pydantic import BaseModel

from pipeline.errors import BaocaoError
from schemas.base import Record
from schemas.period import PeriodKind
from schemas.report import Measure, Report
from schemas.rows import AgencyStats, CompareRow, HistoryRow, IndicatorRow, SearchRow, SeriesRow, Stats, TaskRow

if TYPE_CHECKING:
    from pipeline.ingest import IngestResult
    from pipeline.query.compare import Sort
    from schemas.finding import Findings

__all__ = ["Archive", "BaocaoError", "Picture", "Rows", "open_archive", "page_picture", "read_report"]

Row = TypeVar("Row", bound=Record)
Cell = str | int | float | bool | None
"""What a cell of a table holds."""


class Rows(list[Row], Generic[Row]):
    """Rows of an answer, a list like any other."""

    def records(self) -> list[dict[str, Cell]]:
        """Return the rows as flat dictionaries, for `pandas.DataFrame(...)` or a CSV writer.

        Numbers are `int` or `float`, days and months strings; the parts of a period are `period_kind`, `period_from`
        and `period_to`; lists are counted.
        """
        return [_flat(row) for row in self]


def _flat(row: BaseModel) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for name in type(row).model_fields:
        if type(row).model_fields[name].exclude:
            continue
        value = getattr(row, name)
        if isinstance(value, BaseModel):
            named = value.model_dump(mode="json", by_alias=True)
            cells.update({f"{name}_{part}": cell for part, cell in named.items()})
        else:
            cells[name] = _cell(value)
    return cells


def _cell(value: object) -> Cell:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return len(value)
    assert value is None or isinstance(value, str | int | float | bool)  # a row holds nothing else
    return value


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; a notebook shows it, `save` writes it to a file."""

    png: bytes = field(repr=False)

    def _repr_png_(self) -> bytes:
        return self.png

    def save(self, path: Path | str) -> None:
        """Write the picture to a .png file."""
        Path(path).write_bytes(self.png)


def read_report(path: Path | str) -> Report:
    """Return what the report at `path` says; raises `BaocaoError` where it can't be read."""
    from pipeline.run import read_report

    return read_report(Path(path))


def page_picture(report: Report, page: int, *, scale: float = 1.5) -> Picture:
    """Return a page of a PDF report, from 1, with a frame round every figure, in the colour of its measure.

    `scale` is in pixels a point. Raises `BaocaoError` where the report's file is no PDF or has no such page.
    """
    from pipeline.present.page_picture import page_picture

    return Picture(page_picture(report, page, scale=scale))


def open_archive(path: Path | str, *, create: bool = False) -> Archive:
    """Open the archive at `path`, or make it with `create`; raises `BaocaoError`."""
    return Archive(path, create=create)


class Archive:
    """An archive of reports and its answers. Close it, or use it in a `with`."""

    def __init__(self, path: Path | str, *, create: bool = False) -> None:
        from pipeline.store.archive import open_archive

        self._archive = open_archive(path, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive's file."""
        self._archive.close()

    def ingest(self, *paths: Path | str, jobs: int = 1) -> IngestResult:
        """Take files and folders into the archive and return how many; what is known is passed over.

        `jobs` files are read at a time, each within limits of time and memory; those that can't be read are in the
        result's `rejected`, with the reason.
        """
        from pipeline.catalogue import load_catalogue
        from pipeline.ingest import ingest
        from pipeline.sources import require_places
        from pipeline.store.indicators import save_indicators

        files = list(paths)
        require_places(files)
        catalogue = load_catalogue()
        save_indicators(self._archive, catalogue, {sector.code: sector.name for sector in catalogue.sectors})
        return ingest(files, self._archive, jobs=jobs)

    def series(
        self,
        indicator: str,
        *,
        agency: str | None = None,
        measure: Measure | str | None = None,
        period: PeriodKind | str | None = None,
        derive: bool = True,
        continue_former: bool = False,
    ) -> Rows[SeriesRow]:
        """Return an indicator over the months, oldest first: by its code, its name or words of a label ("đàn lợn").

        `derive` adds the monthly values that two cumulative ones give; `continue_former` puts the values of a commune
        from before July 2025 under the one of today, marked `former`.
        """
        from pipeline.query.series import series

        found = series(
            self._archive, indicator, agency=agency, measure=_measure(measure), period=_period(period), derive=derive,
            continue_former=continue_former,
        )  # fmt: skip
        return Rows(found)

    def compare(
        self,
        first: str,
        second: str,
        *,
        agency: str | None = None,
        measure: Measure | str | None = None,
        period: PeriodKind | str | None = None,
        sort: Sort | str = "sector",
    ) -> Rows[CompareRow]:
        """Return two months ("2026-04", "2026-05") side by side, sorted by `sector`, `change` or `catalogue`."""
        from pipeline.query.compare import Sort, compare

        found = compare(
            self._archive, first, second, agency=agency, measure=_measure(measure), period=_period(period),
            sort=_known(Sort, sort),
        )  # fmt: skip
        return Rows(found)

    def tasks(self, month: str | None = None, *, agency: str | None = None) -> Rows[TaskRow]:
        """Return what was planned for `month`, or for every month, and what became of it."""
        from pipeline.query.tasks import tasks

        return Rows(tasks(self._archive, agency=agency, asked_month=month))

    def search(
        self, words: str, *, agency: str | None = None, month: str | None = None, limit: int = 50
    ) -> Rows[SearchRow]:
        """Return the passages that hold the words, with or without diacritics, best first."""
        from pipeline.query.search import search

        return Rows(search(self._archive, words, agency=agency, asked_month=month, limit=limit))

    def history(
        self, indicator: str, month: str, *, agency: str | None = None, known_on: date | None = None
    ) -> Rows[HistoryRow]:
        """Return every value that was ever given for a month, in every version and after, first known first."""
        from pipeline.query.history import history

        return Rows(history(self._archive, indicator, month, agency=agency, known_on=known_on))

    def indicators(self) -> Rows[IndicatorRow]:
        """Return the catalogue with how often the archive's reports give each indicator."""
        from pipeline.query.indicators import indicators

        return Rows(indicators(self._archive).indicators)

    def agencies(self) -> Rows[AgencyStats]:
        """Return the agencies with their months, and the months between that are missing."""
        from pipeline.query.stats import agency_stats

        return Rows(agency_stats(self._archive))

    def stats(self) -> Stats:
        """Return how much the archive holds."""
        from pipeline.query.stats import stats

        return stats(self._archive)

    def chart(self, rows: Iterable[SeriesRow], title: str) -> Picture:
        """Draw rows of a series over the months, what can't be compared in panels of their own."""
        from pipeline.errors import UsageError
        from pipeline.present.picture import picture

        drawn = list(rows)
        if not any(row.of_month for row in drawn):
            raise UsageError("không có số liệu nào để vẽ")
        return Picture(picture(drawn, title, ".png"))

    def check(self, report: Report) -> Findings:
        """Check a draft in itself and against the months before it in the archive."""
        from pipeline.check.engine import check

        return check(report, self._archive)


Code = TypeVar("Code", bound=StrEnum)


def _known(kind: type[Code], code: Code | str) -> Code:
    from pipeline.errors import UsageError

    try:
        return kind(code)
    except ValueError as error:
        known = ", ".join(member.value for member in kind)
        raise UsageError(f"'{code}' không phải là một trong: {known}") from error


def _measure(measure: Measure | str | None) -> Measure | None:
    return None if measure is None else _known(Measure, measure)


def _period(period: PeriodKind | str | None) -> PeriodKind | None:
    return None if period is None else _known(PeriodKind, period)
