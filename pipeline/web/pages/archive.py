"""`GET /`: the archive, agency by month: what is there, what is missing, and where files are dropped."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from pipeline.present.machine import as_json
from pipeline.query.holding import Agency, Holding, changes, count_reports, holding
from pipeline.query.select import month
from pipeline.store.rejected import Rejected, newest_rejected
from pipeline.web.answer import either
from pipeline.web.pages.asked import jobs_of
from pipeline.web.visit import site_of, visit_of

router = APIRouter(tags=["Kho"])


@router.get("/", summary="Kho báo cáo: mỗi cơ quan, từng tháng có gì, thiếu gì")
def archive(
    request: Request,
    q: Annotated[str, Query(max_length=100, description="một phần tên cơ quan")] = "",
    page: Annotated[int, Query(ge=1, le=100000)] = 1,
    until: Annotated[str, Query(max_length=7, description="tháng cuối hiện ra, ví dụ 2026-05")] = "",
) -> Response:
    """Show a page of the archive."""
    site = site_of(request)
    with site.archive() as opened:
        held = holding(opened, words=q, page=page, until=month(until) if until else None)
        aside = newest_rejected(opened)
        reports = int(site.counts.get((changes(opened),), lambda: b"%d" % count_reports(opened)))
    visit = visit_of(request)
    running = [job for job in jobs_of(request).running() if job.who == visit.name]
    return either(
        request,
        "archive.html",
        lambda: {
            "held": held,
            "total": reports,
            "q": q,
            "until": until,
            "aside": aside,
            "running": running,
            "earlier": earlier(held),
        },
        lambda: as_json(_rows(held, reports, aside)),
    )


def earlier(held: Holding) -> tuple[str | None, str | None]:
    """Return with which month the table ends a page earlier, and a page later; `None` where there is none."""
    if not held.months or held.last is None:
        return None, None
    later = _shifted(held.months[-1], len(held.months))
    return _shifted(held.months[0], -1), later if held.months[-1] < held.last else None


def _shifted(at: str, by: int) -> str:
    """Return the month `by` months on.

    >>> _shifted("2026-01", -1)
    '2025-12'
    """
    count = int(at[:4]) * 12 + int(at[5:]) - 1 + by
    return f"{count // 12:04}-{count % 12 + 1:02}"


def _rows(held: Holding, reports: int, aside: list[Rejected]) -> dict[str, object]:
    return {
        "months": list(held.months),
        "page": held.page,
        "pages": held.pages,
        "reports": reports,
        "agencies": [_row(agency, held.months) for agency in held.agencies],
        "rejected": [
            {"file": each.path.replace("\\", "/").rpartition("/")[2], "reason": each.reason} for each in aside
        ],
    }


def _row(agency: Agency, months: tuple[str, ...]) -> dict[str, object]:
    known = [month for month in months if month in agency.months]
    return {
        "agency": agency.name,
        "province": agency.province,
        "agency_code": agency.code,
        "reports": [
            {"month": month, "report": each.name, "version": each.version, "address": f"/reports/{each.id}"}
            for month in known
            for each in agency.months[month]
        ],
        "missing": [month for month in months if known and known[0] < month < known[-1] and month not in agency.months],
    }
