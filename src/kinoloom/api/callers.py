"""Who calls: a bearer token to a user, a session id to that user's own session."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Request

from kinoloom.accounts.users import User
from kinoloom.api.services import services_of
from kinoloom.store.ports import NoSuchProject, Project
from kinoloom.wire import headers
from kinoloom.wire.requests import Id


def caller(request: Request) -> User:
    """The user of the request's token. Raises TokenRefused."""
    given = request.headers.get(headers.AUTHORIZATION, "")
    scheme, _, token = given.partition(" ")
    bearer = token.strip() if scheme.lower() == "bearer" else None
    return services_of(request).users.caller(bearer or None)


Caller = Annotated[User, Depends(caller)]


def shown_id(user: User) -> str:
    """The id a client sees. Only of an anonymous user does it begin with `anon_`: a client tells
    by that whom to send to the registration page."""
    return user.id if user.is_anonymous else user.id.replace("anon_", "usr_", 1)


def own_session(request: Request, user: User, session_id: str) -> Project:
    """That session, if it is this user's. Raises NoSuchProject, the same for one of another."""
    found = services_of(request).studio.projects.load(session_id)
    if found.user_id != user.id:
        raise NoSuchProject("There is no such session.")
    return found


def session_of_path(request: Request, user: Caller, session_id: Annotated[Id, Path()]) -> Project:
    """The session in the path."""
    return own_session(request, user, session_id)


OwnSession = Annotated[Project, Depends(session_of_path)]


def attribution(request: Request) -> dict[str, str]:
    """Which skill asks: the three headers, as far as they are there."""
    given = {name: request.headers.get(name, "")[:120].strip() for name in headers.ATTRIBUTION}
    return {name: value for name, value in given.items() if value}
