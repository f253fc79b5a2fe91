"""New sessions: a project of a user's, empty until something is said in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from kinoloom.api.bodies import body_of, described
from kinoloom.api.callers import Caller, shown_id
from kinoloom.api.services import services_of
from kinoloom.draft.model import Draft
from kinoloom.wire import paths
from kinoloom.wire.answers import Envelope, SessionData
from kinoloom.wire.requests import SessionRequest

router = APIRouter(tags=["sessions"])


@router.post(paths.NEW_SESSION, operation_id="newSession", openapi_extra=described(SessionRequest))
def new_session(
    request: Request,
    user: Caller,
    body: Annotated[SessionRequest, Depends(body_of(SessionRequest))],
) -> Envelope[SessionData]:
    """A session to talk in; its id is what every later call names."""
    # Until something is said the project's language decides; the sentence's own wins later.
    language = "zh" if (body.language or "").lower().startswith("zh") else "en"
    projects = services_of(request).studio.projects
    made = projects.create(body.task_name.strip(), language, Draft(), user_id=user.id)
    return Envelope(
        data=SessionData(
            session_id=made.id, task_id=made.id, user_id=shown_id(user), bind_id=user.bind_id
        )
    )
