"""What a user says, and the stream of what comes of it. The turn is the server's: a client that
goes away ends nothing, and one that comes back goes on where it was."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from kinoloom.accounts.errors import NotEnoughCredits
from kinoloom.accounts.users import User
from kinoloom.agent.estimate import first_price
from kinoloom.agent.messages import APP, readable
from kinoloom.agent.phrases import phrase
from kinoloom.api.bodies import BodyMalformed, body_of, described
from kinoloom.api.callers import Caller, own_session
from kinoloom.api.services import Services, base_url, services_of
from kinoloom.intent import read
from kinoloom.jobs.ports import Order
from kinoloom.store.ports import Project
from kinoloom.turns.ports import TURN, NoSuchTurn, Turn
from kinoloom.wire import headers, paths
from kinoloom.wire.answers import Envelope
from kinoloom.wire.requests import Id, RunRequest

router = APIRouter(tags=["turns"])
SILENCE_S = 9.0
"""A heartbeat comes before ten silent seconds are over."""
LONGEST_S = 15 * 60.0
STREAM: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {}}, "description": "The turn's events."}
}


@router.post(
    paths.RUN,
    operation_id="run",
    openapi_extra=described(RunRequest),
    response_class=StreamingResponse,
    responses=STREAM,
)
async def run(
    request: Request, user: Caller, body: Annotated[RunRequest, Depends(body_of(RunRequest))]
) -> StreamingResponse:
    """Say something in a session; the answer is a stream of ADK events.

    The same words while their turn is open join it. With `Last-Event-ID` a dropped stream goes on
    and nothing is started.
    """
    services = services_of(request)
    seen = request.headers.get(headers.LAST_EVENT_ID, "").strip()
    if seen:
        turn, after = await run_in_threadpool(_resumed, request, user, body.session_id, seen)
    else:
        turn, after = await run_in_threadpool(_begun, request, user, body), 0
    return StreamingResponse(
        _stream(services, turn, after),
        media_type="text/event-stream",
        # A proxy that buffers would keep the answer to itself until the end.
        headers={
            "Cache-Control": "no-store",
            "X-Accel-Buffering": "no",
            headers.TURN_ID: turn.id,
        },
    )


@router.post(paths.CANCEL_TURN, operation_id="cancelTurn")
def cancel_turn(
    request: Request, user: Caller, turn_id: Annotated[Id, Path()]
) -> Envelope[dict[str, str]]:
    """Stop a turn: what it finished stays, what it holds is given back."""
    services = services_of(request)
    turn = services.turns.load(turn_id)
    if turn.user_id != user.id:
        raise NoSuchTurn("There is no such turn.")
    services.turns.cancel(turn_id)
    return Envelope(data={"status": services.turns.load(turn_id).state})


def _begun(request: Request, user: User, body: RunRequest) -> Turn:
    services = services_of(request)
    project = own_session(request, user, body.session_id)
    text = readable(body.text)
    if not text.strip():
        raise BodyMalformed("new_message.parts has no text.")
    if services.turns.open_turn(project.id, text) is None:
        _check_credits(services, user, project, text)
    turn, _ = services.turns.begin(project.id, text, streaming=body.streaming)
    # Also for a turn that was there: its job may have been lost with the process that began it.
    services.jobs.submit(turn_job(turn, base_url(request)))
    return turn


def turn_job(turn: Turn, links_begin_with: str) -> Order:
    """The job that answers a turn; turns of one session run in their order."""
    arguments = {"turn_id": turn.id, "base_url": links_begin_with}
    return Order(TURN, f"turn/{turn.id}", arguments, lane=turn.project_id)


def _check_credits(services: Services, user: User, project: Project, text: str) -> None:
    """Raise NotEnoughCredits when that is known before anything is done."""
    price = first_price(services.studio, project, text)
    if price:
        available = services.ledger.balance(user.id).available
        if price > available:
            raise NotEnoughCredits(price, available)


def _resumed(request: Request, user: User, session_id: str, seen: str) -> tuple[Turn, int]:
    turn_id, _, number = seen.rpartition(":")
    if not number.isdigit() or len(number) > 9:
        raise BodyMalformed(f"{headers.LAST_EVENT_ID} is not one of ours.")
    turn = services_of(request).turns.load(turn_id)
    if turn.user_id != user.id or turn.project_id != session_id:
        raise NoSuchTurn("There is no such turn.")
    return turn, int(number)


async def _stream(services: Services, turn: Turn, after: int) -> AsyncIterator[str]:
    ends_at = time.monotonic() + LONGEST_S
    async for event in services.tail.follow(turn.id, after, silence_s=SILENCE_S):
        if event is not None:
            yield f"id: {turn.id}:{event.seq}\ndata: {event.body}\n\n"
        else:
            yield "event: heartbeat\ndata:\n\n"
        if time.monotonic() > ends_at:
            yield f"data: {_still_working(turn)}\n\n"
            return


def _still_working(turn: Turn) -> str:
    """ADK's shape by hand: loading ADK here would hold up everybody for a second."""
    words = phrase("still_working", read(turn.text).language)
    event = {
        "content": {"parts": [{"text": words}], "role": "model"},
        "partial": False,
        "invocationId": turn.id,
        "author": APP,
        "actions": {"stateDelta": {}, "artifactDelta": {}},
        "id": str(uuid.uuid4()),
        "timestamp": time.time(),
    }
    return json.dumps(event, ensure_ascii=False)
