"""Who asks, and whether they may: what every page knows of the request before it answers.

Enters: a request that the guard let in. Leaves: a `Visit`, or a `RefusedError` with a status and a Vietnamese line.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import Scope

from pipeline.errors import BaocaoError
from pipeline.web.site import Site
from pipeline.web.users import Role

LOCAL_NAME = "máy này"


class RefusedError(BaocaoError):
    """A request that is not answered as asked: an HTTP status, and a line that says what to do."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks: `name` and `role`, and the token that forms have to bring along; a `program` brings none."""

    name: str
    role: Role
    csrf: str
    local: bool
    program: bool = False
    known: bool = True

    def needs(self, role: Role) -> None:
        """Raise `RefusedError` where this visitor's role doesn't include `role`."""
        if not self.role.may(role):
            raise RefusedError(403, "bạn chưa được giao quyền làm việc này; hãy nhờ người giữ kho")


def form_token(cookie: str) -> str:
    """Return what a form has to bring along for the browser that holds `cookie`; nobody else can know it."""
    return hashlib.sha256(f"form {cookie}".encode()).hexdigest()


def visit_of(request: Request) -> Visit:
    """Return who asks."""
    return visit_of_scope(request.scope)


def visit_of_scope(scope: Scope) -> Visit:
    """Return who asks, for what answers below the level of requests."""
    visit = scope["baocao.visit"]
    assert isinstance(visit, Visit)  # the guard put it there
    return visit


def site_of(request: Request) -> Site:
    """Return the site."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def require_token(request: Request, given: str | None) -> None:
    """Raise `RefusedError` unless a browser's form brings the token of its own pages."""
    visit = visit_of(request)
    sent = given or request.headers.get("x-csrf-token") or ""
    if not visit.program and not hmac.compare_digest(sent.encode(), visit.csrf.encode()):
        raise RefusedError(403, "trang này đã cũ; hãy tải lại trang (phím F5) rồi làm lại")
