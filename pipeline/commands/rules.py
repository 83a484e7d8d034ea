"""`baocao rules [KIỂM-TRA]`: every check, or the help page of one."""

from __future__ import annotations

import click

from pipeline.commands.options import format_option


@click.command("rules")
@click.argument("rule", metavar="[KIỂM-TRA]", required=False)
@format_option("table", "json")
def command(rule: str | None, form: str) -> None:
    """In các kiểm tra: mã, mức độ, báo điều gì; có KIỂM-TRA thì in cả trang hướng dẫn của nó."""
    from pipeline.check.rules import RULES
    from pipeline.errors import UsageError
    from pipeline.present.machine import as_json, print_text

    chosen = [known for known in RULES if rule in (None, known.id)]
    if not chosen:
        raise UsageError(f"không có kiểm tra '{rule}'; xem baocao rules")
    if form == "json":
        rows = [
            {"rule": known.id, "severity": known.severity.value, "tells": known.tells, "help": known.help.strip()}
            for known in chosen
        ]
        print_text(as_json(rows))
    elif rule is not None:
        print_text(f"{chosen[0].id} ({chosen[0].severity.value})\n\n{chosen[0].help.strip()}\n")
    else:
        from pipeline.present.terminal import add, console, table

        made = table(None, "Kiểm tra", "Mức độ", "Báo điều gì")
        for known in chosen:
            add(made, known.id, known.severity.value, known.tells)
        console().print(made)
