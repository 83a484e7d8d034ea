"""The answers of the archive as tables in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pipeline.present.chart import charts
from pipeline.present.terminal import Justify, add, console, table
from pipeline.present.words import agency_names, month, name, number, signed, time_of
from pipeline.query.lineage import Joint
from pipeline.store.soundness import Examination
from schemas.rows import IndicatorList, SearchRow, SeriesGap, SeriesRow

_NOTHING = "Không có gì."
_AROUND = 120


def print_series(
    rows: Sequence[SeriesRow], *, chart: bool, gaps: Sequence[SeriesGap] = (), pairs: Sequence[Joint] = ()
) -> None:
    """Print one indicator over the months, months without a value among them, with a chart where it is asked for."""
    out = console()
    if not rows:
        out.print(_NOTHING)
        return
    names = agency_names(rows)
    columns: list[tuple[str, Justify, Callable[[SeriesRow], str], bool]] = [
        ("Tháng", "left", lambda row: month(row.month), True),
        ("Cơ quan", "left", lambda row: names[row.locality], len(names) > 1),
        ("Nội dung", "left", lambda row: row.label, True),
        ("Giá trị", "right", lambda row: number(row.value), True),
        ("Đơn vị", "left", lambda row: row.unit, True),
        ("Cách đo", "left", lambda row: name(row.measure), True),
        ("Kỳ", "left", lambda row: time_of(row.period), True),
        ("Cùng kỳ", "right", lambda row: number(row.last_year), any(row.last_year is not None for row in rows)),
        ("%", "right", lambda row: signed(row.last_year_percent), any(row.last_year_percent for row in rows)),
        ("Báo cáo", "left", lambda row: row.report, True),
        ("Trang", "right", lambda row: number(row.page), any(row.page for row in rows)),
        ("Bản", "right", lambda row: str(row.version), any(row.version > 1 for row in rows)),
        ("Ghi chú", "left", remark, any(map(remark, rows))),
    ]
    shown = [(head, side, cell) for head, side, cell, wanted in columns if wanted]
    title = None if len(names) > 1 else escape(next(iter(names.values())))
    made = table(title, *((head, side) for head, side, _ in shown))
    for column in made.columns[:1]:
        column.no_wrap = True
    left = list(gaps)
    for row in rows:
        while left and left[0].month < (row.month or ""):
            _add_gap(made, left.pop(0), names, len(shown))
        add(made, *(cell(row) for _, _, cell in shown))
    out.print(made)
    for told in mergers(rows, pairs):
        out.print(told, markup=False)
    if chart:
        out.print()
        for line in charts(rows, out.width):
            out.print(line, markup=False, soft_wrap=True)


def _add_gap(made: Table, gap: SeriesGap, names: dict[int | None, str], columns: int) -> None:
    """Add a row for a month that has no value."""
    told = "(báo cáo không nêu)" if gap.reported else "(chưa có báo cáo)"
    cells = [month(gap.month), *([names.get(gap.locality, "")] if len(names) > 1 else []), told]
    made.add_row(*(Text(cell, style="dim") for cell in cells), *[""] * (columns - len(cells)))


def mergers(rows: Sequence[SeriesRow], pairs: Sequence[Joint]) -> Iterator[str]:
    """Yield a line for each former agency among `rows`: that it is another one, or that its values were joined on."""
    shown = {row.locality for row in rows}
    joined = {row.locality for row in rows if row.former is not None}
    for pair in pairs:
        place = f", {pair.before.district}" if pair.before.district else ""
        before = f"{pair.before.name} (mã {pair.before.code}{place}, trước 07/2025)"
        after = f"{pair.after.name} (mã {pair.after.code}, từ 07/2025)"
        if pair.after.id in joined:
            yield f"Đã nối số của {before} vào {after}: địa giới khác nhau, so sánh qua mốc ấy phải dè dặt."
        elif pair.before.id in shown:
            yield f"{before} và {after} là hai đơn vị, không nối thành một chuỗi; muốn nối thì thêm --continued."


def remark(row: SeriesRow) -> str:
    """Return what a reader has to know of a value: derived, corrected, or of an earlier month."""
    notes = []
    if row.derived:
        notes.append("suy ra từ lũy kế")
    if row.corrected:
        notes.append("đã sửa tay")
    if row.former:
        notes.append(f"số của {row.former} cũ")
    if row.restates:
        notes.append(f"nêu lại tháng {month(row.restates)}")
    return "; ".join(notes)


def print_search(rows: Sequence[SearchRow]) -> None:
    """Print the passages that were found, the words shown bold."""
    out = console()
    if not rows:
        out.print(_NOTHING)
        return
    for row in rows:
        place = [row.agency or "không rõ cơ quan", month(row.month), row.report]
        if row.section:
            place.append(f"mục {row.section} {row.title or ''}".rstrip())
        if row.page:
            place.append(f"trang {row.page}")
        out.print(Text(", ".join(place), style="dim"))
        out.print(_snippet(row))
        out.print()
    out.print(f"{len(rows)} đoạn.")


def _snippet(row: SearchRow) -> Text:
    """Return the passage round the first of the words, with all of them shown bold."""
    first = row.marks[0][0] if row.marks else 0
    start = 0 if first <= _AROUND else row.text.rfind(" ", 0, first - _AROUND // 2) + 1
    end = len(row.text) if len(row.text) - start <= 3 * _AROUND else row.text.rfind(" ", start, start + 3 * _AROUND)
    text = Text(row.text[:end])
    for mark in row.marks:
        text.stylize("bold yellow", *mark)
    return Text.assemble("… " if start else "", text[start:], " …" if end < len(row.text) else "")


def print_indicators(answer: IndicatorList) -> None:
    """Print the catalogue, then the labels without a place in it."""
    out = console()
    made = table(
        "Danh mục chỉ tiêu", "Lĩnh vực", "Mã", "Tên", "Đơn vị", "Loại", ("Số liệu", "right"), ("Báo cáo", "right")
    )
    for row in answer.indicators:
        add(
            made,
            row.sector or "",
            row.code,
            row.name,
            row.unit or "",
            name(row.kind),
            number(row.figures),
            number(row.reports),
        )
    out.print(made)
    if answer.unplaced:
        made = table(
            "Nhãn chưa có trong danh mục", "Nhãn", "Đơn vị", ("Số liệu", "right"), ("Báo cáo", "right"), "Khóa",
            "Gần nhất",
        )  # fmt: skip
        for label in answer.unplaced:
            counted = (number(label.figures), number(label.reports))
            add(made, label.label, label.unit, *counted, label.key, label.likeliest or "")
        out.print(made)


def print_examination(examination: Examination) -> None:
    """Print one question about the archive and what was found."""
    out = console()
    mark = "được" if not examination.faults else ("HỎNG" if examination.grave else "lưu ý")
    style = "green" if not examination.faults else ("bold red" if examination.grave else "yellow")
    out.print(Text.assemble((f"{mark:<6}", style), examination.question), soft_wrap=True)
    for fault in examination.faults:
        out.print(Text(f"       {fault}"), soft_wrap=True)
    if examination.remedy:
        out.print(Text(f"       Cách làm: {examination.remedy}"), soft_wrap=True)
