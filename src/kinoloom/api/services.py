"""What the routes work with; `app` fills it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request
from sqlalchemy import Engine

from kinoloom.accounts.claims import SqlClaims
from kinoloom.accounts.ledger import SqlLedger
from kinoloom.accounts.users import SqlUsers
from kinoloom.api.doorman import Doorman
from kinoloom.api.tail import Tail
from kinoloom.jobs.ports import Jobs
from kinoloom.media.links import Links
from kinoloom.settings import Service
from kinoloom.store.files import SqlFiles
from kinoloom.studio.ports import Studio
from kinoloom.studio.renders import RenderDesk
from kinoloom.studio.viewing import Viewfinder
from kinoloom.turns.ports import Turns


@dataclass(frozen=True)
class Services:
    """Everything behind the API. `is_ready` says whether work can be done now."""

    engine: Engine
    settings: Service
    studio: Studio
    users: SqlUsers
    claims: SqlClaims
    ledger: SqlLedger
    files: SqlFiles
    turns: Turns
    jobs: Jobs
    renders: RenderDesk
    viewfinder: Viewfinder
    links: Links
    tail: Tail
    doorman: Doorman
    is_ready: Callable[[], bool]


def services_of(request: Request) -> Services:
    """The services of the application a request came to."""
    found = request.app.state.services
    assert isinstance(found, Services)
    return found


def base_url(request: Request) -> str:
    """What absolute links begin with: the setting, or the address the client used."""
    given = services_of(request).settings.public_url
    return given or str(request.base_url).rstrip("/")
