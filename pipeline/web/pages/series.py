"""`GET /series`: an indicator over the months, with plan and last year, of one agency or several side by side."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from pipeline.present.machine import rows_csv, rows_json
from pipeline.present.plan_chart import plan_chart
from pipeline.present.tables import remark
from pipeline.query.amounts import in_unit
from pipeline.query.catalogue_list import catalogue_list, name_of
from pipeline.query.derive import line_kind
from pipeline.query.holding import Agency, changes, some_agencies
from pipeline.query.series import series
from pipeline.store.archive import Archive
from pipeline.web.answer import asks_json, json_text, page
from pipeline.web.pages.asked import code
from pipeline.web.pages.choosing import called, chosen, shown
from pipeline.web.visit import RefusedError, site_of, visit_of
from schemas.period import PeriodKind
from schemas.report import Measure
from schemas.rows import SeriesRow

router = APIRouter(tags=["Chỉ tiêu"])

Words = Annotated[str, Query(max_length=200, description="mã chỉ tiêu, tên gọi, hoặc vài từ của nhãn")]
Agencies = Annotated[list[str], Query(max_length=12, description="tên cơ quan; nhiều lần thì so nhiều nơi")]
Code = Annotated[str, Query(max_length=20)]
_ROWS = 240


@router.get("/series", summary="Một chỉ tiêu qua các tháng", response_model=list[SeriesRow])
def show(
    request: Request, indicator: Words = "", agency: Agencies = [], measure: Code = "", period: Code = "",  # noqa: B006
    form: Annotated[str, Query(pattern="^(csv)?$", alias="format")] = "", whole: bool = False,
) -> Response:  # fmt: skip
    """Show a series."""
    site = site_of(request)
    with site.archive() as archive:
        if not indicator.strip():
            if asks_json(request):
                raise RefusedError(400, "hãy nêu chỉ tiêu: /series?indicator=...")
            return page(request, "indicators_pick.html", {"sectors": _sectors(archive), "agency": agency})
        picked = chosen(archive, agency)
        places = shown(archive, picked)
        if asks_json(request) and not places:
            raise RefusedError(400, "kho có nhiều cơ quan; hãy nêu agency=TÊN")
        rows = _rows(archive, indicator, places, measure, period)
        site.book.note(visit_of(request).name, "xem", f"chỉ tiêu của {len(places)} cơ quan")
        if asks_json(request):
            return json_text(rows_json(rows))
        if form == "csv":
            site.book.note(visit_of(request).name, "tải về", "bảng chỉ tiêu")
            name = quote("chi-tieu.csv")
            return Response(
                "\ufeff" + rows_csv(rows, SeriesRow), media_type="text/csv; charset=utf-8",
                headers={"content-disposition": f"attachment; filename={name}"},
            )  # fmt: skip
        title = name_of(archive, indicator) or indicator
        offers = [] if places else some_agencies(archive, limit=60)
    query = [("indicator", indicator), *(("agency", f"@{place.id}") for place in places)]
    query += [(key, value) for key, value in (("measure", measure), ("period", period)) if value]
    newest = rows[::-1]
    return page(
        request,
        "series.html",
        {
            "title": title[:1].upper() + title[1:],
            "indicator": indicator,
            "agencies": [called(each) for each in picked],
            "places": places,
            "offers": [(each, urlencode({"indicator": indicator, "agency": f"@{each.id}"})) for each in offers],
            "rows": newest if whole else newest[:_ROWS],
            "cut": len(rows) > _ROWS and not whole,
            "drawn": any(row.measure is Measure.ACTUAL and row.of_month for row in rows),
            "pivot": pivot(rows, places) if len(places) > 1 else None,
            "query": urlencode(query),
            "measure": measure,
            "period": period,
            "remark": remark,
        },
    )


def _rows(archive: Archive, words: str, places: Sequence[Agency], measure: str, period: str) -> list[SeriesRow]:
    asked = (code(Measure, measure), code(PeriodKind, period))
    found = [
        row for place in places for row in series(archive, words, agency=place.id, measure=asked[0], period=asked[1])
    ]
    return sorted(found, key=lambda row: row.month or "")


def _sectors(archive: Archive) -> dict[str, list[tuple[str, str, str]]]:
    """Return the indicators by sector: code, name, unit."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for entry in catalogue_list(archive):
        found.setdefault(entry.sector, []).append((entry.code, entry.name, entry.unit))
    return found


@router.get("/series.svg", summary="Biểu đồ của một chỉ tiêu", response_class=Response)
def chart(
    request: Request, indicator: Words, agency: Agencies = [], measure: Code = "", period: Code = "",  # noqa: B006
    dark: bool = False,
) -> Response:  # fmt: skip
    """Draw a series."""
    site = site_of(request)
    with site.archive() as archive:
        places = shown(archive, chosen(archive, agency))
        key = (changes(archive), indicator, tuple(place.id for place in places), measure, period, dark)

        def look() -> bytes:
            rows = _rows(archive, indicator, places, measure, period)
            told = hashlib.sha256("\n".join(row.model_dump_json() for row in rows).encode()).digest()
            return site.charts.get((told, dark), lambda: (plan_chart(rows, dark=dark) or "").encode())

        made = site.charts.get(key, look)  # a change of the archive is looked at, but only what it changed is drawn
    if not made:
        raise RefusedError(404, "không có số liệu nào để vẽ")
    return Response(made, media_type="image/svg+xml", headers={"cache-control": "private, max-age=60"})


@dataclass(frozen=True, slots=True)
class Pivot:
    """Months down, agencies across, of the one thing that most of them report."""

    label: str
    unit: str
    agencies: tuple[str, ...]
    lines: tuple[tuple[str, tuple[tuple[Decimal, SeriesRow] | None, ...]], ...]


def pivot(rows: Sequence[SeriesRow], places: Sequence[Agency]) -> Pivot | None:
    """Return the table of several agencies, `None` where nothing can be set side by side."""
    done = [row for row in rows if row.measure is Measure.ACTUAL and row.of_month is not None]
    if not done:
        return None
    main, _ = Counter(map(_thing, done)).most_common(1)[0]
    own = [row for row in done if _thing(row) == main]
    unit = Counter(row.unit for row in own).most_common(1)[0][0]
    cells: dict[tuple[str, int | None], tuple[Decimal, SeriesRow]] = {}
    for row in own:
        value = row.value if row.unit == unit else in_unit(row.amount, unit)
        cells.setdefault((row.of_month or "", row.locality), (value, row))
    months = sorted({month for month, _ in cells}, reverse=True)
    return Pivot(
        label=Counter(row.label for row in own).most_common(1)[0][0],
        unit=unit,
        agencies=tuple(called(place) for place in places),
        lines=tuple((month, tuple(cells.get((month, place.id)) for place in places)) for month in months),
    )


def _thing(row: SeriesRow) -> tuple[str, PeriodKind, str]:
    return row.indicator or row.label, line_kind(row), row.base_unit
