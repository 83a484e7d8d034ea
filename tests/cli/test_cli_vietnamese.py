"""Every text that click can say has its Vietnamese: the texts are looked up in click's own source."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import click
import pytest

from pipeline.commands.vietnamese import texts, translate_plural

FOR_PROGRAMMERS = {
    "Could not determine name for option with declarations {decls!r}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
    "Did you mean to pass '--{name}'?",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
}


def said_by_click() -> tuple[set[str], set[str]]:
    messages: set[str] = set()
    plurals: set[str] = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    if node.func.id == "_":
                        messages.add(first.value)
                    elif node.func.id == "ngettext":
                        plurals.add(first.value)
    return messages - FOR_PROGRAMMERS, plurals


def test_all_of_click_is_translated_and_nothing_else() -> None:
    messages, plurals = said_by_click()
    assert set(texts()[0]) - {"required"} == messages
    assert set(texts()[1]) == plurals


@pytest.mark.parametrize("which", [0, 1])
def test_translations_use_only_what_click_fills_in(which: int) -> None:
    allowed = {"len", "choices", "formats", "possibilities"}  # given to both forms of a plural
    for source, ours in texts()[which].items():
        given = {name for _, name, _, _ in string.Formatter().parse(source) if name}
        used = {name for _, name, _, _ in string.Formatter().parse(ours) if name}
        assert used <= given | (allowed if which else set()), source


def test_what_is_not_known_stays() -> None:
    assert translate_plural("one cat", "{n} cats", 2) == "{n} cats"
    assert translate_plural("one cat", "{n} cats", 1) == "one cat"
