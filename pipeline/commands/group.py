"""The group of commands: loads a command's file when it is asked for, and tells errors in one line.

Enters: a table of names with file and short help. Leaves: a click group; `baocao --help` imports none of the files.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from pipeline.barrier import Barrier
from pipeline.commands.vietnamese import speak_vietnamese, translate
from pipeline.errors import InternalError

_FILES = {"import": "merge", "archive-pdf": "archive_pdf"}
"""Commands whose file can't be called as they are, since Python keeps the word to itself."""


class Refusal(click.ClickException):
    """What can't be done as asked, told in one line; exit code 2."""

    exit_code = 2


class Subgroup(click.Group):
    """A command that answers by itself and has commands of its own."""

    def __init__(self, name: str | None = None, **settings: Any) -> None:  # noqa: ANN401 - click's own settings
        super().__init__(name, invoke_without_command=True, subcommand_metavar="[LỆNH [THAM SỐ]...]", **settings)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, whose options are announced in Vietnamese."""
        cmd.options_metavar = "[TÙY CHỌN]"
        super().add_command(cmd, name)


class LazyGroup(click.Group):
    """A group whose commands stand in `pipeline.commands.NAME` under the name `command`."""

    def __init__(self, *, table: Mapping[str, str], **settings: Any) -> None:  # noqa: ANN401 - click's own settings
        super().__init__(**settings, options_metavar="[TÙY CHỌN]", subcommand_metavar="LỆNH [THAM SỐ]...")
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, importing its file, or `None`."""
        if cmd_name not in self.table:
            return None
        name = f"pipeline.commands.{_FILES.get(cmd_name, cmd_name)}"
        command = import_module(name).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{name}.command")
        command.options_metavar = "[TÙY CHỌN]"
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the names with their short help without importing anything."""
        with formatter.section(translate("Commands")):
            formatter.write_dl(list(self.table.items()))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever the command returns
        """Run the command; what the program refuses is said in one line."""
        with Barrier("làm việc này", through=(click.ClickException, click.exceptions.Exit, click.Abort)) as barrier:
            return super().invoke(ctx)
        if isinstance(barrier.error, InternalError) and os.environ.get("BAOCAO_DEBUG"):
            click.echo(barrier.error.trace, err=True)
        raise Refusal(" ".join(str(barrier.error).split())) from barrier.error

    def main(self, *args: Any, **settings: Any) -> Any:  # noqa: ANN401 - click's own signature
        """Run the program, in Vietnamese."""
        speak_vietnamese()
        return super().main(*args, **settings)
