"""Figures in tables: row and column are the label, the head gives unit, measure and period.

Enters: the passages of a table's cells. Leaves: `FigureMention`s. In a row "Đàn lợn | con | 1.200 | 1.238 | 103,2"
under "Chỉ tiêu | ĐVT | Kế hoạch | Thực hiện | % so KH" 1.238 is an actual value in con with the label "Đàn lợn".
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from pipeline.extract.context import Context
from pipeline.extract.table_sums import link_totals
from pipeline.extract.words import first_noun, noun_of
from pipeline.language.periods import find_periods
from pipeline.language.text import fold, squeeze
from pipeline.language.units import Unit, unit_table
from schemas.base import Span
from schemas.mention import FigureMention, Passage, PeriodMention, Shape
from schemas.outline import TableBlock
from schemas.report import Against, Measure

_ORDER = re.compile(r"(?:stt|tt|số tt|số thứ tự|số t t)$")
_UNIT_HEAD = re.compile(r"(?:đvt|đơn vị(?: tính)?|đv tính)")
_UNIT_IN_HEAD = re.compile(r"\((?:đvt:? ?|đơn vị(?: tính)?:? ?)?([^()]{1,24})\)|(?:đvt|đơn vị tính):? ?([^,;)]{1,24})")
_NUMERIC = re.compile(r"[(+\-–]?\s?\d[\d.,]*\s?(?:%|đ|ha|con|tấn)?\)?$")
_PLAN = re.compile(
    r"kế hoạch|(?<![^\W\d_])kh(?![^\W\d_])|dự toán|(?<![^\W\d_])dt(?: giao| năm|$)|chỉ tiêu giao|giao|mục tiêu"
    r"|nghị quyết"
)
_DONE = re.compile(r"thực hiện|kết quả|đạt|(?<![^\W\d_])th(?![^\W\d_])|ước|lũy kế|hiện có")
_RATIO = re.compile(r"%|tỷ lệ|tỉ lệ|so (?:với )?(?:kh|kế hoạch|dt|dự toán|cùng kỳ|ck)|cơ cấu|th/kh|(?:tỷ|tỉ) trọng")
_CHANGE = re.compile(r"tăng|giảm|chênh lệch|\(\+|\+/-|±")
_YOY = re.compile(r"cùng kỳ|svck|(?<![^\W\d_])ck(?![^\W\d_])|cùng kì")
_PREVIOUS = re.compile(r"(?:tháng|quý|kỳ|năm) trước|đầu năm")
_DEFAULT_NAME = re.compile(
    r"chỉ tiêu|nội dung|tên|loại|đơn vị|thôn|danh mục|lĩnh vực|diễn giải|cây|con|khoản|địa bàn|xã|trường|nguồn"
)


@dataclass(slots=True)
class _Column:
    head: str
    label: str
    unit: Unit | None
    measure: Measure
    against: Against | None
    period: PeriodMention | None
    numeric: bool
    order: bool
    unit_column: bool
    last_year: bool
    assumed: bool = False


def find_table_figures(
    table: TableBlock, cells: tuple[tuple[Passage, ...], ...], context: Context, caption: str
) -> tuple[list[FigureMention], list[Span]]:
    """Return the figures of a table in the order of the text, and its numbers that stand in no row with a name."""
    rows = _spread(table, cells)
    if not rows:
        return [], []
    heads = _head_rows(rows)
    columns = [
        _column(
            [rows[r][c] for r in range(heads) if c < len(rows[r])],
            [row[c] for row in rows[heads:] if c < len(row)],
            caption,
        )
        for c in range(max(map(len, rows)))
    ]
    for before, column in itertools.pairwise(columns):
        if column.period is None and column.measure is Measure.RATIO and before.measure is Measure.ACTUAL:
            column.period = before.period
    said = (
        []
        if len(caption.split()) > 30
        else [mention for mention in find_periods(caption) if _sets_time(caption, mention)]
    )
    for column in columns:
        if column.period is None and said:
            column.period = said[-1]
    if any(column.measure is Measure.TARGET and column.numeric for column in columns):
        _take_as_cumulative(columns)
    found: list[FigureMention] = []
    places: list[int] = []
    unread: list[Span] = []
    group = ""
    for row in rows[heads:]:
        if _is_index_row(row):
            continue
        name, unit, name_cells = _row_name(row, columns)
        numbers = [
            (c, cell) for c, cell in enumerate(row) if c not in name_cells and cell is not None and cell.quantities
        ]
        if name and not numbers:
            group = name
            continue
        for c, cell in numbers:
            column = columns[c]
            if column.order or cell is None:
                continue
            figure = _figure(cell, column, name, unit, group, context)
            if figure is None or not name:
                unread.extend((q.start + cell.offset, q.end + cell.offset) for q in cell.quantities)
                continue
            found.append(figure)
            places.append(c)
    link_totals(found, places)
    found.sort(key=lambda mention: mention.span)
    return found, unread


_COMPARED = re.compile(r"(?:so với|so|cùng kỳ|hơn|đến năm|giai đoạn)(?: với)?\s*$", re.IGNORECASE)


def _sets_time(caption: str, mention: PeriodMention) -> bool:
    """Whether a time named above a table is that of its values, and not one that they are compared with."""
    if mention.shape in (Shape.YEAR, Shape.SPAN):
        return False
    return _COMPARED.search(caption[max(0, mention.start - 16) : mention.start]) is None


def _take_as_cumulative(columns: list[_Column]) -> None:
    """Beside a column of plans, which are yearly, values that name no time are what was reached so far."""
    for column in columns:
        if column.period is None and column.measure in (Measure.ACTUAL, Measure.RATIO) and not column.last_year:
            column.period = PeriodMention(0, 0, Shape.YTD)
            column.assumed = True


def _spread(table: TableBlock, cells: tuple[tuple[Passage, ...], ...]) -> list[list[Passage | None]]:
    """Return the cells as a grid: a merged cell stands in its first column and row, the rest of its place is empty."""
    grid: list[list[Passage | None]] = []
    below: dict[int, int] = {}
    for shapes, row in zip(table.rows, cells, strict=True):
        line: list[Passage | None] = []
        for shape, cell in zip(shapes, row, strict=True):
            while below.get(len(line), 0) > 0:
                below[len(line)] -= 1
                line.append(None)
            for extra in range(max(shape.columns, 1)):
                if shape.rows > 1:
                    below[len(line)] = shape.rows - 1
                line.append(cell if extra == 0 else None)
        grid.append(line)
    return grid


def _numeric(cell: Passage | None) -> bool:
    return cell is not None and bool(_NUMERIC.match(cell.text.strip()))


def _head_rows(rows: list[list[Passage | None]]) -> int:
    """Return how many rows at the top name the columns: those before the first that has a name and a number."""
    for index, row in enumerate(rows):
        if index and any(_numeric(cell) for cell in row[1:]) and not _is_index_row(row):
            return index
        if index == 0 and sum(_numeric(cell) for cell in row) >= max(1, len(row) - 2) and len(row) > 1:
            return 0
    return min(1, len(rows))


def _is_index_row(row: list[Passage | None]) -> bool:
    """Whether a row only numbers the columns ("1 | 2 | 3=2/1")."""
    texts = [cell.text.strip() for cell in row if cell is not None and cell.text.strip()]
    return (
        len(texts) > 1
        and all(re.fullmatch(r"\(?[A-ZĐ]\)?|\(?\d{1,2}\)?(?:\s?=.*)?", text) for text in texts)
        and any("=" in text for text in texts)
    ) or (len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)])


def _column(heads: list[Passage | None], body: list[Passage | None], caption: str) -> _Column:
    head = squeeze(" ".join(cell.text for cell in heads if cell is not None))
    folded = fold(head)
    filled = [cell for cell in body if cell is not None and cell.text.strip()]
    numeric = bool(filled) and sum(_numeric(cell) for cell in filled) * 2 >= len(filled)
    unit = None
    for source in (folded, fold(caption)):
        if unit is None and (match := _UNIT_IN_HEAD.search(source)):
            unit = unit_table().get((match[1] or match[2]).strip())
    measure = Measure.ACTUAL
    against = None
    last_year = False
    if _CHANGE.search(folded):
        measure = Measure.CHANGE
    elif _RATIO.search(folded):
        measure = Measure.RATIO
    elif _YOY.search(folded):
        last_year = True
    elif _PLAN.search(folded) and not _DONE.search(folded):
        measure = Measure.TARGET
    if measure in (Measure.CHANGE, Measure.RATIO):
        if "%" in folded or measure is Measure.RATIO:
            unit = unit_table().get("%")
        against = (
            Against.SAME_PERIOD_LAST_YEAR
            if _YOY.search(folded)
            else Against.PREVIOUS_PERIOD
            if _PREVIOUS.search(folded)
            else None
        )
    if unit is None and measure is Measure.ACTUAL and (noun := noun_of(head) or first_noun(folded)):
        unit = unit_table().get(noun)
    periods = find_periods(head)
    label = squeeze(_UNIT_IN_HEAD.sub(" ", head))
    return _Column(
        head,
        label,
        unit,
        measure,
        against,
        periods[0] if periods else None,
        numeric,
        bool(_ORDER.match(folded.replace(".", ""))),
        bool(_UNIT_HEAD.search(folded)) and not numeric,
        last_year,
    )


def _row_name(row: list[Passage | None], columns: list[_Column]) -> tuple[str, Unit | None, set[int]]:
    names: list[str] = []
    unit: Unit | None = None
    taken: set[int] = set()
    for c, cell in enumerate(row):
        if cell is None or not cell.text.strip():
            continue
        text = cell.text.strip()
        column = columns[c]
        if column.order or (
            c == 0 and re.fullmatch(r"[IVX]+|\d{1,2}(?:\.\d+)*\.?|[a-zđA-Z][.)]?|[-+*]", text) and len(row) > 2
        ):
            taken.add(c)
        elif column.unit_column:
            unit = unit_table().get(text)
            taken.add(c)
        elif not _numeric(cell) and not column.numeric and not names:
            names.append(text.strip(" -+*•:"))
            taken.add(c)
    return squeeze(" ".join(names)), unit, taken


def _figure(
    cell: Passage, column: _Column, name: str, row_unit: Unit | None, group: str, context: Context
) -> FigureMention | None:
    quantity = cell.quantities[0]
    unit = quantity.unit
    if not unit:
        chosen = (
            column.unit
            if column.measure in (Measure.CHANGE, Measure.RATIO)
            else row_unit or column.unit or _unit_in(name)
        )
        unit = chosen.name if chosen is not None else ""
    if column.measure is Measure.CHANGE and column.unit is None and not quantity.unit and row_unit is not None:
        unit = row_unit.name
    generic = column.measure is not Measure.ACTUAL or _DONE.search(fold(column.label)) or not column.label
    label = name if generic or len(column.label.split()) > 8 else f"{name}, {column.label}"
    if _generic_name(name) and group:
        label = f"{group}: {label}"
    return FigureMention(
        span=(quantity.start + cell.offset, quantity.end + cell.offset),
        text=cell.text[quantity.start : quantity.end],
        values=quantity.values,
        unit=unit,
        label=label,
        section=context.section,
        rule="figure.table",
        measure=column.measure,
        against=column.against,
        sign=-1
        if quantity.sign < 0 and column.measure is Measure.CHANGE
        else 1
        if column.measure is Measure.CHANGE
        else 0,
        period=column.period,
        period_is_default=column.assumed,
        last_year=column.last_year,
        plan=context.plan,
        form=quantity.form,
        sentence=name,
        digits=(quantity.digits[0] + cell.offset, quantity.digits[1] + cell.offset),
        titles=context.titles,
    )


def _unit_in(name: str) -> Unit | None:
    match = _UNIT_IN_HEAD.search(fold(name))
    return unit_table().get((match[1] or match[2]).strip()) if match else None


def _generic_name(name: str) -> bool:
    return fold(name) in ("diện tích", "năng suất", "sản lượng", "tổng số", "tổng", "cộng", "số lượng") or fold(
        name
    ).startswith("trong đó")
