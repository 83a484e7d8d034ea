"""Options that several commands share, so that they are written and explained in one way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from schemas.period import PeriodKind
    from schemas.report import Measure

Command = TypeVar("Command", bound=Callable[..., Any])

MEASURES = ("actual", "target", "ratio", "change")
PERIODS = (
    "month", "ytd", "quarter", "half", "nine_months", "year", "school_year", "point", "range", "campaign", "unknown",
)  # fmt: skip
"""Spelt out, since importing the types would load Pydantic for `--help`; a test compares them."""


def measure_of(name: str | None) -> Measure | None:
    """Return the measure of that name."""
    from schemas.report import Measure

    return None if name is None else Measure(name)


def period_of(name: str | None) -> PeriodKind | None:
    """Return the kind of period of that name."""
    from schemas.period import PeriodKind

    return None if name is None else PeriodKind(name)


def db_option(command: Command) -> Command:
    """Add `--db`, which may stand in the environment."""
    return click.option(
        "--db",
        type=click.Path(path_type=Path),
        required=True,
        envvar="BAOCAO_DB",
        metavar="TỆP",
        help="Tệp kho báo cáo; có thể đặt sẵn trong biến môi trường BAOCAO_DB.",
    )(command)


def db_given(ctx: click.Context, db: Path | None) -> Path:
    """Return the archive that a command or the one above it was given; raises click's error where there is none."""
    if db is None and ctx.parent is not None:
        db = ctx.parent.params.get("db")
    if db is None:
        param = next(param for param in ctx.command.params if param.name == "db")
        raise click.MissingParameter(ctx=ctx, param=param)
    return db


def sub_db_option(command: Command) -> Command:
    """Add `--db` to a command that has one above it: it may stand behind either."""
    return click.option(
        "--db",
        type=click.Path(path_type=Path),
        envvar="BAOCAO_DB",
        metavar="TỆP",
        help="Tệp kho báo cáo; có thể đặt sẵn trong biến môi trường BAOCAO_DB.",
    )(command)


_FORMS = {
    "text": "text để đọc trên màn hình", "table": "table là bảng để đọc", "html": "html là một trang để mở, để in",
    "docx": "docx, pdf là chính dự thảo có ghi chú ở từng chỗ", "csv": "csv cho bảng tính",
    "json": "json cho chương trình khác", "sarif": "sarif cho công cụ kiểm tra",
}  # fmt: skip


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Return what adds `--format` with these choices, the first being usual."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=f"Dạng kết quả: {'; '.join(_FORMS[form] for form in formats if form in _FORMS)}.",
    )


def agency_option(command: Command) -> Command:
    """Add `--agency`."""
    return click.option("--agency", metavar="TÊN", help="Chỉ cơ quan này; có dấu hoặc không dấu.")(command)


def narrowing_options(command: Command) -> Command:
    """Add `--agency`, `--measure` and `--period`."""
    by_period = click.option(
        "--period", type=click.Choice(PERIODS), help="Chỉ loại kỳ này: month là tháng, ytd là lũy kế từ đầu năm, ..."
    )
    by_measure = click.option(
        "--measure",
        type=click.Choice(MEASURES),
        help="Chỉ cách đo này: actual là thực hiện, target là kế hoạch, ratio là tỷ lệ, change là tăng giảm.",
    )
    return agency_option(by_measure(by_period(command)))
