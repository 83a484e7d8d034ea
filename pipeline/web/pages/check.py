"""`POST /check`: a draft is checked; a browser is led to the draft's own page, a program gets the findings at once."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi import Path as InPath
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from pipeline.present.findings.blocks import blocks
from pipeline.present.findings.entries import contrast, counts, coverage, entries, groups, severity_heading
from pipeline.present.findings.page import Writer
from pipeline.present.machine import as_json
from pipeline.web.answer import asks_json, either, json_text, page, see
from pipeline.web.apart import apart
from pipeline.web.drafts import Draft, check_now, silence_finding
from pipeline.web.forms import in_memory_file, one_file, read_form
from pipeline.web.pages.asked import drafts_of
from pipeline.web.users import Role
from pipeline.web.visit import RefusedError, site_of, visit_of
from pipeline.web.works import CheckedDraft, marked
from schemas.finding import Findings

router = APIRouter(tags=["Kiểm tra dự thảo"])

_FILE = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    },
    "responses": {"200": {"content": {"application/json": {"schema": Findings.model_json_schema()}}}},
}
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "sarif": "application/sarif+json",
}
DraftId = Annotated[str, InPath(pattern=r"^[\w-]{10,40}$")]


@router.get("/check", summary="Nơi thả dự thảo, và các dự thảo đã kiểm tra")
def start(request: Request) -> Response:
    """Show where a draft is dropped."""
    mine = drafts_of(request).of(visit_of(request).name)
    return either(
        request,
        "check.html",
        lambda: {"drafts": mine},
        lambda: as_json([{"file": each.file.name, "address": f"/check/{each.id}"} for each in mine]),
    )


@router.post("/check", summary="Kiểm tra một dự thảo", openapi_extra=_FILE)
async def receive(request: Request) -> Response:
    """Check a draft: at once for a program, on a page of its own for a browser."""
    site, visit = site_of(request), visit_of(request)
    file = one_file(await read_form(request))
    site.book.note(visit.name, "kiểm tra", "dự thảo")
    if asks_json(request):
        checked = await run_in_threadpool(check_now, site, file)
        return json_text(as_json(checked.findings.model_dump(mode="json", by_alias=True)))
    draft = await run_in_threadpool(drafts_of(request).start, file, visit.name)
    return see(f"/check/{draft.id}", request)


def _draft(request: Request, number: str) -> Draft:
    found = drafts_of(request).get(number, visit_of(request).name)
    if found is None:
        raise RefusedError(404, "bản kiểm tra này không còn được giữ; hãy thả lại tệp ở trang Kiểm tra dự thảo")
    return found


@router.get("/check/{number}", summary="Kết quả kiểm tra một dự thảo")
def show(request: Request, number: DraftId) -> Response:
    """Show what was found in a draft, or how far its check is."""
    draft = _draft(request, number)
    checked = draft.checked
    if checked is None:
        status = 200 if draft.refused is None else 422
        if asks_json(request):
            return json_text(as_json({"finished": draft.refused is not None, "error": draft.refused}), status=status)
        return page(
            request, "checking.html", {"draft": draft}, status=200 if "hx-request" in request.headers else status
        )
    if asks_json(request):
        return json_text(as_json(checked.findings.model_dump(mode="json", by_alias=True)))
    if "hx-request" in request.headers:
        return see(f"/check/{draft.id}", request)
    return page(request, "checked.html", _shown(draft, checked))


def _shown(draft: Draft, checked: CheckedDraft) -> dict[str, object]:
    found = entries(checked.findings)
    writer = Writer(checked.report.text, found)
    places = {id(finding): at for at, finding in enumerate(checked.findings.findings)}
    return {
        "draft": draft,
        "report": checked.report,
        "groups": [(severity, severity_heading(severity), members) for severity, members in groups(found)],
        "numbers": {entry.number: places[id(entry.finding)] for entry in found},
        "counts": counts(found),
        "coverage": coverage(checked.findings).capitalize(),
        "contrast": contrast,
        "links": writer.links,
        "html": writer.html,
        "blocks": blocks(checked.report),
        "word": draft.file.name.lower().endswith((".docx", ".doc", ".odt", ".rtf", ".txt", ".md")),
    }


@router.post("/check/{number}/silence", summary="Cho qua một phát hiện, kèm lý do")
async def silence(request: Request, number: DraftId) -> Response:
    """Let a finding stand."""
    site, visit = site_of(request), visit_of(request)
    visit.needs(Role.CLERK)
    form = await read_form(request)
    draft = _draft(request, number)
    who = form.get("who") if visit.local else visit.name
    if not who or not form.get("why"):
        raise RefusedError(400, "hãy ghi tên người quyết định và lý do cho qua, rồi bấm lại")
    at = int(form.get("finding")) if form.get("finding").isdecimal() else -1
    finding = await run_in_threadpool(silence_finding, site, draft, at, who[:80], form.get("why")[:500])
    site.book.note(visit.name, "cho qua", f"kiểm tra {finding.rule}")
    return see(f"/check/{draft.id}", request)


@router.get("/check/{number}/file.{form}", summary="Dự thảo với ghi chú ở từng chỗ", response_class=Response)
def download(request: Request, number: DraftId, form: Literal["docx", "pdf", "html", "sarif"]) -> Response:
    """Return the draft with what was found written into it."""
    site, visit = site_of(request), visit_of(request)
    draft = _draft(request, number)
    if draft.checked is None:
        raise RefusedError(404, "dự thảo này chưa kiểm tra xong; hãy chờ ít giây rồi tải lại")
    with in_memory_file(draft.file) as path:
        made = apart(marked, str(path), draft.checked.model_dump_json(by_alias=True).encode(), form, limits=site.limits)
    site.book.note(visit.name, "tải về", f"dự thảo có ghi chú ({form})")
    stem = draft.file.name.rpartition(".")[0] or draft.file.name
    name = quote(f"{stem} - ghi chú.{form}", safe="")
    return Response(
        made, media_type=_TYPES[form], headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"}
    )
