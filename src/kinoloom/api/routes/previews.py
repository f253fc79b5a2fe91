"""A frame at once: what the film looks like at a moment, before it is exported."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from kinoloom.api.bodies import body_of, described
from kinoloom.api.callers import Caller, OwnSession
from kinoloom.api.services import services_of
from kinoloom.draft import codec
from kinoloom.studio.renders import check_held
from kinoloom.studio.viewing import Look
from kinoloom.wire import headers, paths
from kinoloom.wire.requests import MomentMs, PreviewRequest, PreviewSidePx

router = APIRouter(tags=["renders"])
MIME = "image/jpeg"
PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {MIME: {}}, "description": "The frame."},
    304: {"description": "The frame that you have already."},
}


# Plain functions: they wait for the child that draws, and run beside the event loop.
@router.get(paths.PREVIEW, operation_id="preview", response_class=Response, responses=PICTURE)
def preview(
    request: Request,
    session: OwnSession,
    at_ms: Annotated[MomentMs, Query()] = 0,
    short_side_px: Annotated[PreviewSidePx, Query()] = 540,
) -> Response:
    """A frame of the session's film; after the end, its last."""
    return _shown(request, Look(session.draft, at_ms, short_side_px))


@router.post(
    paths.PREVIEW,
    operation_id="previewDraft",
    openapi_extra=described(PreviewRequest),
    response_class=Response,
    responses={200: PICTURE[200]},
)
def preview_draft(
    request: Request,
    user: Caller,
    _session: OwnSession,
    body: Annotated[PreviewRequest, Depends(body_of(PreviewRequest))],
) -> Response:
    """A frame of exactly the draft that is posted."""
    draft = codec.decode(body.draft)
    check_held(services_of(request).files, user.id, draft)
    return _shown(request, Look(draft, body.at_ms, body.short_side_px))


def _shown(request: Request, look: Look) -> Response:
    tag = look.tag
    # The draft behind an address changes: a browser asks each time, and mostly hears 304.
    told = {
        headers.ETAG: f'"{tag}"',
        "Cache-Control": "private, no-cache",
        "Vary": headers.AUTHORIZATION,
        "X-Content-Type-Options": "nosniff",
    }
    if request.method == "GET" and _has(request, tag):
        return Response(status_code=304, headers=told)
    picture = services_of(request).viewfinder.picture(look, tag)
    return Response(picture, media_type=MIME, headers=told)


def _has(request: Request, tag: str) -> bool:
    """Whether the caller keeps that very picture."""
    given = request.headers.get(headers.IF_NONE_MATCH, "")
    return any(part.strip().removeprefix("W/") == f'"{tag}"' for part in given.split(","))
