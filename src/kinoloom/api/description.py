"""The OpenAPI description: what FastAPI finds out, and what it cannot know.

That is the token, the envelope of errors, and *links*: how what one call answers is what another
one needs. Clients are generated from it, and the API is tested by walking it.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from kinoloom.api.routes.uploads import SMALL_PDF

OPEN = frozenset({"anonymousToken", "healthz", "readyz", "metrics"})
"""Calls that need no token."""

SESSION = "$response.body#/data/session_id"
SAME_SESSION = "$request.body#/session_id"
CLIENT = "9c858901-8a57-4791-81fe-4c455b099bc9"
SENTENCE = "a lone camel crossing the dunes at dusk, 1 second"


def _said(session_id: str, text: str) -> dict[str, Any]:
    return {"session_id": session_id, "new_message": {"parts": [{"text": text}]}}


LINKS: dict[str, dict[str, dict[str, Any]]] = {
    "readyz": {
        "anonymousToken": {"parameters": {"header.X-Client-Id": CLIENT}},
        "newSession": {"requestBody": {"task_name": "project", "language": "en"}},
        "balance": {},
        "healthz": {},
        "metrics": {},
    },
    "balance": {"newSession": {"requestBody": {"task_name": "project", "language": "en"}}},
    "newSession": {
        "run": {
            "requestBody": {"session_id": SESSION, "new_message": {"parts": [{"text": SENTENCE}]}}
        },
        "state": {"parameters": {"session_id": SESSION}},
        "upload": {
            "parameters": {"session_id": SESSION},
            "requestBody": {"files": [SMALL_PDF]},
        },
        "claimToken": {
            "requestBody": {"task_id": "$response.body#/data/task_id", "session_id": SESSION}
        },
    },
    "run": {
        "state": {"parameters": {"session_id": SAME_SESSION}},
        "preview": {"parameters": {"session_id": SAME_SESSION, "at_ms": 500}},
        "cancelTurn": {"parameters": {"turn_id": "$response.header.X-Turn-Id"}},
        "run": {"requestBody": _said(SAME_SESSION, "add the title “Dusk”")},
    },
    "upload": {"state": {"parameters": {"session_id": "$request.path.session_id"}}},
    "state": {
        "render": {
            "requestBody": {
                "id": "render_{$request.path.session_id}_{$response.body#/data/revision}",
                "session_id": "$request.path.session_id",
                "draft": "$response.body#/data/state/draft",
            }
        },
        "previewDraft": {
            "parameters": {"session_id": "$request.path.session_id"},
            "requestBody": {"draft": "$response.body#/data/state/draft", "at_ms": 500},
        },
    },
    "render": {
        "renderStatus": {"parameters": {"render_id": "$response.body#/id"}},
        "cancelRender": {"parameters": {"render_id": "$response.body#/id"}},
    },
    "renderStatus": {"download": {"parameters": {"render_id": "$response.body#/id"}}},
}
"""By the call that answers: the call that goes on from there, and with what."""

ERROR = {
    "description": "Refused: `code` says what, `message` what to do.",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
            }
        }
    },
}


def install(app: FastAPI) -> None:
    """Let the application describe itself whole."""
    plain = app.openapi

    def whole() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(plain())
        return app.openapi_schema

    app.openapi = whole  # type: ignore[method-assign]


def _completed(found: dict[str, Any]) -> dict[str, Any]:
    found.setdefault("components", {})["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer"}
    }
    for path in found["paths"].values():
        for operation in path.values():
            _complete(operation)
    return found


def _complete(operation: dict[str, Any]) -> None:
    name = operation["operationId"]
    responses = operation["responses"]
    # FastAPI's own refusal; ours is an envelope with 400.
    responses.pop("422", None)
    responses["default"] = ERROR
    if name not in OPEN:
        operation["security"] = [{"token": []}]
    if name in LINKS:
        responses["200"]["links"] = {
            target: {"operationId": target, **how} for target, how in LINKS[name].items()
        }
