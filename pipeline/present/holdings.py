"""What the archive holds and what people made of it: counts, agency by month, histories, corrections and lessons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from pipeline.present.terminal import add, console, table
from pipeline.present.words import agency_names, day, month, name, number, time_of
from pipeline.query.series import between
from pipeline.store.corrections import Correction
from pipeline.store.lessons import Lesson
from schemas.period import PeriodKind
from schemas.rows import AgencyStats, HistoryRow, Stats

_SIGNS = {
    PeriodKind.MONTH: "●",
    PeriodKind.QUARTER: "Q",
    PeriodKind.HALF: "6",
    PeriodKind.NINE_MONTHS: "9",
    PeriodKind.YEAR: "N",
}
_WIDEST = 25
_AROUND = 70


def print_stats(whole: Stats, agencies: Sequence[AgencyStats]) -> None:
    """Print how much there is in all, then each agency with its months, gaps shown."""
    out = console()
    span = f", {month(whole.first_month)} - {month(whole.last_month)}" if whole.first_month else ""
    out.print(
        f"{number(whole.reports)} báo cáo của {number(whole.agencies)} cơ quan{span}; {number(whole.versions)} bản."
    )
    placed = f" ({whole.placed * 100 // whole.figures} %)" if whole.figures else ""
    out.print(
        f"{number(whole.figures)} số liệu, {number(whole.placed)} có chỉ tiêu{placed}; {number(whole.tasks)} nhiệm vụ; "
        f"{number(whole.citations)} văn bản được nêu; {number(whole.lessons)} bài học; "
        f"{number(whole.corrections)} điều sửa tay; {number(whole.rejected)} tệp để riêng."
    )
    if whole.lost_corrections:
        out.print(f"Có {whole.lost_corrections} điều sửa tay không còn thấy số liệu; xem baocao correct --list.")
    known = [each for each in agencies if each.months]
    if not known:
        return
    out.print()
    made = table(
        None, "Cơ quan", "Mã", "Tỉnh, thành phố", ("Báo cáo", "right"), ("Số liệu", "right"), ("Nhiệm vụ", "right"),
        "Tháng thiếu",
    )  # fmt: skip
    for each in agencies:
        lacking = _ranges(each.missing)
        add(
            made, each.agency or "không rõ cơ quan", each.agency_code or "", (each.province or "").title(),
            number(each.reports), number(each.figures), number(each.tasks), lacking,
        )  # fmt: skip
    out.print(made)
    for each in agencies:
        if each.predecessors:
            former = ", ".join(each.predecessors)
            out.print(f"{each.agency} gồm cả (theo danh mục, có thể chưa đủ): {former}.", markup=False)
    _print_months(known)


def _print_months(known: Sequence[AgencyStats]) -> None:
    """Print a sign for each month of each agency, the last two years."""
    out = console()
    months = between(min(each.months[0] for each in known), max(each.months[-1] for each in known))[-_WIDEST:]
    made = table(None, "Cơ quan", *((f"{at[5:]}\n{at[2:4]}", "right") for at in months))
    made.padding = (0, 0)
    for each in known:
        signs = dict(zip(each.months, each.kinds, strict=True))
        cells = [_SIGNS.get(signs[at], "●") if at in signs else "·" for at in months]
        made.add_row(
            Text(each.agency or "không rõ cơ quan"), *(Text(cell, style="" if cell != "·" else "red") for cell in cells)
        )
    out.print(made)
    out.print("● tháng, Q quý, 6 sáu tháng, 9 chín tháng, N năm, · chưa có báo cáo")


def _ranges(months: Sequence[str]) -> str:
    """Return months, neighbours joined.

    >>> _ranges(["2026-01", "2026-02", "2026-05"])
    '01/2026-02/2026, 05/2026'
    """
    parts: list[list[str]] = []
    for each in months:
        if parts and between(parts[-1][-1], each)[1:] == [each]:
            parts[-1].append(each)
        else:
            parts.append([each])
    return ", ".join("-".join(dict.fromkeys((month(part[0]), month(part[-1])))) for part in parts)


def print_history(rows: Sequence[HistoryRow]) -> None:
    """Print all values that were ever given for a month, first known first."""
    out = console()
    if not rows:
        out.print("Không có gì.")
        return
    many = len({(row.agency, row.province) for row in rows}) > 1
    heads = ["Số hiệu", "Biết từ", *(["Cơ quan"] if many else []), "Nội dung", ("Giá trị", "right"), "Đơn vị", "Kỳ"]
    made = table(None, *heads, "Báo cáo", "Trang", "Tình trạng", "Nguyên văn")  # type: ignore[arg-type]
    for row in rows:
        agency = [f"{row.agency}{f' ({row.province.title()})' if row.province else ''}"] if many else []
        add(
            made, str(row.figure), day(row.signed) or row.read_at[:10], *agency, row.label, number(row.value), row.unit,
            f"{name(row.measure)}, {time_of(row.period)}", f"{row.report} ({Path(row.path).name})", number(row.page),
            "; ".join(_state(row)), _around(row.text, row.written),
        )  # fmt: skip
    out.print(made)


def _around(passage: str, written: str) -> str:
    """Return the words round a value.

    >>> _around("x" * 300 + " thu được 12 tỷ đồng trong tháng", "12 tỷ đồng")[-44:]
    'xxxxxxxxxxxx thu được 12 tỷ đồng trong tháng'
    """
    at = passage.find(written)
    start = max(at - _AROUND, 0)
    end = at + len(written) + _AROUND
    return ("… " if start else "") + passage[start:end] + (" …" if end < len(passage) else "")


def _state(row: HistoryRow) -> list[str]:
    notes = [f"bản {row.version}, {'đang dùng' if row.current else 'đã bị thay'}"]
    if row.restates:
        notes.append(f"nêu lại ở báo cáo tháng {month(row.month)}")
    if row.dropped:
        notes.append("không phải số liệu")
    if row.read_value is not None:
        notes.append(f"đọc được {number(row.read_value)}")
    if row.who:
        notes.append(f"{row.who} sửa: {row.why}")
    return notes


def print_corrections(rows: Sequence[Correction]) -> None:
    """Print every correction that people made."""
    out = console()
    if not rows:
        out.print("Chưa có điều sửa tay nào.")
        return
    made = table(None, "Số hiệu", "Tệp", "Như đã viết", "Đoạn", "Sửa thành", "Ai", "Vì sao", "Lúc")
    for row in rows:
        number_of = str(row.figure) if row.figure is not None else "không còn thấy"
        add(made, number_of, row.path or "", row.text, row.line, row.told, row.who, row.why, row.at[:10])
    out.print(made)


def print_lessons(rows: Sequence[Lesson]) -> None:
    """Print every lesson."""
    out = console()
    if not rows:
        out.print("Chưa có bài học nào.")
        return
    made = table(None, "Khóa", "Chỉ tiêu", "Nhãn", "Ai", "Vì sao")
    for row in rows:
        add(made, row.key, row.code, row.label or "", row.who or "", row.why or "")
    out.print(made)


__all__ = ["agency_names", "print_corrections", "print_history", "print_lessons", "print_stats"]
