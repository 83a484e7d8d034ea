"""Word files for the tests of their reader."""

from __future__ import annotations

from collections.abc import Callable

from schemas.document import Line, Table

Items = Callable[[], list[Line | Table]]


def texts(found: list[Line | Table]) -> list[str]:
    """Return the texts of lines; a table shows as such."""
    return [item.text if isinstance(item, Line) else "TABLE" for item in found]
