"""For operators: is it alive, can it work, what does it do."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from kinoloom.api.metrics import registry_of
from kinoloom.api.services import services_of

router = APIRouter(tags=["operations"])
NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {"description": "Not now: starting, stopping, or the database is away."}
}


@router.get("/healthz", operation_id="healthz", response_class=PlainTextResponse)
async def healthz() -> str:
    """The process answers."""
    return "ok"


@router.get("/readyz", operation_id="readyz", response_class=PlainTextResponse, responses=NOT_READY)
def readyz(request: Request) -> Response:
    """Work can be done now: the database answers and jobs are taken."""
    ready = services_of(request).is_ready()
    return PlainTextResponse("ready" if ready else "not ready", 200 if ready else 503)


@router.get("/metrics", operation_id="metrics", response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    """Prometheus metrics."""
    text = generate_latest(registry_of(services_of(request)))
    return Response(text, media_type=CONTENT_TYPE_LATEST)
