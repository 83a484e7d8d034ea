"""What the commands that read files share: options for what reading may cost, and reading within these limits.

Enters: `--timeout 60 --memory 1000`. Leaves: what the file says, or an error of one line where reading takes more.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from pipeline.errors import BaocaoError, InternalError

Command = TypeVar("Command", bound=Callable[..., Any])
P = ParamSpec("P")
T = TypeVar("T")

DEBUG = "BAOCAO_DEBUG"
"""The variable that has a fault of the program shown in full, as `--debug` does."""

LEAST_MEMORY = 400
"""Megabytes; the program itself takes nearly half of them."""


def limit_options(command: Command) -> Command:
    """Add `--timeout`, `--memory` and `--debug`."""
    timeout = click.option(
        "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="GIÂY",
        help="Thời gian đọc tối đa cho mỗi tệp; mặc định 600, hoặc theo baocao.toml.",
    )  # fmt: skip
    memory = click.option(
        "--memory", type=click.FloatRange(min=LEAST_MEMORY), metavar="MB",
        help="Bộ nhớ tối đa để đọc mỗi tệp; mặc định 2000, hoặc theo baocao.toml.",
    )  # fmt: skip
    debug = click.option(
        "--debug", is_flag=True, envvar=DEBUG, help="Gặp lỗi của chương trình thì in đủ chi tiết để báo lỗi."
    )
    return timeout(memory(debug(command)))


def within_limits(
    function: Callable[Concatenate[Path, P], T], file: Path, timeout: float | None, memory: float | None, debug: bool,
    /, *args: P.args, **kwargs: P.kwargs,
) -> T:  # fmt: skip
    """Return what a call on a file gives, done within what was typed or what the settings beside the file say.

    Raises the `BaocaoError` that it comes to, which names the file.
    """
    from pipeline.errors import BaocaoError, InternalError
    from pipeline.limits import limits_of
    from pipeline.workers import fenced

    try:
        return fenced(function, limits_of(file.parent, timeout, memory), file, *args, **kwargs)
    except BaocaoError as error:
        if debug and isinstance(error, InternalError):
            show_trace(error)
        raise named(error, file) from error


def named(error: BaocaoError, file: Path) -> BaocaoError:
    """Return an error that says which file it is about, as most do already."""
    if str(file.name) in str(error):
        return error
    return type(error)(f"{file.name}: {error}")


def show_trace(error: InternalError) -> None:
    """Show on standard error where the program failed."""
    click.echo(error.trace, err=True)
