"""One structured line a request. Neither tokens nor queries nor bodies are ever in it."""

from __future__ import annotations

import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger("kinoloom.requests")
QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


class Logged:
    """Middleware that writes the line when an answer begins."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and write."""
        if scope["type"] != "http" or scope["path"] in QUIET:
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def heard(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = scope.get("route")
                log.info(
                    "request",
                    method=scope["method"],
                    # The route, not the path: a link's path holds the signature that opens it.
                    call=getattr(route, "path", "unknown"),
                    status=message["status"],
                    ms=round((time.perf_counter() - began) * 1000, 1),
                )
            await send(message)

        await self._app(scope, receive, heard)
