"""The archive as an Excel workbook that an officer would keep.

Enters: sheets by sector and the reports behind them. Leaves: an .xlsx file: months as columns, heads that stay in view,
numbers as numbers, each linked to its file with the page in the tip, and a chart under each table.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.present.words import agency_names, day, month, name, number
from pipeline.query.amounts import in_unit
from pipeline.query.export import Line, Sheet, Source
from pipeline.query.series import between
from schemas.report import Measure
from schemas.rows import SeriesRow, Stats

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAME_LENGTH = 31
_MOST_LINKS = 60_000
"""Excel opens no sheet with more than 65,530 links."""
_HEADS = (("Cơ quan", 26), ("Chỉ tiêu", 42), ("Đơn vị", 13), ("Cách đo", 12), ("Kỳ", 12))
_MONTH_WIDTH = 12
_CHARTED = 6
_MOST_DECIMALS = 3


def write_workbook(
    path: Path, whole: Stats, sheets: Sequence[Sheet], sources: Sequence[Source], agencies: Sequence[str]
) -> int:
    """Write the workbook and return how many values it has; raises `UsageError` where the file can't be written."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    if not path.parent.is_dir():
        raise UsageError(f"{path}: không có thư mục {path.parent}")
    book = xlsxwriter.Workbook(str(path), {"max_url_length": 2079, "strings_to_urls": False})
    book.set_properties({"title": "Số liệu báo cáo", "comments": "Do baocao xuất từ kho báo cáo"})
    writer = _Writer(book, path, {source.id: source for source in sources})
    writer.cover(whole, sheets, agencies)
    count = sum(writer.sector(sheet) for sheet in sheets)
    writer.reports(sources)
    try:
        book.close()
    except FileCreateError as error:
        raise UsageError(f"{path}: không ghi được; tệp có đang mở ở chương trình khác không?") from error
    return count


