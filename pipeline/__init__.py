"""Reads Vietnamese administrative reports into figures, tasks and citations.

Enters: `import pipeline`, which is light: what is asked for is loaded when it is asked for. Leaves: `read_report`,
`open_archive`, `page_picture` and what they give, as docs/api.md shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.api import Archive, BaocaoError, Picture, Rows, open_archive, page_picture, read_report

__all__ = ["Archive", "BaocaoError", "Picture", "Rows", "open_archive", "page_picture", "read_report"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline import api

    return getattr(api, name)
