# the part of datasette that is called; the library has no types of its own

from collections.abc import Mapping, Sequence

from starlette.types import ASGIApp

class Datasette:
    def __init__(
        self, files: Sequence[str], settings: Mapping[str, object] | None = None, metadata: object = None
    ) -> None: ...
    def app(self) -> ASGIApp: ...
