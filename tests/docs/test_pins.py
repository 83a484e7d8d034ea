"""requirements.in names what the code imports, requirements.txt pins it, and neither names a place to fetch from."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWN = {"pipeline", "schemas", "corpus", "tests", "scripts"}
TOOLS = {
    "import-linter",
    "ipykernel",
    "lxml-stubs",
    "mypy",
    "ruff",
    "setuptools",
    "types-jsonschema",
    "types-psutil",
    "types-reportlab",
}
OPTIONAL = {"dask", "distributed"}
"""asked for only where --scheduler is; the program says what to install"""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def lines(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def sources(folder: str) -> Iterator[str]:
    for path in (ROOT / folder).rglob("*.py"):
        yield path.read_text(encoding="utf-8")
    for path in (ROOT / folder).rglob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        yield "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def imported(folder: str) -> Iterator[str]:
    for source in sources(folder):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                yield node.module


def distributions(folders: set[str]) -> set[str]:
    known = packages_distributions()
    local = {path.stem for path in ROOT.glob("tests/*/*.py")} | OWN
    tops = {name.partition(".")[0] for folder in folders for name in imported(folder)}
    return {
        normal(known[top][0]) for top in tops - local - OPTIONAL if top not in sys.stdlib_module_names and top in known
    }


def test_requirements_name_what_is_imported() -> None:
    named = {normal(re.split(r"[<>=~! ]", line)[0]) for line in lines("requirements.in")}
    used = distributions({"pipeline", "schemas", "corpus", "tests", "scripts", "notebooks"})
    assert used - named == set()
    assert named - used - OPTIONAL <= TOOLS


def test_project_names_what_the_program_imports() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[(.*?)^\]", project, re.MULTILINE | re.DOTALL)
    assert block is not None
    named = {normal(name) for name in re.findall(r'"([\w.-]+)', block[1])}
    assert named == distributions({"pipeline", "schemas"})


def test_everything_is_pinned() -> None:
    pinned = [re.fullmatch(r"([\w.-]+)==[\w.!+]+", line) for line in lines("requirements.txt")]
    assert all(pinned)
    names = {normal(one[1]) for one in pinned if one}
    assert {normal(re.split(r"[<>=~! ]", line)[0]) for line in lines("requirements.in")} <= names


@pytest.mark.parametrize(
    "name", ["requirements.in", "requirements.txt", "pyproject.toml", "Makefile", "scripts/setup.sh"]
)
def test_no_place_to_fetch_from(name: str) -> None:
    assert not re.search(r"https?://|--index-url|--find-links", (ROOT / name).read_text(encoding="utf-8"))
