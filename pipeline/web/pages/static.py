"""The stylesheet and the scripts, by fixed names: no part of an address ever becomes part of a path."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pipeline.web.visit import RefusedError

router = APIRouter(prefix="/static", include_in_schema=False)

_FOLDER = Path(__file__).parent.parent / "static"
_KINDS = {
    "site.css": "text/css", "site.js": "text/javascript", "htmx.min.js": "text/javascript", "icon.svg": "image/svg+xml",
    "LICENSE.htmx": "text/plain",
}  # fmt: skip


@lru_cache(maxsize=len(_KINDS))
def _asset(name: str) -> tuple[bytes, str]:
    data = (_FOLDER / name).read_bytes()
    return data, f'"{hashlib.sha256(data).hexdigest()[:16]}"'


@router.get("/{name}")
def asset(request: Request, name: str) -> Response:
    """Return a file of the pages' own."""
    if name not in _KINDS:
        raise RefusedError(404, "không có tệp này")
    data, tag = _asset(name)
    headers = {"etag": tag, "cache-control": "public, max-age=3600"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=_KINDS[name], headers=headers)
