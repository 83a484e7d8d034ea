"""The eight ways of writing, one a commune, read from `catalogue.toml`.

Enters: nothing. Leaves: `STYLES` by commune key.
Example: STYLES["huong-dong"] writes bold headings without numbers, bullets and compound money.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from corpus.styles.style import Style
from corpus.world.communes import NEIGHBOURS


def _style(key: str, row: dict[str, Any]) -> Style:
    values = dict(row)
    for name in ("glue", "omit", "wordy"):
        values[name] = frozenset(values.get(name, ()))
    for name in ("groups", "documents", "recipients"):
        values[name] = tuple(values[name])
    for name in ("levels", "spell"):
        values[name] = tuple(tuple(pair) for pair in values.get(name, ()))
    return Style(key=key, **values)


def _load() -> dict[str, Style]:
    rows = tomllib.loads((Path(__file__).parent / "catalogue.toml").read_text(encoding="utf-8"))
    return {key: _style(key, row) for key, row in rows.items()}


STYLES: dict[str, Style] = _load()
STYLES |= {commune.key: STYLES[commune.like] for commune in NEIGHBOURS}
