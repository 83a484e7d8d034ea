"""The documents fail with the code: every command, option and check is in both READMEs, and what they show is real."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline.check.rules import RULES
from pipeline.cli import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.vi.md")
SHOWN = re.compile(r"(?:^\$ |^    |`|\| )(baocao [^`|\n]+)", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None, name
    return found


def options(name: str) -> set[str]:
    return {
        one
        for param in command(name).params
        if isinstance(param, click.Option)
        for one in (*param.opts, *param.secondary_opts)
    }


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_subcommand_stands_in_the_row_of_its_command(readme: str, name: str) -> None:
    rows = [line for line in text(readme).splitlines() if line.startswith(f"| `baocao {name} ")]
    assert len(rows) == 1, f"{readme}: one row for {name}"
    wanted = options(name)
    if isinstance(found := command(name), click.Group):
        wanted |= set(found.list_commands(click.Context(found)))
    assert {one for one in wanted if not re.search(rf"(?<![\w-]){one}(?![\w-])", rows[0])} == set()


@pytest.mark.parametrize("readme", READMES)
def test_what_readmes_call_exists(readme: str) -> None:
    calls = SHOWN.findall(text(readme))
    assert len(calls) > len(COMMANDS)
    for call in calls:
        words = shlex.split(call.replace("[", " ").replace("]", " ").replace("\\", " "))
        name = words[1]
        if name.isupper() or name == "--version":
            continue
        assert name in COMMANDS, call
        unknown = {word for word in words if re.fullmatch(r"--?[a-z-]+", word)} - options(name) - {"--help"}
        assert not unknown, call


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_make_targets_and_files_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", text(name))) - targets <= {"a", "up"}
    links = re.findall(r"\]\(([^)#]+)\)", text(name))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_check_is_documented_and_no_other(readme: str) -> None:
    named = re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", text(readme), re.MULTILINE)
    assert sorted(named) == sorted(rule.id for rule in RULES)


def test_contributing_names_real_folders() -> None:
    named = re.findall(r"`((?:pipeline|schemas|corpus|tests)/[\w/.]*)`", text("CONTRIBUTING.md"))
    assert named
    assert [path for path in named if not (ROOT / path).exists() and "SECTOR" not in path] == []


@pytest.mark.slow
def test_readmes_show_what_the_commands_print() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/readme.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr + "run `make docs`"
