# the part of datasette that is called; the library has no types of its own

from collections.abc import Awaitable, Callable, Mapping, Sequence

from datasette.database import Database
from starlette.types import ASGIApp

class Datasette:
    execute: Callable[..., Awaitable[object]]
    databases: Mapping[str, Database]
    def __init__(
        self, files: Sequence[str], settings: Mapping[str, object] | None = None, metadata: object = None
    ) -> None: ...
    def app(self) -> ASGIApp: ...
