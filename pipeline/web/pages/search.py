"""`GET /search`: full text, with or without diacritics, by agency and month, a page at a time."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from markupsafe import Markup, escape
from starlette.responses import Response

from pipeline.present.findings.entries import printable
from pipeline.present.machine import rows_json
from pipeline.query.holding import months_held
from pipeline.query.search_pages import Cursor, Found, search_page
from pipeline.web.answer import asks_json, json_text, page
from pipeline.web.pages.asked import agency_id
from pipeline.web.pages.choosing import called, chosen
from pipeline.web.visit import RefusedError, site_of, visit_of
from schemas.rows import SearchRow

router = APIRouter(tags=["Tìm"])

_AROUND = 140


@router.get("/search", summary="Tìm trong toàn văn", response_model=list[SearchRow])
def show(
    request: Request, q: Annotated[str, Query(max_length=200, description="các từ, có dấu hoặc không dấu")] = "",
    agency: Annotated[str, Query(max_length=200)] = "", month: Annotated[str, Query(max_length=7)] = "",
    after: Annotated[str, Query(pattern=r"^(\d-\d{1,18})?$", description="tìm tiếp từ đâu")] = "",
) -> Response:  # fmt: skip
    """Search."""
    site = site_of(request)
    found = Found((), None)
    with site.archive() as archive:
        picked = chosen(archive, [agency])
        months = months_held(archive)
        if q.strip():
            number = picked[0].id if len(picked) == 1 else agency_id(agency)
            cursor = Cursor(*map(int, after.split("-"))) if after else None
            found = search_page(archive, q, agency=number, asked_month=month or None, cursor=cursor)
            site.book.note(visit_of(request).name, "tìm", "toàn văn")
    if asks_json(request):
        if not q.strip():
            raise RefusedError(400, "hãy nêu từ để tìm: /search?q=...")
        return json_text(rows_json(found.rows))
    query = {"q": q, "agency": agency, "month": month}
    onward = None
    if found.onward is not None:
        onward = urlencode({**query, "after": f"{found.onward.way}-{found.onward.before}"})
    return page(
        request,
        "search.html",
        {
            "q": q,
            "agency": called(picked[0]) if len(picked) == 1 else agency,
            "month": month,
            "months": months,
            "rows": [(row, snippet(row)) for row in found.rows],
            "onward": onward,
            "continued": bool(after),
        },
    )


def snippet(row: SearchRow) -> Markup:
    """Return the passage round the first of the words, escaped, with all of them marked."""
    first = row.marks[0][0] if row.marks else 0
    start = 0 if first <= _AROUND else row.text.rfind(" ", 0, first - _AROUND // 2) + 1
    end = len(row.text) if len(row.text) - start <= 3 * _AROUND else row.text.rfind(" ", start, start + 3 * _AROUND)
    out, at = Markup("… " if start else ""), start
    for begin, close in row.marks:
        if begin < at or close > end:
            continue
        out += escape(printable(row.text[at:begin])) + Markup("<mark>{}</mark>").format(
            printable(row.text[begin:close])
        )
        at = close
    return out + escape(printable(row.text[at:end])) + Markup(" …" if end < len(row.text) else "")