class _Writer:
    """Writes one workbook: knows its formats and where the sources are."""

    def __init__(self, book: Workbook, path: Path, sources: dict[int, Source]) -> None:
        self.book = book
        self.folder = path.resolve().parent
        self.sources = sources
        self.head = book.add_format(
            {"bold": True, "bg_color": "#1F4E79", "font_color": "white", "border": 1, "text_wrap": True,
             "valign": "vcenter", "align": "center"}
        )  # fmt: skip
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.link = book.add_format({"font_color": "#0563C1", "underline": 1})
        self.formats: dict[tuple[int, str], Format] = {}
        self.names: dict[str, str] = {}

    def cell_format(self, decimals: int, state: str) -> Format:
        """Return the format of a value with so many decimals that was stated, derived or corrected."""
        if (decimals, state) not in self.formats:
            look: dict[str, Any] = {"num_format": "#,##0" + ("." + "0" * decimals if decimals else ""), "valign": "top"}
            if state == "derived":
                look |= {"italic": True, "font_color": "#7F7F7F"}
            if state == "corrected":
                look |= {"bg_color": "#FFF2CC"}
            self.formats[decimals, state] = self.book.add_format(look)
        return self.formats[decimals, state]

    def sheet_name(self, wanted: str) -> str:
        """Return a name for a sheet that Excel accepts and no other has."""
        plain = " ".join(_FORBIDDEN.sub(" ", wanted).strip("'").split())
        name, at = plain[:_NAME_LENGTH].rstrip(), 2
        while name.lower() in self.names:
            ending = f" {at}"
            name, at = plain[: _NAME_LENGTH - len(ending)].rstrip() + ending, at + 1
        self.names[name.lower()] = name
        return name

    def cover(self, whole: Stats, sheets: Sequence[Sheet], agencies: Sequence[str]) -> None:
        """Write the first sheet: what the workbook holds, where to find it, and how to read it."""
        page = self.book.add_worksheet(self.sheet_name("Tổng quan"))
        page.set_column(0, 0, 62)
        page.set_column(1, 1, 16)
        page.hide_gridlines(2)
        page.write_string(0, 0, "Số liệu báo cáo", self.title)
        told = (
            ("Cơ quan", number(whole.agencies)),
            ("Báo cáo", number(whole.reports)),
            ("Từ tháng", month(whole.first_month)),
            ("Đến tháng", month(whole.last_month)),
            ("Số liệu", number(whole.figures)),
            ("Có chỉ tiêu trong danh mục", number(whole.placed)),
        )
        for row, (what, value) in enumerate(told, 2):
            page.write_string(row, 0, what)
            page.write_string(row, 1, value)
        at = len(told) + 3
        page.write_row(at, 0, ("Lĩnh vực", "Số dòng"), self.head)
        names = [sheet.sector for sheet in sheets]
        reserved = dict(self.names)
        for row, (sheet, called) in enumerate(zip(sheets, map(self.sheet_name, names), strict=True), at + 1):
            page.write_url(row, 0, f"internal:'{called}'!A1", self.link, sheet.sector)
            page.write_number(row, 1, len(sheet.lines))
        self.names = reserved
        at += len(sheets) + 2
        notes = (
            ("Chữ nghiêng, xám: không báo cáo nào nêu; suy ra từ hai số lũy kế.", self.cell_format(0, "derived")),
            ("Nền vàng: đã sửa tay.", self.cell_format(0, "corrected")),
            ("Ô trống: không có báo cáo, hoặc báo cáo không nêu.", self.text),
            ("Bấm vào một số để mở báo cáo nguồn; trang ghi ở chú thích khi rê chuột.", self.text),
        )
        for row, (note, look) in enumerate(notes, at):
            page.write_string(row, 0, note, look)
        at += len(notes) + 1
        page.write_string(at, 0, "Cơ quan", self.head)
        for row, agency in enumerate(agencies, at + 1):
            page.write_string(row, 0, agency)

    def sector(self, sheet: Sheet) -> int:
        """Write the sheet of a sector and return how many values it has."""
        called = self.sheet_name(sheet.sector)
        page = self.book.add_worksheet(called)
        months = _months(sheet.lines)
        names = agency_names(line.first for line in sheet.lines)
        for column, (head, width) in enumerate(_HEADS):
            page.set_column(column, column, width)
            page.write_string(0, column, head, self.head)
        page.set_column(len(_HEADS), len(_HEADS) + len(months) - 1, _MONTH_WIDTH)
        page.write_row(0, len(_HEADS), [month(each) for each in months], self.head)
        page.set_row(0, 24)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, len(sheet.lines), len(_HEADS) + len(months) - 1)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        links = count = 0
        for row, line in enumerate(sheet.lines, 1):
            measure = name(line.first.measure)
            texts = (names[line.first.locality], line.name, line.unit, measure, name(line.kind))
            for column, text in enumerate(texts):
                page.write_string(row, column, text, self.text)
            decimals = max((_decimals(_in(cell, line.unit)) for cell in line.cells.values()), default=0)
            for each, cell in line.cells.items():
                column = len(_HEADS) + months.index(each)
                self._value(page, row, column, cell, line.unit, decimals, linked=links < _MOST_LINKS)
                links += 1
                count += 1
        self._chart(page, called, sheet.lines, names, len(months))
        return count

    def _value(
        self, page: Worksheet, row: int, column: int, cell: SeriesRow, unit: str, decimals: int, *, linked: bool
    ) -> None:
        state = "corrected" if cell.corrected else ("derived" if cell.derived else "stated")
        look = self.cell_format(decimals, state)
        source = self.sources.get(cell.report_id)
        if source is not None and linked:
            where = ", ".join([cell.report, *([f"trang {cell.page}"] if cell.page else [])])
            if cell.derived:
                where = "suy ra từ lũy kế: " + " và ".join(cell.derived_from)
            page.write_url(row, column, self._url(source, cell.page), look, tip=where[:255])
        page.write_number(row, column, float(_in(cell, unit)), look)

    def _url(self, source: Source, page: int | None) -> str:
        """Return the link to a report, at the page where the file has pages, relative to the workbook where it can."""
        path = Path(source.path).resolve()
        try:
            written = os.path.relpath(path, self.folder)
        except ValueError:  # another drive
            written = str(path)
        return f"external:{written}" + (f"#page={page}" if page and path.suffix.lower() == ".pdf" else "")

    def _chart(
        self, page: Worksheet, called: str, lines: Sequence[Line], names: dict[int | None, str], months: int
    ) -> None:
        """Draw the first indicator that has enough months, its agencies together, under the table."""
        chosen = _to_draw(lines)
        if not chosen or months < 2:
            return
        chart = self.book.add_chart({"type": "line"})
        first, last = len(_HEADS), len(_HEADS) + months - 1
        for row in chosen:
            chart.add_series({
                "name": names[lines[row].first.locality] if len(names) > 1 else lines[row].name,
                "categories": [called, 0, first, 0, last], "values": [called, row + 1, first, row + 1, last],
                "marker": {"type": "circle", "size": 5},
            })  # fmt: skip
        shown = lines[chosen[0]]
        chart.set_title({"name": f"{shown.name} ({name(shown.first.measure)}, {name(shown.kind)})",
                         "name_font": {"size": 13}, "overlay": False})  # fmt: skip
        chart.set_y_axis({"name": shown.unit, "num_format": "#,##0", "major_gridlines": {"visible": True}})
        chart.set_x_axis({"num_font": {"rotation": -45}})
        chart.set_legend({"position": "bottom"} if len(chosen) > 1 else {"none": True})
        chart.show_blanks_as("gap")
        chart.set_size({"width": 920, "height": 380})
        page.insert_chart(len(lines) + 2, 0, chart)

    def reports(self, sources: Sequence[Source]) -> None:
        """Write the last sheet: every report behind the numbers."""
        page = self.book.add_worksheet(self.sheet_name("Báo cáo nguồn"))
        heads = (
            ("Cơ quan", 30),
            ("Tháng", 10),
            ("Số, ký hiệu", 16),
            ("Ngày ký", 12),
            ("Bản", 6),
            ("Trang", 7),
            ("Tệp", 60),
        )
        for column, (head, width) in enumerate(heads):
            page.set_column(column, column, width)
            page.write_string(0, column, head, self.head)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(sources), 1), len(heads) - 1)
        for row, source in enumerate(sources, 1):
            page.write_row(row, 0, (source.agency or "", month(source.month), source.name, _day(source.date)))
            page.write_number(row, 4, source.version)
            if source.pages:
                page.write_number(row, 5, source.pages)
            if row < _MOST_LINKS:
                page.write_url(row, 6, self._url(source, None), self.link, Path(source.path).name)
            else:
                page.write_string(row, 6, source.path)


def _months(lines: Sequence[Line]) -> list[str]:
    """Return all months from the first to the last, those without a value too."""
    known = {each for line in lines for each in line.cells}
    return between(min(known), max(known))


def _in(cell: SeriesRow, unit: str) -> Decimal:
    return cell.value if cell.unit == unit else in_unit(cell.amount, unit)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return min(max(-exponent, 0), _MOST_DECIMALS) if isinstance(exponent, int) else 0


def _to_draw(lines: Sequence[Line]) -> list[int]:
    """Return the lines of the indicator with the most months among the actual values, one for each agency."""
    longest = max((len(line.cells) for line in lines if line.first.measure is Measure.ACTUAL), default=0)
    for place, line in enumerate(lines):
        if line.first.measure is Measure.ACTUAL and len(line.cells) == longest and longest > 1:
            same = [
                at
                for at, other in enumerate(lines)
                if (other.name, other.unit, other.kind, other.first.measure, other.first.indicator)
                == (line.name, line.unit, line.kind, line.first.measure, line.first.indicator)
            ]
            return sorted([place, *[at for at in same if at != place]][:_CHARTED])
    return []


def _day(written: str | None) -> str:
    from datetime import date

    return day(None if written is None else date.fromisoformat(written))
