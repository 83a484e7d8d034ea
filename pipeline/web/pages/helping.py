"""`GET /help`, `/rules`, `/indicators`: what the checks look for, which indicators are known, how things are done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from pipeline.check.rules import RULES
from pipeline.present.findings.entries import severity_name
from pipeline.present.machine import as_json
from pipeline.query.catalogue_list import Entry, catalogue_list, offered
from pipeline.web.answer import either, page
from pipeline.web.visit import RefusedError, site_of

router = APIRouter(tags=["Trợ giúp"])


@router.get("/help", include_in_schema=False)
def overview(request: Request) -> Response:
    """Show what there is to read."""
    return page(request, "help.html", {"rules": len(RULES)})


@router.get("/rules", summary="Các kiểm tra")
def rules(request: Request) -> Response:
    """List the checks."""
    rows = [
        {"rule": rule.id, "severity": rule.severity.value, "tells": rule.tells, "help": rule.help.strip()}
        for rule in RULES
    ]
    shown = [(rule.id, severity_name(rule.severity), rule.tells) for rule in RULES]
    return either(request, "rules.html", lambda: {"rules": shown}, lambda: as_json(rows))


@router.get("/rules/{rule}", summary="Trang hướng dẫn của một kiểm tra")
def one_rule(request: Request, rule: str) -> Response:
    """Show the help page of a check."""
    known = next((each for each in RULES if each.id == rule), None)
    if known is None:
        raise RefusedError(404, "không có kiểm tra này; xem danh sách ở trang Các kiểm tra")
    paragraphs = [" ".join(part.split()) for part in known.help.strip().split("\n\n")]
    lines = [line for part in paragraphs for line in _split(part)]
    return either(
        request,
        "rule.html",
        lambda: {"rule": known.id, "severity": severity_name(known.severity), "tells": known.tells, "lines": lines[1:]},
        lambda: as_json({"rule": known.id, "severity": known.severity.value, "help": known.help.strip()}),
    )


def _split(part: str) -> list[str]:
    """Return a paragraph, its wrong and its right example apart.

    >>> _split("Sai: 1 + 1 = 3. Đúng: 1 + 1 = 2.")
    ['Sai: 1 + 1 = 3.', 'Đúng: 1 + 1 = 2.']
    """
    wrong, found, right = part.partition(" Đúng: ")
    return [wrong, f"Đúng: {right}"] if found and wrong.startswith("Sai: ") else [part]


@router.get("/indicators", summary="Danh mục chỉ tiêu")
def indicators(request: Request, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Show the catalogue."""
    with site_of(request).archive() as archive:
        found = offered(archive, q, limit=200) if q.strip() else catalogue_list(archive)
    sectors: dict[str, list[Entry]] = {}
    for entry in found:
        sectors.setdefault(entry.sector, []).append(entry)
    rows = [
        {"code": each.code, "name": each.name, "unit": each.unit, "kind": each.kind, "sector": each.sector,
         "names": list(each.names)}
        for each in found
    ]  # fmt: skip
    return either(request, "indicators.html", lambda: {"sectors": sectors, "q": q}, lambda: as_json(rows))
