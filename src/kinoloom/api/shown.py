"""Files and media as clients see them, with links that work for a while."""

from __future__ import annotations

from typing import Any

from kinoloom.api.services import Services
from kinoloom.media.links import LinkedFile, Links
from kinoloom.store.files import Upload
from kinoloom.wire.answers import MediaData

THUMBNAIL_MIME = "image/jpeg"


def upload_shown(links: Links, base: str, file: Upload) -> dict[str, Any]:
    """The keys of an uploaded file."""
    facts = dict(file.facts)
    thumbnail = facts.pop("thumbnail", None)
    mime = str(facts.pop("mime", "application/octet-stream"))
    shown: dict[str, Any] = {
        "filename": file.filename,
        "file_type": file.file_type,
        "cdn_url": links.address(base, LinkedFile(file.asset_id, file.filename, mime)),
        "hash": file.asset_id,
        **facts,
    }
    if thumbnail:
        picture = LinkedFile(str(thumbnail), "thumbnail.jpg", THUMBNAIL_MIME)
        shown["thumbnail_url"] = links.address(base, picture)
    return shown


def media_shown(services: Services, base: str, project_id: str) -> tuple[MediaData, ...]:
    """What was generated in a project, and of what words."""
    shown: list[MediaData] = []
    for asset_id in services.files.made(project_id):
        plan = services.studio.generated.plan_of(asset_id)
        # Beds are made too, and uploads are placed: only what came of words is generated media.
        if plan is None:
            continue
        file = LinkedFile(asset_id, f"{plan.title or 'clip'}.mp4", "video/mp4")
        shown.append(
            MediaData(
                id=asset_id[:16],
                kind="video",
                engine=plan.engine,
                prompt=plan.request.prompt,
                used=plan.used,
                ignored=plan.ignored,
                seed=plan.request.seed,
                cdn_url=services.links.address(base, file),
                duration=plan.request.duration_ms / 1000,
            )
        )
    return tuple(shown)
