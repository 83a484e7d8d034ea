"""Runs the commands that the READMEs show and puts what they print in its place: `make docs`.

Enters: README.md and README.vi.md. In them, a fenced block ```console holds commands, each behind "$ ", and what they
print; the comment <!-- lines 8 --> above a block keeps the first 8 lines of each answer. Between <!-- rules --> and
<!-- /rules --> stand the checks as the program tells them, between <!-- scores --> and <!-- /scores --> what
`python -m corpus.score --markdown` measures. Commands run in the project's folder, one after another, with an archive
that is empty at first. Leaves: the files, changed where they were wrong; with --check they stay as they are, and the
exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.vi.md")
COLUMNS = 100

_BLOCK = re.compile(r"(?:<!-- lines (?P<lines>\d+) -->\n)?```console\n(?P<body>.*?)```\n", re.DOTALL)


def commands(body: str) -> list[str]:
    """Return the commands of a console block.

    >>> commands("$ baocao --version\\nbaocao, phiên bản 0.1.0\\n")
    ['baocao --version']
    """
    return [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]


def blocks(text: str) -> list[list[str]]:
    """Return the commands of every console block of a README."""
    return [commands(block["body"]) for block in _BLOCK.finditer(text)]


def answer(command: str, environment: Mapping[str, str]) -> list[str]:
    """Return the lines that a command prints, spaces at their ends and empty lines at the end gone."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return [line.rstrip() for line in (done.stdout + done.stderr).decode().rstrip().splitlines()]


def refreshed(text: str, environment: Mapping[str, str]) -> str:
    """Return a README with what its commands print now."""

    def again(block: re.Match[str]) -> str:
        shown = []
        for command in commands(block["body"]):
            lines = answer(command, environment)
            most = int(block["lines"] or len(lines))
            shown += [f"$ {command}", *lines[:most], *(["..."] if len(lines) > most else [])]
        body = "".join(f"{line}\n" for line in shown)
        return block[0].replace(block["body"], body)

    return _BLOCK.sub(again, text)


def between(text: str, mark: str, table: Sequence[str]) -> str:
    """Return a README with the lines of a table between two marks.

    >>> between("<!-- rules -->\\n<!-- /rules -->\\n", "rules", ["| a |"])
    '<!-- rules -->\\n| a |\\n<!-- /rules -->\\n'
    """
    pattern = re.compile(rf"(?<=<!-- {mark} -->\n).*?(?=<!-- /{mark} -->)", re.DOTALL)
    return pattern.sub(lambda _: "".join(f"{line}\n" for line in table), text)


def rules_table() -> list[str]:
    """Return the checks as a table, in the program's own words."""
    from pipeline.check.rules import RULES

    rows = (f"| `{rule.id}` | {rule.tells} |" for rule in RULES)
    return ["| kiểm tra | báo điều gì |", "| --- | --- |", *rows]


def environment_in(folder: Path) -> dict[str, str]:
    """Return an environment in which `baocao` is found and BAOCAO_DB is an archive in `folder`, not there yet."""
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "BAOCAO_DB": str(folder / "kho.db"), "COLUMNS": str(COLUMNS)}


def main() -> int:
    """Refresh both READMEs, or check them."""
    parser = argparse.ArgumentParser(description="Puts what the READMEs' commands print in its place.")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit code 1 where something is out of date"
    )
    parser.add_argument("--scores", action="store_true", help="measure and write the table of scores, too")
    asked = parser.parse_args()
    stale = 0
    scores = answer(f"{sys.executable} -m corpus.score --markdown", os.environ) if asked.scores else []
    for name in READMES:
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            new = refreshed(old, environment_in(Path(folder)))
        new = between(new, "rules", rules_table())
        if scores:
            new = between(new, "scores", scores)
        if new != old:
            stale += 1
            print(f"{name}: out of date" if asked.check else f"{name}: refreshed")
        if not asked.check:
            path.write_text(new, encoding="utf-8")
    return int(asked.check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
