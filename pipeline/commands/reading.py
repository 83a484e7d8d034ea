"""What the commands that read files share: options for what reading may cost, and reading within these limits.

Enters: `--timeout 60 --memory 1000`. Leaves: what the file says, or an error of one line where reading takes more.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from pipeline.errors import InternalError

Command = TypeVar("Command", bound=Callable[..., Any])
P = ParamSpec("P")
T = TypeVar("T")

DEBUG = "BAOCAO_DEBUG"
"""The variable that has a fault of the program shown in full."""

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
    function: Callable[P, T], folder: Path, timeout: float | None, memory: float | None, debug: bool,
    /, *args: P.args, **kwargs: P.kwargs,
) -> T:  # fmt: skip
    """Return what a call gives, done within what was typed or what the settings of `folder` say.

    Raises the `BaocaoError` that it comes to.
    """
    from pipeline.errors import InternalError
    from pipeline.limits import limits_of
    from pipeline.workers import fenced

    try:
        return fenced(function, limits_of(folder, timeout, memory), *args, **kwargs)
    except InternalError as error:
        if debug:
            show_trace(error)
        raise


def show_trace(error: InternalError) -> None:
    """Show on standard error where the program failed."""
    click.echo(error.trace, err=True)


def debugging() -> bool:
    """Tell whether faults are to be shown in full."""
    return bool(os.environ.get(DEBUG))
