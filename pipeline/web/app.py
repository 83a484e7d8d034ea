"""Puts the pages together.

Enters: a `Site`. Leaves: an ASGI application: the guard, in it a page a router, the static files by their fixed names,
Datasette beside them, and errors told in Vietnamese.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.errors import ArchiveError, BaocaoError, InputError
from pipeline.web import raw
from pipeline.web.answer import refusal
from pipeline.web.apart import apart, prepare
from pipeline.web.drafts import Drafts
from pipeline.web.guard import Guard
from pipeline.web.jobs import Jobs
from pipeline.web.pages import ROUTERS
from pipeline.web.site import Site
from pipeline.web.visit import RefusedError
from pipeline.web.works import nothing

_TELLS = (
    "Các trang của kho báo cáo. Gửi kèm `Accept: application/json` thì nhận JSON ở cùng địa chỉ. "
    "Không có `Origin` và cookie thì `POST` không cần mã biểu mẫu."
)

_TELLS_NOBODY: TelemetryConfig = {
    "tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False,
}  # fmt: skip
"""Not even where the environment asks for it: nothing of a request goes anywhere."""


def create_app(site: Site) -> FastAPI:
    """Return the application for `site`."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        prepare()
        Thread(target=_warm, daemon=True).start()
        yield
        jobs.close()
        drafts.close()
        site.book.close()

    app = FastAPI(
        title="baocao", version="1", description=_TELLS, docs_url=None, redoc_url=None, lifespan=lifespan,
        telemetry=_TELLS_NOBODY,
    )  # fmt: skip
    jobs, drafts = Jobs(site), Drafts(site)
    app.state.site, app.state.jobs, app.state.drafts = site, jobs, drafts
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/raw", raw.Tables(site))
    app.add_exception_handler(BaocaoError, _program_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _wrong_question)
    app.add_middleware(Guard, site=site)
    return app


def _warm() -> None:
    """Load what reads files and what draws charts before the first are asked for."""
    from pipeline.present import picture

    apart(nothing)
    picture.load()


async def _program_error(request: Request, error: Exception) -> Response:
    """Tell what the program refuses."""
    if isinstance(error, RefusedError):
        return refusal(request.scope, error)
    status = 422 if isinstance(error, InputError) else 503 if isinstance(error, ArchiveError) else 400
    told = str(error).replace(f"{request.app.state.site.db}: ", "")  # where the archive lies is nobody's business
    return refusal(request.scope, RefusedError(status, told))


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    told = {404: "không có gì ở địa chỉ này; hãy quay về trang Kho báo cáo", 405: "trang này không nhận yêu cầu ấy"}
    return refusal(
        request.scope, RefusedError(status, told.get(status, "không làm được việc ấy; hãy quay lại trang trước"))
    )


async def _wrong_question(request: Request, error: Exception) -> Response:
    """Tell which part of an address can't be understood, without repeating it."""
    names = [str(one["loc"][-1]) for one in error.errors()] if isinstance(error, RequestValidationError) else []
    return refusal(
        request.scope, RefusedError(400, f"địa chỉ này có phần không hiểu được: {', '.join(names)}; hãy sửa lại")
    )
