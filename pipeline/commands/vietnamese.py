"""Makes the library click speak Vietnamese, by putting our texts in place of its look-up of translations.

Enters: nothing. Leaves: "Missing argument 'FILE'." said as "Thiếu tham số 'TỆP'.". click asks the system's gettext,
which would need a compiled catalogue and a Vietnamese locale; the texts stand in click_messages.toml instead.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import import_module
from pathlib import Path

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types", "utils")


@lru_cache(maxsize=1)
def texts() -> tuple[dict[str, str], dict[str, str]]:
    """Return click's messages, and those with a plural by their singular, with the Vietnamese of each."""
    table = tomllib.loads(Path(__file__).with_name("click_messages.toml").read_text(encoding="utf-8"))
    return table["messages"], table["plurals"]


def translate(message: str) -> str:
    """Return the Vietnamese of `message`, or `message` itself for what only programmers see."""
    return texts()[0].get(message, message)


def translate_plural(singular: str, plural: str, count: int) -> str:
    """Return the Vietnamese of a message, whatever the count."""
    return texts()[1].get(singular, singular if count == 1 else plural)


def speak_vietnamese() -> None:
    """Have click's modules ask `translate`."""
    for name in _MODULES:
        module = import_module(f"click.{name}")
        for asked, answer in (("_", translate), ("ngettext", translate_plural)):
            if hasattr(module, asked):
                setattr(module, asked, answer)
