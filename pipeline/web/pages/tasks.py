"""`GET /tasks`: what was planned for a month, and what its report says of each task, with the passages."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from pipeline.present.machine import rows_json
from pipeline.query.holding import months_held, some_agencies, task_months
from pipeline.query.select import month as real_month
from pipeline.query.tasks import tasks
from pipeline.web.answer import asks_json, json_text, page
from pipeline.web.pages.choosing import called, chosen, shown
from pipeline.web.visit import RefusedError, site_of, visit_of
from schemas.rows import TaskRow, TaskStatus

router = APIRouter(tags=["Nhiệm vụ"])


@router.get("/tasks", summary="Nhiệm vụ đã đề ra và kết quả", response_model=list[TaskRow])
def show(
    request: Request, month: Annotated[str, Query(max_length=7)] = "",
    agency: Annotated[str, Query(max_length=200)] = "",
    status: Annotated[str, Query(pattern="^(planned|reported|continuing|unreported|overdue)?$")] = "",
) -> Response:  # fmt: skip
    """Show the tasks of a month."""
    site = site_of(request)
    site.book.note(visit_of(request).name, "xem", "nhiệm vụ")
    with site.archive() as archive:
        picked = chosen(archive, [agency])
        places = shown(archive, picked)
        months = task_months(archive)
        reported = months_held(archive)
        asked = real_month(month) if month else next((each for each in months if each in reported), "")
        asked = asked or (months[0] if months else "")
        rows = [row for place in places for row in tasks(archive, agency=place.id, asked_month=asked)] if asked else []
        offers = [] if places else some_agencies(archive, limit=60)
    if asks_json(request):
        if not places and offers:
            raise RefusedError(400, "kho có nhiều cơ quan; hãy nêu agency=TÊN")
        return json_text(rows_json(rows))
    counts = [(each.value, sum(row.status is each for row in rows)) for each in TaskStatus]
    late = sum(row.overdue for row in rows)
    wanted = [row for row in rows if status in ("", row.status.value) or (status == "overdue" and row.overdue)]
    query = {"month": asked, "agency": agency}
    return page(
        request,
        "tasks.html",
        {
            "agency": called(picked[0]) if len(picked) == 1 else agency,
            "places": places,
            "months": months,
            "asked": asked,
            "status": status,
            "rows": wanted,
            "all": len(rows),
            "counts": [(each, count, urlencode({**query, "status": each})) for each, count in counts if count],
            "late": (late, urlencode({**query, "status": "overdue"})),
            "query": urlencode(query),
            "offers": [(each, urlencode({"month": asked, "agency": f"@{each.id}"})) for each in offers],
        },
    )
