"""`/login`, `/logout`, `/audit`: who comes in and goes, and the log of what everybody did."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from pipeline.errors import UsageError
from pipeline.present.machine import as_json
from pipeline.web.answer import either, page
from pipeline.web.forms import read_form
from pipeline.web.guard import COOKIE, cookie_header
from pipeline.web.users import Role, close_session, log_in, open_session
from pipeline.web.visit import site_of, visit_of

router = APIRouter(tags=["Người dùng"])


def safe_way(asked: str) -> str:
    """Return where to go after logging in: an address of this site, whatever was asked for.

    >>> safe_way("/reports/3"), safe_way("//evil.example/"), safe_way("https://evil.example/"), safe_way("/\\\\evil")
    ('/reports/3', '/', '/', '/')
    """
    plain = asked.startswith("/") and not asked.startswith(("//", "/\\", "/logout", "/login"))
    return asked if plain and asked.isprintable() and "\\" not in asked else "/"


@router.get("/login", include_in_schema=False)
def door(request: Request, way: Annotated[str, Query(alias="next", max_length=2000)] = "/") -> Response:
    """Show the form."""
    if visit_of(request).known:
        return RedirectResponse(safe_way(way), 303)
    return page(request, "login.html", {"way": safe_way(way), "refused": None, "name": ""})


@router.post("/login", include_in_schema=False)
async def enter(request: Request) -> Response:
    """Let somebody in."""
    site = site_of(request)
    form = await read_form(request)
    name, way = form.get("name")[:80], safe_way(form.get("next"))
    try:
        user = await run_in_threadpool(log_in, site.book, name, form.get("password"))
    except UsageError as error:
        told = str(error)
        return page(request, "login.html", {"way": way, "refused": told, "name": name}, status=401)
    token = open_session(site.book, user)
    site.book.note(user.name, "vào", "các trang")
    answer = RedirectResponse(way, 303)
    answer.headers["set-cookie"] = cookie_header(token, secure=request.url.scheme == "https")
    return answer


@router.post("/logout", include_in_schema=False)
async def leave(request: Request) -> Response:
    """Let somebody go."""
    site, visit = site_of(request), visit_of(request)
    await read_form(request)
    close_session(site.book, request.cookies.get(COOKIE, ""))
    site.book.note(visit.name, "ra", "các trang")
    answer = RedirectResponse("/login", 303)
    answer.headers["set-cookie"] = f"{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"
    return answer


@router.get("/audit", summary="Nhật ký: ai đã xem, sửa, cho qua, tải về gì")
def audit(request: Request, before: Annotated[int | None, Query(ge=1, le=2**53)] = None) -> Response:
    """Show a page of the log."""
    visit_of(request).needs(Role.KEEPER)
    lines = site_of(request).book.lines(before=before)
    rows = [{"at": line.at, "who": line.who, "action": line.action, "object": line.object} for line in lines]
    return either(request, "audit.html", lambda: {"lines": lines}, lambda: as_json(rows))
