"""`baocao correct SỐ-HIỆU`: puts a figure right, without touching what was read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import db_option

if TYPE_CHECKING:
    from decimal import Decimal


@click.command("correct")
@click.argument("figure", metavar="[SỐ-HIỆU]", type=click.IntRange(min=1), required=False)
@db_option
@click.option("--value", metavar="SỐ", help="Giá trị đúng, viết kiểu Việt Nam: 1.238 hoặc 19,22.")
@click.option("--unit", metavar="ĐƠN-VỊ", help="Đơn vị đúng.")
@click.option("--label", metavar="NHÃN", help="Nhãn đúng: đếm cái gì.")
@click.option("--indicator", metavar="MÃ", help="Mã chỉ tiêu đúng; dấu - là không thuộc chỉ tiêu nào.")
@click.option("--not-a-figure", is_flag=True, help="Đây không phải số liệu.")
@click.option("--undo", is_flag=True, help="Rút lại mọi điều đã sửa ở số liệu này.")
@click.option("--list", "listing", is_flag=True, help="In mọi điều đã sửa tay.")
@click.option("--who", metavar="TÊN", help="Người sửa.")
@click.option("--why", metavar="LÝ-DO", help="Lý do sửa.")
def command(
    figure: int | None, db: Path, value: str | None, unit: str | None, label: str | None, indicator: str | None,
    not_a_figure: bool, undo: bool, listing: bool, who: str | None, why: str | None,
) -> None:  # fmt: skip
    """Sửa một số liệu đọc sai. Điều sửa được ghi riêng, còn nguyên khi đọc lại báo cáo, và luôn được hiện là sửa tay.

    SỐ-HIỆU là số ở đầu dòng mà baocao history in ra.
    """
    from pipeline.errors import UsageError
    from pipeline.store.archive import open_archive
    from pipeline.store.corrections import Change, all_corrections, correct, withdraw

    with open_archive(db) as archive:
        if listing:
            from pipeline.present.holdings import print_corrections

            print_corrections(all_corrections(archive))
            return
        if figure is None:
            raise UsageError("hãy nêu số hiệu của số liệu, hoặc --list để xem các điều đã sửa")
        if undo:
            count = withdraw(archive, figure)
            click.echo(f"Đã rút lại {count} điều sửa ở số liệu {figure}.", err=True)
            return
        right = None if value is None else _value(value)
        chosen = "" if indicator == "-" else indicator
        change = Change(right, unit, label, chosen, True if not_a_figure else None)
        if change == Change():
            raise UsageError("hãy nêu điều cần sửa: --value, --unit, --label, --indicator hoặc --not-a-figure")
        if not who or not why:
            raise UsageError("mỗi điều sửa cần có --who (người sửa) và --why (lý do)")
        correct(archive, figure, change, who, why)
        told = all_corrections(archive)[-1]
    click.echo(f"Đã ghi điều sửa ở số liệu {figure} ('{told.text}'): {told.told}.", err=True)


def _value(written: str) -> Decimal:
    """Return a value written the Vietnamese way; raises `UsageError` for what is no number."""
    from pipeline.errors import UsageError
    from pipeline.language.numbers import readings

    digits = written.strip()
    found = readings(digits.removeprefix("-").removeprefix("+"))
    if not found:
        raise UsageError(f"'{written}' không phải là số; viết kiểu Việt Nam: 1.238 hoặc 19,22")
    return -found[0].value if digits.startswith("-") else found[0].value
