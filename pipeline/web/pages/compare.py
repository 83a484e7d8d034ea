"""`GET /compare`: two months of an agency side by side, indicator by indicator; or several agencies, by `/series`."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from pipeline.present.machine import rows_csv, rows_json
from pipeline.query.compare import Sort, compare
from pipeline.query.holding import Agency, months_held, some_agencies
from pipeline.store.archive import Archive
from pipeline.web.answer import asks_json, json_text, page
from pipeline.web.pages.asked import code
from pipeline.web.pages.choosing import called, chosen
from pipeline.web.visit import RefusedError, site_of, visit_of
from schemas.period import PeriodKind
from schemas.report import Measure
from schemas.rows import CompareRow, CompareStatus

router = APIRouter(tags=["So sánh"])

Month = Annotated[str, Query(max_length=7, description="tháng, ví dụ 2026-04")]
Code = Annotated[str, Query(max_length=20)]


@router.get("/compare", summary="So hai tháng, từng chỉ tiêu", response_model=list[CompareRow])
def show(
    request: Request, a: Month = "", b: Month = "", agency: Annotated[str, Query(max_length=200)] = "",
    measure: Code = "", period: Code = "", sort: Sort = Sort.SECTOR, same: bool = False,
    form: Annotated[str, Query(pattern="^(csv)?$", alias="format")] = "",
) -> Response:  # fmt: skip
    """Compare two months."""
    site = site_of(request)
    with site.archive() as archive:
        place = _place(archive, agency)
        months = months_held(archive, None if place is None else place.id)
        second = b or (months[0] if months else "")
        first = a or next((month for month in months if month < second), "")
        rows: list[CompareRow] = []
        if place is not None and first and second:
            rows = compare(
                archive, first, second, agency=place.id, measure=code(Measure, measure),
                period=code(PeriodKind, period), sort=sort,
            )  # fmt: skip
        offers = [] if place is not None else some_agencies(archive, limit=60)
    site.book.note(visit_of(request).name, "xem", "so sánh hai tháng")
    if asks_json(request):
        if place is None or not first:
            raise RefusedError(400, "hãy nêu a=THÁNG, b=THÁNG và agency=TÊN")
        return json_text(rows_json(rows))
    if form == "csv":
        site.book.note(visit_of(request).name, "tải về", "bảng so sánh")
        return Response(
            "\ufeff" + rows_csv(rows, CompareRow), media_type="text/csv; charset=utf-8",
            headers={"content-disposition": "attachment; filename=so-sanh.csv"},
        )  # fmt: skip
    counts = [(status, sum(row.status is status for row in rows)) for status in CompareStatus]
    query = {"a": first, "b": second, "measure": measure, "period": period, "sort": sort.value}
    return page(
        request,
        "compare.html",
        {
            "place": place,
            "agency": "" if place is None else called(place),
            "months": months,
            "first": first,
            "second": second,
            "measure": measure,
            "period": period,
            "sort": sort.value,
            "same": same,
            "rows": rows if same else [row for row in rows if row.status is not CompareStatus.SAME],
            "counts": [(status, count) for status, count in counts if count],
            "query": urlencode({**query, "agency": f"@{place.id}" if place else agency}),
            "offers": [(each, urlencode({**query, "agency": f"@{each.id}"})) for each in offers],
        },
    )


def _place(archive: Archive, agency: str) -> Agency | None:
    """Return the agency to compare the months of: the one chosen, or the only one of the archive."""
    found = chosen(archive, [agency]) or some_agencies(archive, limit=2)
    return found[0] if len(found) == 1 or agency.strip() else None
