"""`POST /files`: files dropped on the archive's page are taken in; `GET /jobs/...` says how far that is."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from pipeline.present.machine import as_json
from pipeline.web.answer import asks_json, either, json_text, see
from pipeline.web.forms import read_form
from pipeline.web.jobs import Job
from pipeline.web.pages.asked import jobs_of
from pipeline.web.users import Role
from pipeline.web.visit import RefusedError, visit_of

router = APIRouter(tags=["Kho"])

_FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "array", "items": {"type": "string", "format": "binary"}}},
                }
            }
        },
    }
}


@router.post("/files", summary="Đưa tệp báo cáo vào kho", openapi_extra=_FILES)
async def receive(request: Request) -> Response:
    """Start a job for the files that were sent."""
    visit = visit_of(request)
    visit.needs(Role.CLERK)
    form = await read_form(request)
    if not form.files:
        raise RefusedError(400, "chưa có tệp nào; hãy chọn hoặc kéo thả tệp báo cáo rồi bấm lại")
    job = await run_in_threadpool(jobs_of(request).start, form.files, visit.name)
    if asks_json(request):
        return json_text(as_json(_row(job)), status=202)
    return see(f"/jobs/{job.id}", request)


@router.get("/jobs/{job}", summary="Việc đưa tệp vào kho đang tới đâu")
def watch(request: Request, job: str) -> Response:
    """Show how far a job is."""
    found = jobs_of(request).get(job)
    if found is None or found.who != visit_of(request).name:
        raise RefusedError(404, "không còn thông tin về lần đưa tệp này; hãy xem trang Kho báo cáo")
    return either(request, "job.html", lambda: {"job": found}, lambda: as_json(_row(found)))


def _row(job: Job) -> dict[str, object]:
    return {
        "job": job.id,
        "address": f"/jobs/{job.id}",
        "finished": job.finished,
        "files": [
            {"file": item.name, "stage": item.stage.value, "said": item.said, "report": item.report}
            for item in job.items
        ],
    }
