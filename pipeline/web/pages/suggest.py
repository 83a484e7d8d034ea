"""What is offered while somebody types: agencies and indicators, as the options of a list."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from pipeline.query.catalogue_list import offered
from pipeline.query.holding import some_agencies
from pipeline.web.answer import page
from pipeline.web.pages.choosing import called
from pipeline.web.visit import site_of

router = APIRouter(prefix="/suggest", include_in_schema=False)

Typed = Annotated[str, Query(max_length=200)]


@router.get("/agencies")
def agencies(request: Request, agency: Typed = "") -> Response:
    """Offer agencies."""
    with site_of(request).archive() as archive:
        found = some_agencies(archive, agency.rpartition(",")[0] or agency, limit=20)
    return page(request, "options.html", {"options": [(called(each), "") for each in found]})


@router.get("/indicators")
def indicators(request: Request, indicator: Typed = "") -> Response:
    """Offer indicators by name."""
    with site_of(request).archive() as archive:
        found = offered(archive, indicator)
    return page(request, "options.html", {"options": [(each.name, each.unit) for each in found]})


@router.get("/codes")
def codes(request: Request, indicator: Typed = "") -> Response:
    """Offer indicators by code."""
    with site_of(request).archive() as archive:
        found = offered(archive, indicator)
    return page(request, "options.html", {"options": [(each.code, each.name) for each in found]})
