"""Files for a session, sent along or fetched from an address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from kinoloom.accounts.users import User
from kinoloom.api.bodies import described, parsed, whole_body
from kinoloom.api.callers import Caller, OwnSession
from kinoloom.api.multipart import receive
from kinoloom.api.services import Services, base_url, services_of
from kinoloom.api.shown import upload_shown
from kinoloom.media.assets import AssetFolder
from kinoloom.media.fetching import AddressRules
from kinoloom.media.limits import limit_for
from kinoloom.store.ports import Project
from kinoloom.studio.intake import Arrival, Fetched, fetched, take_in
from kinoloom.watch import Watch
from kinoloom.wire import headers, paths
from kinoloom.wire.answers import Envelope, FileData, UploadData
from kinoloom.wire.requests import UrlUpload

router = APIRouter(tags=["uploads"])
JSON_BYTES = 1 << 20
SMALL_PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
"""A file that is text, so that a description can show it."""
BODY: dict[str, Any] = described(UrlUpload)
BODY["requestBody"]["content"]["multipart/form-data"] = {
    "schema": {
        "type": "object",
        "properties": {
            "files": {
                "type": "array",
                "items": {"type": "string", "format": "binary"},
                "minItems": 1,
                "maxItems": 50,
                "example": [SMALL_PDF],
            }
        },
        "required": ["files"],
    }
}


@router.post(paths.UPLOAD, operation_id="upload", openapi_extra=BODY)
async def upload(request: Request, user: Caller, session: OwnSession) -> Envelope[UploadData]:
    """Bring files into a session: what they are is read from their bytes, not their names."""
    services = services_of(request)
    assets = services.studio.assets
    assert isinstance(assets, AssetFolder)
    skill = request.headers.get(headers.SKILL_SOURCE)
    limit_bytes = limit_for(skill, services.settings.upload_bytes)
    arrivals: Sequence[Arrival]
    if request.headers.get("content-type", "").lower().startswith("multipart/"):
        arrivals = await receive(request, assets, limit_bytes)
    else:
        wish = parsed(UrlUpload, await whole_body(request, JSON_BYTES))
        rules = AddressRules(services.settings.url_allow)
        arrivals = await run_in_threadpool(_fetch_all, assets, wish, limit_bytes, rules)
    files = await run_in_threadpool(_taken_in, services, user, session, arrivals)
    base = base_url(request)
    shown = tuple(FileData(**upload_shown(services.links, base, file)) for file in files)
    return Envelope(data=UploadData(files=shown, session_state_applied=True))


def _taken_in(
    services: Services, user: User, session: Project, arrivals: Sequence[Arrival]
) -> Sequence[Any]:
    try:
        return take_in(
            services.files, services.studio.assets, user.id, session.id, arrivals, Watch()
        )
    finally:
        for arrival in arrivals:
            arrival.drop()


def _fetch_all(
    assets: AssetFolder, wish: UrlUpload, limit_bytes: int, rules: AddressRules
) -> list[Fetched]:
    done: list[Fetched] = []
    try:
        for url in wish.urls:
            done.append(fetched(assets, url, limit_bytes=limit_bytes, rules=rules))
    except BaseException:
        for file in done:
            file.drop()
        raise
    return done
