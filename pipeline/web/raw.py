"""The archive's tables as they are, shown by Datasette under /raw: read-only, without scripts, without its own pages.

Enters: a request below /raw. Leaves: Datasette's answer. It is loaded when somebody first looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.web.answer import refusal
from pipeline.web.site import Site
from pipeline.web.visit import RefusedError, visit_of_scope

if TYPE_CHECKING:
    from datasette.app import Datasette

_SETTINGS = {
    "base_url": "/raw/",
    "allow_download": False,
    "allow_facet": True,
    "sql_time_limit_ms": 2000,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "facet_time_limit_ms": 200,
    "num_sql_threads": 1,
    "allow_signed_tokens": False,
}


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
        await self._app({**scope, "root_path": ""}, receive, send)

    def _make(self) -> ASGIApp:
        from datasette.app import Datasette

        made: Datasette = Datasette([str(self._site.db)], settings=_SETTINGS, metadata=_METADATA)
        app: ASGIApp = made.app()
        return app


_METADATA = {
    "title": "Bảng gốc của kho báo cáo",
    "description": "Chỉ xem. Quay lại các trang thường: về địa chỉ gốc.",
    "source": "Kho báo cáo",
    "source_url": "/",
}
