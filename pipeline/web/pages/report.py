"""`GET /reports/3`: a report beside its pages; its pages as pictures; figures put right in place."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Path as InPath
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from pipeline.errors import InputError
from pipeline.present.machine import report_json
from pipeline.present.page_pictures import has_pages
from pipeline.query.opened import Opened, OpenFigure, open_figure, opened, report_file
from pipeline.store.corrections import Change, correct, withdraw
from pipeline.store.load import load_report
from pipeline.web.answer import asks_json, json_text, page, see
from pipeline.web.apart import apart
from pipeline.web.forms import read_form
from pipeline.web.pages.correcting import change_of
from pipeline.web.pages.sheets import Sheet, as_text, sheets
from pipeline.web.site import Site
from pipeline.web.users import Role
from pipeline.web.visit import RefusedError, site_of, visit_of
from pipeline.web.works import Sizes, picture, sizes

router = APIRouter(tags=["Báo cáo"])

_LACKING = b"!"
_AGAIN = 300.0
"""Seconds after which it is looked again whether a file can be shown."""

Number = Annotated[int, InPath(ge=1, le=2**53)]


@router.get("/reports/{number}", summary="Một báo cáo: các trang, các mục với số liệu và nhiệm vụ")
def report(
    request: Request, number: Number, view: Annotated[str, Query(pattern="^(pages|text)?$")] = "",
    at: Annotated[str, Query(pattern=r"^(\d{1,9}-\d{1,9})?$", description="đoạn cần chỉ ra, ví dụ 120-180")] = "",
) -> Response:  # fmt: skip
    """Show a report."""
    site, visit = site_of(request), visit_of(request)
    with site.archive() as archive:
        report_file(archive, number)
        if asks_json(request):
            loaded = load_report(archive, number)
            named = loaded.source.model_copy(update={"path": Path(loaded.source.path).name})
            site.book.note(visit.name, "xem", f"báo cáo {number}")
            return json_text(report_json(loaded.model_copy(update={"source": named})))
        found = opened(archive, number)
    site.book.note(visit.name, "xem", f"báo cáo {number}")
    shown, lacking = _sheets(site, found) if view != "text" else ((), None)
    return page(
        request,
        "report.html",
        {
            "report": found,
            "sheets": shown,
            "lacking": lacking,
            "text": None if shown else as_text(found, _span(at)),
            "paged": has_pages(Path(found.path)),
            "unsure": sum(figure.unsure for figure in found.figures),
        },
    )


def _span(at: str) -> tuple[int, int] | None:
    start, _, end = at.partition("-")
    return (int(start), int(end)) if end else None


def _sheets(site: Site, found: Opened) -> tuple[tuple[Sheet, ...], str | None]:
    """Return the pages with the places on them, or why they can't be shown."""
    if not has_pages(Path(found.path)):
        return (), None

    def measure() -> bytes:
        try:
            return apart(sizes, found.path, found.sha256, limits=site.limits)
        except InputError as error:
            return _LACKING + str(error).encode()

    now = int(time.monotonic() / _AGAIN)  # a file that wasn't there may be back later
    known = site.pictures.get((found.sha256, "sizes", now), measure)
    if known.startswith(_LACKING):
        return (), known.removeprefix(_LACKING).decode()
    return sheets(found, Sizes.model_validate_json(known).pages), None


@router.get("/reports/{number}/pages/{at}.png", summary="Ảnh một trang của báo cáo", response_class=Response)
def page_picture(request: Request, number: Number, at: Annotated[int, InPath(ge=1, le=5000)]) -> Response:
    """Return a page as a picture."""
    site = site_of(request)
    with site.archive() as archive:
        path, sha256 = report_file(archive, number)
    if not has_pages(Path(path)):
        raise RefusedError(404, "không có trang này")
    tag = f'"{sha256[:16]}-{at}"'
    headers = {"etag": tag, "cache-control": "private, max-age=600"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    made = site.pictures.get((sha256, at), lambda: apart(picture, path, sha256, at, limits=site.limits))
    return Response(made, media_type="image/png", headers=headers)


@router.get("/figures/{number}", include_in_schema=False)
def figure(request: Request, number: Number, edit: bool = False) -> Response:
    """Show the row of one figure, or the form that puts it right."""
    if edit:
        visit_of(request).needs(Role.CLERK)
    with site_of(request).archive() as archive:
        report_number, found = open_figure(archive, number)
    return page(request, "figure.html", _shown(report_number, found, edit=edit))


@router.post("/figures/{number}/correct", summary="Sửa một số liệu đọc sai")
async def correct_figure(request: Request, number: Number) -> Response:
    """Put a figure right."""
    visit, site = visit_of(request), site_of(request)
    visit.needs(Role.CLERK)
    form = await read_form(request)

    def write() -> tuple[int, OpenFigure]:
        with site.archive() as archive:
            _, found = open_figure(archive, number)
            change = change_of(form, found)
            who = form.get("who") if visit.local else visit.name
            if change == Change():
                raise RefusedError(400, "chưa có gì được sửa; hãy sửa ô cần sửa rồi bấm Ghi điều sửa")
            if not who or not form.get("why"):
                raise RefusedError(400, "hãy ghi tên người sửa và lý do, để người sau hiểu vì sao số này khác bản gốc")
            correct(archive, number, change, who[:80], form.get("why")[:500])
            return open_figure(archive, number)

    report_number, found = await run_in_threadpool(write)
    site.book.note(visit.name, "sửa", f"số liệu {number}, báo cáo {report_number}")
    return _answer(request, report_number, found)


@router.post("/figures/{number}/withdraw", summary="Rút lại điều đã sửa ở một số liệu")
async def withdraw_correction(request: Request, number: Number) -> Response:
    """Take back what was corrected of a figure."""
    visit, site = visit_of(request), site_of(request)
    visit.needs(Role.CLERK)
    await read_form(request)

    def write() -> tuple[int, OpenFigure]:
        with site.archive() as archive:
            withdraw(archive, number)
            return open_figure(archive, number)

    report_number, found = await run_in_threadpool(write)
    site.book.note(visit.name, "rút điều sửa", f"số liệu {number}, báo cáo {report_number}")
    return _answer(request, report_number, found)


def _answer(request: Request, report_number: int, found: OpenFigure) -> Response:
    if "hx-request" in request.headers:
        return page(request, "figure.html", _shown(report_number, found, edit=False))
    return see(f"/reports/{report_number}#f{found.id}", request)


def _shown(report_number: int, found: OpenFigure, *, edit: bool) -> dict[str, object]:
    return {"figure": found, "report_id": report_number, "edit": edit}
