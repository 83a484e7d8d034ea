"""How an answer is given: a page for people, JSON at the same address for programs, an error that says what to do.

Enters: a request, a template's name and what it shows, the rows behind it. Leaves: a `Response`. The choice is the
request's: `Accept: application/json` gets JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Scope

from pipeline.present import words
from pipeline.present.findings.entries import printable
from pipeline.present.machine import as_json
from pipeline.web.moment import moment
from pipeline.web.visit import RefusedError, visit_of

_HERE = Path(__file__).parent
_COMMAND = re.compile(r"[;,] ?[^;,]*\bbaocao [a-z]+[^;,]*")
"""The commands name themselves in what they refuse; who reads a page has no use for that."""

HEADINGS = {
    400: "Chưa hiểu yêu cầu", 401: "Cần đăng nhập", 403: "Không được phép", 404: "Không có trang này",
    405: "Không làm được", 413: "Tệp quá lớn", 421: "Sai địa chỉ", 422: "Không đọc được tệp",
    500: "Chương trình gặp lỗi", 503: "Kho đang bận",
}  # fmt: skip


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates; whatever they show is escaped, and loses the characters that a terminal or XML obeys."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_plain,
    )
    made.filters.update(
        number=words.number, signed=words.signed, day=words.day, month=words.month, period=words.period,
        time_of=words.time_of, told=words.name, moment=moment,
    )  # fmt: skip
    return made


def _plain(value: object) -> object:
    if isinstance(value, Markup):
        return value
    return printable(value) if isinstance(value, str) else value


def wants_json(headers: Headers, method: str) -> bool:
    """Return whether a program asks: it accepts JSON and no page; a program that posts needn't say so."""
    accepted = headers.get("accept", "*/*")
    if "text/html" in accepted or "hx-request" in headers:
        return False
    return (
        "application/json" in accepted
        or (method == "POST" and "user-agent" not in headers)
        or (method == "POST" and "*/*" in accepted and "origin" not in headers and "cookie" not in headers)
    )


def asks_json(request: Request) -> bool:
    """Return whether this request wants JSON."""
    return wants_json(request.headers, request.method)


def page(request: Request, template: str, shown: Mapping[str, object], *, status: int = 200) -> Response:
    """Return the page that `template` makes of what is `shown`."""
    text = (
        environment()
        .get_template(template)
        .render(visit=visit_of(request), path=request.url.path, part="hx-request" in request.headers, **shown)
    )
    return HTMLResponse(text, status, headers={"vary": "Accept, HX-Request"})


def json_text(text: str, *, status: int = 200) -> Response:
    """Return JSON that is written already."""
    return Response(text, status, media_type="application/json", headers={"vary": "Accept, HX-Request"})


def either(
    request: Request, template: str, shown: Callable[[], Mapping[str, object]], rows: Callable[[], str]
) -> Response:
    """Return the page, or the JSON that `rows` writes; only the one that is asked for is made."""
    return json_text(rows()) if asks_json(request) else page(request, template, shown())


def refusal(scope: Scope, refused: RefusedError, *, to: str | None = None) -> Response:
    """Return an answer that says what is wrong and what to do, or for a page that leads to `to`."""
    headers = Headers(scope=scope)
    text = _COMMAND.sub("; xem trang Trợ giúp", str(refused))
    told = text[:1].upper() + text[1:]
    if wants_json(headers, scope["method"]):
        return json_text(as_json({"error": told}), status=refused.status)
    if to is not None and "hx-request" not in headers:
        return RedirectResponse(to, 303)
    shown = {"heading": HEADINGS.get(refused.status, "Có lỗi"), "text": told.rstrip(".") + "."}
    body = (
        environment()
        .get_template("error.html")
        .render(visit=scope["baocao.visit"], path=scope["path"], part="hx-request" in headers, **shown)
    )
    answer = HTMLResponse(body, refused.status)
    if to is not None:
        answer.headers["hx-redirect"] = to
    return answer


def see(to: str, request: Request) -> Response:
    """Return what leads the browser on after a form, be it sent by htmx or not."""
    if "hx-request" in request.headers:
        return Response(headers={"hx-redirect": to})
    return RedirectResponse(to, 303)
