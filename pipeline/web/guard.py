"""Stands before all pages: which hosts, which origins, how much, who; and what browsers may do with the answers.

Enters: every request, as ASGI. Leaves: the same request with a `Visit`, or a refusal. A page of another site that posts
to this one is refused by its `Origin`; a name that was bent to point here (DNS rebinding) is refused by its `Host`.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.errors import UsageError
from pipeline.web.answer import refusal
from pipeline.web.site import Site
from pipeline.web.users import Role, User, log_in, session_user
from pipeline.web.visit import LOCAL_NAME, RefusedError, Visit, form_token

COOKIE = "baocao"
_OPEN = ("/login", "/static/")
_SAFE = ("GET", "HEAD")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_RAW_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""For Datasette's pages: no script at all; they work without."""
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class _TooMuchError(Exception):
    """The body grew beyond what is allowed."""


class Guard:
    """ASGI middleware; knows nothing of single pages but which are open to everybody."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        cookie, fresh = _cookie(headers)
        page = "text/html" in headers.get("accept", "")
        sending = self._sender(scope, send, cookie if fresh and page else None)
        try:
            self._check(scope, headers)
            scope["baocao.visit"] = await self._visit(scope, headers, cookie)
        except RefusedError as refused:
            scope["baocao.visit"] = Visit("", Role.READER, form_token(cookie), local=not self._site.login, known=False)
            await refusal(scope, refused)(scope, receive, sending)
            return
        if not scope["baocao.visit"].known and not scope["path"].startswith(_OPEN):
            await self._to_login(scope, receive, sending)
            return
        started = False

        async def sending_once(message: Message) -> None:
            nonlocal started
            started = True
            await sending(message)

        try:
            await self._app(scope, self._counted(receive), sending_once)
        except _TooMuchError:
            if not started:
                await refusal(scope, self._too_large())(scope, receive, sending)
        except Exception:
            if not started:
                fault = RefusedError(500, "chương trình gặp lỗi ở trang này; hãy thử lại, rồi báo cho người bảo trì")
                await refusal(scope, fault)(scope, receive, sending)
            raise

    def _check(self, scope: Scope, headers: Headers) -> None:
        """Raise `RefusedError` for a wrong host, a foreign page, an unknown method or too great a size."""
        host = headers.get("host", "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if self._site.names is not None and name.lower() not in self._site.names:
            raise RefusedError(421, "địa chỉ này không phải của kho báo cáo; hãy mở đúng địa chỉ mà baocao serve in ra")
        if scope["method"] in _SAFE:
            return
        if scope["method"] != "POST":
            raise RefusedError(405, "trang này không nhận yêu cầu loại ấy; hãy quay lại trang trước")
        origin = headers.get("origin")
        own = (f"http://{host}".lower(), f"https://{host}".lower())  # a server before this one may speak HTTPS
        foreign = origin is not None and origin.lower() not in own
        if foreign or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise RefusedError(
                403, "yêu cầu này đến từ một trang khác nên bị từ chối; hãy làm việc ấy ngay trên trang của kho"
            )
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._site.upload:
            raise self._too_large()

    def _too_large(self) -> RefusedError:
        return RefusedError(
            413, f"tệp quá lớn; mỗi lần gửi được nhiều nhất {self._site.upload >> 20} MB, hãy gửi ít tệp hơn"
        )

    async def _visit(self, scope: Scope, headers: Headers, cookie: str) -> Visit:
        """Return who asks; `known` is false for somebody who has to log in first."""
        program = not any(name in headers for name in ("cookie", "origin", "referer", "sec-fetch-site"))
        if not self._site.login:
            return Visit(LOCAL_NAME, Role.KEEPER, form_token(cookie), local=True, program=program)
        user: User | None
        given = headers.get("authorization", "")
        if program and given.startswith("Basic "):
            user = await to_thread.run_sync(self._by_password, given)
            return Visit(user.name, user.role, "", local=False, program=True)
        user = session_user(self._site.book, cookie)
        if user is None:
            return Visit("", Role.READER, form_token(cookie), local=False, known=False)
        return Visit(user.name, user.role, form_token(cookie), local=False)

    def _by_password(self, given: str) -> User:
        """Return who a program's user is; no browser is ever asked for this, so that none sends it by itself."""
        try:
            name, _, password = base64.b64decode(given[6:], validate=True).decode().partition(":")
            return log_in(self._site.book, name, password)
        except (binascii.Error, UnicodeDecodeError, UsageError):
            raise RefusedError(401, "tên hoặc mật khẩu không đúng") from None

    async def _to_login(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        refused = RefusedError(401, "hãy đăng nhập trước")
        to = f"/login?next={quote(asked, safe='')}" if scope["method"] == "GET" else "/login"
        await refusal(scope, refused, to=to)(scope, receive, send)

    def _counted(self, receive: Receive) -> Receive:
        """Return `receive` that stops a body which grows beyond the limit, whatever its length was said to be."""
        seen = 0

        async def counting() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._site.upload:
                raise _TooMuchError
            return message

        return counting

    def _sender(self, scope: Scope, send: Send, new_cookie: str | None) -> Send:
        """Return `send` that adds what browsers have to heed, and a new visitor's cookie."""
        path = scope["path"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers["content-security-policy"] = _RAW_POLICY if path.startswith("/raw") else _POLICY
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
                if new_cookie is not None and "set-cookie" not in headers:
                    headers.append("set-cookie", cookie_header(new_cookie, secure=scope["scheme"] == "https"))
            await send(message)

        return sending


def cookie_header(token: str, *, secure: bool) -> str:
    """Return the cookie that holds a token; scripts can't read it and other sites don't send it along."""
    return f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}"


def _cookie(headers: Headers) -> tuple[str, bool]:
    """Return the visitor's token, and whether it is a new one."""
    try:
        held = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        held = None
    if held is not None and 20 <= len(held.value) <= 100:
        return held.value, False
    return secrets.token_urlsafe(32), True
