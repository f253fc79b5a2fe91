"""Exports: a draft becomes a job, the job a file. A render outlives the client that asked."""

from __future__ import annotations

import asyncio
import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import FileResponse, JSONResponse
from starlette.concurrency import run_in_threadpool

from kinoloom.accounts.plans import ANONYMOUS
from kinoloom.accounts.users import User
from kinoloom.api.bodies import body_of, described
from kinoloom.api.callers import Caller, attribution, own_session
from kinoloom.api.errors import ExportRefused
from kinoloom.api.services import Services, base_url, services_of
from kinoloom.draft import codec
from kinoloom.draft.model import Draft
from kinoloom.jobs.ports import JobStatus
from kinoloom.media.links import LinkedFile
from kinoloom.render.errors import NothingToRender
from kinoloom.render.files.output import FORMATS, Output
from kinoloom.store.renders import Render
from kinoloom.studio.delivery import quick
from kinoloom.studio.naming import linked
from kinoloom.studio.outputs import output_of
from kinoloom.studio.renders import order_render, output_from_json
from kinoloom.wire import headers, paths
from kinoloom.wire.answers import Envelope, RenderAnswer, RenderData, RenderOutput, RenderStatus
from kinoloom.wire.requests import Id, OutputWish, RenderRequest

router = APIRouter(tags=["renders"])
RenderId = Annotated[Id, Path()]
PATIENCE_S = 25.0
LOOK_S = 0.2
STATUS: dict[str, RenderStatus] = {"queued": "pending", "running": "processing"}
FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {row.mime: {} for row in FORMATS.values()}, "description": "The file."}
}
FACTS = ("duration_s", "width", "height", "bytes")


@router.post(
    paths.RENDERS,
    operation_id="render",
    openapi_extra=described(RenderRequest),
    response_model=RenderAnswer,
)
def render(
    request: Request,
    user: Caller,
    body: Annotated[RenderRequest, Depends(body_of(RenderRequest))],
) -> JSONResponse:
    """Export exactly the draft that is posted. The same id and body is the same job."""
    services = services_of(request)
    asked_by = attribution(request)
    _check_export(services, user, asked_by)
    session = own_session(request, user, body.session_id)
    draft = codec.decode(body.draft)
    output = _output(body.output, draft)
    made = order_render(services.renders, user.id, session.id, body.id, draft, output, asked_by)
    return _answer(request, made)


@router.get(paths.RENDER, operation_id="renderStatus", response_model=RenderAnswer)
def render_status(request: Request, user: Caller, render_id: RenderId) -> JSONResponse:
    """How far a render is, and where its file can be had."""
    return _answer(request, services_of(request).renders.renders.load(user.id, render_id))


@router.post(paths.CANCEL_RENDER, operation_id="cancelRender")
def cancel_render(request: Request, user: Caller, render_id: RenderId) -> Envelope[dict[str, str]]:
    """Stop a render; one that is over stays as it is."""
    services = services_of(request)
    found = services.renders.renders.load(user.id, render_id)
    services.jobs.cancel(found.job_id)
    status = services.jobs.status(found.job_id).state
    return Envelope(data={"status": STATUS.get(status, status)})


@router.get(paths.DOWNLOAD, operation_id="download", response_class=FileResponse, responses=FILE)
async def download(request: Request, user: Caller, render_id: RenderId) -> FileResponse:
    """The finished file, whole or in ranges. A film that is under way is waited for a while."""
    services = services_of(request)
    found = await run_in_threadpool(services.renders.renders.load, user.id, render_id)
    ends_at = time.monotonic() + PATIENCE_S
    status = await run_in_threadpool(services.jobs.status, found.job_id)
    while not status.is_over and time.monotonic() < ends_at:
        await asyncio.sleep(LOOK_S)
        status = await run_in_threadpool(services.jobs.status, found.job_id)
    if status.result is None:
        raise NothingToRender(f"This render is {_status(status)}; there is no file to download.")
    path = services.studio.assets.path(status.result["asset_id"])
    file = await run_in_threadpool(_file, services, found, status.result["asset_id"])
    return FileResponse(path, media_type=file.mime, filename=file.name)


def _output(wish: OutputWish, draft: Draft) -> Output:
    output = output_of(
        wish.format,
        wish.quality,
        wish.resolution,
        wish.fps,
        wish.codec,
        at_ms=wish.at_ms or 0,
        hardware=bool(wish.hardware),
        muted=bool(wish.muted),
    )
    return quick(draft, output) if wish.preview else output


def _check_export(services: Services, user: User, asked_by: dict[str, str]) -> None:
    missing = [name for name in headers.ATTRIBUTION if name not in asked_by]
    if missing:
        raise ExportRefused(f"An export needs these headers too: {', '.join(missing)}.")
    if user.plan == ANONYMOUS.name and not services.settings.anonymous_export:
        raise ExportRefused("Register or upgrade your plan to unlock export.")


def _answer(request: Request, made: Render) -> JSONResponse:
    services = services_of(request)
    status = services.jobs.status(made.job_id)
    data = RenderData(
        id=made.id,
        status=_status(status),
        progress=100 if status.state == "completed" else min(99, round(status.share * 100)),
        success=status.state != "failed",
        created_at=round(made.created_at * 1000),
        completed_at=None if status.ended_at is None else round(status.ended_at * 1000),
        error=status.message if status.state == "failed" else None,
    )
    if status.result is not None:
        file = _file(services, made, status.result["asset_id"])
        url = services.links.address(base_url(request), file)
        facts = {name: status.result[name] for name in FACTS if status.result[name] is not None}
        output = RenderOutput(url=url, **facts)
        data = data.model_copy(update={"output": output, "output_url": url})
    told: dict[str, Any] = RenderAnswer.of(data).model_dump(mode="json", by_alias=True)
    return JSONResponse(told)


def _status(status: JobStatus) -> RenderStatus:
    return STATUS.get(status.state, status.state)  # type: ignore[return-value]


def _file(services: Services, made: Render, asset_id: str) -> LinkedFile:
    title = services.studio.projects.load(made.project_id).title
    return linked(asset_id, title or made.id, output_from_json(made.output).format)
