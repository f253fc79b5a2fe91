"""Files behind signed links: no headers needed, ranges served, over when the link is."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from fastapi.responses import FileResponse

from kinoloom.api.services import services_of
from kinoloom.media.assets import AssetMissing
from kinoloom.media.links import LinkExpired
from kinoloom.media.names import harmless

# A link is followed, not made: it is no call of the API.
router = APIRouter(include_in_schema=False)
# What a browser may show in place; anything else (a page somebody uploaded) is only saved.
SHOWN = ("video/", "audio/", "image/")


@router.get("/files/{token}/{name}", response_class=FileResponse)
def file(
    request: Request,
    token: Annotated[str, Path(max_length=2000)],
    name: Annotated[str, Path(max_length=500)],
) -> FileResponse:
    """The file of a link."""
    services = services_of(request)
    linked = services.links.file(token)
    try:
        path = services.studio.assets.path(linked.asset_id)
    except AssetMissing as error:
        raise LinkExpired("The file of this link is gone.") from error
    shown = linked.mime.startswith(SHOWN)
    place = "inline" if shown else "attachment"
    mime = linked.mime if shown else "application/octet-stream"
    return FileResponse(
        path,
        media_type=mime,
        headers={
            "Content-Disposition": f"{place}; filename*=utf-8''{quote(harmless(linked.name))}",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=3600",
        },
    )
