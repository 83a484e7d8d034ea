"""The archive's tables as they are, shown by Datasette under /raw: read-only, without scripts, without its own pages.

Enters: a request below /raw. Leaves: Datasette's answer. It is loaded when somebody first looks. What it refuses is
told as on any other page: its own way would print what it held at that moment, words of reports among it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.present.machine import as_json
from pipeline.web.answer import json_text, refusal
from pipeline.web.site import Site
from pipeline.web.visit import RefusedError, visit_of_scope

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.utils.asgi import Request

_SETTINGS = {
    "base_url": "/raw/",
    "allow_download": False,
    "allow_facet": True,
    "suggest_facets": False,  # which looks through the whole table
    "sql_time_limit_ms": 2000,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "facet_time_limit_ms": 200,
    "num_sql_threads": 1,
    "allow_signed_tokens": False,
}
_COUNTED = 10_000
"""The most rows of a table that are counted; a larger one has "many"."""
_TEXTS = {
    400: "không trả lời được câu hỏi này: viết sai, hoặc lâu quá 2 giây; hãy sửa lại, lọc hẹp hơn",
    403: "chỉ xem được, không sửa được ở đây",
    404: "không có bảng hay dòng nào ở địa chỉ này; hãy quay về trang Bảng gốc",
}
_LOST = "chưa xem được bảng này; hãy thử lại, rồi báo cho người bảo trì"


class Tables:
    """ASGI: makes Datasette when first asked."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refusing what writes and what tells of the machine."""
        below = scope["path"].removeprefix("/raw")
        if (
            "//" in scope["path"]
            or scope["method"] not in ("GET", "HEAD")
            or (below.startswith("/-/") and not below.startswith("/-/static/"))
        ):
            await refusal(scope, RefusedError(404, "không có gì ở địa chỉ này; hãy quay về trang Bảng gốc"))(
                scope, receive, send
            )
            return
        if not below.startswith("/-/"):
            self._site.book.note(visit_of_scope(scope).name, "xem", "bảng gốc")
        if self._app is None:
            self._app = await run_in_threadpool(self._make)
        await self._app({**scope, "root_path": "", "query_string": _uncounted(scope["query_string"])}, receive, send)

    def _make(self) -> ASGIApp:
        from datasette import hookimpl
        from datasette.app import Datasette
        from datasette.plugins import pm

        if pm.get_plugin(_DEFAULT) is not None:
            pm.unregister(name=_DEFAULT)
            plugin = ModuleType(f"{__name__}.errors")  # it takes modules only
            vars(plugin)["handle_exception"] = hookimpl(_refused)
            pm.register(plugin)
        made: Datasette = Datasette([str(self._site.db)], settings=_SETTINGS, metadata=_METADATA)
        made.execute = partial(made.execute, log_sql_errors=False)  # a question that fails isn't written anywhere
        for database in made.databases.values():
            database.execute = partial(database.execute, log_sql_errors=False)
            database.table_counts = partial(_counts, database)
        app: ASGIApp = made.app()
        return app


def _uncounted(query: bytes) -> bytes:
    """Return a query that doesn't ask for the count of all rows, which takes seconds; one that filters keeps its own.

    >>> _uncounted(b""), _uncounted(b"_next=50"), _uncounted(b"month=2026-05")
    (b'_nocount=1', b'_next=50&_nocount=1', b'month=2026-05')
    """
    parts = [part for part in query.split(b"&") if part]
    filtered = any(not part.startswith(b"_") for part in parts)
    return query if filtered else b"&".join([*parts, b"_nocount=1"])


async def _counts(database: Database, _limit: float) -> dict[str, int | None]:
    """Return how many rows each table holds, `None` for a large one: counting all of those takes too long."""
    found: dict[str, int | None] = {}
    for table in await database.table_names():
        answer = await database.execute(f"SELECT count(*) FROM (SELECT 1 FROM [{table}] LIMIT {_COUNTED + 1})")
        rows = int(answer.rows[0][0])
        found[table] = rows if rows <= _COUNTED else None
    return found


_DEFAULT = "datasette.handle_exception"


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer in the form in which Datasette sends one."""

    response: Response
    scope: Scope

    async def asgi_send(self, send: Send) -> None:
        await self.response(self.scope, _nothing, send)


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def _refused(request: Request, exception: Exception) -> Callable[[], Awaitable[_Answer]]:
    status = getattr(exception, "status", 500)
    refused = RefusedError(status, _TEXTS.get(status, _LOST))

    async def answer() -> _Answer:
        if request.path.endswith(".json"):
            return _Answer(json_text(as_json({"ok": False, "error": str(refused)}), status=status), request.scope)
        return _Answer(refusal(request.scope, refused), request.scope)

    return answer


_METADATA = {
    "title": "Bảng gốc của kho báo cáo",
    "description": "Chỉ xem. Quay lại các trang thường: về địa chỉ gốc.",
    "source": "Kho báo cáo",
    "source_url": "/",
}
