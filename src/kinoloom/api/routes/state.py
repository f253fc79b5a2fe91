"""The latest state of a session: its films, its files, what was made in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request

from kinoloom.api.callers import Caller, OwnSession
from kinoloom.api.services import base_url, services_of
from kinoloom.api.shown import media_shown, upload_shown
from kinoloom.draft import codec
from kinoloom.store.ports import Film, Project
from kinoloom.studio.canvases import ratio_of
from kinoloom.wire import paths
from kinoloom.wire.answers import (
    CanvasData,
    Envelope,
    NamedDraft,
    SessionState,
    StateData,
    VideoInfo,
)

router = APIRouter(tags=["state"])


@router.get(paths.STATE, operation_id="state")
def state(request: Request, user: Caller, session: OwnSession) -> Envelope[StateData]:
    """Everything a client needs to go on: draft, drafts, uploads, what was made."""
    services, base = services_of(request), base_url(request)
    draft = session.draft
    canvas = CanvasData(
        width=draft.canvas.width_px,
        height=draft.canvas.height_px,
        ratio=ratio_of(draft),
        fps=float(draft.canvas.rate),
    )
    files = services.files.uploads(session.id)
    shown = SessionState(
        draft=codec.encode(draft) if draft.is_ready else None,
        drafts=tuple(_named(film, session) for film in services.studio.projects.films(session.id)),
        video_infos=tuple(
            VideoInfo(id=file.id, **upload_shown(services.links, base, file)) for file in files
        ),
        canvas_config=canvas,
        generated_media=media_shown(services, base, session.id),
    )
    when = datetime.fromtimestamp(session.updated_at, UTC).isoformat(timespec="milliseconds")
    return Envelope(
        data=StateData(
            state=shown,
            revision=session.revision,
            updated_at=when.replace("+00:00", "Z"),
            bind_id=user.bind_id,
        )
    )


def _named(film: Film, session: Project) -> NamedDraft:
    name = film.title or session.title
    more: dict[str, Any] = {"current": film.number == session.film}
    if film.draft.is_ready:
        more["draft"] = codec.encode(film.draft)
    return NamedDraft(name=name, revision=film.revision, **more)
