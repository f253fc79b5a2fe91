"""Tokens of anonymous users, and links that open a project."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request

from kinoloom.accounts.errors import ClientIdRefused
from kinoloom.api.bodies import body_of, described
from kinoloom.api.callers import Caller, own_session, shown_id
from kinoloom.api.services import services_of
from kinoloom.store.ports import NoSuchProject
from kinoloom.wire import headers, paths
from kinoloom.wire.answers import ClaimData, Envelope, TokenData
from kinoloom.wire.requests import ClaimRequest

router = APIRouter(tags=["tokens"])
ClientId = Annotated[
    str | None,
    # Described, not checked here: accounts refuse another form, with the contract's code.
    Header(
        alias=headers.CLIENT_ID,
        json_schema_extra={
            "pattern": "^[A-Za-z0-9._:-]{1,64}$",
            "examples": ["9c858901-8a57-4791-81fe-4c455b099bc9"],
        },
    ),
]


@router.post(paths.ANONYMOUS_TOKEN, operation_id="anonymousToken")
def anonymous_token(
    request: Request,
    client_id: ClientId = None,
) -> Envelope[TokenData]:
    """A free token for a client id; the same client id is the same user for good."""
    services = services_of(request)
    if not client_id:
        raise ClientIdRefused(f"{headers.CLIENT_ID} is missing; send a UUID that you keep.")
    services.doorman.admit(request.client.host if request.client else None)
    granted = services.users.anonymous(client_id)
    assert granted.expires_at is not None
    expires = datetime.fromtimestamp(granted.expires_at, UTC)
    return Envelope(
        data=TokenData(
            token=granted.token,
            user_id=shown_id(granted.user),
            client_id=client_id,
            credits=services.ledger.balance(granted.user.id).available,
            expires_at=expires.isoformat(timespec="seconds").replace("+00:00", "Z"),
            expires_in=max(0, round((expires - datetime.now(UTC)).total_seconds())),
        )
    )


@router.post(paths.CLAIM_TOKEN, operation_id="claimToken", openapi_extra=described(ClaimRequest))
def claim_token(
    request: Request, user: Caller, body: Annotated[ClaimRequest, Depends(body_of(ClaimRequest))]
) -> Envelope[ClaimData]:
    """A link token that opens the project in a browser; it has no API rights."""
    project = own_session(request, user, body.session_id)
    if body.task_id != project.id:
        raise NoSuchProject("There is no such task.")
    claim = services_of(request).claims.make(project.id)
    return Envelope(data=ClaimData(claim_token=claim.token, expires_in=claim.expires_in_s))
